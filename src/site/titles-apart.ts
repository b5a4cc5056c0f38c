import type { FrontMatter } from "../render/index.ts";
import type { DocumentSummary } from "./records.ts";

/**
 * Gives documents with titles that tell them apart. Where several bear the same one, as those of a series, a catalogue or the
 * witnesses of one work may, each has its subtitle behind it, if these differ, the shelfmark of its source, or else its id. Pages that join documents name
 * them so; a document's own page has its own title.
 */
export function withTitlesApart(documents: readonly DocumentSummary[]): readonly DocumentSummary[] {
  const counts = countOf(documents, ({ title }) => title);
  const inFull = countOf(documents, titleInFull);
  const kept = countOf(documents, titleWithSign);
  return documents.map((document) => {
    const { id, front } = document;
    if (counts.get(front.title) === 1 || front.title === id) return document;
    const full = titleInFull(front);
    const isApart = front.subtitle !== null && front.subtitle.length <= LONGEST && inFull.get(full) === 1;
    const sign = kept.get(titleWithSign(front)) === 1 ? front.shelfmark : null;
    return { ...document, front: { ...front, title: isApart ? full : `${front.title} (${sign ?? id})` } };
  });
}

/** A longer subtitle tells more than what one is looking for in a list. */
const LONGEST = 120;

function titleInFull({ title, subtitle }: FrontMatter): string {
  if (subtitle === null) return title;
  return `${title}${/[.:!?…]$/u.test(title) ? "" : ":"} ${subtitle}`;
}

function titleWithSign({ title, shelfmark }: FrontMatter): string {
  return `${title}\n${shelfmark ?? ""}`;
}

function countOf(
  documents: readonly DocumentSummary[],
  nameOf: (front: FrontMatter) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { front } of documents) counts.set(nameOf(front), (counts.get(nameOf(front)) ?? 0) + 1);
  return counts;
}
