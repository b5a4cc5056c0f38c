import { isDigit } from "./decimal.ts";
import type { ValueOrder } from "./order.ts";

/** Which fields a type of dates and times has; its spelling follows from them (XML Schema Part 2, 3.2.7 to 3.2.14). */
export interface DateTimeFields {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
}

/**
 * A moment: the minute counted from 0001-01-01T00:00 in Coordinated Universal Time (or in a time zone nobody names), and
 * what of the minute has passed. The second 60 is a leap second and comes between 59 and the next minute (appendix D.1).
 */
export interface Moment {
  readonly minute: number;
  readonly second: number;
  /** The digits behind the point, without trailing zeros. */
  readonly fraction: string;
  readonly zoned: boolean;
}

/**
 * The greatest year. Section 5.4 lets a processor bound the digits of a year; this is the last year of a 64-bit
 * count of milliseconds, where Jing stops too.
 */
export const MAX_YEAR = 292_278_994;

/** The time zones reach fourteen hours to either side (section 3.2.7.3), in minutes. */
const MAX_ZONE = 14 * 60;

const DAYS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A year in which every day of a month exists, for the types without a year. */
const ANY_LEAP_YEAR = 2000;

/** Whether a stretch of a string is a date or time with these fields. */
export function isDateTime(fields: DateTimeFields, text: string, start: number, end: number): boolean {
  const zone = endOfFields(fields, text, start, end);
  return zone >= 0 && isZone(text, zone, end);
}

/** The moment a string stands for that {@link isDateTime} allows; missing fields are those of 2000-01-01T00:00:00. */
export function parseMoment(fields: DateTimeFields, text: string): Moment {
  const negative = fields.year && text.startsWith("-");
  let at = negative ? 1 : 0;
  const yearEnd = fields.year ? afterDigits(text, at, text.length) : at;
  const year = fields.year ? Number(text.slice(at, yearEnd)) : ANY_LEAP_YEAR;
  at = fields.year ? yearEnd + 1 : startOfDate(fields);
  const month = fields.month ? twoDigits(text, at) : 1;
  if (fields.month) at += 3;
  const day = fields.day ? twoDigits(text, at) : 1;
  const date = daysBefore(negative ? 1 - year : year, month) + day - 1;
  return parseTime(fields, text, date);
}

/** One spelling for all spellings of a moment; with a time zone and without, two are never equal. */
export function momentKey(moment: Moment): string {
  return `${moment.minute}:${moment.second}.${moment.fraction}${moment.zoned ? "Z" : ""}`;
}

/** The order of dates and times (section 3.2.7.4): a moment without a time zone may lie fourteen hours to either side. */
export function momentOrder(fields: DateTimeFields): ValueOrder<Moment> {
  return {
    parse: (value) => parseMoment(fields, value),
    isLess: isEarlier,
    isEqual: (one, other) => momentKey(one) === momentKey(other),
  };
}

/** Whether a year has a 29th of February; the year before 1 is -1 in XML Schema 1.0 and counted as 0 here. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** How many days a month (1 to 12) has; without a year February has 29. */
export function daysOf(month: number, year: number = ANY_LEAP_YEAR): number {
  return month === 2 && !isLeapYear(year) ? 28 : (DAYS[month - 1] ?? 0);
}

/** The offset behind the fields, where the time zone stands; -1 where a field is missing or out of its range. */
function endOfFields(fields: DateTimeFields, text: string, start: number, end: number): number {
  const date = fields.year || fields.month || fields.day;
  const at = date ? endOfDate(fields, text, start, end) : start;
  if (at < 0 || !fields.time) return at;
  if (!date) return endOfTime(text, at, end);
  return text.charCodeAt(at) === 0x54 ? endOfTime(text, at + 1, end) : -1;
}

function endOfDate(fields: DateTimeFields, text: string, start: number, end: number): number {
  let at = start;
  let year = ANY_LEAP_YEAR;
  if (fields.year) {
    at = endOfYear(text, start, end);
    if (at < 0) return -1;
    year = yearBetween(text, start, at);
  } else {
    at += startOfDate(fields);
    if (!hyphens(text, start, at)) return -1;
  }
  return endOfMonthAndDay(fields, text, at, end, year);
}

/** Reads `-MM`, `-MM-DD` behind a year; without a year the hyphens were read before, and the month or day stands at once. */
function endOfMonthAndDay(
  fields: DateTimeFields,
  text: string,
  start: number,
  end: number,
  year: number,
): number {
  let at = start;
  let month = 1;
  if (fields.month) {
    if (fields.year && text.charCodeAt(at++) !== 0x2d) return -1;
    month = twoDigits(text, at);
    if (month < 1 || month > 12) return -1;
    at += 2;
  }
  if (fields.day) {
    if (fields.month && text.charCodeAt(at++) !== 0x2d) return -1;
    const day = twoDigits(text, at);
    if (day < 1 || day > daysOf(month, year)) return -1;
    at += 2;
  }
  return at <= end ? at : -1;
}

