import { nearest } from "../report/index.ts";
import {
  type Certainty,
  type CitedWords,
  citedUnder,
  foldedWords,
  hasRegisterOfWorks,
  leadersOf,
  type Work,
  type WorkMatch,
  withoutSmallWords,
} from "../resolve/index.ts";
import { chainFrom, namesBehind } from "./antecedent.ts";
import type { CitationReading } from "./citation-reading.ts";
import { lociOf } from "./cited-loci.ts";
import { namesWork } from "./full-citation.ts";
import { type Cited, identityOf } from "./history.ts";
import type { LocalWork } from "./local-works.ts";
import { type Problem, type Resolution, repeated, type Surroundings, undecided } from "./resolution.ts";
import { isAbbreviated } from "./stand-in.ts";

/** A work of a register, or of the document itself, that words fit. */
export interface FoundWork extends WorkMatch {
  readonly local: LocalWork | null;
}

/** Finds the works that words fit, the best first: those of the registers and those that the document has introduced. */
export type FindWorks = (words: CitedWords) => readonly FoundWork[];

/**
 * Finds the work that the words of a citation name: of those that fit best the one cited before, or else the only one the
 * register has. Two that fit equally well stay two, whichever was cited last; `among` are the works it can be, if that
 * is known.
 */
export function resolveNamed(
  reading: CitationReading,
  surroundings: Surroundings,
  rule: string | null,
  among: ReadonlySet<string> = new Set(),
): Resolution {
  const { history, find } = surroundings;
  const matches = find(reading.words).filter(
    (match) => among.size === 0 || among.has(identityOfFound(match)),
  );
  const leaders = leadersOf(matches).filter((match) => isSameIntroduced(match, reading));
  const citedBefore = leaders.filter((match) => history.hasWork(identityOfFound(match)));
  const known = citedBefore.length > 0 && !namesSeveral(reading) ? citedBefore : leaders;
  const articles = reading.article === true ? known.filter(isArticle) : [];
  const possible = articles.length > 0 ? articles : known;
  const unknown = reading.form === "full" ? null : history.unknownBy(namesBehind(reading, null), reading);
  if (citedBefore.length === 0 && unknown !== null && !leaders.some(isSure))
    return repeated(reading, unknown, rule ?? "a work cited before", false);
  const [first, second] = possible;
  if (first === undefined) return notFound(reading, surroundings, rule);
  if (second === undefined) return found(first, reading, surroundings, rule);
  return severalFound(possible, reading, surroundings, rule);
}

/** “1973a, b” are two works: that one of them was cited before says nothing of the other. */
function namesSeveral({ words }: CitationReading): boolean {
  return words.years.filter((year) => /\p{L}$/u.test(year)).length > 1;
}

function isArticle({ work }: FoundWork): boolean {
  return work.level === "a" || work.type.startsWith("article");
}

function identityOfFound({ work, local }: FoundWork): string {
  return identityOf({ work: work.key, local })!;
}

/**
 * What names a work itself and only resembles one of the document introduces another; in full it says more of one that was
 * cited before without a year, where the titles agree.
 */
function isSameIntroduced(
  { local, certainty, evidence, work }: FoundWork,
  reading: CitationReading,
): boolean {
  if (local === null) return true;
  const isByAuthor = evidence.includes("author");
  if (reading.form === "full") {
    if (!evidence.includes("title")) return false;
    return (
      certainty === "high" || (isByAuthor && work.date === null && isSameTitle(reading.words, work.title))
    );
  }
  const mayBe = isByAuthor || work.contributors.length === 0;
  return certainty !== "low" || !namesWork(reading) || (mayBe && isSameTitle(reading.words, work.title));
}

/** Whether one title begins the other, or two words of it and most of them are in the other: “Myth” is not “Custom and Myth”. */
function isSameTitle({ titles: [title], loose }: CitedWords, known: string): boolean {
  const [words = [], own = []] = [title ?? loose, known].map((each) => withoutSmallWords(foldedWords(each)));
  const [short, long] = words.length < own.length ? [words, own] : [own, words];
  const shared = short.filter((word) => long.some((other) => isSameWord(word, other))).length;
  const begins = short.every((word, at) => isSameWord(word, long[at]!));
  return begins || (shared > 1 && shared * 2 > short.length);
}

/** “Gesch.” is the “Geschichte”, whichever of them was written first. */
function isSameWord(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length > 2 && long.startsWith(short));
}

function isSure({ evidence }: WorkMatch): boolean {
  return (
    evidence.includes("title") ||
    evidence.includes("journal") ||
    evidence.includes("identifier") ||
    evidence.includes("date")
  );
}

