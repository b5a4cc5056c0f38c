import type { DocumentRecords } from "./records.ts";
import { locusWords } from "./reference.ts";

/** One citation as `colophon cite` explains it. */
export interface ExplainedCitation {
  readonly id: string;
  readonly document: string;
  readonly line: number;
  readonly text: string;
  readonly form: string;
  /** The work, or the works that remain possible with a question mark behind each; null where there is none. */
  readonly work: string | null;
  readonly locus: string | null;
  readonly via: string | null;
  readonly certainty: string;
  readonly rule: string;
}

/** Explains every citation of a document: as written, what it means, and the rule that says so. */
export function explainCitations({ citations }: DocumentRecords): readonly ExplainedCitation[] {
  return citations.map(
    ({ id, document, line, text, form, work, candidates, loci, via, certainty, rule }) => ({
      id,
      document,
      line,
      text: text ?? "",
      form,
      work: work ?? absent(candidates.map((key) => `${key}?`).join(" ")),
      locus: absent(loci.map(locusWords).join("; ")),
      via: absent(via.join(" ← ")),
      certainty,
      rule,
    }),
  );
}

/** The columns of the table, with their headings. */
export const EXPLAINED_COLUMNS: readonly (readonly [keyof ExplainedCitation, string])[] = [
  ["line", "line"],
  ["text", "as written"],
  ["form", "form"],
  ["work", "work"],
  ["locus", "locus"],
  ["via", "via"],
  ["certainty", "certainty"],
  ["rule", "rule"],
];

/** One quotation whose source is at hand, as `colophon cite` explains it. */
export interface ExplainedQuotation {
  readonly line: number;
  readonly text: string;
  readonly work: string;
  /** The file of the source. */
  readonly source: string;
  /** `exact`, `nearest` or `missing`. */
  readonly found: string;
  readonly place: string | null;
  /** Whether that is where the citation says. */
  readonly asCited: string | null;
  /** What stands there instead, where the words differ. */
  readonly there: string | null;
}

/** Says of every quotation whose source is at hand whether it was found there, and where. */
export function explainQuotations({ quotations }: DocumentRecords): readonly ExplainedQuotation[] {
  return quotations.flatMap(({ line, text, work, passage }) => {
    if (passage === undefined) return [];
    const { path, found, place, asCited } = passage;
    return [
      {
        line,
        text,
        work: work ?? "",
        source: path,
        found,
        place: place === null ? null : locusWords({ unit: place.unit, from: place.n }),
        asCited: asCited === null ? null : asCited ? "as cited" : "elsewhere",
        there: found === "nearest" ? passage.text : null,
      },
    ];
  });
}

/** The columns of the table of quotations, with their headings. */
export const QUOTATION_COLUMNS: readonly (readonly [keyof ExplainedQuotation, string])[] = [
  ["line", "line"],
  ["text", "quoted"],
  ["work", "work"],
  ["source", "source"],
  ["found", "found"],
  ["place", "at"],
  ["asCited", "place"],
  ["there", "stands there"],
];

function absent(text: string): string | null {
  return text === "" ? null : text;
}
