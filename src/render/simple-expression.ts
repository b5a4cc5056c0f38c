import type { XmlNode } from "../tree/index.ts";
import type { Expression, Item } from "../xpath/index.ts";
import { type Closure, closureOf, stringOf } from "./simple-closures.ts";
import { readSimple } from "./simple-syntax.ts";

/** What a model asks of an element: the part of an XPath expression that rendering uses. */
export interface Question {
  readonly boolean: (node: XmlNode) => boolean;
  readonly string: (node: XmlNode) => string;
  readonly items: (node: XmlNode) => readonly Item[];
}

/**
 * Answers questions in the part of XPath that models are mostly written in by functions over the tree, without the
 * engine: they are put to every element of a text. Null for expressions that need the engine; the answers are its own.
 */
export function simpleQuestion(source: string): Question | null {
  const syntax = readSimple(source);
  const closure = syntax === null ? null : closureOf(syntax);
  return closure === null ? null : questionOf(closure);
}

/** The simple answer to an expression where there is one, else the expression itself. */
export function answered(expression: Expression): Question {
  return simpleQuestion(expression.source) ?? expression;
}

function questionOf(closure: Closure): Question {
  return {
    boolean: (node) => closure.boolean(node, 1, 1),
    string: (node) => closure.items(node, 1, 1).map(stringOf).join(" "),
    items: (node) => closure.items(node, 1, 1),
  };
}
