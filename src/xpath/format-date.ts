/** A day of the proleptic Gregorian calendar, in whatever time zone; years before the first are 0 and less. */
export interface CalendarDate {
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** The greatest least width that is heeded: no part of a date is nearly as wide, and a picture may ask for any. */
const WIDEST = 40;

/**
 * Writes a date by a picture (XPath functions 3.1, section 9.8.4): `[D1o] [MNn] [Y]`. What a picture asks for that a date has not, and
 * widths of names other than a most, are left as they are; a year is written without its sign, as that section has it. `language` is a tag such as `de`, and English where it is none.
 * Throws an error with the code FOFD1340 for a picture that is none.
 */
export function formatDate(date: CalendarDate, picture: string, language: string | null): string {
  const locale = localeOf(language);
  return picture.replace(/\[\[|\]\]|\[([^[\]]*)\]|[[\]]/gu, (whole: string, marker: string | undefined) => {
    if (whole === "[[" || whole === "]]") return whole[0]!;
    if (marker === undefined) throw new Error(`FOFD1340: “${picture}” is no picture of a date`);
    return component(date, marker.replace(/\s+/gu, ""), locale);
  });
}

function localeOf(language: string | null): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language ?? "en")[0] ?? "en";
  } catch {
    return "en";
  }
}

/** One variable marker: the component, how it is presented, how wide. */
function component(date: CalendarDate, marker: string, locale: string): string {
  const [, name, presentation = "", width = ""] =
    /^([YMDdFWwHhPmsfZzCE])([^,]*)(?:,(.*))?$/u.exec(marker) ?? [];
  if (name === undefined) throw new Error(`FOFD1340: [${marker}] is no part of a date`);
  const least = Math.min(Number(/^\d+/u.exec(width)?.[0] ?? 1), WIDEST);
  const most = /-(\d+)$/u.exec(width)?.[1];
  if (/^N?n?$/u.test(presentation) && presentation !== "") {
    const word = wordOf(date, name, locale);
    if (word !== null)
      return cased(most === undefined ? word : [...word].slice(0, Number(most)).join(""), presentation);
  }
  if (name === "F" && presentation === "") return cased(wordOf(date, name, locale) ?? "", "n");
  const value = numberOf(date, name);
  if (value === null) throw new Error(`FOFD1350: a date has no [${marker}]`);
  const digits = /^([0#]*\d+)/u.exec(presentation)?.[1] ?? "1";
  const isShort = name === "Y" && (most !== undefined || digits.length === 2);
  const shown = isShort ? shortened(value, Number(most ?? digits.length)) : value;
  // A year without its century keeps the noughts that are left of it.
  const whole = shown === value ? 1 : Number(most ?? 1);
  const written = romanOrDigits(shown, presentation, Math.max(digits.length, least, whole));
  return presentation.endsWith("o") ? ordinal(written, shown, locale) : written;
}

function shortened(year: number, width: number): number {
  return width >= String(year).length ? year : year % 10 ** width;
}

function romanOrDigits(value: number, presentation: string, width: number): string {
  if (presentation.startsWith("I")) return roman(value);
  if (presentation.startsWith("i")) return roman(value).toLowerCase();
  return String(value).padStart(width, "0");
}

/** The name of a month or a day of the week; null for what has none. */
function wordOf(date: CalendarDate, name: string, locale: string): string | null {
  const options = name === "M" ? { month: "long" } : name === "F" ? { weekday: "long" } : null;
  if (options === null) return null;
  return new Intl.DateTimeFormat(locale, {
    ...options,
    timeZone: "UTC",
  } as Intl.DateTimeFormatOptions).format(dateOf(date));
}

function cased(word: string, presentation: string): string {
  if (presentation === "N") return word.toUpperCase();
  return presentation === "n" ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1);
}

function numberOf(date: CalendarDate, name: string): number | null {
  const { year, month, day } = date;
  if (name === "Y") return Math.abs(year);
  if (name === "M") return month;
  if (name === "D") return day;
  if (name === "d") return Math.round((+dateOf(date) - +dateOf({ year, month: 1, day: 1 })) / 86_400_000) + 1;
  return name === "F" ? dateOf(date).getUTCDay() || 7 : null;
}

/** The beginning of a day in UTC. `Date.UTC` would take the year 50 for 1950. */
function dateOf({ year, month, day }: CalendarDate): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

const ENGLISH_ENDS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };

/** An ordinal number: with its ending in English, with a point elsewhere but in languages that have another sign. */
function ordinal(written: string, value: number, locale: string): string {
  if (locale.startsWith("en")) {
    const kind = new Intl.PluralRules("en", { type: "ordinal" }).select(value);
    return written + ENGLISH_ENDS[kind]!;
  }
  if (/^fr\b/u.test(locale)) return value === 1 ? `${written}er` : written;
  return /^(?:es|it|pt)\b/u.test(locale) ? `${written}º` : `${written}.`;
}

const ROMAN = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
] as const;

function roman(value: number): string {
  let rest = value;
  let numeral = "";
  for (const [worth, sign] of ROMAN) for (; rest >= worth; rest -= worth) numeral += sign;
  return numeral;
}
