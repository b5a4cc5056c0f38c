import { type EncodeRegisters, registeredNames } from "./names.ts";
import { reviewOf } from "./review.ts";

/** A capitalised name that no register has: nothing is marked by it. */
export interface NameCandidate {
  readonly name: string;
  readonly count: number;
  /** Where it stands first, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Small words within names, in the languages that have them. */
const PARTICLE =
  "(?:von|van|vom|zu|zum|zur|de|der|den|des|di|da|do|dos|du|del|della|la|le|ten|ter|af|al|el|bin|ibn|of|y)";
const INITIALS = String.raw`(?:\p{Lu}\.[ \u00a0]?)+`;
const CAPITALISED = String.raw`(?:[Dd]['’]|O['’]|Mc|Mac|al-|el-)?\p{Lu}[\p{Ll}\p{M}][\p{L}\p{M}]*(?:[-’'](?!s(?!\p{L}))\p{L}[\p{L}\p{M}]*)*`;
/** White space with one line end in it at most; no more of it than a line may be indented by. */
const SPACE = String.raw`(?:[ \t\u00a0]{1,40}(?:\n[ \t\u00a0]{0,40})?|\n[ \t\u00a0]{0,40})`;
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}\p{M}.@/#’'-])(?:${INITIALS})?${CAPITALISED}(?:${SPACE}(?:${PARTICLE}${SPACE}){0,2}(?:${INITIALS})?${CAPITALISED})*`,
  "gu",
);

/** Words with a capital that are no names: days, months, and what begins sentences and titles. */
const NO_NAMES: ReadonlySet<string> = new Set(
  (
    "january february march april may june july august september october november december januar februar märz mai juni juli " +
    "oktober dezember monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag " +
    "samstag sonntag chapter part act scene volume note notes figure table appendix ibid idem mr mrs ms dr prof sir herr frau " +
    "monsieur madame signor señor the this that these those there then when where what which who why how and but yet not for " +
    "if in on at to from with by as of it he she we they you his her its our their my your one two no yes der die das ein eine " +
    "und aber doch nicht wenn wie was wer wo ich du er sie es wir ihr le la les un une et mais ce cette il elle nous vous ils " +
    "elles el los las una y pero no si lo gli uno ma non che и но не он она они мы вы это"
  ).split(" "),
);

/**
 * Where so large a share of the words has a capital within sentences, nouns have one, as in German. In texts of ten
 * languages at hand it was 1 to 5 per cent, and 13 to 20 in German ones.
 */
const NOUNS_HAVE_CAPITALS = 0.09;

/** A run of capitalised words, with its offset. */
interface Run {
  readonly name: string;
  readonly at: number;
  /** Whether a sentence begins with it, or perhaps does: a line, or what is said behind a colon. */
  readonly begins: "sentence" | "line" | null;
}

/**
 * Lists the capitalised names of a source that no register has, the most frequent first, with one place each: what an
 * editor may want to add to a register. A word by itself counts where it has its capital within a sentence and is never
 * written small; where all nouns have capitals, only names of several words do.
 */
export function nameCandidates(source: string, registers: EncodeRegisters): NameCandidate[] {
  const small = new Set(source.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu));
  const found = runsOf(source);
  const needsSeveral = hasCapitalNouns(source, found);
  const runs = found
    .flatMap((run) => withoutLead(run, small))
    .flatMap((run) => (needsSeveral ? properOf(run, small) : [run]));
  const within = new Set(runs.filter(({ begins }) => begins === null).map(({ name }) => name));
  const isKnown = knownBy(registers);
  const counts = new Map<string, { count: number; at: number }>();
  for (const { name, at } of runs.map((run) => behindLead(run, within))) {
    const words = name.split(" ");
    const isSeveral = words.length > 1;
    if (!isSeveral && (needsSeveral || !within.has(name) || small.has(name.toLowerCase()))) continue;
    if (isKnown(words)) continue;
    const known = counts.get(name);
    counts.set(name, { count: (known?.count ?? 0) + 1, at: known?.at ?? at });
  }
  return placed(counts, source);
}

