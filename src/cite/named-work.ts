import { nearest } from "../report/index.ts";
import {
  type Certainty,
  type CitedWords,
  citedUnder,
  leadersOf,
  matchWorks,
  type WorkMatch,
} from "../resolve/index.ts";
import { chainFrom, introductionOf, namesBehind, unregisteredNamesake } from "./antecedent.ts";
import type { CitationReading } from "./citation-reading.ts";
import { type Problem, type Resolution, repeated, type Surroundings, undecided } from "./resolution.ts";

/**
 * Finds the work that the words of a citation name: of those that fit best the one cited before, or else the only one the
 * register has. Two that fit equally well stay two, whichever was cited last.
 */
export function resolveNamed(
  reading: CitationReading,
  surroundings: Surroundings,
  rule: string | null,
): Resolution {
  const { history, registers, works } = surroundings;
  const leaders = leadersOf(matchWorks(reading.words, works));
  const citedBefore = leaders.filter(({ work }) =>
    history.some(({ resolution }) => resolution.work === work.key),
  );
  const possible = citedBefore.length > 0 ? citedBefore : leaders;
  const namesake =
    citedBefore.length > 0 || reading.form === "full"
      ? null
      : unregisteredNamesake(namesBehind(reading, null, registers), history);
  if (namesake !== null && !leaders.some(isSure))
    return repeated(reading, namesake, rule ?? "a work cited before", false);
  const [first, second] = possible;
  if (first === undefined) return notFound(reading, surroundings, rule);
  if (second === undefined) return found(first, reading, surroundings, rule);
  const candidates = possible.map(({ work }) => work.key);
  return { ...undecided(reading, { kind: "ambiguous" }, rule ?? ruleOf(first, true)), candidates };
}

function isSure({ evidence }: WorkMatch): boolean {
  return evidence.includes("title") || evidence.includes("identifier") || evidence.includes("date");
}

function found(
  match: WorkMatch,
  reading: CitationReading,
  { history }: Surroundings,
  rule: string | null,
): Resolution {
  const { work } = match;
  const before = reading.form === "full" ? null : introductionOf(work.key, history);
  const certainty: Certainty = before !== null && match.certainty === "medium" ? "high" : match.certainty;
  return {
    work: work.key,
    candidates: [],
    loci: reading.loci,
    via: before === null ? [] : chainFrom(before),
    certainty,
    rule: before === null ? ruleOf(match, true) : (rule ?? ruleOf(match, false)),
    problem:
      certainty === "low"
        ? { kind: "likely", reason: `its words fit by ${listed(match)}, but not all of them` }
        : null,
  };
}

function ruleOf(match: WorkMatch, inRegister: boolean): string {
  return `${inRegister ? "a work of the register" : "a work cited before"}, by ${listed(match)}`;
}

function listed({ evidence }: WorkMatch): string {
  return evidence.length === 0 ? "nothing" : evidence.join(", ").replace(/, ([^,]*)$/u, " and $1");
}

function notFound(reading: CitationReading, { registers }: Surroundings, rule: string | null): Resolution {
  if (registers.works.size === 0) return undecided(reading, null, "there is no register of works");
  const problem: Problem =
    reading.form === "full" || reading.form === "pointer"
      ? { kind: "not-in-register", nearest: nearestWork(reading.words, registers) }
      : {
          kind: "unresolved",
          reason: "no work of the register fits its words",
          nearest: nearestWork(reading.words, registers),
        };
  return undecided(reading, problem, rule ?? "its words against the register of works");
}

/** The name or title of the register that was perhaps meant. */
function nearestWork(words: CitedWords, registers: Surroundings["registers"]): string | null {
  const works = [...registers.works.values()];
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
