import {
  type Certainty,
  type CitedWords,
  foldedWords,
  hasRegisterOfWorks,
  isWordless,
  leadersOf,
  type Registers,
} from "../resolve/index.ts";
import { chainFrom, namesBehind } from "./antecedent.ts";
import { biblicalWorks, lociInBible } from "./biblical-books.ts";
import type { CitationReading } from "./citation-reading.ts";
import { lociOf } from "./cited-loci.ts";
import { type Cited, type History, identityOf } from "./history.ts";
import type { LocalWork } from "./local-works.ts";
import type { Locus } from "./locus.ts";
import type { FindWorks } from "./named-work.ts";
import { resolveNamed } from "./named-work.ts";
import { isAbbreviated } from "./stand-in.ts";

/** What is wrong or doubtful about a resolution; it becomes a finding. */
export type Problem =
  | { readonly kind: "no-antecedent" }
  | { readonly kind: "unresolved"; readonly reason: string; readonly nearest: string | null }
  | { readonly kind: "not-in-register"; readonly nearest: string | null }
  | { readonly kind: "ambiguous" }
  | { readonly kind: "antecedent"; readonly id: string }
  | { readonly kind: "likely"; readonly reason: string };

/** Which work a citation means, and how that was found. */
export interface Resolution {
  readonly work: string | null;
  /** The work, where no register has it and only citations of this document name it. */
  readonly local: LocalWork | null;
  /** The works that remain possible where no one is meant for certain; else empty. */
  readonly candidates: readonly string[];
  readonly loci: readonly Locus[];
  readonly via: readonly string[];
  readonly certainty: Certainty;
  /** The rule that decided, in a few words. */
  readonly rule: string;
  readonly problem: Problem | null;
}

/** A work of the register or an earlier citation that the markup points to. */
export type OnePointedTo =
  | { readonly kind: "work"; readonly key: string }
  | {
      readonly kind: "citation";
      readonly id: string;
      /** Set where the markup says that it is the same citation, with the same place: `@sameAs`, `@copyOf`. */
      readonly isSame?: true;
    };

/** What the markup points to: one of these, several of them, or something that is not at hand. */
export type PointedTo =
  | OnePointedTo
  | { readonly kind: "several"; readonly among: readonly OnePointedTo[] }
  | { readonly kind: "local"; readonly local: LocalWork };

/** What there is to resolve a citation with. */
export interface Surroundings {
  readonly history: History;
  readonly registers: Registers;
  readonly find: FindWorks;
  readonly pointedTo: PointedTo | null;
  /** A pointer that names the work, where it leads to nothing that the edition has; else null. */
  readonly absent: string | null;
  /** The row of the note it stands in, or null. */
  readonly note: number | null;
}

/** Resolves a citation by what its markup points to, or else by the rules of its form. */
export function resolveCitation(reading: CitationReading, surroundings: Surroundings): Resolution {
  const pointed = resolvePointed(reading, surroundings);
  return pointed ?? resolveByWords(reading, surroundings);
}

/** Resolves a citation by the rules of its form, whatever the markup points to. */
function resolveByWords(reading: CitationReading, surroundings: Surroundings): Resolution {
  const biblical = resolveBiblical(reading, surroundings);
  if (biblical !== null) return biblical;
  switch (reading.form) {
    case "ibid":
      return resolveIbid(reading, surroundings, "the work cited last");
    case "loccit":
      return resolveLoccit(reading, surroundings);
    case "idem":
      return sentBack(reading, surroundings) ?? resolveIdem(reading, surroundings);
    case "opcit":
      return resolveOpcit(reading, surroundings);
    case "full":
    case "short":
    case "pointer":
      return isWordless(reading.words) && !isSigned(reading.words, surroundings)
        ? unnamed(reading, surroundings)
        : resolveNamed(reading, surroundings, null);
  }
}

/** Whether a letter leads the citation that is the sign of a work: “D. 9.2.5.1”. */
function isSigned(words: CitedWords, { find }: Surroundings): boolean {
  return words.letter !== undefined && find(words).length > 0;
}

