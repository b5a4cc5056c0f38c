import { type DateTimeFields, daysOf, isLeapYear, MAX_YEAR } from "./date-time.ts";

const MONTHS: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The fields of a date as somebody may have written them, too short or out of range. */
interface WrittenDate {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly rest: string;
}

/**
 * Why a string is no date or time with these fields, as the end of a sentence: `there is no month 13`, `April has 30
 * days`. Null where nothing better can be said than what belongs there.
 */
export function faultInDateTime(fields: DateTimeFields, value: string): string | null {
  const written = writtenDate(fields, value);
  if (written === null) return fields.time && !fields.day ? faultInTime(value) : faultOfForm(fields, value);
  return (
    faultInYear(written.year) ??
    faultInMonth(written.month) ??
    faultInDay(written.day, written.month, written.year) ??
    faultBehindDate(fields, written.rest)
  );
}

/** What strings are meant as that look like this, however wrong: what comes first goes before. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ["dateTime", /^-?\d+-\d+-\d+[T ]\d/u],
  ["date", /^-?\d+-\d+-\d+(?!\d)/u],
  ["date", /^\d{1,4}[./]\d{1,2}[./]\d{1,4}$/u],
  ["gYearMonth", /^-?\d+-\d+(?![\d:])/u],
  ["gYear", /^-?\d+(?:Z|[+-]\d\d:\d\d)?$/u],
  ["gMonthDay", /^--\d+-\d+/u],
  ["gDay", /^---\d+/u],
  ["gMonth", /^--\d+/u],
  ["time", /^\d+:\d/u],
];

/** The type of date or time that a string was meant to be of, by its shape; null where it looks like none. */
export function temporalTypeMeant(value: string): string | null {
  return SHAPES.find(([, shape]) => shape.test(value.trim()))?.[0] ?? null;
}

function writtenDate(fields: DateTimeFields, value: string): WrittenDate | null {
  const year = fields.year ? "(?<year>-?\\d+)" : "";
  const month = fields.month ? `${fields.year ? "-" : "--"}(?<month>\\d+)` : "";
  const day = fields.day ? `${fields.month ? "-" : "---"}(?<day>\\d+)` : "";
  if (year + month + day === "") return null;
  const groups = new RegExp(`^${year}${month}${day}(?<rest>(?!\\d).*)$`, "su").exec(value)?.groups;
  if (groups === undefined) return null;
  return { year: groups.year, month: groups.month, day: groups.day, rest: groups.rest ?? "" };
}

function faultInYear(year: string | undefined): string | null {
  if (year === undefined) return null;
  const digits = year.replace("-", "");
  if (digits.length < 4)
    return `a year has four digits at least: ${year.replace(digits, digits.padStart(4, "0"))}`;
  if (/^0+$/u.test(digits)) return "there is no year 0";
  if (digits.length > 4 && digits.startsWith("0"))
    return "a year of more than four digits does not begin with 0";
  return Number(digits) > MAX_YEAR ? `years are known up to ${MAX_YEAR} only` : null;
}

function faultInMonth(month: string | undefined): string | null {
  if (month === undefined) return null;
  if (month.length === 1) return `a month has two digits: 0${month}`;
  return month.length > 2 || Number(month) < 1 || Number(month) > 12 ? `there is no month ${month}` : null;
}

function faultInDay(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
): string | null {
  if (day === undefined) return null;
  if (day.length === 1) return `a day has two digits: 0${day}`;
  if (day.length > 2 || Number(day) < 1 || Number(day) > 31) return `there is no day ${day}`;
  if (month === undefined) return null;
  const counted = countedYear(year);
  const days = daysOf(Number(month), counted);
  if (Number(day) <= days) return null;
  const name = MONTHS[Number(month) - 1];
  const inYear = month === "02" && year !== undefined ? ` in ${year}` : "";
  return `${name} has ${days} days${inYear}, not ${day}`;
}

/** XML Schema 1.0 has no year 0: the year before 1 is -1, and a leap year. */
function countedYear(year: string | undefined): number {
  if (year === undefined) return 2000;
  const number = Number(year);
  const counted = number < 0 ? number + 1 : number;
  return isLeapYear(counted) ? 2000 : 2001;
}

function faultBehindDate(fields: DateTimeFields, rest: string): string | null {
  if (fields.time) {
    if (rest === "") return "the time is missing: Thh:mm:ss follows the date";
    return rest.startsWith("T") ? faultInTime(rest.slice(1)) : "a T stands between date and time";
  }
  if (rest.startsWith("T")) return "it holds a time, where only a date may stand";
  return faultInZone(rest);
}

function faultInTime(time: string): string | null {
  if (/^\d\d:\d\d(?:Z|[+-].*)?$/u.test(time)) return "the seconds are missing: a time is written hh:mm:ss";
  const match = /^(\d\d):(\d\d):(\d\d)(\.\d*)?(.*)$/su.exec(time);
  if (match === null) return "a time is written hh:mm:ss";
  const [, hour, minute, second, fraction, zone] = match;
  if (fraction === ".") return "digits are missing behind the point";
  if (Number(hour) > 24) return `there is no hour ${hour}`;
  if (Number(minute) > 59) return `there is no minute ${minute}`;
  if (Number(second) > 60) return `there is no second ${second}`;
  const fault = faultInZone(zone!);
  return fault ?? (hour === "24" ? "behind hour 24 only zeros may stand" : null);
}

function faultInZone(zone: string): string | null {
  if (zone === "" || zone === "Z") return null;
  const match = /^[+-](\d\d):(\d\d)$/u.exec(zone);
  if (match === null) return `“${zone}” behind it is no time zone such as Z or +01:00`;
  return Number(match[1]) * 60 + Number(match[2]) > 840 ? `there is no time zone ${zone}` : null;
}

/** What a string that has not even the shape of the date may have been meant to be. */
function faultOfForm(fields: DateTimeFields, value: string): string | null {
  if (/^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/u.test(value) || /^\d{1,2}-\d{1,2}-\d{4}$/u.test(value)) {
    return "the year comes first, then month and day, with hyphens between them";
  }
  if (fields.day && fields.month && fields.year && /^-?\d{4,}-\d\d$/u.test(value))
    return "the day is missing";
  if (fields.month && fields.year && /^-?\d{4,}$/u.test(value)) {
    return fields.day ? "month and day are missing" : "the month is missing";
  }
  return null;
}
