/**
 * Gives documents in the order in which readers expect them: by their ids, numbers in these by what they count, so that the
 * second comes before the tenth. What stands in that order already is given as it is.
 */
export function inReadingOrder<T>(documents: readonly T[], idOf: (document: T) => string): readonly T[] {
  const keyed = documents.map((document) => ({ document, key: countedKey(idOf(document)) }));
  const isSorted = keyed.every(({ key }, at) => at === 0 || keyed[at - 1]!.key <= key);
  if (isSorted) return documents;
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ document }) => document);
}

/** The digits of the longest number that is counted: more than any catalogue has. */
const DIGITS = 12;

/** Gives a text with its numbers filled up, so that they are sorted as they count. */
export function withNumbersFilled(text: string): string {
  return text.replace(/\d+/gu, (number) => number.padStart(DIGITS, "0"));
}

/** A text by which numbers are sorted as they count; whole, so that no two texts have the same. */
export function countedKey(text: string): string {
  return /\d/u.test(text) ? `${withNumbersFilled(text)} ${text}` : text;
}