/** A place in the Bible: the book of the register that bears its name, or the only Bible there. */
function resolveBiblical(reading: CitationReading, { registers }: Surroundings): Resolution | null {
  if (reading.bible === null) return null;
  const works = biblicalWorks(reading.bible, registers.works.values());
  const [only] = works;
  const rule = "a book of the Bible, by its name";
  if (only === undefined) return null;
  const open = undecided(reading, { kind: "ambiguous" }, rule);
  if (works.length > 1) return { ...open, candidates: works.map(({ key }) => key) };
  const loci = lociInBible(reading.bible, only);
  return { ...open, work: only.key, loci, certainty: "high", problem: null };
}

function resolvePointed(reading: CitationReading, surroundings: Surroundings): Resolution | null {
  const { pointedTo, history } = surroundings;
  if (pointedTo === null) return null;
  if (pointedTo.kind === "several") return amongPointed(reading, pointedTo.among, surroundings);
  if (pointedTo.kind === "work") return decided(pointedTo.key, reading, surroundings);
  const before =
    pointedTo.kind === "citation"
      ? history.byId(pointedTo.id)
      : history.introductionOf(`local ${pointedTo.local.introduction}`);
  if (before === null) return null;
  const rule =
    pointedTo.kind === "citation"
      ? "the markup points to an earlier citation"
      : "the markup points where that of an earlier citation does";
  const isSame = pointedTo.kind === "citation" && pointedTo.isSame === true;
  return repeated(reading, before, rule, isSame || inherits(reading));
}

/** The markup points to several works: the words say which, or all remain possible. */
function amongPointed(
  reading: CitationReading,
  among: readonly OnePointedTo[],
  surroundings: Surroundings,
): Resolution | null {
  const keys = worksAmong(among, surroundings.history);
  const [only] = keys;
  if (only === undefined) return null;
  if (keys.length === 1) return decided(only, reading, surroundings);
  const said = workAmong(reading.words, keys, surroundings.find);
  if (said !== null) return decided(said, reading, surroundings);
  const byForm = resolveByWords(reading, surroundings);
  if (isAbbreviated(reading) && byForm.work !== null && keys.includes(byForm.work)) return byForm;
  const rule = "the markup points to several works, and the words do not decide";
  return { ...undecided(reading, { kind: "ambiguous" }, rule), candidates: keys };
}

/** The works that the markup points to, those of earlier citations among them. */
function worksAmong(among: readonly OnePointedTo[], history: History): readonly string[] {
  const keys = among.map((to) =>
    to.kind === "work" ? to.key : (history.byId(to.id)?.resolution.work ?? null),
  );
  return [...new Set(keys.filter((key) => key !== null))];
}

/** The only one of some works that words fit best; null where they fit none, or several alike. */
export function workAmong(words: CitedWords, keys: readonly string[], find: FindWorks): string | null {
  const [first, second] = leadersOf(find(words).filter(({ work }) => keys.includes(work.key)));
  return first !== undefined && second === undefined ? first.work.key : null;
}

/** A bare *ibidem* or *loc. cit.* has the loci of what it repeats, also where markup says which work that is. */
function inherits({ form }: CitationReading): boolean {
  return form === "ibid" || form === "loccit";
}

function decided(work: string, reading: CitationReading, { history, registers }: Surroundings): Resolution {
  const known = registers.works.get(work);
  const own = known === undefined ? reading.loci : lociOf(reading, known);
  const before = inherits(reading) && reading.loci.length === 0 ? history.lastOf(`work ${work}`) : null;
  return {
    work,
    local: null,
    candidates: [],
    loci: before?.resolution.loci ?? own,
    via: [],
    certainty: "high",
    rule: "the markup points to the work",
    problem: null,
  };
}

/** Nothing is decided; what is wrong says why. */
export function undecided(reading: CitationReading, problem: Problem | null, rule: string): Resolution {
  return {
    work: null,
    local: null,
    candidates: [],
    loci: reading.loci,
    via: [],
    certainty: "low",
    rule,
    problem,
  };
}

