/** In which order texts stand: that of their ids, or that of time. */
export type ReadingOrder = "id" | "date";

/** What the place of a document depends on. */
interface Placed {
  readonly id: string;
  /** When its text came about, as a date of EDTF; null where nobody says. It is asked for where time decides. */
  readonly time: string | null;
}

/**
 * Gives documents in the order in which readers expect them: by their ids, numbers in these by what they count, so that the
 * second comes before the tenth; or by when they came about, those of one day by their ids, and those of which it is not known behind all
 * others. What stands in that order already is given as it is.
 */
export function inReadingOrder<T>(
  documents: readonly T[],
  order: ReadingOrder,
  placeOf: (document: T) => Placed,
): readonly T[] {
  const keyed = documents.map((document) => {
    const place = placeOf(document);
    return { document, day: order === "date" ? sortedDay(place.time) : "", key: countedKey(place.id) };
  });
  const isBehind = (one: (typeof keyed)[number], other: (typeof keyed)[number]): boolean =>
    one.day === other.day ? one.key > other.key : one.day > other.day;
  const isSorted = keyed.every((each, at) => at === 0 || !isBehind(keyed[at - 1]!, each));
  if (isSorted) return documents;
  return keyed.sort((one, other) => (isBehind(one, other) ? 1 : -1)).map(({ document }) => document);
}

/** So many years before the common era years are counted from, to be sorted as they follow. */
const YEARS = 10_000;

/** A text by which the first days of dates of EDTF are sorted. */
function sortedDay(time: string | null): string {
  const [, year, behind = ""] = /(-?\d{4})((?:-\d\d){0,2})/u.exec(time ?? "") ?? [];
  return year === undefined ? "~" : `${String(Number(year) + YEARS).padStart(5, "0")}${behind}`;
}

/** The year that a date of EDTF begins with; null where there is none. */
export function yearOf(time: string | null): number | null {
  const year = /-?\d{4}/u.exec(time ?? "")?.[0];
  return year === undefined ? null : Number(year);
}

/** The digits of the longest number that is counted: more than any catalogue has. */
const DIGITS = 12;

/** Gives a text with its numbers filled up, so that they are sorted as they count. */
export function withNumbersFilled(text: string): string {
  return text.replace(/\d+/gu, (number) => number.padStart(DIGITS, "0"));
}

/** A text by which numbers are sorted as they count; whole, so that no two texts have the same. */
export function countedKey(text: string): string {
  return /\d/u.test(text) ? `${withNumbersFilled(text)} ${text}` : text;
}
