import {
  hasText,
  type ReadSource,
  type SoundDocument,
  type Source,
  wholeParts,
} from "../../edition/index.ts";
import type { PackedText, Reading } from "../../render/index.ts";
import type { DocumentCheck, Finding } from "../../report/index.ts";
import {
  type Anchors,
  anchorsOf,
  type EntryAddress,
  entryAddresses,
  hasRelations,
  type Registers,
  type RowStep,
} from "../../resolve/index.ts";
import type { DocumentSummary, Moved, PlacedRecords, SiteDocument } from "../../site/index.ts";
import { normalPath } from "../../tree/index.ts";
import { keyOf } from "../cache/document-cache.ts";
import { sizeOf } from "./document-source.ts";
import type { Sequence } from "./rows.ts";

/** What is asked for besides the checks. */
export interface Wanted {
  readonly checks: readonly DocumentCheck[];
  readonly hasCitations: boolean;
  readonly hasPage: boolean;
  /** Whether its records go into indexes. */
  readonly isIndexed: boolean;
  /** The reading of the plain text, or null where none is asked for. */
  readonly reading: Reading | null;
  readonly xinclude: boolean;
}

const SINGLE_CHECKS: readonly DocumentCheck[] = ["wellformed", "schema", "schematron"];

/** What a document says of itself, known before the others are. */
export interface Outline {
  readonly id: string;
  readonly path: string;
  readonly bytes: number;
  /** Null where it could not be read. */
  readonly anchors: Anchors | null;
  readonly hasText: boolean;
  readonly entries: readonly EntryAddress[];
  /** Whether it tells of entries, its own or others', how they are related. */
  readonly hasRelations: boolean;
  readonly wholeParts: readonly string[];
  /** The files it includes that are TEI documents by themselves. */
  readonly teiParts: readonly string[];
  readonly findings: readonly Finding[];
}

/** What was made of a document. */
export interface MadeDocument {
  /** What is kept of its page, by this key; null where it has none. */
  readonly pageKey: string | null;
  readonly findings: readonly Finding[];
  /** The same with the suppressions left out of account, where there are some. */
  readonly unsuppressed: readonly Finding[] | null;
  readonly schemaless: readonly string[];
  readonly isLeft: boolean;
  /** What is known of its citations, quotations, speeches and names is kept by this; null where that was not asked for. */
  readonly recordsKey: string | null;
  /** What pages that join documents say of the same is kept by this, as {@link KeptRecords}; null where it has no page. */
  readonly briefKey: string | null;
  readonly steps: readonly RowStep[];
  /** What its page links to that may not be there: ids and pages of other documents, and pictures. */
  readonly links: readonly string[];
  /** The addresses on its own page that it links to and at which there is nothing. */
  readonly dead: readonly string[];
  /** What its reading text is kept by; null where it has none or none was asked for. */
  readonly textKey: string | null;
  /** What pages that join documents say of it, dead links and all; null where it has no page. */
  readonly summary: DocumentSummary | null;
}

/** What other documents and the pages that join them may ask of the records and the page of one: too much to be held of all. */
export interface KeptRecords extends PlacedRecords {
  readonly ids: readonly string[];
}

/** A document that was looked at by itself; `made` is null where others may matter. */
export interface SingleDocument {
  readonly outline: Outline;
  readonly made: MadeDocument | null;
}

/** Gives a document that stands by itself and in which nothing is wrong. */
export function soundDocument(source: Source, sound: SoundDocument): SingleDocument {
  const { id, path } = source;
  const anchors = { document: id, path: normalPath(path), parts: [], isComplete: true, elements: NO_IDS };
  const nothing = { entries: [], hasRelations: false, wholeParts: [], teiParts: [], findings: [] };
  return {
    outline: { id, path, bytes: sizeOf(source), anchors, hasText: sound.hasText, ...nothing },
    made: { ...NOTHING_MADE, pageKey: null, findings: [] },
  };
}

