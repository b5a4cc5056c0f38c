import { isOneApart } from "./title-match.ts";

/** Things, each known by its number, found by words that stand for theirs: the same, cut short or mistyped. */
export interface WordIndex {
  readonly add: (word: string, at: number) => void;
  /** Gives the numbers of the things that have a word for which this one may stand; folded, both of them. */
  readonly find: (word: string) => readonly number[];
}

/** The words that begin alike, in the order in which they came, each with what has it. */
interface Alike {
  readonly words: { readonly word: string; readonly list: number[] }[];
  readonly lists: Map<string, number[]>;
  readonly known: Map<string, Found>;
}

/** What was found for a word that was asked for, among so many words. */
interface Found {
  of: number;
  readonly lists: (readonly number[])[];
}

/** Makes an index without words yet. */
export function wordIndex(): WordIndex {
  const byBeginning = new Map<string, Alike>();
  return {
    add: (word, at) => {
      const key = word.slice(0, 2);
      const alike: Alike = byBeginning.get(key) ?? { words: [], lists: new Map(), known: new Map() };
      byBeginning.set(key, alike);
      const list = alike.lists.get(word);
      if (list !== undefined) {
        if (list.at(-1) !== at) list.push(at);
        return;
      }
      const made = [at];
      alike.lists.set(word, made);
      alike.words.push({ word, list: made });
    },
    find: (word) => {
      const alike = byBeginning.get(word.slice(0, 2));
      return alike === undefined ? [] : listsOf(word, alike).flat();
    },
  };
}

/** The same words are asked for again and again. The lists grow by themselves; only words that came since are looked through. */
function listsOf(word: string, { words, known }: Alike): readonly (readonly number[])[] {
  const found: Found = known.get(word) ?? { of: 0, lists: [] };
  known.set(word, found);
  for (; found.of < words.length; found.of++) {
    const { word: each, list } = words[found.of]!;
    if (mayStandFor(word, each)) found.lists.push(list);
  }
  return found.lists;
}

/** Whether one word may stand for another, wherever: as a name in the plural, cut short, or with a letter wrong. */
function mayStandFor(word: string, other: string): boolean {
  if (word === other || word === `${other}s`) return true;
  if (word.length > 2 && other.startsWith(word)) return true;
  return word.length > 5 && Math.abs(word.length - other.length) < 2 && isOneApart(word, other);
}
