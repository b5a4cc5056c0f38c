import { catalogue } from "../report/index.ts";
import { isCharacter, nameEnd } from "./character.ts";
import type { Input } from "./input.ts";

const CHARACTER_REFERENCE = /&#(?:x([0-9a-fA-F]+)|([0-9]+));/y;

/** Whether a character reference comes next, at an `&`. */
export function looksAtCharacterReference(input: Input): boolean {
  return input.text.charCodeAt(input.at + 1) === 35;
}

/** Passes over a character reference and gives its character (XML 1.0, production 66). */
export function readCharacterReference(input: Input): string {
  const { text, at } = input;
  CHARACTER_REFERENCE.lastIndex = at;
  const match = CHARACTER_REFERENCE.exec(text);
  if (match === null) throw brokenCharacterReference(input);
  input.at += match[0].length;
  const code = match[1] === undefined ? Number.parseInt(match[2]!, 10) : Number.parseInt(match[1], 16);
  if (!isCharacter(code)) {
    throw input.fault(catalogue.characterReferenceWrong, { reference: match[0].slice(0, 40) }, at);
  }
  return String.fromCodePoint(code);
}

function brokenCharacterReference(input: Input): Error {
  const start = input.at;
  const hexadecimal = input.text[start + 2] === "x";
  const digits = hexadecimal ? /[0-9a-fA-F]*/y : /[0-9]*/y;
  digits.lastIndex = start + (hexadecimal ? 3 : 2);
  const length = digits.exec(input.text)![0].length;
  const expected = length > 0 ? "“;”" : hexadecimal ? "a hexadecimal digit" : "a digit";
  return input.unexpected("a character reference", expected, digits.lastIndex);
}

/** Passes over a reference to an entity, `&name;`, and gives the name (production 68). */
export function readEntityReference(input: Input): string {
  const start = input.at;
  const end = nameEnd(input.text, start + 1);
  if (end === start + 1 || input.text.charCodeAt(end) !== 59) {
    throw input.fault(catalogue.ampersandBare, { found: input.found(start + 1) }, start, start + 1);
  }
  input.at = end + 1;
  return input.text.slice(start + 1, end);
}