/** Whether all that is wanted of a document can be said without looking at the others. */
export function isSingle({ checks, hasCitations, hasPage, reading, xinclude }: Wanted): boolean {
  const isShown = hasCitations || hasPage || reading !== null;
  return !isShown && !xinclude && checks.every((check) => SINGLE_CHECKS.includes(check));
}

/** The files of a document's page, and what was found when they were written. */
export interface MadePage {
  /** The key by which the files are kept. */
  readonly filesKey: string;
  readonly paths: readonly string[];
  readonly dead: readonly string[];
  readonly moved: Moved;
  /** Its front matter with the links alone that lead to something. */
  readonly front: DocumentSummary["front"];
}

/**
 * The key by which the passages of a document are kept for the search, beside the files of its page; of none there is a list,
 * too.
 */
export function passagesKey(filesKey: string): string {
  return keyOf("passages", filesKey);
}

/** What a document's page is made of. */
export type ShownPage = Omit<SiteDocument, "tei" | "records">;

/** The same as it is kept. */
export type KeptPage = Omit<ShownPage, "text"> & { readonly text: PackedText };

/**
 * A reading text that is kept by itself, as the bytes that are written of it: text of other letters than Latin takes twice as
 * many.
 */
export interface KeptText {
  readonly readingText: Uint8Array;
}

/** A document that others can point to: its ids are looked up when somebody asks for them, since of all they are too many. */
export interface JoinedDocument {
  readonly id: string;
  readonly path: string;
  readonly hash: string;
  readonly hasText: boolean;
  /** The files that XInclude put into it. */
  readonly parts: readonly string[];
  readonly isComplete: boolean;
}

/** What all documents of an edition say of themselves. */
export interface Joined {
  readonly documents: Sequence<JoinedDocument>;
  /** The keys of entries by their addresses. */
  readonly keys: ReadonlyMap<string, string>;
  readonly registers: Registers;
  /** So many of the documents, which stand first, are the edition's: each of them that has a text has a page. */
  readonly own: number;
}

/** Registers without entries. */
export const NO_REGISTERS: Registers = {
  people: new Map(),
  places: new Map(),
  organisations: new Map(),
  events: new Map(),
  objects: new Map(),
  works: new Map(),
  byAddress: new Map(),
};

/** What comes of a document that cannot be read. */
export const NOTHING_MADE: Omit<MadeDocument, "pageKey" | "findings"> = {
  unsuppressed: null,
  schemaless: [],
  isLeft: false,
  recordsKey: null,
  briefKey: null,
  steps: [],
  links: [],
  dead: [],
  textKey: null,
  summary: null,
};

/**
 * Gives what a document says of itself, from what came of reading it. Of one that is looked at by itself nobody asks for its
 * ids and entries.
 */
export function outlineOf(source: Source, read: ReadSource, isAlone: boolean): Outline {
  const { id, path } = source;
  const { tree, findings, isComplete, parts } = read;
  const document = tree === null ? null : { id, tree, isComplete };
  return {
    id,
    path,
    bytes: sizeOf(source),
    anchors: document === null ? null : isAlone ? withoutIds(document) : anchorsOf(document),
    hasText: tree !== null && hasText(tree),
    entries: document === null || isAlone ? [] : entryAddresses(document),
    hasRelations: tree !== null && !isAlone && hasRelations(tree),
    wholeParts: wholeParts(read),
    teiParts: parts
      .filter((part) => part.tree.root.isTei("TEI", "teiCorpus"))
      .map((part) => normalPath(part.tree.path)),
    findings,
  };
}

function withoutIds({ id, tree, isComplete }: Parameters<typeof anchorsOf>[0]): Anchors {
  return {
    document: id,
    path: normalPath(tree.path),
    parts: [],
    isComplete: isComplete !== false,
    elements: NO_IDS,
  };
}

const NO_IDS: Anchors["elements"] = new Map();
