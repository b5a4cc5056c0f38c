import type { Span } from "../report/index.ts";
import type { WorkIndex } from "../resolve/index.ts";
import type { KeyOfName } from "./citation-gathering.ts";
import { type CitationReading, readPieces } from "./citation-reading.ts";
import { isAtHand, isCitation, LONGEST } from "./citing-words.ts";
import { isFull } from "./full-citation.ts";
import type { CitationGrammar } from "./grammar.ts";
import type { FindWorks } from "./named-work.ts";
import { type Prose, piecesIn } from "./prose.ts";

/** What running text is searched with. */
export interface ProseSetting {
  readonly grammar: CitationGrammar;
  readonly keyOfName: KeyOfName;
  readonly find: FindWorks;
  /** The registers' works, and those the document introduces anywhere. */
  readonly indexes: readonly WorkIndex[];
}

/** A stretch of running text, and what it says when it is read as a citation. */
export interface Stretch {
  readonly stretch: Span;
  readonly reading: CitationReading;
}

/** Reads a stretch of running text as a citation, whether it is one or not. */
export function readStretch(
  prose: Prose,
  stretch: Span,
  { grammar, keyOfName, indexes }: ProseSetting,
): CitationReading {
  const text = prose.text.slice(stretch.start, stretch.end).replace(/\s+/gu, " ").trim();
  const pieces = piecesIn(prose, stretch);
  const reading = readPieces(pieces, text, grammar, keyOfName);
  const isBiblical = reading.bible === null || isAtHand(reading.bible, indexes);
  return isBiblical ? reading : readPieces(pieces, text, grammar, keyOfName, false);
}

/** Without white space, opening signs and words that introduce it. */
export function trimmed({ mask }: Prose, { start, end }: Span, grammar: CitationGrammar): Span {
  const words = mask.slice(start, end);
  const lead = /^[\s,.:–—]*/u.exec(words)![0].length;
  const signal = grammar.signal.exec(words.slice(lead))?.[0].length ?? 0;
  const behind = /\s*$/u.exec(words)!;
  const from = lead + signal < behind.index ? lead + signal : lead;
  return { start: start + from, end: start + Math.max(from, behind.index) };
}

/** Reads a stretch; null where it is too long, or is no citation. */
export function tryStretch(prose: Prose, stretch: Span, setting: ProseSetting): Stretch | null {
  if (stretch.end - stretch.start > LONGEST || stretch.end <= stretch.start) return null;
  const reading = readStretch(prose, stretch, setting);
  return isCitation(reading, setting) || isFull(reading) ? { stretch, reading } : null;
}
