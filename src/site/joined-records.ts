import {
  type CitationRecord,
  type Groups,
  type HeadwordRecord,
  HeldGroups,
  type MentionRecord,
  type QuotationRecord,
  type SpeechRecord,
} from "../cite/index.ts";
import type { Passages } from "./context-line.ts";
import { placedRecords } from "./document-files.ts";
import { groupedBy } from "./grouping.ts";
import type { DocumentSummary, PlacedRecords, SiteDocument } from "./records.ts";

/** A record with where in its text it stands, from 0 to 1; null where that is not known. */
export type Placed<T> = T & { readonly at: number | null };

/** Where an entry of a register is named in one document, with the words of those passages. */
export interface NamedIn {
  readonly document: string;
  readonly mentions: readonly Placed<MentionRecord>[];
  /** The addresses of passages, each with its words. */
  readonly passages: readonly (readonly [string, string])[];
}

/** What someone speaks in one document. */
export interface SpokenIn {
  readonly document: string;
  readonly words: number;
  /** Where each speech begins. */
  readonly at: readonly (number | null)[];
}

/** Where a work is cited in one document, with the quotations that belong to it. */
export interface CitedIn {
  readonly document: string;
  readonly citations: readonly Placed<CitationRecord>[];
  readonly quotations: readonly QuotationRecord[];
}

/** The quotations of a document, with the citations they have. */
export interface QuotedIn {
  readonly document: string;
  readonly quotations: readonly QuotationRecord[];
  readonly citations: readonly CitationRecord[];
}

/** A document in which someone speaks. */
export interface SpeechesIn {
  readonly document: string;
  /** The keys of those who speak, each once. */
  readonly speakers: readonly string[];
}

type Letters = SiteDocument["records"]["letters"];

/** A document with what is told of its records without reading them. */
type Told = Pick<DocumentSummary, "id" | "tally" | "counts">;

/**
 * What the pages that join documents list: the records of documents, sorted by what they are of. Which documents say something
 * of an entry is known without reading what they say, and a document is read when somebody asks for an entry that it has to do
 * with: a page that is kept needs no more.
 */
export class JoinedRecords {
  readonly #groups: Groups;
  readonly #recordsOf: (id: string) => PlacedRecords;
  /** How often entries are named, works cited and quoted, by kind and key. */
  readonly #counts = new Map<string, number>();
  /** The documents that have something in a group, in their order. */
  readonly #documents = new Map<string, string[]>();
  readonly #speaking: SpeechesIn[] = [];
  readonly #places = new Map<string, number>();
  readonly #read = new Set<string>();

  /**
   * Takes what is told of documents, and who gives the records of one. All records together may be more than fits into memory;
   * whoever knows a better place gives it.
   */
  constructor(
    documents: readonly Told[],
    recordsOf: (id: string) => PlacedRecords,
    groups: Groups = new HeldGroups(),
  ) {
    this.#recordsOf = recordsOf;
    this.#groups = groups;
    // Lists of letters, as for exchange, say the same of those that the edition has itself.
    const hasLetters = documents.some(({ tally }) => tally.letters > 0 && !tally.isListOfLetters);
    for (const document of documents) this.#note(document, !(hasLetters && document.tally.isListOfLetters));
  }