/** *Ibid.*: the work cited last. Where the note before cites several works, any of them may be meant, and none is taken. */
function resolveIbid(reading: CitationReading, surroundings: Surroundings, rule: string): Resolution {
  const { history, note } = surroundings;
  const { last } = history;
  if (last === null) return undecided(reading, { kind: "no-antecedent" }, rule);
  const others = worksBefore(last, note, history);
  if (others.length < 2) return byAnother(reading, last, surroundings) ?? repeated(reading, last, rule, true);
  const named = others.filter((cited) => mayBe(reading, cited));
  const [only] = named;
  if (only !== undefined && named.length === 1)
    return repeated(reading, only, "the work of that author in the note before", true);
  return amongSeveral(reading, others, "the note before cites several works");
}

/** “Strathern (ibid., 15)” behind a citation of another author: the work of hers that was cited before. */
function byAnother(reading: CitationReading, last: Cited, surroundings: Surroundings): Resolution | null {
  if (mayBe(reading, last)) return null;
  const named = resolveNamed(reading, surroundings, "the work of that author cited before");
  return named.via.length > 0 && (named.work !== null || named.local !== null) ? named : null;
}

/** What the note of the citation before cites, where it is another note than this one. */
function worksBefore(last: Cited, note: number | null, history: History): readonly Cited[] {
  return last.note === null || last.note === note ? [] : history.worksOfNote(last.note);
}

/** Several works remain possible: none is taken, all that have a key are candidates. */
function amongSeveral(reading: CitationReading, cited: readonly Cited[], rule: string): Resolution {
  const candidates = cited.flatMap(({ resolution: { work, candidates: open } }) =>
    work === null ? open : [work],
  );
  const problem: Problem =
    candidates.length > 0 ? { kind: "ambiguous" } : { kind: "antecedent", id: cited.at(-1)!.id };
  return {
    ...undecided(reading, problem, rule),
    candidates: [...new Set(candidates)],
    via: cited.map(({ id }) => id).reverse(),
  };
}

/** What an earlier citation means, with its loci where this one has none of its own. */
export function repeated(
  reading: CitationReading,
  cited: Cited,
  rule: string,
  inherited: boolean,
): Resolution {
  const { work, local, candidates, certainty, loci, problem } = cited.resolution;
  const own = reading.loci.length > 0 || !inherited ? reading.loci : loci;
  const failed: Problem | null =
    work === null && problem !== null ? { kind: "antecedent", id: cited.id } : null;
  return {
    work,
    local,
    candidates,
    loci: own,
    via: chainFrom(cited),
    certainty: work === null ? "low" : certainty,
    rule,
    problem: failed,
  };
}

/** *Loc. cit.*: the same place, of the work cited last or of the work of the author it names. */
function resolveLoccit(reading: CitationReading, surroundings: Surroundings): Resolution {
  if (isWordless(reading.words)) return resolveIbid(reading, surroundings, "the place cited last");
  const named = resolveNamed(reading, surroundings, "the place of that author's work cited before");
  const identity = identityOf(named);
  const before = identity === null ? null : surroundings.history.lastOf(identity);
  if (before === null || reading.loci.length > 0) return named;
  return { ...named, loci: before.resolution.loci, via: chainFrom(before) };
}

/** “Ders. (wie Anm. 1)”: the one work in that note by the author cited last. */
function sentBack(reading: CitationReading, { history }: Surroundings): Resolution | null {
  const there = reading.note === null ? [] : history.inNote(reading.note);
  const said = (history.last?.names ?? []).map(({ text }) => foldedWords(text).at(-1));
  const own = there.filter(({ names }) => names.some(({ text }) => said.includes(foldedWords(text).at(-1))));
  const works = new Map(own.map((cited) => [identityOf(cited.resolution) ?? cited.id, cited]));
  const [only] = works.values();
  return only === undefined || works.size > 1
    ? null
    : repeated(reading, only, `the work of the author cited last that note ${reading.note} cites`, false);
}

