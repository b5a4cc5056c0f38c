import type { Finding } from "../report/index.ts";
import {
  entryOf,
  indexWorks,
  type LinkScope,
  pageOfDocument,
  type Registers,
  resolvePointer,
  type WorkIndex,
} from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { citationFindings } from "./citation-findings.ts";
import { CITATION_LANGUAGES, type CitationLanguage } from "./citation-words.ts";
import { type Pointers, type ResolvedCitation, resolveCitations } from "./citations.ts";
import { findMentions } from "./mention.ts";
import { findQuotations, type Quotation } from "./quotation.ts";
import { recordIds } from "./record-ids.ts";
import {
  type CitationRecord,
  countWords,
  type DocumentRecords,
  type MentionRecord,
  type Place,
  type QuotationRecord,
  type SpeechRecord,
} from "./records.ts";
import { pointerCitations, type Vouched, vouchFor } from "./sources.ts";
import { findSpeeches, speakersOf } from "./speech.ts";

/** What a document is cited with. */
export interface CiteOptions {
  /** The document's id: its path under `tei/`, without the extension. */
  readonly id: string;
  readonly registers: Registers;
  readonly scope: LinkScope;
  /** The works of the registers, made ready once for all documents; made here when absent. */
  readonly works?: WorkIndex;
  /** Languages of citation words; those known when absent. */
  readonly languages?: readonly CitationLanguage[];
  /** The address of a record on the site; the document's page and the record's id when absent. */
  readonly url?: (id: string | null, node: XmlNode) => string;
}

/** A record that an element has become. */
export interface RowRecord {
  readonly kind: "citation" | "quotation" | "speech";
  readonly id: string;
}

/** What is known of a document: records to keep, the elements they stand for, and what is wrong with its citations. */
export interface CitedDocument {
  readonly records: DocumentRecords;
  /** From the row of each element in the tree to its record: what a page needs for anchors and explanations. */
  readonly rows: ReadonlyMap<number, RowRecord>;
  readonly findings: readonly Finding[];
}

/** Reads the citations, quotations, speeches and names of a document and resolves them by the registers of the edition. */
export function citeDocument(tree: Tree, options: CiteOptions): CitedDocument {
  const { registers, languages = CITATION_LANGUAGES, works = indexWorks(options.registers) } = options;
  const pointers = pointersOf(options);
  const written = resolveCitations({ tree, registers, works, pointers, languages });
  const quotations = vouchFor(findQuotations(tree), written, pointers, registers);
  const quotationIds = idsOf(
    quotations.map(({ quotation }) => quotation.node),
    recordIds(tree, "quo"),
  );
  const citations = [...written, ...pointerCitations(quotations, written, tree)].sort(
    (one, other) => one.node.row - other.node.row,
  );
  const speeches = findSpeeches(tree);
  const speechIds = idsOf(
    speeches.map(({ node }) => node),
    recordIds(tree, "sp"),
  );
  const rows = rowRecords(citations, quotationIds, speechIds);
  const places = placer(tree, options, rows);
  const records: DocumentRecords = {
    document: options.id,
    citations: citations.map((citation) => citationRecord(citation, quotations, quotationIds, places)),
    quotations: quotations.map((vouched) =>
      quotationRecord(vouched, citations, quotationIds, pointers, places),
    ),
    speeches: speeches.map((speech) =>
      speechRecord(speech, speechIds, quotations, quotationIds, pointers, places),
    ),
    mentions: findMentions(tree, registers, pointers).map(
      ({ node, key, text }): MentionRecord => ({ key, text, ...places(node, null) }),
    ),
  };
  return { records, rows, findings: citationFindings(written, registers) };
}

type Ids = ReadonlyMap<number, string>;

function idsOf(nodes: readonly XmlNode[], idOf: (node: XmlNode) => string): Ids {
  return new Map(nodes.map((node) => [node.row, idOf(node)]));
}

/** Follows the pointers of a document to the registers; what `@who` leads to counts even where it is no entry. */
function pointersOf({ id, registers, scope }: CiteOptions): Pointers {
  const keyOf = (node: XmlNode, pointer: string): string | null => {
    const target = resolvePointer(pointer, node, id, scope);
    if (target.kind === "element")
      return registers.byAddress.get(`${target.document}#${target.id}`)?.key ?? null;
    return entryOf(registers, pointer)?.key ?? null;
  };
  return {
    keyOf,
    keyOfName: (name) =>
      ["ref", "key"]
        .map((attribute) => keyIn(name.get(attribute), name, keyOf))
        .find((key) => key !== null) ?? null,
    agentOf: (node, pointer) => {
      const target = resolvePointer(pointer, node, id, scope);
      return keyOf(node, pointer) ?? (target.kind === "element" ? target.id : null);
    },
  };
}

