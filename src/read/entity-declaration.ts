import { catalogue } from "../report/index.ts";
import { normalizeLineEnds } from "./character.ts";
import type { Declarations } from "./declarations.ts";
import type { Entity } from "./entity.ts";
import { expectDeclarationEnd, readExternalId } from "./external-id.ts";
import type { Input } from "./input.ts";
import { looksAtCharacterReference, readCharacterReference, readEntityReference } from "./reference.ts";

const WITHIN = "an entity declaration";

/** Reads `<!ENTITY …>` (XML 1.0, section 4.2). The input stands behind `<!ENTITY`. */
export function readEntityDeclaration(input: Input, declarations: Declarations): void {
  const start = input.at;
  input.expectSpace(WITHIN);
  const isParameter = input.skip("%");
  if (isParameter) input.expectSpace(WITHIN);
  const name = input.expectNCName(WITHIN, "an entity");
  input.expectSpace(WITHIN);
  const entity = readDefinition(input, name, isParameter);
  expectDeclarationEnd(input, WITHIN);
  if (!isParameter) checkPredefined(input, entity, start, declarations);
  keep(declarations, entity, isParameter);
}

/** The first declaration of an entity holds (section 4.2). */
function keep(declarations: Declarations, entity: Entity, isParameter: boolean): void {
  if (declarations.hasGap && !declarations.standalone) {
    if (!isParameter) declarations.entities.uncertain.add(entity.name);
    return;
  }
  const known = isParameter ? declarations.entities.parameter : declarations.entities.general;
  if (!known.has(entity.name)) known.set(entity.name, entity);
}

function readDefinition(input: Input, name: string, isParameter: boolean): Entity {
  if (input.next === 34 || input.next === 39) return { kind: "internal", name, text: readEntityValue(input) };
  const id = readExternalId(input, WITHIN);
  if (id === null) throw input.unexpected(WITHIN, "a text in quotation marks, SYSTEM or PUBLIC");
  const { systemId } = id;
  const hasSpace = input.skipSpace();
  if (isParameter || !input.looksAt("NDATA")) return { kind: "external", name, systemId };
  if (!hasSpace) throw input.unexpected(WITHIN, "white space");
  input.at += 5;
  input.expectSpace(WITHIN);
  input.expectNCName(WITHIN, "a notation");
  return { kind: "unparsed", name, systemId };
}

/**
 * Reads the literal value of an entity and gives its replacement text (section 4.5): character references are replaced,
 * references to entities stay for later, and those to parameter entities may not stand here (section 2.8, PEs in Internal
 * Subset).
 */
function readEntityValue(input: Input): string {
  const start = input.at + 1;
  input.expectQuoted(WITHIN, "the text of an entity");
  const end = input.at;
  let value = "";
  input.at = start;
  while (input.at < end - 1) {
    const from = input.at;
    const sign = nextSign(input.text, from, end - 1);
    value += lineEndsOf(input, input.text.slice(from, sign));
    input.at = sign;
    if (sign < end - 1) value += readSign(input);
  }
  input.at = end;
  return value;
}

function nextSign(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) !== 38 && text.charCodeAt(at) !== 37) at++;
  return at;
}

function readSign(input: Input): string {
  if (input.next === 37) {
    const why =
      "within a declaration of the internal subset, no parameter entity is replaced; “%” itself is &#37;";
    throw input.fault(catalogue.entityMisplaced, { name: "%", why }, input.at, input.at + 1);
  }
  if (looksAtCharacterReference(input)) return readCharacterReference(input);
  return `&${readEntityReference(input)};`;
}

/** The text of an entity had its line ends normalised when it was declared. */
function lineEndsOf(input: Input, text: string): string {
  return input.inclusion === null ? normalizeLineEnds(text) : text;
}

/**
 * Section 4.6: the predefined entities may be declared, but only as what they are; `<` and `&` doubly escaped. To declare them
 * otherwise is an error and not a fatal one: they stay what they are, and the document is read.
 */
function checkPredefined(input: Input, entity: Entity, start: number, { entities }: Declarations): void {
  const character = entities.predefined(entity.name);
  if (character === null) return;
  const escaped = new RegExp(
    `^&#(?:0*${character.charCodeAt(0)}|x0*${character.charCodeAt(0).toString(16)});$`,
    "i",
  );
  const mayBeBare = character !== "<" && character !== "&";
  if (entity.kind === "internal" && (escaped.test(entity.text) || (mayBeBare && entity.text === character)))
    return;
  entities.redefined.push({ name: entity.name, place: input.span(start) });
}