/** *Op. cit.*: the work of that author cited before, or the one that the note it sends back to names. */
function resolveOpcit(reading: CitationReading, surroundings: Surroundings): Resolution {
  const { last } = surroundings.history;
  if (
    reading.isOfSame === true &&
    reading.note === null &&
    last !== null &&
    last.names.length > 0 &&
    isWordless(reading.words)
  )
    return resolveIdem(reading, surroundings);
  const { history } = surroundings;
  const there = reading.note === null ? [] : history.inNote(reading.note);
  const works = new Map(there.map((cited) => [identityOf(cited.resolution) ?? cited.id, cited]));
  const rule = `the work that note ${reading.note} cites`;
  const [only] = works.values();
  if (only !== undefined && works.size === 1 && mayBe(reading, only))
    return repeated(reading, only, rule, false);
  if (isWordless(reading.words))
    return works.size > 1
      ? amongSeveral(reading, [...works.values()], "the note it sends back to cites several works")
      : unnamed(reading, surroundings);
  const named = there.some((cited) => mayBe(reading, cited)) ? new Set(works.keys()) : new Set<string>();
  return resolveNamed(reading, surroundings, "the work cited before", named);
}

/** Whether a citation that is sent back to another one names no author, or the same. */
function mayBe(reading: CitationReading, { names }: Cited): boolean {
  const said = namesBehind(reading, null).map(({ text }) => foldedWords(text).at(-1));
  return said.length === 0 || names.some(({ text }) => foldedWords(text).some((word) => said.includes(word)));
}

/** *Idem*: the author cited last; the words that follow say which work. */
function resolveIdem(reading: CitationReading, surroundings: Surroundings): Resolution {
  const { last } = surroundings.history;
  const rule = "the author cited last, and the words that follow";
  if (last === null) return undecided(reading, { kind: "no-antecedent" }, rule);
  if (last.names.length === 0) {
    const isBare = isWordless({ ...reading.words, authors: [] });
    const found = repeated(
      reading,
      last,
      "no author was named, and no title follows: the work cited last",
      false,
    );
    if (isBare && found.work !== null) return likely(found, "the citation before it names no author");
    if (isBare && found.local !== null) return found;
    return undecided(
      reading,
      { kind: "unresolved", reason: "the citation before it names no author", nearest: null },
      rule,
    );
  }
  const carried = { ...reading, words: { ...reading.words, authors: last.names } };
  const found = resolveNamed(carried, surroundings, rule);
  return { ...found, via: [...new Set([...chainFrom(last), ...found.via])] };
}

function likely(found: Resolution, reason: string): Resolution {
  return { ...found, certainty: "low", problem: { kind: "likely", reason } };
}

/** No word that names a work: “(p. 98)”, “op. cit., p. 5”. */
function unnamed(reading: CitationReading, surroundings: Surroundings): Resolution {
  const { history, note, absent } = surroundings;
  if (absent !== null) return namedByPointer(reading, absent, surroundings);
  const { last } = history;
  const { introduced } = reading;
  const isOther = (words: CitedWords): boolean =>
    last === null || words.titles.length > 0 || !mayBe({ ...reading, words }, last);
  if (introduced !== undefined && isOther(introduced))
    return resolveNamed({ ...reading, words: introduced }, surroundings, "the work that the sentence names");
  const others = last === null ? [] : worksBefore(last, note, history);
  if (others.length > 1)
    return amongSeveral(reading, others, "no work is named, and the note before cites several");
  const rule = "no work is named: the one cited last";
  if (last === null)
    return undecided(
      reading,
      { kind: "unresolved", reason: "it names no work, and none was cited before", nearest: null },
      rule,
    );
  const found = repeated(reading, last, rule, false);
  return found.certainty === "high" ? { ...found, certainty: "medium" } : found;
}

/** The markup names a work that is not at hand: it is not the one cited last, whatever that is. */
function namedByPointer(reading: CitationReading, pointer: string, { registers }: Surroundings): Resolution {
  const reason = `it points to “${pointer}”, which is no work of the register`;
  const problem: Problem | null = hasRegisterOfWorks(registers)
    ? { kind: "unresolved", reason, nearest: null }
    : null;
  return undecided(reading, problem, "the markup points to what is not at hand");
}
