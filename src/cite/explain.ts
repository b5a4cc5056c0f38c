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

function absent(text: string): string | null {
  return text === "" ? null : text;
}
