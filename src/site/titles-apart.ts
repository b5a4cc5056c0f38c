import type { DocumentSummary } from "./records.ts";

/**
 * Gives documents with titles that tell them apart: where several bear the same one, as those of a series or a catalogue
 * may, each has its id behind it. Pages that join documents name them so; a document's own page has its own title.
 */
export function withTitlesApart(documents: readonly DocumentSummary[]): readonly DocumentSummary[] {
  const counts = new Map<string, number>();
  for (const { front } of documents) counts.set(front.title, (counts.get(front.title) ?? 0) + 1);
  return documents.map((document) => {
    const { id, front } = document;
    if (counts.get(front.title) === 1 || front.title === id) return document;
    return { ...document, front: { ...front, title: `${front.title} (${id})` } };
  });
}
