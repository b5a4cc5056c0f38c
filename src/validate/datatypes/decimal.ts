/** A decimal number in its parts, without a bound on its digits: no leading zeros before, no trailing zeros behind the point. */
export interface Decimal {
  /** -1, 0 or 1. */
  readonly sign: number;
  /** The digits before the point, without leading zeros; empty for a number below one. */
  readonly whole: string;
  /** The digits behind the point, without trailing zeros. */
  readonly fraction: string;
}

/** Whether a stretch of a string is a decimal number (XML Schema Part 2, section 3.2.3.1): digits round one point at most. */
export function isDecimal(text: string, start: number, end: number): boolean {
  let digits = 0;
  let points = 0;
  for (let i = afterSign(text, start, end); i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2e) points++;
    else if (isDigit(code)) digits++;
    else return false;
  }
  return digits > 0 && points < 2;
}

/** Whether a stretch of a string is an integer (section 3.3.13.1): digits, with a sign before them or none. */
export function isInteger(text: string, start: number, end: number): boolean {
  const first = afterSign(text, start, end);
  for (let i = first; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return first < end;
}

/** Whether a code unit is one of the digits 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The parts of a string that {@link isDecimal} allows. */
export function parseDecimal(text: string): Decimal {
  const start = afterSign(text, 0, text.length);
  const point = text.indexOf(".", start);
  const whole = withoutLeadingZeros(text.slice(start, point < 0 ? text.length : point));
  const fraction = point < 0 ? "" : withoutTrailingZeros(text.slice(point + 1));
  if (whole === "" && fraction === "") return { sign: 0, whole, fraction };
  return { sign: text.startsWith("-") ? -1 : 1, whole, fraction };
}

/** One spelling for all spellings of a number (section 3.2.3.2, the zeros round the point left out). */
export function decimalKey(decimal: Decimal): string {
  if (decimal.sign === 0) return "0";
  const fraction = decimal.fraction === "" ? "" : `.${decimal.fraction}`;
  return `${decimal.sign < 0 ? "-" : ""}${decimal.whole}${fraction}`;
}

/** Below zero where the first number is less, above where it is greater, zero where they are equal. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  if (one.sign !== other.sign) return one.sign - other.sign;
  return one.sign * compareMagnitudes(one, other);
}

function compareMagnitudes(one: Decimal, other: Decimal): number {
  if (one.whole.length !== other.whole.length) return one.whole.length - other.whole.length;
  return compareDigits(one.whole, other.whole) || compareDigits(one.fraction, other.fraction);
}

/** Digits behind a point compare as strings do: the shorter is less where it begins the longer. */
function compareDigits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function afterSign(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start);
  return start < end && (code === 0x2b || code === 0x2d) ? start + 1 : start;
}

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (digits.charCodeAt(start) === 0x30) start++;
  return digits.slice(start);
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return digits.slice(0, end);
}
