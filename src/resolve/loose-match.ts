import { indexOfRun, isName, type KnownName } from "./author-match.ts";
import { foldedWords } from "./words.ts";

/** What loose words say once the author is taken out of them. */
export interface LooseReading {
  readonly author: "same-name" | "none-given" | "other";
  readonly rest: string;
}

/** Words that introduce a citation. */
const SIGNAL =
  /^(?:(?:see(?: also)?|cf|compare|e\. ?g|quoted (?:in|from)|cited (?:in|from)|from|in|vgl|siehe(?: auch)?|s|zit(?:iert)? (?:nach|bei)|nach|voir(?: aussi)?|cité (?:par|dans)|véase|cfr|vedi|vid|см|ср|цит\. ?по|por ej|and|also)\b[.:,]?\s+)+/iu;

/**
 * Looks for a work's authors at the beginning of a citation without markup: `Cohen, Bukharin`, `Stephen F. Cohen 1973`,
 * `Cohen, Stephen F., Bukharin`. What stands behind them is given as the rest.
 */
export function readLoose(loose: string, known: readonly KnownName[]): LooseReading {
  const text = withoutSignal(loose);
  const segments = text.split(/([,:;(]|(?<=\p{L}{3})\.(?=\s|$))/u);
  for (const take of [1, 3, 5, 7]) {
    if (segments.length < take) break;
    const head = segments.slice(0, take).join("");
    if (areNames(head, known)) return { author: "same-name", rest: segments.slice(take).join("") };
  }
  const led = ledByName(segments[0] ?? "", known);
  if (led !== null) return { author: "same-name", rest: led + segments.slice(1).join("") };
  return { author: looksLikeName(segments, text) ? "other" : "none-given", rest: text };
}

/** Leaves out the words that introduce a citation: “see”, “vgl.”, “quoted in”. */
export function withoutSignal(words: string): string {
  return words.replace(SIGNAL, "");
}

/** One author or several: “Marx and Engels”, “Cohen, S. F.”; years and brackets are no part of a name. */
function areNames(head: string, known: readonly KnownName[]): boolean {
  const bare = head.replace(/\(?\b\d{4}[a-z]?\b\)?/gu, " ").replace(/\([^)]*$/u, " ");
  if (known.some((each) => isName(bare, each))) return foldedWords(bare).length > 0;
  const names = bare
    .split(/,|;|&|\/|\s(?:and|und|et|y|e|и|en|og|och)\s/u)
    .filter((name) => foldedWords(name).length > 0);
  return names.length > 1 && names.every((name) => known.some((each) => isName(name, each)));
}

/** `Cohen Bukharin and the Bolshevik Revolution`, `Cohen 1973`, `Cohen’s Bukharin`: gives what follows the name. */
function ledByName(segment: string, known: readonly KnownName[]): string | null {
  const words = segment.trim().split(/\s+/u);
  for (let take = Math.min(words.length, 5); take > 0; take--) {
    const head = words.slice(0, take).join(" ");
    if (known.some((each) => isName(head, each))) return words.slice(take).join(" ");
  }
  return null;
}

/** One to four capitalised words before a comma: a name, unless the words go on as a title does. */
function looksLikeName(segments: readonly string[], text: string): boolean {
  const first = (segments[0] ?? "").trim();
  const further = segments.slice(2).join("");
  return (
    /^(?:\p{Lu}[\p{L}’'.-]*\s+){0,3}\p{Lu}[\p{L}’'-]+$/u.test(first) &&
    /\p{Lu}/u.test(further) &&
    text.includes(",")
  );
}

/** Whether words may be part of a title: something capitalised, or of a script without capitals. */
export function mayBeTitle(text: string): boolean {
  return /\p{Lu}|\p{Lt}|\p{Lo}|["“”«»„]/u.test(text);
}

/** Takes what the citation says besides the title out of its words: the place, the publisher, the year. */
export function withoutRuns(words: readonly string[], runs: readonly string[]): string[] {
  let rest = [...words];
  for (const run of runs.map(foldedWords)) {
    const at = indexOfRun(rest, run);
    if (at >= 0) rest = [...rest.slice(0, at), ...rest.slice(at + run.length)];
  }
  return rest;
}