function runsOf(source: string): Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (const paragraph of source.split(/(\n[^\S\n]*\n\s*)/u)) {
    if (!isHeading(paragraph))
      for (const { 0: text, index } of paragraph.matchAll(RUN))
        runs.push({
          name: text.replace(/\s+/gu, " "),
          at: start + index,
          begins: begins(paragraph.slice(Math.max(0, index - 8), index)),
        });
    start += paragraph.length;
  }
  return runs;
}

/** A heading has a capital on most of its words, whatever they are. */
function isHeading(paragraph: string): boolean {
  const text = paragraph.trim();
  if (/^#/u.test(text)) return true;
  if (text.includes("\n") || /[.!?;,:”"’)\]]$/u.test(text)) return false;
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.filter((word) => /^\p{Lu}/u.test(word)).length * 2 > words.length;
}

function begins(before: string): Run["begins"] {
  if (/^[\s*_>“„«"'‘`(]*$|[.!?…]["'”’)\]]*\s[\s*_“„«"'‘`([]*$/u.test(before)) return "sentence";
  return /\n[\s*_>\-–—•“”„«»"'‘’`(\d.[\]^)]*$|[.!?…:;“„«"‘`(—–][\s*_“”„«»"'‘’`([—–]*$/u.test(before)
    ? "line"
    : null;
}

/** “In Moscow” at the head of a sentence is Moscow, and so is “Likewise Moscow” where the text has that word written small. */
function withoutLead({ name, at, begins: lead }: Run, small: ReadonlySet<string>): Run[] {
  const words = name.split(" ");
  let taken = lead === "sentence" && words.length > 1 && small.has(words[0]!.toLowerCase()) ? 1 : 0;
  while (taken < words.length && NO_NAMES.has(words[taken]!.toLowerCase())) taken++;
  const rest = words.slice(taken).join(" ");
  if (rest === "" || !/^\p{Lu}|^[dD]['’]|^al-|^el-/u.test(rest)) return [];
  const offset = taken === 0 ? 0 : words.slice(0, taken).join(" ").length + 1;
  return [{ name: rest, at: at + offset, begins: taken === 0 ? lead : null }];
}

/** “Later Jogiches” is Jogiches, where that name stands by itself elsewhere and the two together do not. */
function behindLead(run: Run, within: ReadonlySet<string>): Run {
  const space = run.name.indexOf(" ");
  const rest = run.name.slice(space + 1);
  if (run.begins === null || space < 0 || within.has(run.name) || !within.has(rest)) return run;
  return { name: rest, at: run.at + space + 1, begins: null };
}

const POLITE = /(?:^| )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)(?: |$)/u;

/** Between nouns an article parts what is one name elsewhere; a first word that is also written small is an adjective. */
function properOf({ name, at, begins: lead }: Run, small: ReadonlySet<string>): Run[] {
  return name
    .split(/ (?:der|den|des|zu|zum|zur|vom) /u)
    .filter((part) => !small.has(part.split(" ")[0]!.toLowerCase()) && !POLITE.test(part))
    .map((part) => ({ name: part, at: at + name.indexOf(part), begins: lead }));
}

/** A name is known where every word of it is in one name of a register. */
function knownBy(registers: EncodeRegisters): (words: readonly string[]) => boolean {
  const holding = new Map<string, Set<number>>();
  registeredNames(registers).forEach((name, at) => {
    for (const word of name.split(/[\s,]+/u))
      holding.set(word, (holding.get(word) ?? new Set<number>()).add(at));
  });
  return ([first = "", ...rest]) =>
    [...(holding.get(first) ?? [])].some((at) => rest.every((word) => holding.get(word)?.has(at) === true));
}

function hasCapitalNouns(source: string, runs: readonly Run[]): boolean {
  const words = source.match(/(?<![\p{L}\p{M}])\p{L}{2,}/gu)?.length ?? 0;
  const within = runs.filter((run) => run.begins === null && !run.name.includes(" ")).length;
  return words > 60 && within / words > NOUNS_HAVE_CAPITALS;
}

function placed(
  counts: ReadonlyMap<string, { readonly count: number; readonly at: number }>,
  source: string,
): NameCandidate[] {
  const remarks = [...counts].map(([text, { at }]) => ({ at, text, decision: "", reason: "" }));
  return reviewOf(remarks, source)
    .map(({ text, line, column }) => ({ name: text, count: counts.get(text)!.count, line, column }))
    .sort((one, other) => other.count - one.count || one.line - other.line || one.column - other.column);
}
