import type { CitationReading } from "./citation-reading.ts";
import type { CitationGrammar } from "./grammar.ts";

/** Whether a citation stands for another one instead of naming its work. */
export function isAbbreviated({ form }: CitationReading): boolean {
  return form === "ibid" || form === "idem" || form === "opcit" || form === "loccit";
}

/** Takes the words that introduce a citation away from its beginning. */
export function unintroduced(loose: string, grammar: CitationGrammar): string {
  const signal = grammar.signal.exec(loose.trimStart())?.[0] ?? "";
  const rest = loose.trimStart().slice(signal.length);
  return rest === "" ? loose : rest;
}

/** “(wie Anm. 12)” says which work by where it was named; what is left is read as if it were not there. */
export function readBack(loose: string, grammar: CitationGrammar): { note: string | null; rest: string } {
  const found = grammar.back.exec(loose);
  if (found === null) return { note: null, rest: loose };
  const note = found.slice(1).find((group) => group !== undefined) ?? null;
  return { note, rest: `${loose.slice(0, found.index)} , ${loose.slice(found.index + found[0].length)}` };
}

const ABBREVIATIONS = ["loccit", "opcit", "ibid", "idem"] as const;

/** The word that stands for another citation, the words without it, and whether “idem” stands beside “op. cit.”. */
export function readAbbreviation(
  loose: string,
  grammar: CitationGrammar,
): { abbreviated: (typeof ABBREVIATIONS)[number] | null; rest: string; isOfSame: boolean } {
  // American lawyers write “Id. at 45” for the work cited last.
  const legal = /^[\s("“]*Id\.,?\s+(?=at\s|§)/u.exec(loose);
  if (legal !== null) return { abbreviated: "ibid", rest: loose.slice(legal[0].length), isOfSame: false };
  let abbreviated: (typeof ABBREVIATIONS)[number] | null = null;
  let rest = loose;
  let isOfSame = false;
  for (const form of ABBREVIATIONS) {
    const found = grammar[form].exec(rest);
    if (found === null) continue;
    isOfSame ||= form === "idem" && abbreviated === "opcit";
    abbreviated ??= form;
    rest = `${rest.slice(0, found.index)} , ${rest.slice(found.index + found[0].length)}`;
  }
  return { abbreviated, rest, isOfSame };
}
