import { isFamily, isName, isPartOfName, type KnownName, nameWords } from "./author-match.ts";
import { foldedWords } from "./words.ts";

/** Words of a citation without markup, taken apart in every way a name may lead them. */
export interface LooseWords {
  /** The first segments, one, two and so on, and what follows each. */
  readonly heads: readonly LooseHead[];
  /** The first words of the first segment, the longest run first. */
  readonly leads: readonly {
    readonly words: readonly string[];
    readonly rest: RestWords;
    readonly small: RestWords;
  }[];
  /** Whether the words begin as a name does, whoever's. */
  readonly seemsNamed: boolean;
  /** The words up to the first comma. */
  readonly first: readonly string[];
  readonly all: RestWords;
}

interface LooseHead {
  readonly words: readonly string[];
  /** The same as several names: “Marx and Engels”. */
  readonly names: readonly (readonly string[])[];
  /** Whether a sign or word between them says that they are several. */
  readonly areSeveral: boolean;
  readonly rest: RestWords;
  readonly small: RestWords;
}

/** Folded words that may be of a title; empty where nothing in them is capitalised as titles are. */
export type RestWords = readonly string[];

/** Words that introduce a citation. */
const SIGNAL =
  /^(?:(?:see(?: also)?|cf|compare|e\. ?g|quoted (?:in|from)|cited (?:in|from)|from|in|vgl|siehe(?: auch)?|s|zit(?:iert)? (?:nach|bei)|nach|voir(?: aussi)?|cité (?:par|dans)|véase|cfr|vedi|vid|см|ср|цит\. ?по|por ej|por(?=\.)|zob|srov|srv|zie(?: ook)?|jfr|vide|bkz|lásd|apud|citado (?:en|em|por)|citato (?:in|da)|and|also)\b[.:,]?\s+)+/iu;

/** Where a name may end: at a sign, or at the full stop of a whole word. */
const SEGMENT = /([,:;(]|(?<=\p{L}{3})\.(?=\s|$))/u;

/** Leaves out the words that introduce a citation: “see”, “vgl.”, “quoted in”. */
export function withoutSignal(words: string): string {
  // “S. D. Goitein” has initials.
  return /^\p{Lu}\.\s*\p{Lu}\./u.test(words) ? words : words.replace(SIGNAL, "");
}

/** Takes the words of a citation apart, once for all the works they are compared with. */
export function looseWords(loose: string): LooseWords {
  const text = withoutSignal(loose);
  const segments = text.split(SEGMENT);
  const takes = [1, 3, 5, 7].filter((take) => take <= segments.length);
  return {
    heads: takes.map((take) => headOf(segments.slice(0, take).join(""), segments.slice(take).join(""))),
    leads: leadsOf(segments[0] ?? "", segments.slice(1).join("")),
    seemsNamed: seemsNamed(segments, text),
    first: foldedWords((segments[0] ?? "").replace(/\(?\b\d{4}[a-z]?\b\)?/gu, " ")),
    all: restWords(text),
  };
}

function headOf(head: string, rest: string): LooseHead {
  const bare = head.replace(/\(?\b\d{4}[a-z]?\b\)?/gu, " ").replace(/\([^)]*$/u, " ");
  const names = bare.split(/,|;|&|\/|\s(?:and|und|et|y|e|и|en|og|och)\s/u).map(nameWords);
  return {
    words: nameWords(bare),
    names: names.filter((words) => words.length > 0),
    areSeveral: /[\p{L}.]\s*[&/]\s*\p{Lu}|\s(?:and|und|et)\s/u.test(bare),
    rest: restWords(rest),
    small: smallWords(rest),
  };
}

function leadsOf(segment: string, behind: string): LooseWords["leads"] {
  const words = segment.trim().split(/\s+/u);
  // “Berger/Luckmann” is no name of one person.
  const joined = words.findIndex((word) => /\p{L}[&/]\p{Lu}/u.test(word));
  const most = joined < 0 ? words.length : joined;
  const takes = [5, 4, 3, 2, 1].filter((take) => take <= most);
  return takes.map((take) => ({
    words: nameWords(words.slice(0, take).join(" ")),
    rest: restWords(words.slice(take).join(" ") + behind),
    small: smallWords(words.slice(take).join(" ") + behind),
  }));
}

/** One to four capitalised words before a comma, and a title behind it. */
function seemsNamed(segments: readonly string[], text: string): boolean {
  const first = (segments[0] ?? "").trim();
  const further = segments.slice(2).join("");
  const isName = /^(?:\p{Lu}[\p{L}’'.-]*\s+){0,3}\p{Lu}[\p{L}’'-]+$/u.test(first);
  return isName && /\p{Lu}/u.test(further) && text.includes(",");
}

/** The words that can be of a title: no numbers, and none at all where nothing is capitalised or quoted. */
export function restWords(text: string): RestWords {
  const plain = text.replace(/\b\d{4}[a-z]?\b/gu, " ");
  if (!/\p{Lu}|\p{Lt}|\p{Lo}|["“”«»„]/u.test(plain)) return [];
  const words = foldedWords(plain);
  // “Harley 603” has its number as a name has; among many words a number is a volume's.
  return words.length < 4 ? words : words.filter((word) => !/^\d+$/u.test(word));
}

/** A title cut short in small letters: “Aug. civ.”, “Cic. de orat.”. Words like these may as well be no title. */
export function smallWords(text: string): RestWords {
  return /^\P{L}*(?:\p{Ll}+\.?\s*){1,3}\P{L}*$/u.test(text) && /\p{Ll}{2}\./u.test(text)
    ? foldedWords(text).filter((word) => !/^\d+$/u.test(word))
    : [];
}

/** What loose words say once the author is taken out of them. */
export interface LooseReading {
  readonly author: "same-name" | "part-name" | "none-given" | "other";
  readonly rest: RestWords;
  /** What may be a title in small letters. */
  readonly small: RestWords;
}

/**
 * Looks for a work's authors at the beginning of loose words: `Cohen, Bukharin`, `Stephen F. Cohen 1973`, `Cohen, Stephen F.,
 * Bukharin`, `Cohen’s Bukharin`. What stands behind them is given as the rest.
 */
export function readLoose(loose: LooseWords, known: readonly KnownName[]): LooseReading {
  if (known.length > 0) {
    const head = loose.heads.findLast((each) => areNames(each, known));
    if (head !== undefined) return { author: "same-name", rest: head.rest, small: head.small };
    const lead = loose.leads.find(
      ({ words }) =>
        known.some((name) => isName(words, name)) || (words.length === 1 && isFamily(words[0], known)),
    );
    if (lead !== undefined) return { author: "same-name", rest: lead.rest, small: lead.small };
    const first = loose.heads.find(({ words }) => known.some((name) => isPartOfName(words, name)));
    if (first !== undefined && first.rest.length > 0)
      return { author: "part-name", rest: first.rest, small: [] };
  }
  return { author: loose.seemsNamed ? "other" : "none-given", rest: loose.all, small: [] };
}

function areNames({ words, names, areSeveral }: LooseHead, known: readonly KnownName[]): boolean {
  if (words.length === 0) return false;
  if (known.some((name) => (!areSeveral || name.given.length === 0) && isName(words, name))) return true;
  return names.length > 1 && names.every((each) => known.some((name) => isName(each, name)));
}
