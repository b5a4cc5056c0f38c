import { lookUp } from "../tree/index.ts";

/** How large things may be, in pixels; `least` is for those that reach beyond their place when they are negative. */
interface Measure {
  readonly least: number;
  readonly most: number;
  /** A number without a unit, as a line height is one. */
  readonly mostTimes: number;
  /** One in the hundred of what it is measured by: the letters, or the measure of the page. */
  readonly percent: number;
}

const ANY = Number.POSITIVE_INFINITY;

/** A wide table on a large screen; what is larger is no passage of a page. */
const OF_BOXES: Measure = { least: -96, most: 1600, mostTimes: ANY, percent: 8 };
/** A line of a title page, four times as high as its letters at most. */
const OF_LETTERS: Measure = { least: 0, most: 128, mostTimes: 4, percent: 0.16 };
/** What is drawn around a passage lies on what is beside it. */
const OF_EDGES: Measure = { least: -80, most: 80, mostTimes: ANY, percent: 0.16 };

const LETTERS = /^(?:--.*|font|font-size|line-height)$/u;
const EDGES =
  /^(?:border|outline|box-shadow|text-shadow|filter|letter-spacing|word-spacing|text-underline-offset|text-decoration|-webkit-text-stroke)/u;

/** How bold the letters are, in the shorthand for all that is said of them. */
const WEIGHT = /(?<![\w.])[1-9]00(?![\w.%])/gu;

/** The units of lengths in pixels, as they are about on a screen of middle size (CSS Values and Units 4, section 6). */
const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
  ic: 16,
  lh: 24,
  rlh: 24,
  cap: 12,
  cm: 37.8,
  mm: 3.78,
  q: 0.945,
  in: 96,
  pt: 1.34,
  pc: 16,
  vw: 12,
  vh: 9,
  vi: 12,
  vb: 9,
  vmin: 9,
  vmax: 12,
};

/**
 * Whether the lengths of a value are those of a passage in its place. One that is far too large lies over the rest of the
 * page, as one far too small does that is negative; products of lengths and exponents are not worked out, and are none.
 */
export function isOfMeasure(property: string, value: string): boolean {
  const measure = LETTERS.test(property) ? OF_LETTERS : EDGES.test(property) ? OF_EDGES : OF_BOXES;
  const bare = value.replace(/"[^"]*"|'[^']*'|#[\da-f]{3,8}\b/giu, " ");
  const letters = property === "font" ? bare.replace(WEIGHT, " ") : bare;
  if (/\*|\d[eE][+-]?\d|\b(?:pow|exp|hypot|infinity|sqrt)\b/iu.test(bare)) return false;
  for (const [, number, unit] of letters.matchAll(/(?<![\w-])([+-]?(?:\d+\.?\d*|\.\d+))(%|[a-z]+)?/giu))
    if (!isWithin(Number(number), (unit ?? "").toLowerCase(), measure)) return false;
  return true;
}

function isWithin(number: number, unit: string, { least, most, mostTimes, percent }: Measure): boolean {
  if (unit === "") return number <= mostTimes;
  const size = number * (unit === "%" ? percent : (lookUp(UNITS, unit) ?? 0));
  return size >= least && size <= most;
}
