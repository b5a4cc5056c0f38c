/** A set of code points as stretches: first and last of each, in order, with a gap between one and the next. */
export type Ranges = readonly (readonly [first: number, last: number])[];

/** The last code point of Unicode. */
export const LAST_CODE_POINT = 0x10ffff;

/** Any stretches as a set: in order, joined where they touch. */
export function rangesOf(stretches: Ranges): Ranges {
  const joined: [number, number][] = [];
  for (const [first, last] of [...stretches].sort((one, other) => one[0] - other[0])) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** The code points in either set. */
export function unionOfRanges(one: Ranges, other: Ranges): Ranges {
  if (one.length === 0) return other;
  return other.length === 0 ? one : rangesOf([...one, ...other]);
}

/** The code points that are not in the set. */
export function complementOfRanges(ranges: Ranges): Ranges {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [first, last] of ranges) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
}

/** The code points of one set that are not in the other. */
export function differenceOfRanges(one: Ranges, other: Ranges): Ranges {
  if (one.length === 0 || other.length === 0) return one;
  return complementOfRanges(unionOfRanges(complementOfRanges(one), other));
}

/** Whether two sets have a code point in common. */
export function rangesMeet(one: Ranges, other: Ranges): boolean {
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    const [here, there] = [one[i]!, other[j]!];
    if (here[1] < there[0]) i++;
    else if (there[1] < here[0]) j++;
    else return true;
  }
  return false;
}

/** How many code points a set has. */
export function sizeOfRanges(ranges: Ranges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
