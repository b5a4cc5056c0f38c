import { catalogue } from "../../report/index.ts";
import {
  isAnnotationElement,
  readAnnotationElement,
  readAnnotations,
  readFollowing,
} from "./compact-annotation.ts";
import type { CompactCursor } from "./compact-cursor.ts";
import { readParameters, readTypeName } from "./compact-data.ts";
import { readCompactNameClass } from "./compact-name-class.ts";
import type { Token } from "./compact-scanner.ts";
import { reasonAgainstAttribute } from "./constraints.ts";
import { resolveReference } from "./reference.ts";
import { type Combine, type Component, type Reference, type SchemaPattern, whereOf } from "./schema-tree.ts";

/** Joins patterns (ISO/IEC 19757-2, annex C): no one of them binds more tightly than the others. */
const CONNECTORS = { "|": "choice", "&": "interleave", ",": "group" } as const;
type Connector = keyof typeof CONNECTORS;
const REPEATS = { "+": "oneOrMore", "?": "optional", "*": "zeroOrMore" } as const;
type Repeat = keyof typeof REPEATS;
const ASSIGNMENTS: Readonly<Record<string, Combine | null>> = {
  "=": null,
  "|=": "choice",
  "&=": "interleave",
};

/** A pattern, and the `-` in it that would need parentheses if anything followed. */
interface Read {
  readonly pattern: SchemaPattern;
  readonly except: Token | null;
}

/** Reads a pattern; `isTop` where it is the whole of a schema, so that nothing can be annotated behind it. */
export function readPattern(cursor: CompactCursor, isTop: boolean): SchemaPattern {
  const first = cursor.peek();
  const one = readRepeated(cursor, isTop);
  const connector = connectorAt(cursor);
  if (connector === null) return one.pattern;
  checkExcept(cursor, one);
  const members = [one.pattern];
  while (cursor.maybe(connector) !== null) {
    const more = readRepeated(cursor, isTop);
    checkExcept(cursor, more);
    members.push(more.pattern);
  }
  if (connectorAt(cursor) !== null)
    cursor.stop(`“${connector}” again, or parentheses around what goes together`);
  return { kind: CONNECTORS[connector], members, place: cursor.place(first, cursor.last) };
}

function connectorAt(cursor: CompactCursor): Connector | null {
  const { kind, text } = cursor.peek();
  return kind === "sign" && Object.hasOwn(CONNECTORS, text) ? (text as Connector) : null;
}

function checkExcept(cursor: CompactCursor, { except }: Read): void {
  if (except !== null)
    cursor.noteWrong(except, "parentheses around the datatype and what is excepted from it");
}

function readRepeated(cursor: CompactCursor, isTop: boolean): Read {
  const first = cursor.peek();
  const hasElements = readAnnotations(cursor);
  const read = readPrimary(cursor, isTop, hasElements);
  checkFollowing(cursor, isTop);
  const { kind, text } = cursor.peek();
  if (kind !== "sign" || !Object.hasOwn(REPEATS, text)) return read;
  checkExcept(cursor, read);
  const pattern: SchemaPattern = {
    kind: REPEATS[text as Repeat],
    content: read.pattern,
    place: cursor.place(first, cursor.next()),
  };
  checkFollowing(cursor, isTop);
  return { pattern, except: null };
}

function checkFollowing(cursor: CompactCursor, isTop: boolean): void {
  const sign = readFollowing(cursor);
  if (sign !== null && isTop)
    noteAnnotation(cursor, sign, "Nothing can be annotated behind the outermost pattern");
}

function noteAnnotation(cursor: CompactCursor, token: Token, reason: string): void {
  cursor.datatypes.note(catalogue.relaxngAnnotation(whereOf(cursor.place(token)), { reason }));
}

