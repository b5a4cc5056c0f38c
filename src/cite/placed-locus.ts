import type { CitationGrammar } from "./grammar.ts";
import { isRoman, type Locus, locusOf } from "./locus.ts";
import { JOINT, SPAN, YEAR } from "./locus-number.ts";

/** A locus, and where in the words it stands. */
export interface Placed {
  readonly locus: Locus;
  readonly start: number;
  readonly end: number;
}

/** The day of a letter is no section: “3.4.1812”. */
export const DAY: RegExp = /^\d{1,2}\.\d{1,2}\.(?:1\d{3}|20\d\d)$/u;

/** The numbers from an offset on, as long as they are joined and of one kind. */
export function numbersAt(
  words: string,
  start: number,
  from: number,
  unit: string,
  grammar: CitationGrammar,
): Placed[] {
  const found: Placed[] = [];
  let at = from;
  let begin = start;
  for (;;) {
    const item = numberAt(words, at, unit, grammar);
    if (item === null || (found.length > 0 && !isOfOneKind(item.locus, found.at(-1)!.locus))) return found;
    found.push(...listed({ ...item, start: begin }));
    const joint = jointAt(words, item.end);
    // “vol. 2, 15” is a page of a volume, and no two volumes.
    if (joint === null || (unit === "volume" && /^\s*[,;]\s*$/u.test(joint[0]))) return found;
    begin = item.end;
    at = item.end + joint[0].length;
    // “acto III, v. 1723”: the letter is the next unit and no number.
    if (/^\p{L}{1,4}\.\s*\d/u.test(words.slice(at)) && isRoman(item.locus.from)) return found;
    if (isLarger(words.slice(at), found[0]!.locus.from)) continue;
    if (YEAR.test(words.slice(at, at + 4)) && !/^\d{4}(?:\d|[a-e]\d)/u.test(words.slice(at))) return found;
  }
}

/** Behind a page over a thousand a larger number is another page: “1234–41, 1250–1”. */
function isLarger(words: string, first: string): boolean {
  const next = /^\d{4}(?!\d)/u.exec(words)?.[0];
  return next !== undefined && /^\d{4}$/u.test(first) && Number(next) > Number(first);
}

/** “pp. xiv, 12” are two pages, “vol. II, 12” are not two volumes. */
function isOfOneKind(locus: Locus, before: Locus): boolean {
  if (isRoman(locus.from) === isRoman(before.from)) return true;
  return locus.unit === "page" && /^[ivxlc]+$/u.test(before.from) && /^\d/u.test(locus.from);
}

/** A sign or word that joins two numbers; a full stop does only behind “f”: “S. 386f.395”. */
function jointAt(words: string, at: number): RegExpExecArray | null {
  return /^\.\d/u.test(words.slice(at, at + 2)) && words[at - 1] === "f"
    ? /^\./u.exec(words.slice(at))
    : JOINT.exec(words.slice(at));
}

/** Pages have no decimals: “S. 35.116” lists two. */
function listed(placed: Placed): Placed[] {
  const { locus, start, end } = placed;
  const parts = locus.from.split(".");
  const grows = parts.every((part, at) => /^\d+$/u.test(part) && Number(part) > Number(parts[at - 1] ?? 0));
  if (!["page", "column"].includes(locus.unit) || parts.length < 2 || !grows) return [placed];
  const loci = parts.map((from, at) =>
    at < parts.length - 1 ? { unit: locus.unit, from } : { ...locus, from },
  );
  return loci.map((each, at) => ({ locus: each, start: at === 0 ? start : end, end }));
}

function numberAt(words: string, at: number, unit: string, grammar: CitationGrammar): Placed | null {
  const span = SPAN.exec(words.slice(at));
  if (span === null) return null;
  const { locus, length } = spanOf(span, unit, grammar);
  const suffix = locus.suffix === undefined ? suffixAt(words, at + length, grammar) : null;
  if (suffix === null) return { locus, start: at, end: at + length };
  return { locus: { ...locus, suffix: suffix.text }, start: at, end: suffix.end };
}

/** `201f` is page 201 and what follows, `12v` the back of leaf 12. */
function spanOf(
  span: RegExpExecArray,
  unit: string,
  grammar: CitationGrammar,
): { locus: Locus; length: number } {
  const [whole, from = "", to] = span;
  const last = to ?? from;
  const letters = /^(\[?\d[\d.:]*)(\p{Ll}{1,2})$/u.exec(last);
  if (
    letters === null ||
    (unit === "folio" && /^[rvab]/u.test(letters[2]!)) ||
    !grammar.following.test(letters[2]!)
  ) {
    return { locus: locusOf(unit, from, to ?? null), length: whole.length };
  }
  const number = letters[1]!;
  const plain = to === undefined ? locusOf(unit, number, null) : locusOf(unit, from, number);
  // The letters are read again as what follows the number, with their full stop.
  return { locus: plain, length: whole.length - letters[2]!.length };
}

/** Reads “f.”, “ff.”, “et suiv.” behind a number; null where nothing like it follows. */
export function suffixAt(
  words: string,
  at: number,
  grammar: CitationGrammar,
): { text: string; end: number } | null {
  const found = grammar.following.exec(words.slice(at));
  return found === null ? null : { text: found[1]!, end: at + found[0].length };
}

/** Takes what was read out of the words; the offsets stay what they are. */
export function blank(words: string, placed: readonly Placed[]): string {
  let rest = words;
  for (const { start, end } of placed)
    rest = rest.slice(0, start) + " ".repeat(Math.max(0, end - start)) + rest.slice(end);
  return rest;
}
