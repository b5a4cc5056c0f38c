import { lookUp } from "../tree/index.ts";
import { type Bounds, takeSums, UNBOUNDED } from "./length-bounds.ts";

/** How large things may be, in pixels; `least` is for those that reach beyond their place when they are negative. */
interface Measure {
  readonly least: number;
  readonly most: number;
  /** A number without a unit, as a line height is one. */
  readonly mostTimes: number;
  /** One in the hundred of what it is measured by: the letters, or the measure of the page. */
  readonly percent: number;
}

/** What the properties begin with that hand the looks of a first line on; they are of the measure of what they stand for. */
export const OF_FIRST_LINE = "--first-line-";

const ANY = Number.POSITIVE_INFINITY;

/** A wide table on a large screen; what is larger is no passage of a page. */
const OF_BOXES: Measure = { least: -96, most: 1600, mostTimes: ANY, percent: 8 };
/** A line of a title page, four times as high as its letters at most. */
const OF_LETTERS: Measure = { least: 0, most: 128, mostTimes: 4, percent: 0.16 };
/** What is drawn around a passage lies on what is beside it. */
const OF_EDGES: Measure = { least: -80, most: 80, mostTimes: ANY, percent: 0.16 };

const LETTERS = /^(?:--.*|font|font-size|font-size-adjust|line-height)$/u;
const EDGES =
  /^(?:border|outline|box-shadow|text-shadow|filter|letter-spacing|word-spacing|text-underline-offset|text-decoration|-webkit-text-stroke)/u;

/** Properties whose values are no lengths, or lengths within the passage. */
const LENGTHLESS =
  /^(?:color|(?!--).+-color|background.*|content|quotes|font-(?:family|style|weight|variant|kerning|feature).*|opacity|counter-.*)$/u;

/** What makes lengths of numbers, or of what is said elsewhere, so that they are not in the value itself. */
const UNMEASURABLE =
  /\*|\d[eE][+-]?\d|\binfinity\b|(?<!\w)(?:var|env|attr|if|inherit|pow|exp|log|hypot|sqrt|abs|sign|round|mod|rem|progress|random|a?sin|a?cos|a?tan2?|[a-z]+-size|sibling-[a-z]+)\(/iu;

/** How bold the letters are, in the shorthand for all that is said of them. */
const WEIGHT = /(?<![\w.])[1-9]00(?![\w.%])/gu;

/**
 * The units of lengths in pixels, as they are about on a screen of middle size (CSS Values and Units 4, section 6), and
 * those of other things, which take up no room.
 */
const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  em: 16,
  rem: 16,
  ex: 8,
  rex: 8,
  ch: 8,
  rch: 8,
  ic: 16,
  ric: 16,
  lh: 24,
  rlh: 24,
  cap: 12,
  rcap: 12,
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
  ...Object.fromEntries(
    ["fr", "deg", "grad", "rad", "turn", "s", "ms", "dpi", "dppx"].map((unit) => [unit, 0]),
  ),
};

/** How many pixels a length is on a screen of middle size; not a number where the unit is unknown. */
export function pixelsOf(number: number, unit: string): number {
  return number * (lookUp(UNITS, unit) ?? Number.NaN);
}

/** Parts of the window as it is with the bars of a browser or without them, and of what a passage stands in. */
const KINDS_OF_VIEW = /^(?:[sld]v|cq)(?=(?:[whib]|min|max)$)/u;

/**
 * Whether the lengths of a value are those of a passage in its place. One that is far too large lies over the rest of the
 * page, as one far too small does that is negative; what cannot be worked out from the value alone is none.
 */
export function isOfMeasure(property: string, value: string): boolean {
  const name = property.startsWith(OF_FIRST_LINE) ? property.slice(OF_FIRST_LINE.length) : property;
  if (LENGTHLESS.test(name)) return true;
  const measure = LETTERS.test(name) ? OF_LETTERS : EDGES.test(name) ? OF_EDGES : OF_BOXES;
  const bare = value.replace(/"[^"]*"|'[^']*'|#[\da-f]{3,8}\b/giu, " ");
  const { rest, sums } = takeSums(bare, (number, unit) => boundsOf(number, unit, measure));
  if (!sums.every((sum) => isWithin(sum, measure)) || UNMEASURABLE.test(rest)) return false;
  const letters = name === "font" ? rest.replace(WEIGHT, " ") : rest;
  for (const [, number, unit = ""] of letters.matchAll(/(?<![\w-])([+-]?(?:\d+\.?\d*|\.\d+))(%|[a-z]+)?/giu))
    if (!isWithin(boundsOf(Number(number), unit.toLowerCase(), measure), measure)) return false;
  return true;
}

/** A length is somewhere between nothing and what it is on a screen of middle size. */
function boundsOf(number: number, unit: string, { percent }: Measure): Bounds {
  if (unit === "") return { least: number, most: number, isLength: false };
  const size = unit === "%" ? percent : lookUp(UNITS, unit.replace(KINDS_OF_VIEW, "v"));
  if (size === undefined) return UNBOUNDED;
  return { least: Math.min(0, number * size), most: Math.max(0, number * size), isLength: true };
}

function isWithin({ least, most, isLength }: Bounds, measure: Measure): boolean {
  return isLength ? least >= measure.least && most <= measure.most : most <= measure.mostTimes;
}
