import type { XmlNode } from "../tree/index.ts";
import { say, type Words } from "./words.ts";

/**
 * Writes the date that an element has in its attributes (`@when`, `@from` and `@to`, `@notBefore` and `@notAfter`, and
 * those of ISO and of other calendars) as one would in a letter: “1 May 1893”. Null where it has none; a date of another
 * form stands as it is.
 */
export function dateInWords(node: XmlNode, words: Words): string | null {
  const at = (name: string): string | null => dateAt(node, name);
  const when = at("when");
  if (when !== null) return dayInWords(when, words);
  return periodInWords(at("from"), at("to"), words) ?? betweenInWords(at("notBefore"), at("notAfter"), words);
}

/** Writes when something was sent, from `@when` and its like, with the hour and minute where it has them: “1 May 2011, 09:15”. */
export function momentInWords(node: XmlNode, words: Words): string | null {
  const when = dateAt(node, "when");
  if (when === null) return null;
  const hour = /^\s*-?\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})/u.exec(when)?.[1];
  const day = dayInWords(when, words);
  return hour === undefined ? day : `${day}, ${hour}`;
}

/** Gives the date of an attribute (`when`, `from` …), or of that for ISO or for another calendar, if it is written as those are. */
export function dateAt(node: XmlNode, name: string): string | null {
  const custom = node.get(`${name}-custom`) ?? "";
  const written = /^-?\d{4}(?:-\d{2}){0,2}$/u.test(custom) ? custom : null;
  return node.get(name) ?? node.get(`${name}-iso`) ?? written;
}

/** A period, of which an end may be open; null where both are. */
function periodInWords(start: string | null, end: string | null, words: Words): string | null {
  const [from, to] = periodOf(start, end);
  if (from === null && to === null) return null;
  if (from === to) return dayInWords(from!, words);
  return [from, to].map((day) => dayInWords(day ?? "", words)).join("–");
}

/** A time that lies somewhere between two others, one of which may not be known; null where neither is. */
function betweenInWords(earliest: string | null, latest: string | null, words: Words): string | null {
  const [first, last] = periodOf(earliest, latest);
  if (first !== null && first === last) return dayInWords(first, words);
  if (first !== null && last !== null)
    return say(words, "dateBetween", { from: dayInWords(first, words), to: dayInWords(last, words) });
  if (first !== null) return say(words, "dateNotBefore", { date: dayInWords(first, words) });
  return last === null ? null : say(words, "dateNotAfter", { date: dayInWords(last, words) });
}

/**
 * Gives the ends of a period as one would say them: from the first day of a month or a year to the last of one it is these
 * months or years, “1835” and not its first and its last day. One month, year or day is both ends.
 */
function periodOf(from: string | null, to: string | null): readonly [string | null, string | null] {
  if (from === null || to === null) return [from, to];
  const [, firstYear, firstMonth] = /^(\d{4})-(\d{2})-01$/u.exec(from) ?? [];
  const [, lastYear, lastMonth, lastDay] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(to) ?? [];
  if (firstMonth === undefined || lastMonth === undefined || lastYear === undefined) return [from, to];
  if (Number(lastDay) !== daysOf(Number(lastYear), Number(lastMonth))) return [from, to];
  if (firstMonth === "01" && lastMonth === "12") return [firstYear!, lastYear];
  return [`${firstYear}-${firstMonth}`, `${lastYear}-${lastMonth}`];
}

/** How many days a month has; of February by the calendar in which each fourth year is a leap year, but for whole centuries. */
function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Writes a date of EDTF (ISO 8601-2, level 1) in words: a day, a span of days, what lies between two. */
export function edtfInWords(edtf: string, words: Words): string {
  const known = (end: string): string | null => {
    const plain = end.replace(/[?~%]$/u, "");
    return plain === "" || plain === ".." ? null : plain;
  };
  const between = edtf.startsWith("[") && edtf.endsWith("]") ? edtf.lastIndexOf("..") : -1;
  if (between > 0) {
    const [after, before] = [known(edtf.slice(1, between)), known(edtf.slice(between + 2, -1))];
    return betweenInWords(after, before, words) ?? edtf;
  }
  const [from, to] = edtf.split("/");
  if (to !== undefined) return periodInWords(known(from!), known(to), words) ?? edtf;
  const [, day = edtf, mark = ""] = /^(.*?)([?~%])$/u.exec(edtf) ?? [];
  const said = dayInWords(day, words);
  const placed = mark === "~" || mark === "%" ? say(words, "dateAbout", { date: said }) : said;
  return mark === "?" || mark === "%" ? `${placed} (?)` : placed;
}

/** A year as one says it: before the common era by its number from there. */
export function yearInWords(year: number, words: Words): string {
  return year < 0 ? say(words, "yearBefore", { year: String(-year) }) : String(year);
}

/** Gives the years of a life, “1888–1938”, as one says them: “83–30 BCE”, “63 BCE–14 CE”. */
export function yearsInWords(years: string, words: Words): string {
  const [, from = "", to = ""] = /^(-?\d*)–(-?\d*)$/u.exec(years) ?? [];
  if (!from.startsWith("-") && !to.startsWith("-")) return years;
  const end = to === "" || to.startsWith("-") ? yearOfLife(to, words) : say(words, "yearAfter", { year: to });
  return `${to.startsWith("-") ? from.replace("-", "") : yearOfLife(from, words)}–${end}`;
}

function yearOfLife(year: string, words: Words): string {
  return year === "" ? "" : yearInWords(Number(year), words);
}

/** The elements that tell of a life and have their date in attributes, more often than in words. */
export const LIFE = ["birth", "death", "floruit"] as const;

/** Gives the date of such an element, in words; null where its text has the date, or nothing does. */
export function dateOfLife(node: XmlNode, words: Words): string | null {
  if (node.maybeElement("date") !== null || /\d/u.test(node.text)) return null;
  return dateInWords(node, words);
}

/**
 * Gives the date of the header or of a register in words, where its text is empty or has it as a program would write it;
 * null where the text says it.
 */
export function dateOfRecord(node: XmlNode, words: Words): string | null {
  if (!node.isTei("date") || node.maybeAncestor(...RECORDS) === null) return null;
  const text = node.text.trim();
  if (text === "") return dateInWords(node, words);
  return /^\d{4}-\d{2}(?:-\d{2}(?:Z|[+-]\d{2}:\d{2})?)?$/u.test(text) ? dayInWords(text, words) : null;
}

const RECORDS = ["teiHeader", "person", "place", "org", "event"] as const;

/** The basic format of ISO 8601, in which zeros may stand for a month or a day that nobody knows: “20120109”, “18350000”. */
const BASIC_FORMAT = /^(\d{4})(0\d|1[0-2])([0-2]\d|3[01])$/u;

/** A year, a month or a day (XML Schema, part 2, section 3.3.9 to 3.3.12), in words. */
function dayInWords(value: string, words: Words): string {
  const [, year, month, day] =
    /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*|Z|[+-]\d{2}:\d{2})?$/u.exec(value.trim()) ??
    BASIC_FORMAT.exec(value.trim()) ??
    [];
  if (year === undefined) return value.trim();
  const plain = yearInWords(Number(year), words);
  const name = words.months.split(" ")[Number(month ?? Number.NaN) - 1];
  if (name === undefined) return plain;
  if (day === undefined || day === "00") return say(words, "monthYear", { month: name, year: plain });
  const counted = Number(day) === 1 ? words.firstOfMonth : String(Number(day));
  return say(words, "dayMonthYear", { day: counted, month: name, year: plain });
}
