import { lettersOf } from "./quotation-letters.ts";

/** A run of words that both texts have, or only one. */
export interface DifferenceRun {
  readonly kind: "same" | "quoted" | "source";
  readonly text: string;
}

interface Word {
  readonly text: string;
  readonly key: string;
}

/** Scripts that write no spaces have a word for each sign. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;

/** The words of a text, with the signs that stand at them. */
export const WORDS: RegExp = new RegExp(`[${UNSPACED}]\\p{P}*|[^\\s${UNSPACED}]+`, "gu");

function wordsOf(text: string): Word[] {
  return (text.match(WORDS) ?? [])
    .map((word) => ({ text: word, key: lettersOf(word).small }))
    .filter(({ key }) => key !== "");
}

/** Compares a quotation and a passage word by word, by the longest sequence of words that both have. */
export function differenceOf(quoted: string, source: string): DifferenceRun[] {
  const one = wordsOf(quoted);
  const other = wordsOf(source);
  const common = commonTable(one, other);
  const runs: DifferenceRun[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length || right < other.length) {
    if (left < one.length && right < other.length && one[left]!.key === other[right]!.key) {
      runs.push({ kind: "same", text: one[left++]!.text });
      right++;
    } else if (
      right >= other.length ||
      (left < one.length && common(left + 1, right) >= common(left, right + 1))
    )
      runs.push({ kind: "quoted", text: one[left++]!.text });
    else runs.push({ kind: "source", text: other[right++]!.text });
  }
  return joined(runs);
}

function commonTable(one: readonly Word[], other: readonly Word[]): (left: number, right: number) => number {
  const width = other.length + 1;
  const table = new Uint16Array((one.length + 1) * width);
  for (let left = one.length - 1; left >= 0; left--)
    for (let right = other.length - 1; right >= 0; right--)
      table[left * width + right] =
        one[left]!.key === other[right]!.key
          ? table[(left + 1) * width + right + 1]! + 1
          : Math.max(table[(left + 1) * width + right]!, table[left * width + right + 1]!);
  return (left, right) => table[left * width + right]!;
}

function joined(runs: readonly DifferenceRun[]): DifferenceRun[] {
  const result: DifferenceRun[] = [];
  for (const { kind, text } of runs) {
    const last = result.at(-1);
    if (last?.kind === kind)
      result[result.length - 1] = { kind, text: last.text + gapBehind(last.text) + text };
    else result.push({ kind, text });
  }
  return result;
}

/** What parts a word from the next. */
function gapBehind(text: string): string {
  return new RegExp(`[${UNSPACED}]\\p{P}*$`, "u").test(text) ? "" : " ";
}

/** Takes away the words of the source before the first and behind the last that the quotation has too. */
export function withoutSurroundings(runs: readonly DifferenceRun[]): DifferenceRun[] {
  const from = runs[0]?.kind === "source" ? 1 : 0;
  const to = runs.length > 1 && runs.at(-1)?.kind === "source" ? -1 : runs.length;
  return runs.slice(from, to);
}

/** The share of the quotation's words that the passage has, from 0 to 1. */
export function shareFound(runs: readonly DifferenceRun[]): number {
  const count = (kind: DifferenceRun["kind"]): number =>
    runs.reduce((sum, run) => (run.kind === kind ? sum + wordsOf(run.text).length : sum), 0);
  const same = count("same");
  const own = same + count("quoted");
  return own === 0 ? 0 : same / own;
}

/** Writes one side of a difference, with brackets around the words that the other has not. */
export function sideOf(runs: readonly DifferenceRun[], side: "quoted" | "source"): string {
  return runs
    .filter(({ kind }) => kind === "same" || kind === side)
    .map(({ kind, text }) => (kind === "same" ? text : `⟦${text}⟧`))
    .join(" ");
}
