import {
  complementOfRanges,
  differenceOfRanges,
  type Ranges,
  rangesMeet,
  rangesOf,
  sizeOfRanges,
  unionOfRanges,
} from "./ranges.ts";

/** The general categories of Unicode (XML Schema Part 2, appendix F.1.1); a set of them is a number with a bit for each. */
export const CATEGORIES: readonly string[] =
  "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Zs Zl Zp Sm Sc Sk So Cc Cf Co Cn Cs".split(" ");

/** All of them: every code point is in exactly one. */
const EVERY_CATEGORY: number = 2 ** CATEGORIES.length - 1;

/** Above this a set of code points is not looked through one by one; two sets then count as overlapping. */
const MOST_LOOKED_THROUGH = 4096;

/** A set of characters: whole categories without some code points, and some code points besides. */
export interface Extent {
  readonly categories: number;
  readonly without: Ranges;
  readonly besides: Ranges;
}

/** A character class (appendix F.1), as JavaScript writes it under the flag `v`, with its brackets. */
export interface CharacterClass {
  readonly source: string;
  /** The set in a form that can be reckoned with; null where the class is too tangled for it. */
  readonly extent: Extent | null;
}

/** The class of some code points. */
export function classOfRanges(stretches: Ranges): CharacterClass {
  const besides = rangesOf(stretches);
  const source = besides.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join("");
  return { source: `[${source}]`, extent: { categories: 0, without: [], besides } };
}

/** The class of the categories whose names begin with some letters: `L`, `Lu`. */
export function classOfCategory(name: string): CharacterClass {
  let categories = 0;
  CATEGORIES.forEach((each, bit) => {
    if (each.startsWith(name)) categories += 2 ** bit;
  });
  return { source: `[\\p{${name}}]`, extent: { categories, without: [], besides: [] } };
}

/** The characters in any of some classes. */
export function unionOfClasses(classes: readonly CharacterClass[]): CharacterClass {
  const [first, ...others] = classes;
  if (first === undefined) return classOfRanges([]);
  if (others.length === 0) return first;
  return {
    source: `[${classes.map(({ source }) => source).join("")}]`,
    extent: others.reduce<Extent | null>((sum, { extent }) => unionOfExtents(sum, extent), first.extent),
  };
}

/** The characters that are not in a class. */
export function complementOfClass(of: CharacterClass): CharacterClass {
  return { source: `[^${of.source}]`, extent: complementOfExtent(of.extent) };
}

/** The characters of one class that are not in another. */
export function differenceOfClasses(from: CharacterClass, less: CharacterClass): CharacterClass {
  const outside = unionOfExtents(complementOfExtent(from.extent), less.extent);
  return { source: `[${from.source}--${less.source}]`, extent: complementOfExtent(outside) };
}

/** Whether no character is in both classes; false where that cannot be seen quickly. */
export function areDisjoint(one: CharacterClass, other: CharacterClass): boolean {
  const [here, there] = [one.extent, other.extent];
  if (here === null || there === null || (here.categories & there.categories) !== 0) return false;
  if (rangesMeet(here.besides, there.besides)) return false;
  return !reaches(here.besides, there) && !reaches(there.besides, here);
}

/** A code point as JavaScript escapes it under the flags `u` and `v`. */
export function escaped(code: number): string {
  return `\\u{${code.toString(16)}}`;
}

/** Whether some code points are in the categories of an extent; assumed where there are too many to look through. */
function reaches(ranges: Ranges, { categories, without }: Extent): boolean {
  const rest = differenceOfRanges(ranges, without);
  if (categories === 0 || rest.length === 0) return false;
  if (sizeOfRanges(rest) > MOST_LOOKED_THROUGH) return true;
  const names = CATEGORIES.filter((_, bit) => hasBit(categories, bit)).map((name) => `\\p{${name}}`);
  const test = new RegExp(`^[${names.join("")}]$`, "v");
  return rest.some(([first, last]) => {
    for (let code = first; code <= last; code++) if (test.test(String.fromCodePoint(code))) return true;
    return false;
  });
}

/** Whether a set of categories holds the one with this number. */
function hasBit(categories: number, bit: number): boolean {
  return (categories & (1 << bit)) !== 0;
}

/** (A without s, and a) is outside of: the other categories without a, and s without a. */
function complementOfExtent(extent: Extent | null): Extent | null {
  if (extent === null) return null;
  return plain({
    categories: EVERY_CATEGORY & ~extent.categories,
    without: extent.besides,
    besides: differenceOfRanges(extent.without, extent.besides),
  });
}

/** What one set of categories leaves out the other may hold; whether it does is known only where nothing is left out. */
function unionOfExtents(one: Extent | null, other: Extent | null): Extent | null {
  if (one === null || other === null) return null;
  const alone = one.categories === 0 || other.categories === 0;
  if (!alone && (one.without.length > 0 || other.without.length > 0)) return null;
  return plain({
    categories: one.categories | other.categories,
    without: unionOfRanges(one.without, other.without),
    besides: unionOfRanges(one.besides, other.besides),
  });
}

/** All categories without some code points are the other code points. */
function plain(extent: Extent): Extent {
  if (extent.categories === 0) return { categories: 0, without: [], besides: extent.besides };
  if (extent.categories !== EVERY_CATEGORY) return extent;
  const missing = differenceOfRanges(extent.without, extent.besides);
  return { categories: 0, without: [], besides: complementOfRanges(missing) };
}
