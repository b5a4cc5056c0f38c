import type { XmlAttribute, XmlNode } from "../tree/index.ts";
import type { Expression, Item } from "../xpath/index.ts";

/** What a model asks of an element: the part of an XPath expression that rendering uses. */
export interface Question {
  readonly boolean: (node: XmlNode) => boolean;
  readonly string: (node: XmlNode) => string;
  readonly items: (node: XmlNode) => readonly Item[];
}

const LITERAL = /^\s*'([^'&]*)'\s*$/u;
const ATTRIBUTE = /^\s*(\.\.\/)?@([\p{L}_][\w.-]*)\s*$/u;
const PARENTS = /^\s*parent::[\w.-]+(?:\s+or\s+parent::[\w.-]+)*\s*$/u;

/**
 * Answers without the engine the questions that models put most often: `'line'`, `@ref`, `../@who`, `parent::p`. They
 * are put to every element of a text, and the answers are those of the engine; other questions are left to it.
 */
export function answered(expression: Expression): Question {
  const { source } = expression;
  const literal = LITERAL.exec(source)?.[1];
  if (literal !== undefined) return constant(literal);
  const attribute = ATTRIBUTE.exec(source);
  if (attribute !== null) return attributeOf(attribute[1] !== undefined, attribute[2]!);
  if (PARENTS.test(source))
    return parentIs(
      [...source.matchAll(/parent::([\w.-]+)/gu)].map((match) => match[1]!),
      expression,
    );
  return expression;
}

function constant(value: string): Question {
  return { boolean: () => value !== "", string: () => value, items: () => [value] };
}

function attributeOf(ofParent: boolean, name: string): Question {
  const find = (node: XmlNode): XmlAttribute | null => {
    const owner = ofParent ? node.parent : node;
    return owner?.isElement === true ? owner.maybeAttribute(name) : null;
  };
  return {
    boolean: (node) => find(node) !== null,
    string: (node) => find(node)?.value ?? "",
    items: (node) => [find(node)].filter((found) => found !== null),
  };
}

function parentIs(names: readonly string[], expression: Expression): Question {
  return {
    boolean: ({ parent }) => parent?.isTei(...names) === true,
    string: (node) => expression.string(node),
    items: (node) => expression.items(node),
  };
}
