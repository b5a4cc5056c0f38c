/**
 * How many passages share an index at most. What Pagefind takes for a passage is nearly the same in a small index and a large
 * one, and its memory is in proportion (measured with plays: 0.3 to 0.4 s of the processor and 21 MB for a thousand passages);
 * what a document changes costs an index. A browser on the other hand loads a piece of each index for a word.
 */
const IN_INDEX = 6000;

/** Of more indexes than this each is twice as large: a browser loads the list of pages of each before it searches. */
const MANY_INDEXES = 48;

/** How many files the passages of all indexes lie in, and those of one at least where there are as many passages. */
const FRAGMENTS = 500;
const LEAST_FRAGMENTS = 32;

/** How many passages share an index at most, by how many there are in all. */
export function mostInIndex(all: number): number {
  let most = IN_INDEX;
  while (all / most > MANY_INDEXES) most *= 2;
  return most;
}

/**
 * How many files the passages of each index lie in. So that it stays the same where a few passages come or go, it follows how
 * often the number of indexes has doubled.
 */
export function fragmentsOfEach(indexes: number): number {
  const doubled = Math.max(0, Math.ceil(Math.log2(Math.max(1, indexes))));
  return Math.max(LEAST_FRAGMENTS, Math.ceil(FRAGMENTS / 2 ** doubled));
}
