import { unitParts } from "./citation-parts.ts";
import type { Profile } from "./profile.ts";

/** Whether a paragraph is a citation, and what is doubtful about that. */
export interface CitationVerdict {
  readonly is: boolean;
  /** The decision and its reason, for review. */
  readonly doubt: readonly [decision: string, reason: string] | null;
}

/** No citation is longer; a sentence that ends with a locus may be. */
const LONGEST_CITATION = 400;
/** A newspaper and its date are no longer. */
const LONGEST_DATED = 120;

const NO: CitationVerdict = { is: false, doubt: null };
const YES: CitationVerdict = { is: true, doubt: null };

/**
 * Whether a paragraph cites: it opens with an abbreviation, or ends with a locus, an abbreviation or an imprint that a
 * sign sets off from what names the work. `vouching` says that it follows a displayed quotation and is set off from it.
 */
export function citationParagraph(text: string, profile: Profile, vouching: boolean): CitationVerdict {
  if (text.length > LONGEST_CITATION) return NO;
  if (startsWith(text, profile)) return YES;
  const first = firstPart(text, profile);
  if (first === null || !endsWithPart(text, profile)) return vouching ? dated(text) : NO;
  const head = text.slice(0, first).trimEnd().replace(profile.leadIn, "");
  if (isSentence(head) || isOpenAside(head)) return doubtful("ends with a locus, but reads as a sentence");
  if (head === "" || /[,:;()'’”]$/u.test(head) || text[first] === "(" || isName(head)) return YES;
  return doubtful("ends with a locus, but nothing sets it off from the words before");
}

function doubtful(reason: string): CitationVerdict {
  return { is: false, doubt: ["encoded as a paragraph", `${reason}: a citation?`] };
}

/** “Pravda, 5 March 1937.”, with no locus. */
function dated(text: string): CitationVerdict {
  if (text.length > LONGEST_DATED || !/^\p{Lu}[^.!?]*,.*\b\d{4}\)?\.?$/su.test(text)) return NO;
  return {
    is: true,
    doubt: ["encoded as a citation", "follows a quotation and ends with a year, without a locus"],
  };
}

function isName(head: string): boolean {
  return /^\p{Lu}[\p{L}.’'-]*(?:\s+\p{Lu}[\p{L}.’'-]*){0,3}$/u.test(head);
}

/** “They went on (Sharpe, ii, 280).”: what cites stands in brackets, behind a sentence. */
function isOpenAside(head: string): boolean {
  const opening = head.lastIndexOf("(");
  return opening > 0 && opening < head.length - 1 && head.indexOf(")", opening) < 0;
}

/** A full stop behind a word of the language, and another sentence behind it. */
function isSentence(head: string): boolean {
  return /(?:^|\s)\p{Ll}{4,}[.!?]['’”]?\s+\p{Lu}/u.test(head);
}

function startsWith(text: string, { abbreviations }: Profile): boolean {
  return abbreviations.some(({ words }) => new RegExp(`^(?:${words.source})`, words.flags).test(text));
}

/** The first abbreviation, locus or imprint. */
function firstPart(text: string, profile: Profile): number | null {
  const places = unitParts(text, profile).map(({ start }) => start);
  const imprint = text.search(IMPRINT);
  const all = imprint < 0 ? places : [...places, imprint];
  return all.length === 0 ? null : Math.min(...all);
}

/** “(London: Harvill Press, 1956)”, “(Paris, 1978)”, “(1990)”. */
const IMPRINT = /\([^()]*\b\d{4}\)/u;
/** What may stand behind the last part: points, a word on the place, a date, a remark in brackets. */
const TAIL = /^[^,;.]{0,12}(?:,\s*\d[\d\s\p{L}–-]{0,24})?(?:\([^()]{1,60}\))?[\s.,;)]*$/u;

function endsWithPart(text: string, profile: Profile): boolean {
  const imprint = IMPRINT.exec(text);
  const ends = [
    ...unitParts(text, profile).map(({ end }) => end),
    ...(imprint === null ? [] : [imprint.index + imprint[0].length]),
  ];
  return TAIL.test(text.slice(Math.max(...ends)));
}
