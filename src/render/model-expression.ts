import type { ModelOrigin } from "../odd/index.ts";
import {
  type ExpressionOptions,
  type LazyExpression,
  lazyExpression,
  understoodExpression,
} from "../xpath/index.ts";

/** What a model asks of an element. Models are asked of every element of a text: most are answered without the engine. */
export type Question = Pick<LazyExpression, "boolean" | "string" | "items">;

/**
 * Understands the XPath of a model; throws an `ExpressionError` for what is none. TEI Publisher's variables get what
 * they have on a page that nobody has set anything for: `$parameters?mode` is nothing, `$parameters?root` the document,
 * `$get(.)` the node itself.
 */
export function modelQuestion(source: string, origin: ModelOrigin | null = null): Question {
  return lazyExpression(plainSource(source), optionsOf(origin));
}

/** Takes the XPath of a model that is known to be right: nothing of it is looked at until it is asked. */
export function knownQuestion(source: string, origin: ModelOrigin | null = null): Question {
  return understoodExpression(plainSource(source), optionsOf(origin));
}

function plainSource(source: string): string {
  return source
    .replace(/\$parameters\?root\b/gu, "root(.)")
    .replace(/\$parameters\?[\p{L}_][\w-]*/gu, "()")
    .replace(/\$get\((\.(?:\.)?)\)/gu, "($1)");
}

function optionsOf(origin: ModelOrigin | null): ExpressionOptions {
  if (origin === null) return {};
  const { namespace, prefixes } = origin;
  return { namespaces: prefixes, defaultElementNamespace: namespace };
}
