import type { Finding } from "../report/index.ts";
import {
  ascriptionOf,
  indexWorks,
  type LinkScope,
  pageOfDocument,
  type Registers,
  type WorkIndex,
} from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { citationFindings } from "./citation-findings.ts";
import { type Pointers, type ResolvedCitation, resolveCitations } from "./citations.ts";
import { divisionNames } from "./division-name.ts";
import { documentPointers } from "./document-pointers.ts";
import { findHeadwords } from "./headword.ts";
import { CITATION_LANGUAGES, type CitationLanguage } from "./languages/index.ts";
import { findLetters } from "./letters.ts";
import { findMentions } from "./mention.ts";
import { findQuotations } from "./quotation.ts";
import { checkQuotations } from "./quotation-passage.ts";
import type { QuotationSources } from "./quotation-source.ts";
import { recordIds } from "./record-ids.ts";
import { type Found, type Ids, type RowRecord, recordMaker } from "./record-maker.ts";
import type { DocumentRecords } from "./records.ts";
import { pointerCitations, type Vouched, vouchFor } from "./sources.ts";
import { findSpeeches, type IsSpeech } from "./speech.ts";

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
  /** The texts of works that quotations are held against; none when absent. */
  readonly sources?: QuotationSources;
  /** The address of a record on the site; the document's page and the record's id when absent. */
  readonly url?: (id: string | null, node: XmlNode) => string;
  /** Which elements of the edition's own are speeches, as its models know; those with a `speaker` alone when absent. */
  readonly isSpeech?: IsSpeech;
  /** The id that a passage has on its page where the document gives it none; no passage has one when absent. */
  readonly passageId?: Found["passageId"];
  /** Whether records are made, as indexes and pages need them; a check needs what is wrong alone. They are, when absent. */
  readonly isRecorded?: boolean;
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
  const { registers, sources = NO_SOURCES, isRecorded = true } = options;
  const understood = understand(tree, options);
  const { written, quotations } = understood;
  const citations = [...written, ...pointerCitations(quotations, written)].sort(
    (one, other) => one.node.row - other.node.row,
  );
  const { passages, findings } = checkQuotations(quotations, citations, sources);
  const kept = isRecorded
    ? recorded(tree, { ...understood, citations, passages }, options)
    : { records: noRecords(options.id), rows: new Map<number, RowRecord>() };
  return { ...kept, findings: [...citationFindings(citations, registers), ...findings] };
}

/** The records of a document of which none are made. */
export function noRecords(document: string): DocumentRecords {
  return { document, citations: [], quotations: [], speeches: [], mentions: [], letters: [], headwords: [] };
}

interface ToRecord extends Understood {
  readonly citations: readonly ResolvedCitation[];
  readonly passages: NonNullable<Found["passages"]>;
}

function recorded(
  tree: Tree,
  { pointers, citations, quotations, passages }: ToRecord,
  { id: document, registers, url, isSpeech, passageId = () => null }: CiteOptions,
): Omit<CitedDocument, "findings"> {
  const speeches = findSpeeches(tree, isSpeech);
  const placeOf = passagePlace();
  const quotationIds = idsOf(
    quotations.map(({ quotation }) => quotation.node),
    recordIds(tree, "quo", placeOf),
  );
  const speechIds = idsOf(
    speeches.map(({ node }) => node),
    recordIds(tree, "sp", placeOf),
  );
  const found = { tree, document, pointers, citations, quotations, quotationIds, passages, speechIds };
  const make = recordMaker({ ...found, url, passageId });
  const records: DocumentRecords = {
    document,
    citations: citations.map(make.citation),
    quotations: quotations.map(make.quotation),
    speeches: speeches.map(make.speech),
    mentions: findMentions(tree, registers, pointers).map(make.mention),
    letters: findLetters(tree, document, pageOfDocument(document), pointers),
    headwords: findHeadwords(tree).map(make.headword),
  };
  return { records, rows: make.rows };
}

const NO_SOURCES: QuotationSources = { of: () => null };

/** What a document cites and quotes, with the nodes. */
export interface Understood {
  readonly pointers: Pointers;
  readonly written: readonly ResolvedCitation[];
  readonly quotations: readonly Vouched[];
}

/** Reads and resolves the citations of a document, and finds for its quotations the citations that vouch for them. */
export function understand(tree: Tree, options: CiteOptions): Understood {
  const { id: document, registers, scope, languages = CITATION_LANGUAGES } = options;
  const pointers = documentPointers(document, registers, scope);
  const works = options.works ?? indexWorks(registers);
  const written = resolveCitations({ document, tree, registers, works, pointers, languages });
  return { pointers, written, quotations: vouchFor(findQuotations(tree), written, pointers, registers) };
}

/** Few words are said often in a text, so who says them and in which division has a part in the id of a speech or quotation. */
function passagePlace(): (node: XmlNode) => string {
  const divisionOf = divisionNames();
  return (node) => `${ascriptionOf(node)}\n${divisionOf(node)}`;
}

function idsOf(nodes: readonly XmlNode[], idOf: (node: XmlNode) => string): Ids {
  return new Map(nodes.map((node) => [node.row, idOf(node)]));
}
