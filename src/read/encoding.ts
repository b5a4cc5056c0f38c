import { Buffer } from "node:buffer";
import { catalogue } from "../report/index.ts";
import type { Encoding } from "../tree/index.ts";
import { Fault, fault } from "./fault.ts";
import { readXmlDeclaration, type XmlDeclaration } from "./xml-declaration.ts";

/** A document whose bytes could not be turned into text: what can be shown of it, and why. */
export interface Undecoded {
  readonly source: string;
  readonly fault: Fault;
}

/** The encodings that have two bytes for each unit. */
export type Utf16 = Extract<Encoding, "utf-16le" | "utf-16be">;

/** Whether an encoding has two bytes for each unit. */
export function isUtf16(encoding: Encoding): encoding is Utf16 {
  return encoding === "utf-16le" || encoding === "utf-16be";
}

/** How names of encodings are read; the case does not matter. */
const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["iso-8859-1", "iso-8859-1"],
  ["iso_8859-1", "iso-8859-1"],
  ["latin1", "iso-8859-1"],
  ["us-ascii", "us-ascii"],
  ["ascii", "us-ascii"],
]);

/** What UTF-16 may be called in the declaration of a document that is in it. */
const UTF_16_NAMES = /^(?:utf-16(?:[lb]e)?|iso-10646-ucs-2|ucs-2)$/i;

/** How far into a document its declaration is looked for, in characters. */
const DECLARATION_REACH = 1024;

/** So many bytes at the beginning of a document tell its encoding. */
export const HEAD: number = DECLARATION_REACH * 2;

/** Gives the encoding of a document by its first bytes (XML 1.0, section 4.3.3 and appendix F), or why there is none. */
export function encodingOf(document: Buffer): Encoding | Undecoded {
  const head = document.subarray(0, HEAD);
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return encodingOfUtf16("utf-16le", head);
  if (first === 0xfe && second === 0xff) return encodingOfUtf16("utf-16be", head);
  if (first === 0 || second === 0) return withoutMark(head);
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  const source = head.toString("latin1", hasMark ? 3 : 0, DECLARATION_REACH);
  const declaration = readHead(source);
  const name = declaration?.encoding ?? "UTF-8";
  const encoding = ENCODINGS.get(name.toLowerCase());
  if (encoding === undefined) return unknown(source, name, declaration);
  if (hasMark && encoding !== "utf-8")
    return contradicted(source, name, "a byte order mark of UTF-8", declaration);
  return encoding;
}

function encodingOfUtf16(encoding: Utf16, head: Buffer): Encoding | Undecoded {
  const source = utf16Text(head, encoding);
  const declaration = readHead(source);
  const name = declaration?.encoding ?? null;
  if (name === null || UTF_16_NAMES.test(name)) return encoding;
  return contradicted(source, name, "a byte order mark of UTF-16", declaration);
}

/** Gives UTF-16 as text; a last byte without its other half is left out. */
export function utf16Text(bytes: Buffer, encoding: Utf16): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (encoding === "utf-16le" ? even : Buffer.from(even).swap16()).toString("utf16le");
}

/** Reads the declaration off the first bytes; a faulty one is left for the reading of the whole to report. */
function readHead(head: string): XmlDeclaration | null {
  try {
    return readXmlDeclaration(head);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Zero bytes at the beginning: UTF-16 or UTF-32 without the byte order mark that the first must have. */
function withoutMark(head: Buffer): Undecoded {
  const encoding = "UTF-16 or UTF-32 without a byte order mark";
  return {
    source: head.toString("latin1", 0, 80),
    fault: fault(catalogue.encodingUnknown, { encoding }, atStart()),
  };
}

function unknown(source: string, encoding: string, declaration: XmlDeclaration | null): Undecoded {
  return { source, fault: fault(catalogue.encodingUnknown, { encoding }, nameSpan(declaration)) };
}

function contradicted(
  source: string,
  declared: string,
  found: string,
  declaration: XmlDeclaration | null,
): Undecoded {
  return { source, fault: fault(catalogue.encodingContradicted, { declared, found }, nameSpan(declaration)) };
}

function nameSpan(declaration: XmlDeclaration | null): { start: number; end: number } {
  return declaration === null
    ? atStart()
    : { start: declaration.encodingStart, end: declaration.encodingEnd };
}

function atStart(): { start: number; end: number } {
  return { start: 0, end: 0 };
}
