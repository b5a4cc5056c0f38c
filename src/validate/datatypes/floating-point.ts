import { isDecimal, isInteger } from "./decimal.ts";

/** Whether a stretch of a string is a float or double (XML Schema Part 2, sections 3.2.4.1 and 3.2.5.1). */
export function isFloatingPoint(text: string, start: number, end: number): boolean {
  const exponent = exponentIn(text, start, end);
  if (exponent < 0) return isDecimal(text, start, end) || isSpecial(text.slice(start, end));
  return isDecimal(text, start, exponent) && isInteger(text, exponent + 1, end);
}

/** The number a string that {@link isFloatingPoint} allows stands for, rounded to 64 bits. */
export function parseDouble(text: string): number {
  if (text === "INF") return Number.POSITIVE_INFINITY;
  if (text === "-INF") return Number.NEGATIVE_INFINITY;
  return Number(text);
}

/** The same, rounded to 32 bits. */
export function parseFloat32(text: string): number {
  return Math.fround(parseDouble(text));
}

/** One spelling for all spellings of a number; both zeros are one value, and so is NaN. */
export function floatingPointKey(value: number): string {
  return String(value);
}

function exponentIn(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) if ((text.charCodeAt(i) | 0x20) === 0x65) return i;
  return -1;
}

function isSpecial(text: string): boolean {
  return text === "INF" || text === "-INF" || text === "NaN";
}
