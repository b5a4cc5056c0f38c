import type { CsvCell } from "../formats/index.ts";
import type { Work } from "../resolve/index.ts";
import { cslItem } from "./csl.ts";
import { csvIndex, type EditionIndex, jsonIndex, wholeIndex } from "./edition-index.ts";
import type { CitationRecord, DocumentRecords, QuotationRecord, SpeechRecord } from "./records.ts";
import { locusWords } from "./reference.ts";

/** What the indexes say of the edition they are of; null where there is no configuration. */
export interface EditionName {
  readonly id: string;
  readonly title: string;
  readonly version: string;
}

type Documents = readonly DocumentRecords[];

/** The index `citations.json`, as the contract shapes it. */
export function citationsIndex(edition: EditionName | null): EditionIndex {
  return jsonIndex("citations.json", { edition }, "citations", ({ citations }) =>
    citations.map(citationMembers),
  );
}

/** `citations.json` of documents that are all at hand. */
export function citationsJson(edition: EditionName | null, documents: Documents): string {
  return wholeIndex(citationsIndex(edition), documents);
}

/** The members of a citation that leave the program, in their order. */
export function citationMembers(citation: CitationRecord): object {
  const { id, document, form, work, candidates, loci, text, quotations, via, certainty, line, column, url } =
    citation;
  const open = candidates.length === 0 ? {} : { candidates };
  const said = citation.speaker === undefined ? {} : { speaker: citation.speaker };
  // In `citations.json` a place has no book: others go by the members that it has.
  const places = { loci: loci.map(({ book: _, ...place }) => place) };
  const at = { line, column, url };
  return { id, document, form, work, ...open, ...places, text, quotations, ...said, via, certainty, ...at };
}

/** The index `quotations.json`, as the contract shapes it. */
export function quotationsIndex(edition: EditionName | null): EditionIndex {
  return jsonIndex("quotations.json", { edition }, "quotations", ({ quotations }) =>
    quotations.map(quotationMembers),
  );
}

function quotationMembers(quotation: QuotationRecord): object {
  const { id, document, text, words, display, citation, work, speaker, within, line, column, url } =
    quotation;
  const { passage } = quotation;
  const place = { line, column, url };
  const said = { text: orNull(text), words, display, citation, work, speaker, within };
  const own = { id, document, ...said, ...place };
  return passage === undefined ? own : { ...own, passage };
}

/** The index `speeches.json`, as the contract shapes it. */
export function speechesIndex(edition: EditionName | null): EditionIndex {
  return jsonIndex("speeches.json", { edition }, "speeches", ({ speeches }) => speeches.map(speechMembers));
}

function speechMembers(speech: SpeechRecord): object {
  const { id, document, who, label, text, words, quotation, line, column, url } = speech;
  return { id, document, who, label, text: orNull(text), words, quotation, line, column, url };
}

/** What is absent is null: a speech of gestures has no words, nor has a quotation that is only pointed to. */
function orNull(text: string): string | null {
  return text === "" ? null : text;
}

/** `works.json`: the works of the register as CSL-JSON. */
export function worksJson(works: Iterable<Work>): string {
  return json([...works].map(cslItem));
}

const CSV_HEADER =
  "id document form work candidates loci text quotations via speaker certainty line column url";

/** The index `citations.csv`: a line for each citation. */
export const CITATIONS_CSV: EditionIndex = csvIndex("citations.csv", CSV_HEADER, ({ citations }) =>
  citations.map(citationCells),
);

function citationCells(citation: CitationRecord): CsvCell[] {
  const { id, document, form, work, candidates, loci, text, quotations, via, certainty, line, column, url } =
    citation;
  const places = loci.map(locusWords).join("; ");
  const lists = [quotations, via].map((ids) => ids.join(" "));
  return [
    id,
    document,
    form,
    work,
    candidates.join(" "),
    places,
    text,
    ...lists,
    citation.speaker ?? null,
    certainty,
    line,
    column,
    url,
  ];
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
