import type { CslDate, CslItem, CslName } from "../csl.ts";

type People = "author" | "editor" | "translator" | "container-author";

/** What a reference manager's record says, as text; null where it says nothing. */
export interface Parts {
  readonly id: string;
  readonly type: string;
  readonly title: string | null;
  readonly shortTitle: string | null;
  readonly people: Readonly<Record<People, readonly CslName[]>>;
  readonly container: string | null;
  readonly containerShort: string | null;
  readonly series: string | null;
  readonly seriesNumber: string | null;
  readonly volume: string | null;
  readonly issue: string | null;
  readonly pages: string | null;
  readonly edition: string | null;
  readonly publisher: string | null;
  readonly place: string | null;
  /** As EDTF, or in words. */
  readonly date: string | null;
  readonly originalDate: string | null;
  /** When its address was visited. */
  readonly accessed: string | null;
  readonly DOI: string | null;
  readonly ISBN: string | null;
  readonly ISSN: string | null;
  readonly URL: string | null;
  readonly language: string | null;
  readonly note: string | null;
  readonly archive: string | null;
}

/** Makes an item of CSL-JSON; members without a value are absent. */
export function itemOf(parts: Parts): CslItem {
  const { id, type, people, date, originalDate, accessed, pages, ...rest } = parts;
  const members: Record<string, unknown> = {
    id,
    type,
    title: rest.title,
    "title-short": rest.shortTitle,
    ...people,
    "container-title": rest.container,
    "container-title-short": rest.containerShort,
    "collection-title": rest.series,
    "collection-number": rest.seriesNumber,
    volume: rest.volume,
    issue: rest.issue,
    page: pages?.replace(/\s*(?:--+|–)\s*/gu, "–") ?? null,
    edition: rest.edition,
    publisher: rest.publisher,
    "publisher-place": rest.place,
    issued: date === null ? null : cslDate(date),
    "original-date": originalDate === null ? null : cslDate(originalDate),
    accessed: accessed === null ? null : cslDate(accessed),
    archive: rest.archive,
    DOI: rest.DOI?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/iu, "") ?? null,
    ISBN: rest.ISBN,
    ISSN: rest.ISSN,
    URL: rest.URL,
    language: rest.language,
    note: rest.note,
  };
  return withoutEmpty(members);
}

/** Leaves out the members that say nothing, as the schema of CSL-JSON asks. */
export function withoutEmpty<T>(members: Readonly<Record<string, unknown>>): T {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== "" &&
        !(Array.isArray(value) && value.length === 0),
    ),
  ) as T;
}

const DAY = String.raw`(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?`;

/** Reads a date of EDTF, level 0 with signs of doubt; what is no date stays as words. */
export function cslDate(text: string): CslDate {
  const found = new RegExp(
    `^\\[?${DAY}([?~%]?)(?:(?:\\/|\\.\\.|\\s*[–—]\\s*|-{2})(?:${DAY}[?~%]?)?)?\\]?$`,
    "u",
  ).exec(text.trim());
  if (found === null) return { literal: text };
  const first = numbers(found.slice(1, 4));
  const second = numbers(found.slice(5, 8));
  // “1985-21” is the spring of 1985, and no month.
  if ([first, second].some(([, month]) => month !== undefined && month > 12)) return { literal: text };
  const circa = found[4] !== "" || text.startsWith("[") ? { circa: true } : {};
  return { "date-parts": second.length === 0 ? [first] : [first, second], ...circa };
}

function numbers(parts: readonly (string | undefined)[]): number[] {
  return parts.filter((part) => part !== undefined).map(Number);
}

/** Joins a year with a month and a day, where they are numbers. */
export function yearAndMonth(year: string | null, month: string | null, day: string | null): string | null {
  if (year === null || month === null || !/^-?\d{1,4}$/u.test(year)) return year;
  const two = (value: string): string => value.padStart(2, "0");
  return day === null || !/^\d{1,2}$/u.test(day)
    ? `${year}-${two(month)}`
    : `${year}-${two(month)}-${two(day)}`;
}
