import { element, type Html, isElement, isHidden, type WordKey } from "../render/index.ts";
import { groupedBy } from "./grouping.ts";
import { type Shell, words } from "./page.ts";
import { drawPlaces, type PlacesInText } from "./pictures.ts";
import { type Listing, placeOf, type SiteDocument } from "./records.ts";

/** Gives where in a text the passages begin that speeches, citations and names point to: from 0 to 1, by their ids. */
export function positionsOf({ text, records }: SiteDocument): ReadonlyMap<string, number> {
  const wanted = new Set(
    [...records.speeches, ...records.citations, ...records.mentions].map(
      ({ url }) => url.split("#")[1] ?? "",
    ),
  );
  const starts = new Map<string, number>();
  const length = Math.max(1, measure(text.html, 0, wanted, starts));
  return new Map([...starts].map(([id, at]) => [id, Math.round((at / length) * 1000) / 1000]));
}

/** A picture of where in the texts some records stand; nothing for fewer than three, which are as soon read. */
export function placesPicture(
  shell: Shell,
  content: Listing,
  name: string,
  key: WordKey,
  records: readonly { readonly document: string; readonly at: number | null }[],
): readonly Html[] {
  if (records.length < 3) return [];
  const texts = [...groupedBy(records, ({ document }) => document)]
    .map(([id, own]) => ({ own, at: placeOf(content.documents, id) ?? -1 }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ own, at }): PlacesInText => {
      const { front, words: length } = content.documents[at]!;
      return { title: front.title, length, at: own.map((each) => each.at).filter((each) => each !== null) };
    });
  const places = texts
    .filter(({ at }) => at.length > 0)
    .slice(0, 12)
    .map(({ title, at }) => words(shell, "placesIn", { n: at.length, title }))
    .join(", ");
  const picture = drawPlaces(texts, words(shell, key, { name, places }));
  if (picture === null) return [];
  return [
    element("div", { class: "pictured" }, element("p", { class: "small" }, words(shell, "inTexts")), picture),
  ];
}

function measure(
  html: readonly Html[],
  from: number,
  wanted: ReadonlySet<string>,
  starts: Map<string, number>,
): number {
  let at = from;
  for (const piece of html) {
    if (typeof piece === "string") at += piece.length;
    if (!isElement(piece) || isHidden(piece)) continue;
    const { id } = piece.attributes;
    if (id !== undefined && wanted.has(id)) starts.set(id, at);
    at = measure(piece.children, at, wanted, starts);
  }
  return at;
}
