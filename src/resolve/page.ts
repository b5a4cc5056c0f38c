import { addressOfFile, fileAtAddress } from "./site-address.ts";

/** The kinds of thing that registers list. */
export type EntryKind = "person" | "place" | "organisation" | "work";

const FOLDERS: Readonly<Record<EntryKind, string>> = {
  person: "people",
  place: "places",
  organisation: "organisations",
  work: "works",
};

/** Gives the address of an entry's page, relative to the site; signs that a file name should not have become hyphens. */
export function pageOf(kind: EntryKind, key: string): string {
  return `${FOLDERS[kind]}/${key.replace(/[^A-Za-z0-9._-]/gu, "-")}.html`;
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
