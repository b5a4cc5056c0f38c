import { catalogue } from "../../report/index.ts";
import type { Bound, CompactCursor } from "./compact-cursor.ts";
import type { Token } from "./compact-scanner.ts";
import { whereOf } from "./schema-tree.ts";
import { RELAXNG_NAMESPACE } from "./xml-element.ts";

/** What namespace declarations are in; no attribute of an annotation may be. */
const XMLNS_URI = "http://www.w3.org/2000/xmlns";

/**
 * Reads the annotations before a pattern, name class or component (ISO/IEC 19757-2, annex C): documentation, then
 * attributes and elements in brackets. They are held to their rules and left out. Says whether elements were among them.
 */
export function readAnnotations(cursor: CompactCursor): boolean {
  while (cursor.peek().kind === "documentation") cursor.next();
  if (cursor.maybe("[") === null) return false;
  const attributes = new Set<string>();
  while (cursor.peek().kind === "prefixed" && cursor.isAt("=", 1))
    readPrefixedAttribute(cursor, attributes, false);
  let hasElements = false;
  for (; cursor.maybe("]") === null; hasElements = true) readAnnotationElement(cursor, false);
  return hasElements;
}

/** Reads the annotations behind a pattern or name class; gives the first `>>`, or null where there is none. */
export function readFollowing(cursor: CompactCursor): Token | null {
  const first = cursor.isAt(">>") ? cursor.peek() : null;
  while (cursor.maybe(">>") !== null) readAnnotationElement(cursor, false);
  return first;
}

/** Whether an annotation element that stands among the components of a grammar comes. */
export function isAnnotationElement(cursor: CompactCursor): boolean {
  const { kind } = cursor.peek();
  return (kind === "prefixed" || kind === "identifier" || kind === "escaped") && cursor.isAt("[", 1);
}

/** Reads an annotation element; `isNested` in another one, where also elements of RELAX NG may stand. */
export function readAnnotationElement(cursor: CompactCursor, isNested: boolean): void {
  if (cursor.peek().kind === "prefixed") {
    const { bound, token } = cursor.prefixed((prefix) => cursor.namespaceOf(prefix));
    if (bound !== null) checkElement(cursor, bound, token, isNested);
  } else cursor.name("an annotation element, or “]”");
  cursor.take("[");
  cursor.inside(() => readContent(cursor));
}

function checkElement(
  cursor: CompactCursor,
  { uri, isInherited }: Bound,
  token: Token,
  isNested: boolean,
): void {
  if (isInherited) note(cursor, token, "has a namespace that is inherited, which annotations cannot have");
  else if (!isNested && uri === RELAXNG_NAMESPACE)
    note(cursor, token, "is of RELAX NG, so it is no annotation");
}

function readContent(cursor: CompactCursor): void {
  const attributes = new Set<string>();
  while (cursor.isAt("=", 1) && isName(cursor.peek())) {
    if (cursor.peek().kind === "prefixed") readPrefixedAttribute(cursor, attributes, true);
    else readPlainAttribute(cursor, attributes);
  }
  while (cursor.maybe("]") === null) {
    if (cursor.peek().kind === "literal") cursor.literal("a literal");
    else readAnnotationElement(cursor, true);
  }
}

function isName({ kind }: Token): boolean {
  return kind === "prefixed" || kind === "identifier" || kind === "escaped" || kind === "keyword";
}

function readPrefixedAttribute(cursor: CompactCursor, known: Set<string>, isNested: boolean): void {
  const { bound, local, token } = cursor.prefixed((prefix) => cursor.namespaceOf(prefix));
  cursor.take("=");
  cursor.literal("the value of the attribute, in quotation marks");
  if (bound === null) return;
  const reason = reasonAgainst(bound, isNested);
  if (reason !== null) note(cursor, token, reason);
  else add(cursor, known, bound.uri, local, token);
}

function readPlainAttribute(cursor: CompactCursor, known: Set<string>): void {
  const token = cursor.name("an attribute");
  cursor.take("=");
  cursor.literal("the value of the attribute, in quotation marks");
  if (token.text === "xmlns") note(cursor, token, "is no attribute but declares a namespace");
  else add(cursor, known, "", token.text, token);
}

function reasonAgainst({ uri, isInherited }: Bound, isNested: boolean): string | null {
  if (isInherited) return "has a namespace that is inherited, which annotations cannot have";
  if (uri === "" && !isNested) return "is in no namespace, so it is no annotation";
  if (uri === RELAXNG_NAMESPACE && !isNested) return "is of RELAX NG, so it is no annotation";
  return uri === XMLNS_URI ? "is in the namespace of declarations" : null;
}

function add(cursor: CompactCursor, known: Set<string>, uri: string, local: string, token: Token): void {
  const name = `${local} ${uri}`;
  if (known.has(name)) note(cursor, token, "stands twice in one annotation");
  known.add(name);
}

function note(cursor: CompactCursor, token: Token, what: string): void {
  const reason = `${token.text} ${what}`;
  cursor.datatypes.note(catalogue.relaxngAnnotation(whereOf(cursor.place(token)), { reason }));
}