function readPrimary(cursor: CompactCursor, isTop: boolean, hasElements: boolean): Read {
  const token = cursor.peek();
  switch (token.kind) {
    case "keyword":
      if (token.text === "string" || token.text === "token") break;
      return { pattern: readKeyword(cursor, token), except: null };
    case "identifier":
    case "escaped":
      return { pattern: readReference(cursor, "ref"), except: null };
    case "literal":
    case "prefixed":
      break;
    default:
      if (!cursor.isAt("(")) return cursor.stop("a pattern");
      return { pattern: readParentheses(cursor, isTop), except: null };
  }
  return readDataOrValue(cursor, isTop && hasElements);
}

function readParentheses(cursor: CompactCursor, isTop: boolean): SchemaPattern {
  cursor.take("(");
  const pattern = cursor.inside(() => readPattern(cursor, isTop));
  cursor.take(")");
  return pattern;
}

function readKeyword(cursor: CompactCursor, { text }: Token): SchemaPattern {
  switch (text) {
    case "element":
    case "attribute":
      return readNamed(cursor, text);
    case "list":
    case "mixed": {
      const first = cursor.next();
      return { kind: text, content: readBraces(cursor), place: cursor.place(first) };
    }
    case "empty":
    case "text":
    case "notAllowed":
      return { kind: text, place: cursor.place(cursor.next()) };
    case "parent":
      cursor.next();
      return readReference(cursor, "parentRef");
    case "external":
      return readExternal(cursor);
    case "grammar":
      return readGrammar(cursor);
    default:
      return cursor.stop("a pattern (a keyword as a name needs a backslash)");
  }
}

function readBraces(cursor: CompactCursor): SchemaPattern {
  cursor.take("{");
  const pattern = cursor.inside(() => readPattern(cursor, false));
  cursor.take("}");
  return pattern;
}

function readNamed(cursor: CompactCursor, kind: "element" | "attribute"): SchemaPattern {
  const first = cursor.next();
  const name = readCompactNameClass(cursor, kind === "attribute");
  const place = cursor.place(first, cursor.last);
  const reason = name === null || kind === "element" ? null : reasonAgainstAttribute(name);
  if (reason !== null) cursor.datatypes.note(catalogue.relaxngNameClass(whereOf(place), { reason }));
  const content = readBraces(cursor);
  return name === null ? { kind: "fault", place } : { kind, name, content, place };
}

function readReference(cursor: CompactCursor, kind: "ref" | "parentRef"): SchemaPattern {
  const name = cursor.identifier("the name of a definition");
  return { kind, name: name.text, place: cursor.place(name) };
}

function readExternal(cursor: CompactCursor): SchemaPattern {
  const first = cursor.next();
  const reference = readHref(cursor);
  return { kind: "externalRef", reference, place: cursor.place(first, cursor.last) };
}

function readHref(cursor: CompactCursor): Reference {
  const literal = cursor.literal("the address of a file, in quotation marks");
  const place = cursor.place(literal);
  if (literal.text.includes("#") || !cursor.datatypes.isUri(literal.text)) {
    const facts = {
      what: "The address",
      value: literal.text,
      expected: "an address without #",
      section: "section 4.5",
    };
    cursor.datatypes.note(catalogue.relaxngSpelling(whereOf(place), facts));
  }
  const path = resolveReference(place.source.path, literal.text);
  return { href: literal.text, path, ns: readInherit(cursor) };
}

function readInherit(cursor: CompactCursor): string {
  if (cursor.maybe("inherit") === null) return cursor.defaultNamespace.uri;
  cursor.take("=");
  const prefix = cursor.name("a prefix");
  const bound = cursor.namespaceOf(prefix.text);
  if (bound === null) cursor.noteUnbound(prefix.text, prefix, cursor.namespaces.keys());
  return bound?.uri ?? "";
}

