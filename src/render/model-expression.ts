import type { ModelOrigin } from "../odd/index.ts";
import { type LazyExpression, lazyExpression } from "../xpath/index.ts";

/** What a model asks of an element. Models are asked of every element of a text: most are answered without the engine. */
export type Question = Pick<LazyExpression, "boolean" | "string" | "items">;

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
  if (origin === null) return lazyExpression(plain);
  const { namespace, prefixes } = origin;
  return lazyExpression(plain, { namespaces: prefixes, defaultElementNamespace: namespace });
}
