import { daysOf } from "./date-time.ts";
import { compareDecimals, type Decimal, decimalKey, parseDecimal } from "./decimal.ts";
import type { ValueOrder } from "./order.ts";

/** A duration as XML Schema 1.0 knows it (Part 2, section 3.2.6): six numbers side by side, all of one sign. */
export interface Duration {
  /** -1 or 1. */
  readonly sign: number;
  readonly years: bigint;
  readonly months: bigint;
  readonly days: bigint;
  readonly hours: bigint;
  readonly minutes: bigint;
  readonly seconds: Decimal;
}

/** Section 3.2.6.1; a point asks for a digit on either side, `T` for a field behind it. */
const DURATION =
  /^(-)?P(?=[0-9T])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/u;

/** The first months of the four reference periods by which durations are ordered (section 3.2.6.2). */
const REFERENCES: readonly (readonly [year: number, month: number])[] = [
  [1696, 9],
  [1697, 2],
  [1903, 3],
  [1903, 7],
];

/** The Gregorian calendar repeats after 400 years. */
const CYCLE_MONTHS = 4800n;
const CYCLE_DAYS = 146_097n;
const DAY_SECONDS = 86_400n;

/** Whether a stretch of a string is a duration. */
export function isDuration(text: string, start: number, end: number): boolean {
  return DURATION.test(text.slice(start, end));
}

/** The duration a string stands for that {@link isDuration} allows. */
export function parseDuration(text: string): Duration {
  const [, sign, years = "0", months = "0", days = "0", hours = "0", minutes = "0", seconds = "0"] =
    DURATION.exec(text)!;
  return {
    sign: sign === undefined ? 1 : -1,
    years: BigInt(years),
    months: BigInt(months),
    days: BigInt(days),
    hours: BigInt(hours),
    minutes: BigInt(minutes),
    seconds: parseDecimal(seconds),
  };
}

/** One spelling for all spellings of a duration: six numbers, so that a year is not twelve months (section 3.2.6). */
export function durationKey(duration: Duration): string {
  const { years, months, days, hours, minutes, seconds } = duration;
  const fields = `${years} ${months} ${days} ${hours} ${minutes} ${decimalKey(seconds)}`;
  return duration.sign < 0 && fields !== "0 0 0 0 0 0" ? `-${fields}` : fields;
}

/** The partial order of durations (section 3.2.6.2). */
export const durationOrder: ValueOrder<Duration> = {
  parse: parseDuration,
  isLess: isShorter,
  isEqual: (one, other) => durationKey(one) === durationKey(other),
};

/** One is less than another if it ends earlier, whichever of the four reference moments both begin at. */
function isShorter(one: Duration, other: Duration): boolean {
  return REFERENCES.every(([year, month]) => {
    const [first, second] = [endOf(one, year, month), endOf(other, year, month)];
    if (first.whole !== second.whole) return first.whole < second.whole;
    return compareDecimals(first.part, second.part) < 0;
  });
}

/** The whole seconds from the reference moment to the end of a duration, and the part of a second beyond, both signed. */
function endOf(duration: Duration, year: number, month: number): { whole: bigint; part: Decimal } {
  const sign = BigInt(duration.sign);
  const months = duration.years * 12n + duration.months;
  const first = duration.sign < 0 ? month - 1 - Number(months % CYCLE_MONTHS) : month - 1;
  const days = daysIn(months, year, first) + duration.days;
  const minutes = duration.hours * 60n + duration.minutes;
  const seconds = BigInt(duration.seconds.whole || "0");
  const { fraction } = duration.seconds;
  return {
    whole: sign * (days * DAY_SECONDS + minutes * 60n + seconds),
    part: { sign: fraction === "" ? 0 : duration.sign, whole: "", fraction },
  };
}

/** The days of some months; the first is counted from January of the year, and may lie before it. */
function daysIn(months: bigint, year: number, first: number): bigint {
  const cycles = months / CYCLE_MONTHS;
  const last = first + Number(months % CYCLE_MONTHS);
  let days = 0;
  for (let m = first; m < last; m++) days += daysOf((((m % 12) + 12) % 12) + 1, year + Math.floor(m / 12));
  return cycles * CYCLE_DAYS + BigInt(days);
}
