import { type CsvCell, writeCsv } from "../formats/index.ts";
import type { Entry, Registers } from "../resolve/index.ts";
import { cslItem } from "./csl.ts";
import type {
  CitationRecord,
  DocumentRecords,
  MentionRecord,
  QuotationRecord,
  SpeechRecord,
} from "./records.ts";
import { locusWords } from "./reference.ts";

/** What the indexes say of the edition they are of; null where there is no configuration. */
export interface EditionName {
  readonly id: string;
  readonly title: string;
  readonly version: string;
}

type Documents = readonly DocumentRecords[];

/** `citations.json`, as the contract shapes it. */
export function citationsJson(edition: EditionName | null, documents: Documents): string {
  return json({ edition, citations: documents.flatMap(({ citations }) => citations).map(citationMembers) });
}

/** The members of a citation that leave the program, in their order. */
export function citationMembers(citation: CitationRecord): object {
  const { id, document, form, work, candidates, loci, text, quotations, via, certainty, line, column, url } =
    citation;
  const open = candidates.length === 0 ? {} : { candidates };
  return { id, document, form, work, ...open, loci, text, quotations, via, certainty, line, column, url };
}

/** `quotations.json`, as the contract shapes it. */
export function quotationsJson(edition: EditionName | null, documents: Documents): string {
  return json({
    edition,
    quotations: documents.flatMap(({ quotations }) => quotations).map(quotationMembers),
  });
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

/** `speeches.json`, as the contract shapes it. */
export function speechesJson(edition: EditionName | null, documents: Documents): string {
  return json({ edition, speeches: documents.flatMap(({ speeches }) => speeches).map(speechMembers) });
}

function speechMembers(speech: SpeechRecord): object {
  const { id, document, who, label, text, words, quotation, line, column, url } = speech;
  return { id, document, who, label, text: orNull(text), words, quotation, line, column, url };
}

/** What is absent is null: a speech of gestures has no words, nor has a quotation that is only pointed to. */
function orNull(text: string): string | null {
  return text === "" ? null : text;
}

/** An entry of a register with the places where it is named. */
export interface EntryMentions {
  readonly key: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly ref: string | null;
  readonly mentions: readonly Omit<MentionRecord, "key">[];
}

/** Gives the entries of a register with their mentions, in the register's order. */
export function withMentions(entries: Iterable<Entry>, documents: Documents): readonly EntryMentions[] {
  const byKey = new Map<string, MentionRecord[]>();
  for (const mention of documents.flatMap(({ mentions }) => mentions)) {
    const known = byKey.get(mention.key);
    if (known === undefined) byKey.set(mention.key, [mention]);
    else known.push(mention);
  }
  return [...entries].map(({ key, name, names, ref }) => {
    const mentions = (byKey.get(key) ?? []).map(({ document, text, line, column, url }) => ({
      document,
      text,
      line,
      column,
      url,
    }));
    return { key, name, names, ref, mentions };
  });
}

/** `people.json`, as the contract shapes it. */
export function peopleJson(edition: EditionName | null, registers: Registers, documents: Documents): string {
  return json({ edition, people: withMentions(registers.people.values(), documents) });
}

/** `places.json`: as `people.json`, of places. */
export function placesJson(edition: EditionName | null, registers: Registers, documents: Documents): string {
  return json({ edition, places: withMentions(registers.places.values(), documents) });
}

/** `organisations.json`: as `people.json`, of organisations. */
export function organisationsJson(
  edition: EditionName | null,
  registers: Registers,
  documents: Documents,
): string {
  return json({ edition, organisations: withMentions(registers.organisations.values(), documents) });
}

/** `works.json`: the works of the register as CSL-JSON. */
export function worksJson(registers: Registers): string {
  return json([...registers.works.values()].map(cslItem));
}

const CSV_HEADER =
  "id document form work candidates loci text quotations via certainty line column url".split(" ");

/** `citations.csv`: a line for each citation. */
export function citationsCsv(documents: Documents): string {
  return writeCsv(CSV_HEADER, documents.flatMap(({ citations }) => citations).map(citationCells));
}

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
    certainty,
    line,
    column,
    url,
  ];
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
