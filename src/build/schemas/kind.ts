import { extname } from "node:path";
import type { SchemaFile, SchemaLanguage } from "../../validate/index.ts";

const ENDINGS: Readonly<Record<string, SchemaLanguage>> = {
  ".rng": "relaxng",
  ".rnc": "relaxng",
  ".xsd": "xsd",
  ".dtd": "dtd",
  ".sch": "schematron",
  ".isosch": "schematron",
  ".odd": "odd",
};

const NAMESPACES: readonly (readonly [namespace: string, language: SchemaLanguage])[] = [
  ["http://relaxng.org/ns/structure/1.0", "relaxng"],
  ["http://purl.oclc.org/dsdl/schematron", "schematron"],
  ["http://www.w3.org/2001/XMLSchema", "xsd"],
  ["http://www.tei-c.org/ns/1.0", "odd"],
];

/** The language that a file's name says it is in; null where it does not say. */
export function languageOfName(path: string): SchemaLanguage | null {
  return ENDINGS[extname(path.replace(/[?#].*$/su, "")).toLowerCase()] ?? null;
}

/** The language a schema is in, by its outermost element or its declarations, else by its name; null for no schema. */
export function languageOf({ path, bytes }: SchemaFile): SchemaLanguage | null {
  // Most say it in their first lines.
  for (const length of [HEAD / 16, HEAD]) {
    const text = Buffer.from(bytes.subarray(0, length)).toString("latin1");
    const language = languageOfText(text.replace(/\0/gu, ""));
    if (language !== null || bytes.length <= length) return language ?? languageOfName(path);
  }
  return languageOfName(path);
}

/** How much of a file tells its language: licences in front of schemas are long. */
const HEAD = 65_536;

function languageOfText(text: string): SchemaLanguage | null {
  const plain = text.replace(/<!--.*?(?:-->|$)|<\?.*?\?>/gsu, "");
  const root = /<(?:([\w.-]+):)?[\w.-]+(?=[\s/>])([^>]*)>/u.exec(plain);
  const doctype = /^\s*(?:\u00ef\u00bb\u00bf)?\s*<!DOCTYPE/u.test(plain);
  if (!doctype && /<!(?:ELEMENT|ENTITY|ATTLIST|\[)/u.test(plain)) return "dtd";
  if (root === null) return null;
  const name = root[1] === undefined ? "xmlns" : `xmlns:${root[1]}`;
  const uri = new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`, "u").exec(root[2]!)?.[1];
  return NAMESPACES.find(([namespace]) => namespace === uri)?.[1] ?? null;
}

/** Whether a file is in the compact syntax of RELAX NG: not in XML, and named so or written so. */
export function isCompact({ path, bytes }: SchemaFile): boolean {
  if (/\.rnc$/iu.test(path.replace(/[?#].*$/su, ""))) return true;
  const text = Buffer.from(bytes.subarray(0, HEAD)).toString("utf8");
  return (
    !/^\s*</u.test(text) &&
    /^\s*(?:default\s+)?(?:namespace|datatypes|start\s*=|grammar\s*\{|element\s)/mu.test(text)
  );
}
