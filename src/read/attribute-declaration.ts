import { normalizeTokens, readAttributeValue } from "./attribute-value.ts";
import { nameCharactersEnd } from "./character.ts";
import type { AttributeDeclaration, Declarations } from "./declarations.ts";
import type { Input } from "./input.ts";

const WITHIN = "an attribute declaration";

/** The types that are one word (XML 1.0, productions 55 and 56). */
const TYPES: ReadonlySet<string> = new Set([
  "CDATA",
  "ID",
  "IDREF",
  "IDREFS",
  "ENTITY",
  "ENTITIES",
  "NMTOKEN",
  "NMTOKENS",
]);

/** Reads `<!ATTLIST …>` (XML 1.0, section 3.3). The input stands behind `<!ATTLIST`. */
export function readAttributeDeclarations(input: Input, declarations: Declarations): void {
  input.expectSpace(WITHIN);
  const element = input.expectName(WITHIN, "the name of an element");
  for (;;) {
    const hasSpace = input.skipSpace();
    if (input.skip(">")) return;
    if (!hasSpace) throw input.unexpected(WITHIN, "white space or “>”");
    keep(declarations, element, readDeclaration(input, declarations));
  }
}

/** The first declaration of an attribute holds (section 3.3). */
function keep(declarations: Declarations, element: string, attribute: AttributeDeclaration): void {
  if (declarations.hasGap && !declarations.standalone) return;
  let attributes = declarations.attributes.get(element);
  if (attributes === undefined) {
    attributes = new Map();
    declarations.attributes.set(element, attributes);
  }
  if (!attributes.has(attribute.name)) attributes.set(attribute.name, attribute);
}

function readDeclaration(input: Input, declarations: Declarations): AttributeDeclaration {
  const start = input.at;
  const name = input.expectName(WITHIN, "the name of an attribute or “>”");
  input.expectSpace(WITHIN);
  const type = readType(input);
  input.expectSpace(WITHIN);
  const value = readDefault(input, declarations);
  const isTokens = type !== "CDATA";
  return {
    name,
    isTokens,
    isId: type === "ID",
    value: value !== null && isTokens ? normalizeTokens(value) : value,
    ...input.span(start),
  };
}

function readType(input: Input): string {
  if (input.next === 40) return readEnumeration(input, false);
  const start = input.at;
  const type = input.expectName(WITHIN, "the type of the attribute");
  if (type === "NOTATION") {
    input.expectSpace(WITHIN);
    return readEnumeration(input, true);
  }
  if (!TYPES.has(type)) throw input.unexpected(WITHIN, "a type such as CDATA, ID or NMTOKEN", start);
  return type;
}

/** Productions 58 and 59: names of notations, or name tokens. */
function readEnumeration(input: Input, isNotation: boolean): string {
  input.expect("(", WITHIN);
  do {
    input.skipSpace();
    if (isNotation) input.expectNCName(WITHIN, "a notation");
    else expectToken(input);
    input.skipSpace();
  } while (input.skip("|"));
  input.expect(")", WITHIN);
  return "enumeration";
}

function expectToken(input: Input): void {
  const end = nameCharactersEnd(input.text, input.at);
  if (end === input.at) throw input.unexpected(WITHIN, "a name token");
  input.at = end;
}

/** Production 60; gives null where no value is supplied. */
function readDefault(input: Input, declarations: Declarations): string | null {
  if (input.skip("#REQUIRED") || input.skip("#IMPLIED")) return null;
  if (input.skip("#FIXED")) input.expectSpace(WITHIN);
  const quote = input.next;
  if (quote !== 34 && quote !== 39) {
    throw input.unexpected(WITHIN, "#REQUIRED, #IMPLIED, #FIXED or a value in quotation marks");
  }
  input.at++;
  return readAttributeValue(input, quote, declarations.entities);
}
