import { type Html, isElement } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { oneLine, passageWords } from "./passage-words.ts";
import type { SiteDocument } from "./records.ts";

/** The words of the passages of all texts, by their address on the site. */
export type Passages = ReadonlyMap<string, string>;

/** Signs around the text that are not of the text. */
const ABOUT_THE_TEXT: ReadonlySet<string> = new Set(["stands-for", "permalink", "sign", "label", "back"]);

/** How many characters are shown before and behind a name. */
const AROUND = 90;

/** Reads those passages of a text that are at one of some addresses: what the indexes quote to show where a name stands. */
export function passagesAt(addresses: ReadonlySet<string>, { id, text }: SiteDocument): Passages {
  const passages = new Map<string, string>();
  if (addresses.size > 0) gather([...text.html, ...text.notes], pageOfDocument(id), addresses, passages);
  return passages;
}

/**
 * Gives a name with the words around it, the name marked by `mark`: its nth occurrence in the passage. Without the passage, or
 * where the name is not found in it, there is no line.
 */
export function contextLine(
  passage: string | undefined,
  name: string,
  nth: number,
  mark: (name: string) => Html,
): readonly Html[] | null {
  const at = passage === undefined ? -1 : occurrence(passage, oneLine(name), nth);
  if (passage === undefined || at < 0) return null;
  const end = at + oneLine(name).length;
  const from = wordStart(passage, at - AROUND);
  const to = wordEnd(passage, end + AROUND);
  return [
    `${from > 0 ? "… " : ""}${passage.slice(from, at)}`,
    mark(passage.slice(at, end)),
    `${passage.slice(end, to)}${to < passage.length ? " …" : ""}`,
  ];
}

function gather(
  html: readonly Html[],
  page: string,
  addresses: ReadonlySet<string>,
  passages: Map<string, string>,
): void {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const { id } = piece.attributes;
    const address = `${page}#${id ?? ""}`;
    if (addresses.has(address)) passages.set(address, passageWords(piece, ABOUT_THE_TEXT));
    gather(piece.children, page, addresses, passages);
  }
}

/** Names as short as this stand in other words as well. */
const SHORT = 4;

/** Where a name stands the nth time; a short one by itself, if it does so often, before it counts within other words. */
function occurrence(text: string, name: string, nth: number): number {
  const places: number[] = [];
  for (let at = text.indexOf(name); at >= 0 && name !== ""; at = text.indexOf(name, at + name.length))
    places.push(at);
  const apart = name.length > SHORT ? [] : places.filter((at) => isWord(text, at, at + name.length));
  return apart[nth] ?? places[nth] ?? -1;
}

function isWord(text: string, from: number, to: number): boolean {
  return (
    !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, from - 2), from)) &&
    !/^[\p{L}\p{N}]/u.test(text.slice(to, to + 2))
  );
}

function wordStart(text: string, from: number): number {
  if (from <= 0) return 0;
  const space = text.indexOf(" ", from);
  return space < 0 ? from : space + 1;
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(" ", to);
  return space < 0 ? to : space;
}
