import { bareDoi } from "../../resolve/index.ts";
import { type CslItem, cslDate } from "../csl.ts";

/** What has no name of its own here: roles, and what TEI has no element for. */
type Others = Omit<Partial<CslItem>, "id" | "type">;

/** A record as it is read: its item, without an id where it has none, and the fields of which nothing is made. */
export interface ReadRecord {
  readonly item: Omit<CslItem, "id"> & { readonly id: string | null };
  readonly left: readonly string[];
}

/** What a reference manager's record says, as text; null where it says nothing. */
export interface Parts {
  readonly id: string | null;
  readonly type: string;
  readonly title: string | null;
  readonly shortTitle: string | null;
  readonly others: Readonly<{ [name in keyof Others]: Others[name] | null }>;
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
}

/** Makes an item of CSL-JSON; members without a value are absent. */
export function itemOf(parts: Parts): ReadRecord["item"] {
  const { id, type, others, date, originalDate, accessed, pages, ...rest } = parts;
  const members: Record<string, unknown> = {
    id,
    type,
    title: rest.title,
    "title-short": rest.shortTitle,
    ...others,
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
    DOI: bareDoi(rest.DOI ?? "") || null,
    ISBN: rest.ISBN,
    ISSN: rest.ISSN,
    URL: rest.URL,
    language: rest.language,
    note: rest.note,
  };
  return { ...withoutEmpty<CslItem>(members), id };
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

/** Joins a year with a month and a day, where they are numbers. */
export function yearAndMonth(year: string | null, month: string | null, day: string | null): string | null {
  if (year === null || month === null || !/^-?\d{1,4}$/u.test(year)) return year;
  const two = (value: string): string => value.padStart(2, "0");
  return day === null || !/^\d{1,2}$/u.test(day)
    ? `${year}-${two(month)}`
    : `${year}-${two(month)}-${two(day)}`;
}
