import { type Certainty, isWordless, type Registers, type WorkIndex } from "../resolve/index.ts";
import { type Cited, chainFrom, type History } from "./antecedent.ts";
import type { CitationReading } from "./citation-reading.ts";
import type { Locus } from "./locus.ts";
import { resolveNamed } from "./named-work.ts";

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
  /** The works that remain possible where no one is meant for certain; else empty. */
  readonly candidates: readonly string[];
  readonly loci: readonly Locus[];
  readonly via: readonly string[];
  readonly certainty: Certainty;
  /** The rule that decided, in a few words. */
  readonly rule: string;
  readonly problem: Problem | null;
}

/** A work, or an earlier citation, that the markup points to. */
export type PointedTo =
  | { readonly kind: "work"; readonly key: string }
  | { readonly kind: "citation"; readonly id: string };

/** What there is to resolve a citation with. */
export interface Surroundings {
  readonly history: History;
  readonly registers: Registers;
  readonly works: WorkIndex;
  readonly pointedTo: PointedTo | null;
  /** The row of the note it stands in, or null. */
  readonly note: number | null;
}

/** Resolves a citation by what its markup points to, or else by the rules of its form. */
export function resolveCitation(reading: CitationReading, surroundings: Surroundings): Resolution {
  const { pointedTo, history } = surroundings;
  if (pointedTo?.kind === "work")
    return decided(pointedTo.key, reading.loci, "the markup points to the work");
  const pointed = pointedTo === null ? undefined : history.find(({ id }) => id === pointedTo.id);
  if (pointed !== undefined)
    return repeated(reading, pointed, "the markup points to an earlier citation", false);
  switch (reading.form) {
    case "ibid":
      return resolveIbid(reading, surroundings, "the work cited last");
    case "loccit":
      return resolveLoccit(reading, surroundings);
    case "idem":
      return resolveIdem(reading, surroundings);
    case "opcit":
      return isWordless(reading.words)
        ? unnamed(reading, surroundings)
        : resolveNamed(reading, surroundings, "the work cited before");
    case "full":
    case "short":
    case "pointer":
      return isWordless(reading.words)
        ? unnamed(reading, surroundings)
        : resolveNamed(reading, surroundings, null);
  }
}

function decided(work: string, loci: readonly Locus[], rule: string): Resolution {
  return { work, candidates: [], loci, via: [], certainty: "high", rule, problem: null };
}

/** Nothing is decided; what is wrong says why. */
export function undecided(reading: CitationReading, problem: Problem | null, rule: string): Resolution {
  return { work: null, candidates: [], loci: reading.loci, via: [], certainty: "low", rule, problem };
}

/** *Ibid.*: the work cited last. Where the last note cites several works, a careful editor would not have written it. */
function resolveIbid(reading: CitationReading, { history, note }: Surroundings, rule: string): Resolution {
  const last = history.at(-1);
  if (last === undefined) return undecided(reading, { kind: "no-antecedent" }, rule);
  const found = repeated(reading, last, rule, true);
  const others = worksInNote(last, note, history);
  if (found.work === null || others.length < 2) return found;
  const reason = `the note before cites ${others.length} works, ${others.join(" and ")}, and the last of them was taken`;
  return { ...found, certainty: "low", problem: { kind: "likely", reason } };
}

/** The works that the note of the citation before cites, where it is another note than this one. */
function worksInNote(last: Cited, note: number | null, history: History): string[] {
  if (last.note === null || last.note === note) return [];
  const works = history.filter((cited) => cited.note === last.note).map(({ resolution }) => resolution.work);
  return [...new Set(works.filter((work) => work !== null))];
}

/** What an earlier citation means, with its loci where this one has none of its own. */
export function repeated(
  reading: CitationReading,
  cited: Cited,
  rule: string,
  inherits: boolean,
): Resolution {
  const { work, candidates, certainty, loci, problem } = cited.resolution;
  const own = reading.loci.length > 0 || !inherits ? reading.loci : loci;
  const failed: Problem | null =
    work === null && problem !== null ? { kind: "antecedent", id: cited.id } : null;
  return {
    work,
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
  const before = surroundings.history.findLast(
    ({ resolution }) => named.work !== null && resolution.work === named.work,
  );
  if (before === undefined || reading.loci.length > 0) return named;
  return { ...named, loci: before.resolution.loci, via: chainFrom(before) };
}

/** *Idem*: the author cited last; the words that follow say which work. */
function resolveIdem(reading: CitationReading, surroundings: Surroundings): Resolution {
  const last = surroundings.history.at(-1);
  const rule = "the author cited last, and the words that follow";
  if (last === undefined) return undecided(reading, { kind: "no-antecedent" }, rule);
  if (last.names.length === 0) {
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

/** No word that names a work: “(p. 98)”, “op. cit., p. 5”. */
function unnamed(reading: CitationReading, { history }: Surroundings): Resolution {
  const last = history.at(-1);
  const rule = "no work is named: the one cited last";
  if (last === undefined)
    return undecided(
      reading,
      { kind: "unresolved", reason: "it names no work, and none was cited before", nearest: null },
      rule,
    );
  const found = repeated(reading, last, rule, false);
  return found.certainty === "high" ? { ...found, certainty: "medium" } : found;
}
