import type { XmlNode } from "../tree/index.ts";

/** A type of values as a schema names it: for messages, not for verdicts. */
export interface DataType {
  /** For a person: `a date (1938-03-02)`. */
  readonly words: string;
  /** What its values look like; null where that is not known here. */
  readonly form: RegExp | null;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_.·-]*`;
const YEAR = String.raw`-?\d{4,}`;
const MONTH = "(?:0[1-9]|1[0-2])";
const DAY = "(?:0[1-9]|[12][0-9]|3[01])";
const ZONE = String.raw`(?:Z|[+-]\d\d:\d\d)?`;

/** Types of XML Schema as one says them to a person, and what they look like, roughly. */
const TYPES: Readonly<Record<string, readonly [words: string, form: string]>> = {
  ID: ["a name (letters, digits, - _ .) that no other element has", NAME],
  NCName: ["a name (letters, digits, - _ .)", NAME],
  anyURI: ["an address", String.raw`[\s\S]*`],
  language: ["the tag of a language (en, de-AT)", "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"],
  gYear: ["a year (1938)", `${YEAR}${ZONE}`],
  gYearMonth: ["a month (1938-03)", `${YEAR}-${MONTH}${ZONE}`],
  date: ["a date (1938-03-02)", `${YEAR}-${MONTH}-${DAY}${ZONE}`],
  boolean: ["true or false", "true|false|0|1"],
  integer: ["a whole number", String.raw`[+-]?\d+`],
  nonNegativeInteger: ["a whole number from 0", String.raw`\+?\d+|-0+`],
  positiveInteger: ["a whole number from 1", String.raw`\+?0*[1-9]\d*`],
};

/** Reads a `data` or `text` pattern. */
export function dataType(leaf: XmlNode): DataType {
  if (leaf.local === "text") return { words: "text", form: /^[\s\S]*$/u };
  const type = leaf.get("type") ?? "token";
  const [words, form] = TYPES[type] ?? [null, null];
  const pattern = [...leaf.elements("param")].find((param) => param.get("name") === "pattern")?.text;
  if (pattern === undefined)
    return { words: words ?? `xsd:${type}`, form: form === null ? null : whole(form) };
  if (pattern === "\\S+")
    return { words: `${words ?? `xsd:${type}`} without white space`, form: whole(pattern) };
  return { words: `${words ?? "a value"} of the form ${pattern}`, form: whole(pattern) };
}

/** Expressions of XML Schema are not all expressions of JavaScript; those that are not tell nothing here. */
function whole(form: string): RegExp | null {
  try {
    return new RegExp(`^(?:${form})$`, "u");
  } catch {
    return null;
  }
}
