import { NodeKind, XmlAttribute, XmlNode } from "../../tree/index.ts";
import type { Item } from "../expression.ts";
import type { TreeNode } from "../facade.ts";
import { notPlain } from "./not-plain.ts";
import type { GeneralComparison, NodeComparison, ValueComparison } from "./syntax.ts";

export function isNode(item: Item): item is TreeNode {
  return typeof item === "object";
}

/** The string value of a node (XPath data model, section 5.13). */
export function textOf(node: TreeNode): string {
  return node instanceof XmlAttribute ? node.value : node.text;
}

/** The effective boolean value of a sequence (XPath 3.1, section 2.4.3). */
export function effectiveBoolean(items: readonly Item[]): boolean {
  const [first] = items;
  if (first === undefined) return false;
  if (isNode(first)) return true;
  if (items.length > 1) return notPlain();
  return typeof first === "number" ? first !== 0 && !Number.isNaN(first) : Boolean(first);
}

/** The string of one item or none, as functions take it that want a string: numbers are no strings to them. */
export function stringArgument(items: readonly Item[]): string {
  const [item] = items;
  if (item === undefined) return "";
  if (items.length > 1) return notPlain();
  if (isNode(item)) return textOf(item);
  return typeof item === "string" ? item : notPlain();
}

/** The string of one item or none of any type; fractions are written by the engine. */
export function anyString(items: readonly Item[]): string {
  const [item] = items;
  if (items.length > 1) return notPlain();
  if (typeof item === "boolean") return String(item);
  if (typeof item === "number") return Number.isSafeInteger(item) ? String(item) : notPlain();
  return stringArgument(items);
}

/** As `fn:number`: of a node or a string the number that is written there, else NaN. */
export function numberOf(items: readonly Item[]): number {
  const [item] = items;
  if (item === undefined) return Number.NaN;
  if (items.length > 1) return notPlain();
  if (typeof item === "number") return item;
  if (typeof item === "boolean") return item ? 1 : 0;
  return writtenNumber(isNode(item) ? textOf(item) : item) ?? Number.NaN;
}

/** The number a string writes as an `xs:double`, or null. */
function writtenNumber(text: string): number | null {
  const written = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/gu, "");
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/u.test(written) ? Number(written) : null;
}

/** `=` and its kin: whether some pair compares so (section 3.7.2). */
export function compareGeneral(
  operator: GeneralComparison,
  left: readonly Item[],
  right: readonly Item[],
): boolean {
  return left.some((one) => right.some((other) => comparePair(operator, one, other)));
}

/** What nodes hold has no type: it compares as a number with numbers, else as a string. */
function comparePair(operator: GeneralComparison, one: Item, other: Item): boolean {
  if (typeof one === "number" && isNode(other)) return ordered(operator, one, castNumber(other));
  if (typeof other === "number" && isNode(one)) return ordered(operator, castNumber(one), other);
  const left = isNode(one) ? untyped(one) : one;
  const right = isNode(other) ? untyped(other) : other;
  if (typeof left !== typeof right) return notPlain();
  return ordered(operator, left, right);
}

function castNumber(node: TreeNode): number {
  return writtenNumber(untyped(node)) ?? notPlain();
}

/** Comments and instructions hold strings, not untyped text; such a comparison is the engine's. */
function untyped(node: TreeNode): string {
  if (node instanceof XmlNode && node.kind > NodeKind.text) return notPlain();
  return textOf(node);
}

const GENERAL: Readonly<Record<ValueComparison, GeneralComparison>> = {
  eq: "=",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

/** `eq` and its kin (section 3.7.1); null where one side is empty. */
export function compareValues(
  operator: ValueComparison,
  left: readonly Item[],
  right: readonly Item[],
): boolean | null {
  if (left.length === 0 || right.length === 0) return null;
  if (left.length > 1 || right.length > 1) return notPlain();
  const one = isNode(left[0]!) ? textOf(left[0]) : left[0]!;
  const other = isNode(right[0]!) ? textOf(right[0]) : right[0]!;
  return typeof one === typeof other ? ordered(GENERAL[operator], one, other) : notPlain();
}

/** Strings are compared by their code points, which differs from what is built in beyond the Basic Multilingual Plane. */
function ordered<T extends string | number | boolean | TreeNode>(
  operator: GeneralComparison,
  one: T,
  other: T,
): boolean {
  switch (operator) {
    case "=":
      return one === other;
    case "!=":
      return one !== other;
    case "<":
      return isSurrogated(one, other) ? notPlain() : one < other;
    case "<=":
      return isSurrogated(one, other) ? notPlain() : one <= other;
    case ">":
      return isSurrogated(one, other) ? notPlain() : one > other;
    case ">=":
      return isSurrogated(one, other) ? notPlain() : one >= other;
    default:
      return operator satisfies never;
  }
}

function isSurrogated(...values: readonly unknown[]): boolean {
  return values.some((value) => typeof value === "string" && /[\u{10000}-\u{10FFFF}]/u.test(value));
}

/** `is`, `<<`, `>>` (section 3.7.3); null where one side is empty. */
export function compareNodes(
  operator: NodeComparison,
  left: readonly Item[],
  right: readonly Item[],
): boolean | null {
  const [one] = left;
  const [other] = right;
  if (left.length > 1 || right.length > 1) return notPlain();
  if (one === undefined || other === undefined) return null;
  if (!isNode(one) || !isNode(other)) return notPlain();
  if (operator === "is") return one === other;
  const order = documentOrder(one, other);
  return operator === "<<" ? order < 0 : order > 0;
}

/** Which of two nodes of one tree comes first: an element, then its attributes, then what it holds. */
export function documentOrder(one: TreeNode, other: TreeNode): number {
  if (one.tree !== other.tree) return notPlain();
  const row = one instanceof XmlAttribute ? one.tree.columns.attributeOwner[one.row]! : one.row;
  const otherRow = other instanceof XmlAttribute ? other.tree.columns.attributeOwner[other.row]! : other.row;
  if (row !== otherRow) return row - otherRow;
  return attributeOrdinal(one) - attributeOrdinal(other);
}

function attributeOrdinal(node: TreeNode): number {
  return node instanceof XmlAttribute ? node.row : -1;
}

/** Brings nodes into the order of their document, each once. */
export function inDocumentOrder(nodes: readonly TreeNode[]): readonly TreeNode[] {
  if (nodes.length < 2) return nodes;
  return [...new Set(nodes)].sort(documentOrder);
}