function found(
  match: FoundWork,
  reading: CitationReading,
  { history }: Surroundings,
  rule: string | null,
): Resolution {
  const before =
    reading.form === "full" && match.local === null ? null : history.introductionOf(identityOfFound(match));
  if (match.local !== null && before !== null) return foundLocal(match, reading, before, rule);
  const certainty: Certainty = before !== null && match.certainty === "medium" ? "high" : match.certainty;
  return {
    work: match.work.key,
    local: null,
    candidates: [],
    loci: lociOf(reading, match.work),
    via: before === null ? [] : chainFrom(before),
    certainty,
    rule: before === null ? ruleOf(match, true) : (rule ?? ruleOf(match, false)),
    problem: certainty === "low" ? weak(match) : null,
  };
}

function weak(match: WorkMatch): Problem {
  return { kind: "likely", reason: `its words fit by ${listed(match)}, but not all of them` };
}

/** A work that an earlier citation of this document introduced. */
function foundLocal(
  match: FoundWork,
  reading: CitationReading,
  before: Cited,
  rule: string | null,
): Resolution {
  const resolution = repeated(reading, before, rule ?? ruleOf(match, false), false);
  if (resolution.work === null) return resolution;
  const certainty = match.certainty === "low" ? "low" : "high";
  return { ...resolution, certainty, problem: certainty === "low" ? weak(match) : null };
}

function severalFound(
  possible: readonly FoundWork[],
  reading: CitationReading,
  { history, registers }: Surroundings,
  rule: string | null,
): Resolution {
  const keyed = possible.filter(({ local }) => local === null || local.key !== null);
  const said = history.hasWork(identityOfFound(possible[0]!)) ? "several works cited before fit" : null;
  const candidates = keyed.map(({ work }) => work.key);
  const unkeyed = possible.find((match) => !keyed.includes(match));
  const before = unkeyed === undefined ? null : history.introductionOf(identityOfFound(unkeyed));
  const isUnkeyed = candidates.length === 0 && before !== null;
  const doubt: Problem = isUnkeyed ? { kind: "antecedent", id: before.id } : { kind: "ambiguous" };
  // Where there is no register no citation leads to a work, which is said once; “op. cit.” has to lead somewhere.
  const isSaid = isUnkeyed && !hasRegisterOfWorks(registers) && !isAbbreviated(reading);
  const problem = isSaid ? null : doubt;
  // A work without a key is known by the citation that introduced it.
  const via = possible.flatMap(({ local }) =>
    local === null || local.key !== null ? [] : [local.introduction],
  );
  return { ...undecided(reading, problem, said ?? rule ?? ruleOf(possible[0]!, true)), candidates, via };
}

function ruleOf(match: WorkMatch, inRegister: boolean): string {
  return `${inRegister ? "a work of the register" : "a work cited before"}, by ${listed(match)}`;
}

function listed({ evidence }: WorkMatch): string {
  return evidence.length === 0 ? "nothing" : evidence.join(", ").replace(/, ([^,]*)$/u, " and $1");
}

function notFound(reading: CitationReading, { registers }: Surroundings, rule: string | null): Resolution {
  if (!hasRegisterOfWorks(registers)) return undecided(reading, null, "there is no register of works");
  const nearestName = nearestWork(reading.words, [...registers.works.values()]);
  const problem: Problem =
    reading.form === "full" || reading.form === "pointer" || describesAnother(reading)
      ? { kind: "not-in-register", nearest: nearestName }
      : { kind: "unresolved", reason: "no work of the register fits its words", nearest: nearestName };
  return undecided(reading, problem, rule ?? "its words against the register of works");
}

/** “Idem, Flüsse (Wien, 1935)”: a work in full, of an author named before. */
export function describesAnother({ form, words }: CitationReading): boolean {
  return (
    form === "idem" && words.years.length > 0 && (words.titles.length > 0 || /\p{L}{3}/u.test(words.loose))
  );
}

/** The name or title of the register that was perhaps meant. */
function nearestWork(words: CitedWords, works: readonly Work[]): string | null {
  const families = works.flatMap((work) => citedUnder(work).map(({ family, text }) => family ?? text));
  const said = [
    ...words.authors.map(({ text }) => text.split(" ").at(-1)!),
    ...words.loose.split(/[,:;(]/u),
  ].map((each) => each.trim());
  for (const each of said.filter((word) => word.length > 2)) {
    const found = nearest(each, families);
    if (found !== null) return found;
  }
  const titles = works.flatMap((work) => [work.title, ...work.shortTitles]);
  return words.titles.map((title) => nearest(title, titles)).find((title) => title !== null) ?? null;
}
