import { catalogue } from "../report/index.ts";
import { isPlainValue } from "./character.ts";
import type { Entities } from "./entity.ts";
import type { Input } from "./input.ts";
import { looksAtCharacterReference, readCharacterReference, readEntityReference } from "./reference.ts";

/**
 * Reads the value of an attribute with its references replaced and its white space turned into spaces (XML 1.0, section
 * 3.3.3, normalization of a CDATA attribute). The input stands behind the opening quotation mark, and afterwards behind
 * the closing one. Entities within entities are followed in a loop, however deep they nest.
 */
export function readAttributeValue(document: Input, quote: number, entities: Entities): string {
  const opening = document.at - 1;
  let value = "";
  let input = document;
  for (;;) {
    const start = input.at;
    input.at = plainEnd(input.text, start, input === document ? quote : -1);
    if (input.at > start) value += input.text.slice(start, input.at);
    if (input.atEnd) {
      if (input === document) throw unclosedValue(document, opening, quote);
      entities.leave(input);
      input = input.inclusion!.outer;
    } else if (input === document && input.next === quote) {
      input.at++;
      return value;
    } else if (input.next !== 38) {
      value += readSpace(input);
    } else if (looksAtCharacterReference(input)) {
      value += readCharacterReference(input);
    } else {
      const from = input.at;
      const name = readEntityReference(input);
      const character = entities.predefined(name);
      if (character === null) input = entities.includeInValue(name, input, from) ?? input;
      else value += character;
    }
  }
}

/** What a declared type other than CDATA adds: no space at either end, one between tokens (section 3.3.3). */
export function normalizeTokens(value: string): string {
  return value.replace(/ +/g, " ").replace(/^ | $/g, "");
}

function plainEnd(text: string, from: number, quote: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isPlainValue(code) && (code === quote || (code !== 34 && code !== 39))) break;
    at++;
  }
  return at;
}

function readSpace(input: Input): string {
  const { text, at } = input;
  if (text.charCodeAt(at) === 60) throw lessThan(input);
  const isPairOfLineEnds = input.inclusion === null && text.startsWith("\r\n", at);
  input.at += isPairOfLineEnds ? 2 : 1;
  return " ";
}

function lessThan(input: Input): Error {
  const entity = input.inclusion?.name ?? null;
  return input.fault(catalogue.lessThanInValue, { entity }, input.at, input.at + 1);
}

function unclosedValue(input: Input, opening: number, quote: number): Error {
  const what = "the value of an attribute";
  return input.fault(
    catalogue.unclosed,
    { what, expected: String.fromCharCode(quote) },
    opening,
    opening + 1,
  );
}
