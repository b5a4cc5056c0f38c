import { catalogue } from "../../report/index.ts";
import { readAnnotations, readFollowing } from "./compact-annotation.ts";
import type { CompactCursor } from "./compact-cursor.ts";
import type { Token } from "./compact-scanner.ts";
import { type Excepting, NOT_EXCEPTED, reasonAgainstExcepted } from "./constraints.ts";
import type { NameClass } from "./name-class.ts";
import { whereOf } from "./schema-tree.ts";

/** Where a name class stands: names of attributes without a prefix are in no namespace. */
interface Inside extends Excepting {
  readonly ofAttribute: boolean;
}

/** Reads the name class of an element or attribute; null after noting a fault in it. */
export function readCompactNameClass(cursor: CompactCursor, ofAttribute: boolean): NameClass | null {
  return nameClass(cursor, { ...NOT_EXCEPTED, ofAttribute });
}

/** What is excepted cannot be followed by a choice without parentheses. */
function nameClass(cursor: CompactCursor, inside: Inside): NameClass | null {
  readAnnotations(cursor);
  const isOpen = isWildcard(cursor);
  const first = isOpen ? wildcard(cursor, inside, true) : primary(cursor, inside);
  const wasExcept = isOpen && first.isExcept;
  readFollowing(cursor);
  if (wasExcept || !cursor.isAt("|")) return first.nameClass;
  const members = [first.nameClass];
  while (cursor.maybe("|") !== null) members.push(basic(cursor, inside));
  const sound = members.filter((member) => member !== null);
  return sound.length < members.length ? null : { kind: "choice", members: sound };
}

interface Read {
  readonly nameClass: NameClass | null;
  readonly isExcept: boolean;
}

function basic(cursor: CompactCursor, inside: Inside): NameClass | null {
  readAnnotations(cursor);
  const { nameClass: read } = isWildcard(cursor) ? wildcard(cursor, inside, false) : primary(cursor, inside);
  readFollowing(cursor);
  return read;
}

function isWildcard(cursor: CompactCursor): boolean {
  return cursor.isAt("*") || cursor.peek().kind === "prefixStar";
}

function wildcard(cursor: CompactCursor, inside: Inside, mayExcept: boolean): Read {
  const kind = cursor.isAt("*") ? "anyName" : "nsName";
  const { token, uri } = kind === "anyName" ? { token: cursor.next(), uri: "" } : namespace(cursor);
  const reason = reasonAgainstExcepted(kind, inside);
  if (reason !== null) noteNameClass(cursor, token, reason);
  const isExcept = mayExcept && cursor.maybe("-") !== null;
  const except = isExcept ? basicExcept(cursor, { ...inside, [kind]: true }) : null;
  const isFaulty = reason !== null || uri === null || (isExcept && except === null);
  if (isFaulty) return { nameClass: null, isExcept };
  return { nameClass: kind === "anyName" ? { kind, except } : { kind, uri, except }, isExcept };
}

/** Behind the `-` stands one name class, without a `>>` that would belong to the whole. */
function basicExcept(cursor: CompactCursor, inside: Inside): NameClass | null {
  readAnnotations(cursor);
  return (isWildcard(cursor) ? wildcard(cursor, inside, false) : primary(cursor, inside)).nameClass;
}

function namespace(cursor: CompactCursor): { token: Token; uri: string | null } {
  const { bound, token } = cursor.prefixed((prefix) => cursor.namespaceOf(prefix));
  return { token, uri: bound?.uri ?? null };
}

function primary(cursor: CompactCursor, inside: Inside): Read {
  return { nameClass: single(cursor, inside), isExcept: false };
}

function single(cursor: CompactCursor, inside: Inside): NameClass | null {
  if (cursor.maybe("(") !== null) {
    const read = cursor.inside(() => nameClass(cursor, inside));
    cursor.take(")");
    return read;
  }
  if (cursor.peek().kind === "prefixed") {
    const { bound, local } = cursor.prefixed((prefix) => cursor.namespaceOf(prefix));
    return bound === null ? null : { kind: "name", uri: bound.uri, local };
  }
  const { text } = cursor.name("the name of an element or attribute, “*” or “(”");
  return { kind: "name", uri: inside.ofAttribute ? "" : cursor.defaultNamespace.uri, local: text };
}

function noteNameClass(cursor: CompactCursor, token: Token, reason: string): void {
  cursor.datatypes.note(catalogue.relaxngNameClass(whereOf(cursor.place(token)), { reason }));
}
