import type { Certainty } from "../resolve/index.ts";
import type { CitationForm } from "./citation-reading.ts";
import type { LetterRecord } from "./letters.ts";
import type { Locus } from "./locus.ts";
import type { QuotationPassage } from "./quotation-passage.ts";

/** Where a record stands. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly document: string;
  readonly line: number;
  readonly column: number;
  /** Relative to the site. */
  readonly url: string;
}

/** A citation: small data, without nodes. */
export interface CitationRecord extends Place {
  readonly id: string;
  readonly form: CitationForm;
  /** The key of the work; null where there is none, or where several remain possible. */
  readonly work: string | null;
  readonly loci: readonly Locus[];
  /** The words of the citation as edited; null for a pointer without words. */
  readonly text: string | null;
  readonly quotations: readonly string[];
  /** Who speaks where it stands, or what it vouches for; left out where nobody does, or several. */
  readonly speaker?: string;
  /** The citations it was resolved through, the nearest first, down to the one that names the work. */
  readonly via: readonly string[];
  readonly certainty: Certainty;
  /** The works that remain possible; empty where one is meant. */
  readonly candidates: readonly string[];
  /** The rule it was resolved by, in a few words. */
  readonly rule: string;
}

export interface QuotationRecord extends Place {
  readonly id: string;
  readonly text: string;
  readonly words: number;
  readonly display: "inline" | "block";
  readonly citation: string | null;
  readonly work: string | null;
  readonly speaker: string | null;
  /** The quotation it stands in, or null. */
  readonly within: string | null;
  /** The passage of its source, where the text of that is at hand. */
  readonly passage?: QuotationPassage;
}

export interface SpeechRecord extends Place {
  readonly id: string;
  readonly who: readonly string[];
  /** Whom `@toWhom` says it is spoken to. */
  readonly addressees: readonly string[];
  readonly label: string | null;
  readonly text: string;
  readonly words: number;
  /** The quotation it stands in, or null. */
  readonly quotation: string | null;
}

/** A place where a person, a place or an organisation is named. */
export interface MentionRecord extends Place {
  readonly key: string;
  readonly text: string;
}

/** The word that an entry of a dictionary is of. */
export interface HeadwordRecord extends Place {
  readonly text: string;
  readonly language: string | null;
  readonly sortKey: string | null;
  readonly grammar: string | null;
}

/** What is known of a document's citations, quotations, speeches and names. */
export interface DocumentRecords {
  readonly document: string;
  readonly citations: readonly CitationRecord[];
  readonly quotations: readonly QuotationRecord[];
  readonly speeches: readonly SpeechRecord[];
  readonly mentions: readonly MentionRecord[];
  /** The letters that its header describes. */
  readonly letters: readonly LetterRecord[];
  /** The words of a dictionary. */
  readonly headwords: readonly HeadwordRecord[];
}

/** Words are runs of letters and digits, with the apostrophes and hyphens in them; scripts without spaces count by the sign. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+(?:[’'\-‐‑][\p{L}\p{M}\p{N}]+)*/gu;

/** Behind these in the table of characters stand all of those scripts, and few of others. */
const MAYBE_IDEOGRAPHS = /[\u2e80-\uffff]/;

/** The same for a text without those signs. */
const WORD_OF_LETTERS = /[\p{L}\p{M}\p{N}]+(?:[’'\-‐‑][\p{L}\p{M}\p{N}]+)*/gu;

/** Counts the words of a text; the count depends on no table of the language's, so it is the same on every machine. */
export function countWords(text: string): number {
  let count = 0;
  const pattern = MAYBE_IDEOGRAPHS.test(text) ? WORD : WORD_OF_LETTERS;
  for (pattern.lastIndex = 0; pattern.test(text); ) count++;
  return count;
}
