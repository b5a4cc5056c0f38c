import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type NamedKind, REGISTERS } from "./entry.ts";
import { addressOfFile, fileAtAddress } from "./site-address.ts";

/** The kinds of thing that registers list. */
export type EntryKind = NamedKind | "work";

const FOLDERS: Readonly<Record<EntryKind, string>> = { ...REGISTERS, work: "works" };

/**
 * Gives the address of an entry's page, relative to the site. Two keys never have the same: an `xml:id` stands as it is, and
 * other signs of a key, which may have the id of a document and `#` before it, are written by a tilde, which no id has.
 */
export function pageOf(kind: EntryKind, key: string): string {
  return `${FOLDERS[kind]}/${shortened(key.replace(/[^\p{L}\p{M}\p{N}._-]/gu, inFileName))}.html`;
}

/** Bytes of a name that systems of files have room for: 255 on all that are common. */
const LONGEST_NAME = 255;

/** Whether a file can be called like that. */
export function isFileName(name: string): boolean {
  return name.length <= LONGEST_NAME / 4 || Buffer.byteLength(name) <= LONGEST_NAME;
}

/** A name that is too long for a file is cut, and has a checksum of the whole behind two tildes, which no other name has. */
function shortened(name: string): string {
  if (isFileName(`${name}.html`)) return name;
  const whole = createHash("sha256").update(name).digest("hex");
  return `${[...name].slice(0, SHORTENED).join("")}~~${whole.slice(0, 32)}`;
}

/** Signs that are left of a name, of at most four bytes each. */
const SHORTENED = 50;

function inFileName(sign: string): string {
  return sign === "#" ? "~" : `~${sign.codePointAt(0)!.toString(16)}~`;
}

/** Gives the address of a document's page, relative to the site. */
export function pageOfDocument(document: string): string {
  return `texts/${addressOfFile(document)}.html`;
}

/** Gives the document whose page an address is of; null where it is that of another page. */
export function documentOfPage(address: string): string | null {
  const [, document] = /^texts\/(.+)\.html$/u.exec(address) ?? [];
  return document === undefined ? null : fileAtAddress(document);
}