function keyIn(value: string | null, name: XmlNode, keyOf: Pointers["keyOf"]): string | null {
  const pointers = value === null ? [] : value.split(/\s+/u).filter((pointer) => pointer !== "");
  return pointers.map((pointer) => keyOf(name, pointer)).find((key) => key !== null) ?? null;
}

function rowRecords(
  citations: readonly ResolvedCitation[],
  quotations: Ids,
  speeches: Ids,
): Map<number, RowRecord> {
  const rows = new Map<number, RowRecord>(
    citations.map(({ node, id }) => [node.row, { kind: "citation", id }]),
  );
  for (const [row, id] of quotations) rows.set(row, { kind: "quotation", id });
  for (const [row, id] of speeches) rows.set(row, { kind: "speech", id });
  return rows;
}

type Placer = (node: XmlNode, id: string | null) => Place;

/** Gives line, column and address of an element; without an id of its own the nearest one above it is its address. */
function placer(tree: Tree, options: CiteOptions, rows: ReadonlyMap<number, RowRecord>): Placer {
  const page = pageOfDocument(options.id);
  const url = options.url ?? ((id) => (id === null ? page : `${page}#${id}`));
  return (node, id) => ({
    document: options.id,
    ...tree.lines.position(node.start),
    url: url(id ?? anchorAbove(node, rows), node),
  });
}

function anchorAbove(node: XmlNode, rows: ReadonlyMap<number, RowRecord>): string | null {
  for (const at of [node, ...node.ancestors()]) {
    const id = at.get("xml:id") ?? rows.get(at.row)?.id;
    if (id !== undefined && id !== null) return id;
  }
  return null;
}

function citationRecord(
  citation: ResolvedCitation,
  quotations: readonly Vouched[],
  ids: Ids,
  places: Placer,
): CitationRecord {
  const { id, node, reading, resolution } = citation;
  const own = quotations
    .filter((vouched) => vouched.citation === id)
    .map(({ quotation }) => ids.get(quotation.node.row)!);
  const anchor = ids.get(node.row) ?? id;
  return {
    id,
    form: reading.form,
    work: resolution.work,
    loci: resolution.loci,
    text: reading.text,
    quotations: own,
    via: resolution.via,
    certainty: resolution.certainty,
    candidates: resolution.candidates,
    rule: resolution.rule,
    ...places(node, anchor),
  };
}

function quotationRecord(
  vouched: Vouched,
  citations: readonly ResolvedCitation[],
  ids: Ids,
  pointers: Pointers,
  places: Placer,
): QuotationRecord {
  const { quotation, citation } = vouched;
  const id = ids.get(quotation.node.row)!;
  return {
    id,
    text: quotation.text,
    words: countWords(quotation.text),
    display: quotation.display,
    citation,
    work: citations.find((each) => each.id === citation)?.resolution.work ?? null,
    speaker: speakerOf(quotation, pointers),
    within: quotation.within === null ? null : (ids.get(quotation.within.node.row) ?? null),
    ...places(quotation.node, id),
  };
}

/** Who speaks a quotation: whom its `@who` names, or the only one who speaks in it. */
function speakerOf({ node }: Quotation, pointers: Pointers): string | null {
  const own = speakersOf(node, pointers.agentOf);
  const inside =
    own.length > 0
      ? own
      : [...new Set([...node.descendantElements("sp")].flatMap((sp) => speakersOf(sp, pointers.agentOf)))];
  return inside.length === 1 ? inside[0]! : null;
}

function speechRecord(
  speech: ReturnType<typeof findSpeeches>[number],
  speechIds: Ids,
  quotations: readonly Vouched[],
  ids: Ids,
  pointers: Pointers,
  places: Placer,
): SpeechRecord {
  const { node, label, text } = speech;
  const id = speechIds.get(node.row)!;
  const holding = quotations.findLast(({ quotation }) => quotation.node.contains(node));
  return {
    id,
    who: speakersOf(node, pointers.agentOf),
    label,
    text,
    words: countWords(text),
    quotation: holding === undefined ? null : ids.get(holding.quotation.node.row)!,
    ...places(node, id),
  };
}
