import { keysOfAction } from "./keys-of-action.ts";
import type { SiteDocument } from "./records.ts";

/** Keys, each with how often. */
export type Counts = readonly (readonly [string, number])[];

/**
 * What pages that join documents may say of one, told without its records: whom and what it has to do with, and how often. Most
 * of these pages are kept, and which are is decided by this.
 */
export interface Tally {
  /** The entries of registers that it names. */
  readonly named: Counts;
  /** Those who speak in it, by their keys. */
  readonly speakers: readonly string[];
  readonly speeches: number;
  /** The works that it cites; an empty key stands for what no work is known for. */
  readonly cited: Counts;
  /** The works that it quotes, in the same way. */
  readonly quoted: Counts;
  readonly letters: number;
  /** Whether these are but a list of letters. */
  readonly isListOfLetters: boolean;
  /** In how many of its letters each entry has a part that they were sent from or to. */
  readonly correspondents: Counts;
}

/** Counts the records of a document. */
export function tallyOf({
  mentions,
  speeches,
  citations,
  quotations,
  letters,
}: SiteDocument["records"]): Tally {
  return {
    named: counted(mentions.map(({ key }) => key)),
    speakers: [...new Set(speeches.flatMap(({ who }) => who))],
    speeches: speeches.length,
    cited: counted(citations.map(({ work }) => work ?? "")),
    quoted: counted(quotations.map(({ work }) => work ?? "")),
    letters: letters.length,
    isListOfLetters: letters.some(({ isListed }) => isListed),
    correspondents: counted(letters.flatMap(({ actions }) => [...new Set(actions.flatMap(keysOfAction))])),
  };
}

function counted(keys: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts];
}
