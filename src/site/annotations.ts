import type { CitationRecord } from "../cite/index.ts";
import type { Annotation, Words } from "../render/index.ts";
import { letters, pageOf, pageOfDocument, type Registers, type Work } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { lociInWords } from "./locus-words.ts";
import { shortNames, shortTitle } from "./reference.ts";

/**
 * Gives what is shown at the citations of a document, by their ids: the link to the work, and for all but full
 * citations what they stand for. A citation whose work is not known is left as it stands.
 */
export function annotationsOf(
  document: string,
  citations: readonly CitationRecord[],
  registers: Registers,
  words: Words,
): ReadonlyMap<string, Annotation> {
  const page = pageOfDocument(document);
  const texts = new Map(citations.map(({ id, text }) => [id, text ?? id]));
  const annotations = new Map<string, Annotation>();
  for (const citation of citations) {
    const work = citation.work === null ? undefined : registers.works.get(citation.work);
    if (work !== undefined) annotations.set(citation.id, annotate(citation, work, page, texts, words));
  }
  return annotations;
}

function annotate(
  citation: CitationRecord,
  work: Work,
  page: string,
  texts: ReadonlyMap<string, string>,
  words: Words,
): Annotation {
  const isFull = citation.form === "full";
  return {
    href: relativeAddress(page, pageOf("work", work.key)),
    label: isFull ? null : standsFor(citation, work, words),
    isSaid: isSaid(citation, work, words),
    title: isFull ? null : shortTitle(work),
    via: citation.via.map((id) => ({ label: texts.get(id) ?? id, href: `#${encodeURIComponent(id)}` })),
  };
}

/** Whether the words of a citation say which work it is; those of a link say enough by its number in a list, or by a name and the year. */
function isSaid({ form, text, loci }: CitationRecord, work: Work, words: Words): boolean {
  if (text === null || (form !== "short" && form !== "pointer")) return false;
  if (says(text, work, words)) return true;
  return (
    form === "pointer" &&
    (BRACKETED.test(text) || (loci.length === 0 && NUMBER.test(text)) || saysYear(text, work))
  );
}

/** Numbers of a list; without brackets one is so if it is no place. */
const BRACKETED = /^\[\s*\d|^\d+\s*\][\s,;.]*$/u;
const NUMBER = /^\(?\d+\)?[\s,;.–-]*$/u;

function saysYear(text: string, { contributors: [first], date }: Work): boolean {
  const name = letters(first?.name.family ?? "");
  const year = date?.from?.slice(0, 4) ?? "";
  return name !== "" && year !== "" && text.includes(year) && letters(text).includes(name);
}

/** Whether a citation has the names and the title that its work is called by. */
function says(text: string, work: Work, words: Words): boolean {
  const said = letters(text);
  return [shortNames(work, words), shortTitle(work)].every((part) => said.includes(letters(part)));
}

function standsFor({ loci }: CitationRecord, work: Work, words: Words): string {
  return [shortNames(work, words), shortTitle(work), lociInWords(loci, words)]
    .filter((part) => part !== "")
    .join(", ");
}
