import { editDistance } from "../report/index.ts";
import { indexOfRun } from "./author-match.ts";
import { withoutSmallWords } from "./words.ts";

/** How far the words of a citation are those of a title. */
export interface TitleMatch {
  /** The share of the citation's words that the title has, from 0 to 1. */
  readonly cited: number;
  /** The share of the title that is cited, from 0 to 1. */
  readonly whole: number;
  /** Whether the first word cited is the title's first, and long enough to tell it. */
  readonly begins: boolean;
}

const NOTHING: TitleMatch = { cited: 0, whole: 0, begins: false };

/**
 * Compares the words of a citation with the titles a work goes by (folded, small words left out), and gives the best match.
 * Where the words are `loose` a whole title among them is enough: the others may be a publisher's.
 */
export function compareTitles(
  words: readonly string[],
  titles: readonly (readonly string[])[],
  loose = false,
): TitleMatch {
  const cited = withoutSmallWords(words);
  if (loose && titles.some((title) => indexOfRun(cited, title) >= 0))
    return { cited: 1, whole: 1, begins: true };
  // Behind its author's name one word cut short is enough: “Hom. Il.”.
  const [only] = cited;
  const cut = titles.find(
    ([first]) => only !== undefined && only.length > 1 && first?.startsWith(only) === true,
  );
  if (loose && cited.length === 1 && cut !== undefined)
    return { cited: 1, whole: 1 / cut.length, begins: true };
  let best = NOTHING;
  for (const title of titles) {
    const match = compareTitle(cited, title);
    if (match.cited > best.cited || (match.cited === best.cited && match.whole > best.whole)) best = match;
  }
  return best;
}

/** The words have to come in the title's order, as in a title shortened with an ellipsis. */
function compareTitle(cited: readonly string[], title: readonly string[]): TitleMatch {
  if (cited.length === 0 || title.length === 0) return NOTHING;
  let at = 0;
  let found = 0;
  for (const word of cited) {
    const next = title.findIndex((each, index) => index >= at && isWord(word, each));
    if (next < 0) continue;
    at = next + 1;
    found++;
  }
  const begins = cited[0] === title[0] && cited[0]!.length > 4;
  return { cited: found / cited.length, whole: found / title.length, begins };
}

/** The same word, one letter of a long word apart, or cut short: “Gesch.” for “Geschichte”. */
function isWord(cited: string, word: string): boolean {
  if (cited === word) return true;
  // Nobody shortens or mistypes a word at its beginning.
  if (cited.length < 4 || cited.slice(0, 2) !== word.slice(0, 2)) return false;
  if (word.startsWith(cited)) return true;
  if (cited.length < 6 || Math.abs(cited.length - word.length) > 1) return false;
  return /^\p{L}+$/u.test(cited) && editDistance(cited, word) < 2;
}
