/** Longer words are compared by their beginning: nobody mistypes a whole paragraph, and the table grows with the square. */
const LONGEST = 120;

/**
 * Gives the candidate a word was probably meant to be, or null where none is near: at most a third of the longer word
 * may differ (one letter of a short word). Added, dropped, exchanged and transposed letters count; a letter in the
 * other case counts nothing unless two candidates differ by nothing else. Of candidates equally near the first is given.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  return nearestOnes(word, candidates)[0] ?? null;
}

/** Gives all the candidates that are as near to a word as {@link nearest} is, in their order. */
export function nearestOnes(word: string, candidates: Iterable<string>): readonly string[] {
  const wanted = letters(word);
  let best: string[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const found = letters(candidate);
    const most = tolerance(wanted, found) + OTHER_CASE;
    if (Math.abs(wanted.length - found.length) > Math.min(least, most)) continue;
    const distance = editDistance(wanted, found) + (candidate === word ? 0 : OTHER_CASE);
    if (distance > Math.min(least, most)) continue;
    best = distance < least ? [candidate] : [...best, candidate];
    least = distance;
  }
  return best;
}

/** What keeps a candidate written in another case behind the very word. */
const OTHER_CASE = 0.5;

/**
 * Counts the letters to be added, dropped, exchanged or transposed with their neighbour to make one word of another
 * (optimal string alignment).
 */
export function editDistance(from: readonly string[] | string, to: readonly string[] | string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, before[column - 2]! + 1);
      }
      next.push(cost);
    }
    before = last;
    last = next;
  }
  return last[to.length]!;
}

function letters(word: string): readonly string[] {
  return [...word.slice(0, LONGEST).normalize("NFC").toLowerCase()];
}

function tolerance(one: readonly string[], other: readonly string[]): number {
  return Math.max(1, Math.floor(Math.max(one.length, other.length) / 3));
}
