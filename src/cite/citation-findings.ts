import { catalogue, type Finding, placeIn } from "../report/index.ts";
import { firstSaid, hasOwnId, hasRegisterOfWorks, type Registers } from "../resolve/index.ts";
import { isUnmarked, type ResolvedCitation } from "./citations.ts";
import { namesWork } from "./full-citation.ts";

/**
 * Gives the findings on the citations of a document: what leads nowhere, what stays open, what is only likely. Where
 * there is no register of works, nor are works cited in full, nobody has set out to prove what is cited: what no editor has
 * marked as a citation is left alone then.
 */
export function citationFindings(citations: readonly ResolvedCitation[], registers: Registers): Finding[] {
  const hasRegister = hasRegisterOfWorks(registers);
  const hasWorks = hasRegister || citesInFull(citations);
  const byId = new Map(citations.map((citation) => [citation.id, citation]));
  const findings = citations
    .filter((citation) => hasWorks || !isUnmarked(citation))
    .map((citation) => findingOn(citation, byId, registers))
    .filter((finding) => finding !== null);
  const ofWorks = citations.filter(
    (one) => !isOfText(one) && !registers.works.has(one.resolution.work ?? ""),
  );
  const [first] = ofWorks;
  if (first === undefined || hasRegister) return findings;
  return [...findings, catalogue.noRegister(first.node, { citations: ofWorks.length })];
}

/**
 * Whether works are cited in full: by one that is marked as a citation, or in the prose of notes as often at least as there is
 * a short form that nothing in full stands before. In an old edition, one or two among many that lead nowhere are no system.
 */
function citesInFull(citations: readonly ResolvedCitation[]): boolean {
  const inFull = citations.filter(({ reading }) => reading.form === "full");
  if (inFull.some((one) => !isUnmarked(one))) return true;
  const astray = citations.filter(
    (citation) =>
      isUnmarked(citation) && LEADS_NOWHERE.includes(citation.resolution.problem?.kind ?? "likely"),
  );
  return inFull.length > 0 && inFull.length >= astray.length;
}

const LEADS_NOWHERE: readonly string[] = ["no-antecedent", "unresolved"];

/** A reference that leads into the text itself needs no register. */
function isOfText({ resolution: { work, local, certainty } }: ResolvedCitation): boolean {
  return work === null && local === null && certainty === "high";
}

function findingOn(
  citation: ResolvedCitation,
  byId: ReadonlyMap<string, ResolvedCitation>,
  registers: Registers,
): Finding | null {
  const { resolution } = citation;
  const node =
    citation.span === null ? citation.node : placeIn(citation.node.tree, citation.span, citation.node);
  const { problem, candidates, work } = resolution;
  const text = wordsOf(citation);
  if (problem === null) return null;
  switch (problem.kind) {
    case "no-antecedent":
      return catalogue.ibidWithoutAntecedent(node, { text, word: citation.reading.form });
    case "unresolved":
      if (isUnmarked(citation) && namesWork(citation.reading))
        return catalogue.shortNotInRegister(node, { text, nearest: problem.nearest });
      return catalogue.unresolved(node, { text, reason: problem.reason, nearest: problem.nearest });
    case "not-in-register":
      return catalogue.notInRegister(node, { text, nearest: problem.nearest });
    case "ambiguous":
      return catalogue.ambiguous(node, {
        text,
        candidates: candidates.map((key) => calledBy(key, registers)),
      });
    case "antecedent": {
      const antecedent = byId.get(problem.id);
      if (antecedent === undefined) return null;
      return catalogue.antecedentUnresolved(node, {
        text,
        antecedent: wordsOf(antecedent),
        line: antecedent.node.position.line,
      });
    }
    case "likely":
      return catalogue.onlyLikely(node, {
        text,
        work: calledBy(work ?? "", registers),
        reason: problem.reason,
      });
  }
}

/** What a message calls a work: its key; the beginning of its entry, where that has no `xml:id`. */
function calledBy(key: string, { works }: Registers): string {
  const work = works.get(key);
  if (work === undefined || hasOwnId(work)) return key;
  return work.text.length > LONGEST_NAME ? `“${work.text.slice(0, LONGEST_NAME).trim()}…”` : `“${work.text}”`;
}

const LONGEST_NAME = 60;

function wordsOf({ reading, node }: ResolvedCitation): string {
  return reading.text ?? addressOf(node) ?? `<${node.local}>`;
}

/** What a citation without words points to, itself or by an element in it. */
function addressOf(node: ResolvedCitation["node"]): string | null {
  const own = firstSaid(node, "target", "source", "corresp");
  if (own !== null) return own;
  for (const inner of node.descendantElements("ptr", "ref")) {
    const target = firstSaid(inner, "target");
    if (target !== null) return target;
  }
  return null;
}
