import { type FrontMatter, isRightToLeft, runsRightToLeft } from "../render/index.ts";
import type { TitledText } from "./page.ts";
import type { DocumentSummary } from "./records.ts";

/** What a text was called before its title was told from others: absent where it is called so. */
export interface ToldApart {
  readonly ownTitle?: string;
}

/**
 * Gives documents with titles that tell them apart. Where several bear the same one, as those of a series, a catalogue or the
 * witnesses of one work may, each has its subtitle or the volume that it is part of behind it, if these differ, what it is
 * called otherwise in its place, the shelfmark of its source, the heading of its text, the day of the letter or the meeting or
 * when it was printed, its author, or else its id. Pages that join documents name them so, and so they are cited; a document's own page is headed by its own title.
 */
export function withTitlesApart(documents: readonly DocumentSummary[]): readonly DocumentSummary[] {
  const counts = countOf(documents, ({ title }) => title);
  const inFull = countOf(documents, titleInFull);
  const others = countOf(documents, ({ title, otherTitle }) => otherTitle ?? title);
  const kept = countOf(documents, titleWithSign);
  const headed = countOf(documents, titleWithHeading);
  const dated = countOf(documents, titleWithDate);
  const written = countOf(documents, titleWithAuthor);
  return documents.map((document) => {
    const { id, front } = document;
    if (counts.get(front.title) === 1 || front.title === id) return document;
    const full = titleInFull(front);
    const isApart = isShort(front.subtitle ?? front.host) && inFull.get(full) === 1;
    const other = front.otherTitle;
    if (!isApart && other !== null && isShort(other) && others.get(other) === 1)
      return called(document, other);
    const sign = kept.get(titleWithSign(front)) === 1 ? front.shelfmark : null;
    const behind = sign === null && isShort(front.heading) ? titleWithHeading(front) : front.title;
    const isHeaded = behind !== front.title && headed.get(behind) === 1;
    const day = dated.get(titleWithDate(front)) === 1 ? dayOf(front) : null;
    const author = written.get(titleWithAuthor(front)) === 1 ? authorOf(front) : null;
    const bracketed = isHeaded ? behind : `${front.title} (${sign ?? day ?? author ?? id})`;
    return called(document, isApart ? full : bracketed);
  });
}

function called(document: DocumentSummary, title: string): DocumentSummary {
  const { front } = document;
  return { ...document, front: { ...front, title, ownTitle: front.title } as FrontMatter & ToldApart };
}

/** Gives a text with the title that tells it apart, as it is cited; where nobody else has its own, that is the same. */
export function titledApart<T extends Pick<FrontMatter, "title">>(
  id: string,
  front: T,
  order: readonly TitledText[],
): T & ToldApart {
  const apart = order.find((each) => each.id === id)?.title ?? front.title;
  return apart === front.title ? front : { ...front, title: apart, ownTitle: front.title };
}

/** The title by which a text is cited: where its author or the volume around it tells it apart, that is told beside it in any case. */
export function citedTitle({
  title,
  ownTitle = title,
  host,
  authors,
}: Pick<FrontMatter, "title" | "host" | "authors"> & ToldApart): string {
  const byAuthor = authors.length === 1 && title === `${ownTitle} (${authors[0]})`;
  return byAuthor || (host !== null && title === withBehind(ownTitle, host)) ? ownTitle : title;
}

/** What stands below the title of a text on its own page: its subtitle, or the shelfmark that tells it apart. */
export function subtitleApart(front: FrontMatter, apart: string): string | null {
  return front.subtitle ?? (apart === `${front.title} (${front.shelfmark})` ? front.shelfmark : null);
}

/** Whether a title begins with that of the edition, so that it need not be said again. */
export function isWithin(title: string, edition: string): boolean {
  return title === edition || titleBehind(title, edition) !== title;
}

/** What a text is called below the title of its edition: what stands behind that in its own, or in brackets. */
export function titleBehind(title: string, edition: string): string {
  if (!title.startsWith(edition)) return title;
  const behind = title.slice(edition.length);
  const [, bracketed, rest] = /^(?: \((.+)\)|:? (.+))$/u.exec(behind) ?? [];
  // “Faust 2” is no part of “Faust”, where “What now? A comedy” is one of “What now?”.
  if (rest !== undefined && !behind.startsWith(":") && !/[.:!?…]$/u.test(edition)) return title;
  return bracketed ?? rest ?? title;
}

/**
 * The language of what a text is called below the title of its edition. Where the title runs from right to left and this does
 * not, it is a day or a shelfmark that tells the text apart, and no words of it.
 */
export function languageBehind(
  behind: string,
  { title, language }: Pick<FrontMatter, "title" | "language">,
): string | null {
  if (behind === title || language === null) return language;
  return isRightToLeft(language) && !runsRightToLeft(behind) ? null : language;
}

/** A longer subtitle tells more than what one is looking for in a list. */
const LONGEST = 120;

function isShort(behind: string | null): boolean {
  return behind !== null && behind.length <= LONGEST;
}

function titleInFull({ title, subtitle, host }: FrontMatter): string {
  const behind = subtitle ?? host;
  return behind === null ? title : withBehind(title, behind);
}

/** A number alone, in figures or in Roman ones: “1”, “- LIX -”. */
const NUMERAL = /^[^\p{L}\p{N}]*(?:\d+|[ivxlcdm]+)?[^\p{L}\p{N}]*$/iu;

/** A heading that is the title once more, or a number alone, tells nothing. */
function titleWithHeading({ title, heading }: FrontMatter): string {
  return heading === null || heading === title || NUMERAL.test(heading) ? title : withBehind(title, heading);
}

function withBehind(title: string, behind: string): string {
  return `${title}${/[.:!?…]$/u.test(title) ? "" : ":"} ${behind}`;
}

function titleWithSign({ title, shelfmark }: FrontMatter): string {
  return `${title}\n${shelfmark ?? ""}`;
}

function titleWithDate(front: FrontMatter): string {
  return `${front.title}\n${dayOf(front) ?? ""}`;
}

function titleWithAuthor(front: FrontMatter): string {
  return `${front.title}\n${authorOf(front) ?? ""}`;
}

/** Who wrote it, if it is one. */
function authorOf({ authors }: FrontMatter): string | null {
  return authors.length === 1 ? authors[0]! : null;
}

/** When a letter was sent, when and where a meeting was, or when the issue of a journal or an edition of a work came out. */
function dayOf({ letter, meeting, printed }: FrontMatter): string | null {
  return letter?.date ?? meeting ?? printed;
}

function countOf(
  documents: readonly DocumentSummary[],
  nameOf: (front: FrontMatter) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { front } of documents) counts.set(nameOf(front), (counts.get(nameOf(front)) ?? 0) + 1);
  return counts;
}
