import type { Span } from "../report/index.ts";
import type { WorkIndex } from "../resolve/index.ts";
import type { KeyOfName } from "./citation-gathering.ts";
import { type CitationReading, readPieces } from "./citation-reading.ts";
import { isAtHand, isCitation, LONGEST } from "./citing-words.ts";
import { isFull, namedBy, saysVolume } from "./full-citation.ts";
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
export function readStretch(prose: Prose, stretch: Span, setting: ProseSetting): CitationReading {
  const reading = readOnce(prose, stretch, setting);
  const isBiblical = reading.bible === null || isAtHand(reading.bible, setting.indexes);
  return isBiblical ? reading : read(prose, stretch, setting, false);
}

/** What was read of running text, by where it begins and ends: as part of a whole, and by itself. */
const READ = new WeakMap<Prose, Map<string, CitationReading>>();

function readOnce(prose: Prose, stretch: Span, setting: ProseSetting): CitationReading {
  const known = READ.get(prose) ?? new Map<string, CitationReading>();
  READ.set(prose, known);
  const key = `${stretch.start} ${stretch.end}`;
  const found = known.get(key) ?? read(prose, stretch, setting);
  known.set(key, found);
  return found;
}

function read(
  prose: Prose,
  stretch: Span,
  { grammar, keyOfName }: ProseSetting,
  mayBeBiblical = true,
): CitationReading {
  const text = prose.text.slice(stretch.start, stretch.end).replace(/\s+/gu, " ").trim();
  return readPieces(piecesIn(prose, stretch), text, grammar, keyOfName, mayBeBiblical);
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
  const isOne =
    isCitation(reading, setting) ||
    isFull(reading) ||
    namesWorkThere(reading, prose, stretch, setting.grammar);
  return isOne ? { stretch, reading } : null;
}

/** Words set apart in the middle of a sentence may be any: “he wrote `Never`, p. 5”. */
function namesWorkThere(
  reading: CitationReading,
  { mask }: Prose,
  { start, end }: Span,
  { signal }: CitationGrammar,
): boolean {
  const by = namedBy(reading);
  if (by !== "title" || saysVolume(reading)) return by !== null;
  const before = mask.slice(Math.max(0, start - LONGEST_LEAD), start);
  if (!/\p{L}\s+$/u.test(before)) return true;
  return [...before.matchAll(/(?<!\p{L})\p{L}/gu)].some(({ index }) => {
    const from = start - before.length + index;
    return (signal.exec(mask.slice(from, end))?.[0].length ?? 0) >= start - from;
  });
}

/** How long the words are that introduce a citation. */
export const LONGEST_LEAD = 40;
