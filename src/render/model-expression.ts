import type { ModelOrigin } from "../odd/index.ts";
import { TEI_NAMESPACE } from "../tree/index.ts";
import { compileExpression } from "../xpath/index.ts";
import { type Question, simpleQuestion } from "./simple-expression.ts";

/**
 * Understands the XPath of a model; throws an `ExpressionError` for what is none. TEI Publisher's variables get what
 * they have on a page that nobody has set anything for: `$parameters?mode` is nothing, `$parameters?root` the document,
 * `$get(.)` the node itself.
 */
export function modelQuestion(source: string, origin: ModelOrigin | null = null): Question {
  const plain = source
    .replace(/\$parameters\?root\b/gu, "root(.)")
    .replace(/\$parameters\?[\p{L}_][\w-]*/gu, "()")
    .replace(/\$get\((\.(?:\.)?)\)/gu, "($1)");
  if (origin === null) return simpleQuestion(plain) ?? compileExpression(plain);
  const { namespace, prefixes } = origin;
  const isPlain = namespace === TEI_NAMESPACE && (prefixes.tei ?? TEI_NAMESPACE) === TEI_NAMESPACE;
  const options = { namespaces: prefixes, defaultElementNamespace: namespace };
  return (isPlain ? simpleQuestion(plain) : null) ?? compileExpression(plain, options);
}
