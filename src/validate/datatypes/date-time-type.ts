import { type BuiltInType, builtInType } from "./built-in-type.ts";
import { type DateTimeFields, isDateTime, momentKey, momentOrder, parseMoment } from "./date-time.ts";
import { faultInDateTime } from "./date-time-fault.ts";
import { durationKey, durationOrder, isDuration, parseDuration } from "./duration.ts";
import { limitsBy } from "./order.ts";

/** The types of dates and times (XML Schema Part 2, sections 3.2.7 to 3.2.14). */
export function dateTimeTypes(): readonly BuiltInType[] {
  return [
    dateTimeType("dateTime", "YMDT", "a date and time such as 1938-03-02T14:30:00"),
    dateTimeType("time", "T", "a time such as 14:30:00"),
    dateTimeType("date", "YMD", "a date such as 1938-03-02"),
    dateTimeType("gYearMonth", "YM", "a year and month such as 1938-03"),
    dateTimeType("gYear", "Y", "a year in four digits such as 1938 or 0042"),
    dateTimeType("gMonthDay", "MD", "a month and day such as --03-02"),
    dateTimeType("gDay", "D", "a day of a month such as ---02"),
    dateTimeType("gMonth", "M", "a month such as --03"),
  ];
}

/** duration (section 3.2.6). */
export function durationType(): BuiltInType {
  return builtInType({
    name: "duration",
    scan: isDuration,
    words: "a duration such as P1Y6M, P3D or PT2H30M",
    key: (value) => durationKey(parseDuration(value)),
    limit: limitsBy(durationOrder),
    fault: durationFault,
  });
}

function dateTimeType(name: string, letters: string, words: string): BuiltInType {
  const fields: DateTimeFields = {
    year: letters.includes("Y"),
    month: letters.includes("M"),
    day: letters.includes("D"),
    time: letters.includes("T"),
  };
  return builtInType({
    name,
    scan: (text, start, end) => isDateTime(fields, text, start, end),
    words,
    key: (value) => momentKey(parseMoment(fields, value)),
    limit: limitsBy(momentOrder(fields)),
    fault: (value) => faultInDateTime(fields, value),
  });
}

function durationFault(value: string): string | null {
  if (!/^-?P/u.test(value)) return "a duration begins with P";
  if (/T$/u.test(value)) return "hours, minutes or seconds are missing behind the T";
  if (/P$/u.test(value)) return "years, months, days or a time are missing behind the P";
  if (/[a-z]/u.test(value)) return "its letters must be capitals";
  return /^[^T]*[HS]/u.test(value) ? "hours, minutes and seconds stand behind a T" : null;
}