/** A literal alone is a `token`; `isAnnotated` where it has annotations that a value cannot have. */
function readDataOrValue(cursor: CompactCursor, isAnnotated: boolean): Read {
  const first = cursor.peek();
  const type = first.kind === "literal" ? { library: "", name: "token" } : readTypeName(cursor);
  if (cursor.peek().kind !== "literal") return readData(cursor, first, type);
  const lexical = cursor.literal("a value").text;
  const place = cursor.place(first, cursor.last);
  if (isAnnotated)
    noteAnnotation(cursor, first, "The outermost pattern is a value, which no element can annotate");
  const found = type === null ? null : cursor.datatypes.value(type, lexical, cursor.context, place);
  const pattern: SchemaPattern =
    found === null ? { kind: "fault", place } : { kind: "value", ...found, lexical, place };
  return { pattern, except: null };
}

function readData(cursor: CompactCursor, first: Token, type: { library: string; name: string } | null): Read {
  const parameters = readParameters(cursor);
  const minus = cursor.maybe("-");
  const except = minus === null ? null : readExcept(cursor);
  const place = cursor.place(first, cursor.last);
  const datatype = type === null ? null : cursor.datatypes.data(type, parameters, cursor.context, place);
  const pattern: SchemaPattern =
    datatype === null ? { kind: "fault", place } : { kind: "data", datatype, except, place };
  return { pattern, except: minus };
}

function readExcept(cursor: CompactCursor): SchemaPattern {
  readAnnotations(cursor);
  const read = cursor.inside(() => readPrimary(cursor, false, false));
  checkExcept(cursor, read);
  return read.pattern;
}

function readGrammar(cursor: CompactCursor): SchemaPattern {
  const place = cursor.place(cursor.next());
  cursor.take("{");
  const components = cursor.inside(() => readComponents(cursor, "}", true));
  return { kind: "grammar", components, place };
}

/** Reads the components of a grammar, or what an include replaces, up to a brace or the end of the file. */
export function readComponents(cursor: CompactCursor, end: "}" | "end", mayInclude: boolean): Component[] {
  const components: Component[] = [];
  while (!isEnd(cursor, end)) {
    if (isAnnotationElement(cursor)) readAnnotationElement(cursor, false);
    else readComponent(cursor, mayInclude, components);
  }
  cursor.next();
  return components;
}

function isEnd(cursor: CompactCursor, end: "}" | "end"): boolean {
  return end === "}" ? cursor.isAt("}") : cursor.peek().kind === "end";
}

function readComponent(cursor: CompactCursor, mayInclude: boolean, components: Component[]): void {
  readAnnotations(cursor);
  const first = cursor.peek();
  if (cursor.maybe("div") !== null) {
    cursor.take("{");
    for (const component of cursor.inside(() => readComponents(cursor, "}", mayInclude)))
      components.push(component);
  } else if (mayInclude && cursor.maybe("include") !== null) components.push(readInclude(cursor, first));
  else components.push(readDefinition(cursor, mayInclude));
}

function readInclude(cursor: CompactCursor, first: Token): Component {
  const reference = readHref(cursor);
  const place = cursor.place(first, cursor.last);
  const hasOverrides = cursor.maybe("{") !== null;
  const overrides = hasOverrides ? cursor.inside(() => readComponents(cursor, "}", false)) : [];
  return { kind: "include", reference, overrides, place };
}

function readDefinition(cursor: CompactCursor, mayInclude: boolean): Component {
  const expected = mayInclude ? "a definition, start, div or include" : "a definition, start or div";
  const token = cursor.isAt("start") ? cursor.next() : cursor.identifier(expected);
  const { kind, text } = cursor.peek();
  if (kind !== "sign" || !Object.hasOwn(ASSIGNMENTS, text)) cursor.stop("“=”, “|=” or “&=”");
  cursor.next();
  const name = token.kind === "keyword" ? null : token.text;
  const pattern = readPattern(cursor, false);
  return { kind: "define", name, combine: ASSIGNMENTS[text]!, pattern, place: cursor.place(token) };
}
