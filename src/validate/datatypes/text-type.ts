import {
  base64BinaryKey,
  base64BinaryLength,
  hexBinaryKey,
  hexBinaryLength,
  isBase64Binary,
  isHexBinary,
} from "./binary.ts";
import { type BuiltInType, builtInType, type Scan } from "./built-in-type.ts";
import { faultInUri, isUri } from "./uri.ts";
import type { WhiteSpace } from "./white-space.ts";

/** The types of running text (XML Schema Part 2, sections 3.2.1, 3.3.1 and 3.3.2) and those of XPath that Jing knows too. */
export function stringTypes(): readonly BuiltInType[] {
  return [
    stringType("string", "preserve", "text"),
    stringType("normalizedString", "replace", "text"),
    stringType("token", "collapse", "text"),
    stringType("untypedAtomic", "preserve", "text"),
    stringType("anyAtomicType", "preserve", "text"),
  ];
}

/** boolean, language, anyURI and the binary types (sections 3.2.2, 3.3.3, 3.2.17, 3.2.15 and 3.2.16). */
export function otherTypes(): readonly BuiltInType[] {
  return [
    builtInType({
      name: "boolean",
      scan: isBoolean,
      words: "true or false",
      key: booleanKey,
      fault: booleanFault,
    }),
    builtInType({
      name: "language",
      scan: isLanguage,
      words: "a language code such as de or grc-Latn",
      length: codePointsIn,
      fault: languageFault,
    }),
    builtInType({
      name: "anyURI",
      scan: isUri,
      words: "a web address or reference such as https://example.org/a or #p1",
      length: codePointsIn,
      fault: faultInUri,
    }),
    builtInType({
      name: "hexBinary",
      scan: isHexBinary,
      words: "pairs of hexadecimal digits such as 0FA9",
      key: hexBinaryKey,
      length: hexBinaryLength,
      unit: "octets",
    }),
    builtInType({
      name: "base64Binary",
      scan: isBase64Binary,
      words: "octets in base64 such as YWI=",
      key: base64BinaryKey,
      length: base64BinaryLength,
      unit: "octets",
    }),
  ];
}

/** How many characters a string has, an astral one counted once (section 4.3.1). */
export function codePointsIn(value: string): number {
  let count = value.length;
  for (let i = 0; i < value.length; i++) if ((value.charCodeAt(i) & 0xfc00) === 0xd800) count--;
  return count;
}

function stringType(name: string, whiteSpace: WhiteSpace, words: string): BuiltInType {
  return builtInType({ name, whiteSpace, words, scan: () => true, allowsAll: true, length: codePointsIn });
}

const isBoolean: Scan = (text, start, end) => {
  if (end - start === 1) return text.charCodeAt(start) === 0x30 || text.charCodeAt(start) === 0x31;
  if (end - start === 4) return text.startsWith("true", start);
  return end - start === 5 && text.startsWith("false", start);
};

function booleanKey(value: string): string {
  return value === "true" || value === "1" ? "true" : "false";
}

function booleanFault(value: string): string | null {
  return /^(?:true|false)$/iu.test(value) ? `it is written ${value.toLowerCase()}` : null;
}

/** Section 3.3.3: subtags of one to eight letters or, behind the first, digits, with hyphens between them (RFC 3066). */
const isLanguage: Scan = (text, start, end) => {
  let length = 0;
  let first = true;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2d && length > 0) {
      length = 0;
      first = false;
    } else if (++length > 8 || !(isLetter(code) || (!first && code >= 0x30 && code <= 0x39))) return false;
  }
  return length > 0;
};

function isLetter(code: number): boolean {
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}

function languageFault(value: string): string | null {
  if (value.includes("_")) return `its parts are joined by hyphens: ${value.replaceAll("_", "-")}`;
  const long = value.split("-").find((part) => part.length > 8);
  return long === undefined ? null : `“${long}” is longer than the eight characters a part may have`;
}
