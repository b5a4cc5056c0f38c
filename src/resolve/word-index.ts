import { isOneApart } from "./title-match.ts";

/** Things, each known by its number, found by words that stand for theirs: the same, cut short or mistyped. */
export interface WordIndex {
  readonly add: (word: string, at: number) => void;
  /** Gives the numbers of the things that have a word for which this one may stand; folded, both of them. */
  readonly find: (word: string) => readonly number[];
}

/** The words that begin alike, each with what has it, and what was found of them for a word that is asked for. */
interface Alike {
  readonly words: Map<string, number[]>;
  readonly known: Map<string, { readonly of: number; readonly lists: readonly (readonly number[])[] }>;
}

/** Makes an index without words yet. */
export function wordIndex(): WordIndex {
  const byBeginning = new Map<string, Alike>();
  return {
    add: (word, at) => {
      const key = word.slice(0, 2);
      const alike = byBeginning.get(key) ?? { words: new Map(), known: new Map() };
      byBeginning.set(key, alike);
      const list = alike.words.get(word);
      if (list === undefined) alike.words.set(word, [at]);
      else if (list.at(-1) !== at) list.push(at);
    },
    find: (word) => {
      const alike = byBeginning.get(word.slice(0, 2));
      return alike === undefined ? [] : listsOf(word, alike).flat();
    },
  };
}

/** The same words are asked for again and again. The lists grow by themselves; a new word makes the search anew. */
function listsOf(word: string, { words, known }: Alike): readonly (readonly number[])[] {
  const before = known.get(word);
  if (before?.of === words.size) return before.lists;
  const lists = [...words].flatMap(([each, list]) => (mayStandFor(word, each) ? [list] : []));
  known.set(word, { of: words.size, lists });
  return lists;
}

/** Whether one word may stand for another, wherever: as a name in the plural, cut short, or with a letter wrong. */
function mayStandFor(word: string, other: string): boolean {
  if (word === other || word === `${other}s`) return true;
  if (word.length > 2 && other.startsWith(word)) return true;
  return word.length > 5 && Math.abs(word.length - other.length) < 2 && isOneApart(word, other);
}