/** Four digits at least, more only without a leading zero; no year zero (section 3.2.7.1). */
function endOfYear(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start) === 0x2d ? start + 1 : start;
  const at = afterDigits(text, first, end);
  const digits = at - first;
  if (digits < 4 || (digits > 4 && text.charCodeAt(first) === 0x30) || digits > 9) return -1;
  const year = Math.abs(yearBetween(text, first, at));
  return year >= 1 && year <= MAX_YEAR ? at : -1;
}

/** The year in digits, counted so that the year before 1 is 0. */
function yearBetween(text: string, start: number, end: number): number {
  let year = 0;
  const negative = text.charCodeAt(start) === 0x2d;
  for (let i = negative ? start + 1 : start; i < end; i++) year = year * 10 + text.charCodeAt(i) - 0x30;
  return negative ? 1 - year : year;
}

function endOfTime(text: string, start: number, end: number): number {
  const hour = twoDigits(text, start);
  const minute = twoDigits(text, start + 3);
  const second = twoDigits(text, start + 6);
  if (start + 8 > end || text.charCodeAt(start + 2) !== 0x3a || text.charCodeAt(start + 5) !== 0x3a)
    return -1;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  const at = endOfFraction(text, start + 8, end);
  return hour < 24 || (at > 0 && onlyZeros(text, start + 3, at)) ? at : -1;
}

/** A point asks for a digit behind it (section 3.2.7.1). */
function endOfFraction(text: string, start: number, end: number): number {
  if (start >= end || text.charCodeAt(start) !== 0x2e) return start;
  const at = afterDigits(text, start + 1, end);
  return at > start + 1 ? at : -1;
}

function isZone(text: string, start: number, end: number): boolean {
  if (start === end) return true;
  if (text.charCodeAt(start) === 0x5a) return start + 1 === end;
  const minutes = zoneIn(text, start);
  return start + 6 === end && minutes <= MAX_ZONE;
}

/** The minutes of a time zone `±hh:mm`, without its sign; NaN where it is none. */
function zoneIn(text: string, start: number): number {
  const sign = text.charCodeAt(start);
  const hours = twoDigits(text, start + 1);
  const minutes = twoDigits(text, start + 4);
  if ((sign !== 0x2b && sign !== 0x2d) || text.charCodeAt(start + 3) !== 0x3a) return Number.NaN;
  return hours < 0 || minutes < 0 || minutes > 59 ? Number.NaN : hours * 60 + minutes;
}

function parseTime(fields: DateTimeFields, text: string, days: number): Moment {
  const match = /(?:(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?$/u.exec(text)!;
  const [, hour = "0", minute = "0", second = "0", fraction = "", zone] = fields.time
    ? match
    : zoneOnly(text);
  const hours = !fields.day && hour === "24" ? 0 : Number(hour);
  return {
    minute: days * 1440 + hours * 60 + Number(minute) - offsetOf(zone),
    second: Number(second),
    fraction: fraction.replace(/0+$/u, ""),
    zoned: zone !== undefined,
  };
}

/** In the types without a time a hyphen may belong to the date: only a colon tells a time zone. */
function zoneOnly(text: string): readonly (string | undefined)[] {
  const zone = /Z$|[+-]\d\d:\d\d$/u.exec(text)?.[0];
  return ["", undefined, undefined, undefined, undefined, zone];
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  return zoneIn(zone, 0) * (zone.startsWith("-") ? -1 : 1);
}

/** The days before the first of a month, counted from the first of January of the year 1 (proleptic Gregorian). */
function daysBefore(year: number, month: number): number {
  const past = year - 1;
  let days = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  for (let m = 1; m < month; m++) days += daysOf(m, year);
  return days;
}

function isEarlier(one: Moment, other: Moment): boolean {
  if (one.zoned === other.zoned) return isBefore(one, other, 0);
  return isBefore(one, other, MAX_ZONE);
}

/** Whether a moment comes before another by more than some minutes. */
function isBefore(one: Moment, other: Moment, minutes: number): boolean {
  const distance = one.minute + minutes - other.minute;
  if (distance !== 0) return distance < 0;
  if (one.second !== other.second) return one.second < other.second;
  return one.fraction < other.fraction;
}

/** The hyphens before the first field of the types without a year: `--MM`, `--MM-DD`, `---DD`. */
function startOfDate(fields: DateTimeFields): number {
  if (fields.month) return 2;
  return fields.day ? 3 : 0;
}

function hyphens(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== 0x2d) return false;
  return true;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function afterDigits(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at;
}

function onlyZeros(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code) && code !== 0x30) return false;
  }
  return true;
}
