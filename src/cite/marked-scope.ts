import { editedText } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { CitationGrammar } from "./grammar.ts";
import { CITATION_LANGUAGES } from "./languages/index.ts";
import { readLoci } from "./loci-reading.ts";
import { type Locus, locusOf } from "./locus.ts";

/** A locus that is marked up (TEI P5, 3.12.2.5): its attributes count before its words. */
export function readScope(scope: XmlNode, grammar: CitationGrammar): readonly Locus[] {
  const text = editedText(scope).slice(0, LONGEST_SCOPE);
  const said = readLoci(text, grammar, true).loci;
  const unit = unitOf(scope, grammar) ?? said[0]?.unit ?? "page";
  const from = scope.get("from") ?? scope.get("n");
  const suffix = said.at(-1)?.suffix ?? null;
  if (from !== null) return [locusOf(unit, from, scope.get("to"), suffix)];
  if (said.length === 0) return text === "" ? [] : [{ unit, from: text }];
  const unnamed = unitOf(scope, grammar) !== null;
  return said.map((locus) => (unnamed && locus.unit === "page" ? { ...locus, unit } : locus));
}

/** So much of a place is read: patterns for numbers are tried from each of its signs. */
const LONGEST_SCOPE = 1000;

function unitOf(scope: XmlNode, grammar: CitationGrammar): string | null {
  const unit = scope.get("unit") ?? scope.get("type");
  if (scope.local === "locus" || scope.local === "locusGrp") return "folio";
  if (unit === null || unit === "") return null;
  // `paragraph` is what it is called here, though German calls a section so.
  return UNITS.has(unit) ? unit : (grammar.unit(unit) ?? unit);
}

/** The units there are, by the names that loci have. */
const UNITS: ReadonlySet<string> = new Set(
  CITATION_LANGUAGES.flatMap(({ units }) => Object.keys(units).filter((unit) => units[unit]!.length > 0)),
);
