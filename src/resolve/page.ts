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
  return `${FOLDERS[kind]}/${key.replace(/[^\p{L}\p{M}\p{N}._-]/gu, inFileName)}.html`;
}

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