  /** Reads the records of a document, unless they are read already. */
  add(document: string, recordsOf: (id: string) => PlacedRecords = this.#recordsOf): void {
    if (this.#read.has(document)) return;
    const { records, passages, positions } = placedRecords(document, recordsOf(document));
    this.#read.add(document);
    const placed = <T extends { readonly url: string }>(each: T): Placed<T> => ({
      ...each,
      at: positions.get(each.url.split("#")[1] ?? "") ?? null,
    });
    this.#addMentions(document, records.mentions.map(placed), passages);
    this.#addSpeeches(document, records.speeches.map(placed));
    this.#addCitations(document, records.citations.map(placed), records.quotations);
    this.#addQuotations(document, records.quotations, records.citations);
    if (records.letters.length > 0) this.#groups.add(`letters ${document}`, records.letters);
    if (records.headwords.length > 0) this.#groups.add(`headwords ${document}`, records.headwords);
  }

  /** Whether the records of a document are read. */
  has(document: string): boolean {
    return this.#read.has(document);
  }

  /** Where an entry of a register is named, document by document. */
  named(key: string): readonly NamedIn[] {
    return this.#inOrder<NamedIn>(`named ${key}`);
  }

  /** The documents in which an entry of a register is named. */
  namedIn(key: string): readonly string[] {
    return this.#documents.get(`named ${key}`) ?? [];
  }

  /** The document that alone names an entry of a register, has it speak, or is a letter from it or to it; null where none does, or several. */
  onlyDocumentOf(key: string): string | null {
    const has = [...this.namedIn(key), ...this.spokenIn(key), ...this.correspondedIn(key)];
    const [only, ...others] = new Set(has);
    return only === undefined || others.length > 0 ? null : only;
  }

  /** How often an entry of a register is named. */
  namedCount(key: string): number {
    return this.#counts.get(`named ${key}`) ?? 0;
  }

  /** What someone speaks, document by document. */
  spoken(key: string): readonly SpokenIn[] {
    return this.#inOrder<SpokenIn>(`spoken ${key}`);
  }

  /** Where a work is cited, document by document; null for what no work is known for. */
  cited(work: string | null): readonly CitedIn[] {
    return this.#inOrder<CitedIn>(`cited ${work ?? ""}`);
  }

  /** The documents in which someone speaks. */
  spokenIn(key: string): readonly string[] {
    return this.#documents.get(`spoken ${key}`) ?? [];
  }

  /** The documents in which a work is cited; null for what no work is known for. */
  citedIn(work: string | null): readonly string[] {
    return this.#documents.get(`cited ${work ?? ""}`) ?? [];
  }

  /** How often a work is cited. */
  citedCount(work: string): number {
    return this.#counts.get(`cited ${work}`) ?? 0;
  }

  /** How often a work is quoted. */
  quotedCount(work: string): number {
    return this.#counts.get(`quoted ${work}`) ?? 0;
  }

  /** The documents that quote something. */
  get quoting(): readonly string[] {
    return this.#documents.get("quotations") ?? [];
  }

  /** The keys of the works that documents quote; an empty one for what no work is known for. */
  get quotedWorks(): readonly string[] {
    return [...this.#counts.keys()]
      .filter((name) => name.startsWith("quoted "))
      .map((name) => name.slice("quoted ".length));
  }

  /** The quotations of the documents that have some. */
  get quotations(): Iterable<QuotedIn> {
    return this.#each("quotations") as Iterable<QuotedIn>;
  }

  /** The documents that have words of a dictionary. */
  get withHeadwords(): readonly string[] {
    return this.#documents.get("headwords") ?? [];
  }

  /** The words of all dictionaries. */
  get headwords(): readonly HeadwordRecord[] {
    return [...(this.#each("headwords") as Iterable<readonly HeadwordRecord[]>)].flat();
  }

  /** The documents that have speeches, in their order. */
  get speaking(): readonly SpeechesIn[] {
    return this.#speaking;
  }

  /** The speeches of a document. */
  speeches(document: string): readonly Placed<SpeechRecord>[] {
    this.add(document);
    return ([...this.#groups.get(`speeches ${document}`)] as Placed<SpeechRecord>[][]).flat();
  }

  /** The documents that have letters. */
  get corresponding(): readonly string[] {
    return this.#documents.get("letters") ?? [];
  }

  /** How many letters someone sent or received, or were sent from a place or received there. */
  letterCount(key: string): number {
    return this.#counts.get(`letters of ${key}`) ?? 0;
  }

  /** The documents that are or list letters which someone sent or received, or which a place sent or received. */
  correspondedIn(key: string): readonly string[] {
    return this.#documents.get(`letters of ${key}`) ?? [];
  }

  /** Those letters, document by document. */
  correspondence(key: string): Letters {
    return this.correspondedIn(key).flatMap((document) => {
      this.add(document);
      return [...(this.#groups.get(`letters ${document}`) as Iterable<Letters>)].flat();
    });
  }

  /** The letters of all documents. */
  get letters(): Letters {
    return [...(this.#each("letters") as Iterable<Letters>)].flat();
  }

  #note({ id, tally, counts }: Told, tellsOfLetters: boolean): void {
    this.#places.set(id, this.#places.size);
    const { named, speakers, speeches, cited, quoted, letters, correspondents } = tally;
    for (const [kind, tallied] of Object.entries({ named, cited, quoted }))
      for (const [key, count] of tallied) this.#count(`${kind} ${key}`, count);
    for (const [key] of named) this.#noteIn(`named ${key}`, id);
    for (const [key] of cited) this.#noteIn(`cited ${key}`, id);
    for (const key of speakers) this.#noteIn(`spoken ${key}`, id);
    if (quoted.length > 0) this.#noteIn("quotations", id);
    if (counts.headwords > 0) this.#noteIn("headwords", id);
    if (tellsOfLetters) {
      if (letters > 0) this.#noteIn("letters", id);
      for (const [key, count] of correspondents) {
        this.#noteIn(`letters of ${key}`, id);
        this.#count(`letters of ${key}`, count);
      }
    }
    if (speeches > 0) this.#speaking.push({ document: id, speakers });
  }

  #count(group: string, count: number): void {
    this.#counts.set(group, (this.#counts.get(group) ?? 0) + count);
  }

  #noteIn(group: string, document: string): void {
    const documents = this.#documents.get(group);
    if (documents === undefined) this.#documents.set(group, [document]);
    else documents.push(document);
  }

  /** What documents have in a group, read as far as they were not, in the order of the documents. */
  #inOrder<Value extends { readonly document: string }>(group: string): readonly Value[] {
    for (const document of this.#documents.get(group) ?? []) this.add(document);
    const placeOf = ({ document }: Value): number => this.#places.get(document)!;
    return ([...this.#groups.get(group)] as Value[]).sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** What documents have in groups of their own, one document after the other. */
  *#each(kind: string): Generator<unknown> {
    for (const document of this.#documents.get(kind) ?? []) {
      this.add(document);
      yield* this.#groups.get(`${kind} ${document}`);
    }
  }

  #addMentions(document: string, all: readonly Placed<MentionRecord>[], passages: Passages): void {
    for (const [key, mentions] of groupedBy(all, (each) => each.key)) {
      const own = [...new Set(mentions.map(({ url }) => url))].flatMap((url) => {
        const words = passages.get(url);
        return words === undefined ? [] : [[url, words] as const];
      });
      this.#groups.add(`named ${key}`, { document, mentions, passages: own } satisfies NamedIn);
    }
  }

  /** A speech of several is each one's. */
  #addSpeeches(document: string, speeches: readonly Placed<SpeechRecord>[]): void {
    if (speeches.length === 0) return;
    this.#groups.add(`speeches ${document}`, speeches);
    const pairs = speeches.flatMap((speech) => [...new Set(speech.who)].map((key) => ({ key, speech })));
    for (const [key, own] of groupedBy(pairs, (each) => each.key)) {
      const words = own.reduce((sum, { speech }) => sum + speech.words, 0);
      const at = own.map(({ speech }) => speech.at);
      this.#groups.add(`spoken ${key}`, { document, words, at } satisfies SpokenIn);
    }
  }

  #addCitations(
    document: string,
    all: readonly Placed<CitationRecord>[],
    quotations: readonly QuotationRecord[],
  ): void {
    for (const [work, citations] of groupedBy(all, (each) => each.work ?? "")) {
      const ids = new Set(citations.flatMap((citation) => citation.quotations));
      const own = quotations.filter(({ id }) => ids.has(id));
      this.#groups.add(`cited ${work}`, { document, citations, quotations: own } satisfies CitedIn);
    }
  }

  #addQuotations(
    document: string,
    quotations: readonly QuotationRecord[],
    citations: readonly CitationRecord[],
  ): void {
    if (quotations.length === 0) return;
    const ids = new Set(quotations.map(({ citation }) => citation));
    const own = citations.filter(({ id }) => ids.has(id));
    this.#groups.add(`quotations ${document}`, { document, quotations, citations: own } satisfies QuotedIn);
  }
}
