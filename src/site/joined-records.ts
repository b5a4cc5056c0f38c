import {
  type CitationRecord,
  type Groups,
  HeldGroups,
  type MentionRecord,
  type QuotationRecord,
  type SpeechRecord,
} from "../cite/index.ts";
import type { Passages } from "./context-line.ts";
import { placedRecords } from "./document-files.ts";
import { groupedBy } from "./grouping.ts";
import type { PlacedRecords, SiteDocument } from "./records.ts";

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

/**
 * What the pages that join documents list: the records of all, one document after the other, sorted by what they are of.
 * Which documents say something of an entry is known without reading what they say: a page that is kept needs no more.
 */
export class JoinedRecords {
  readonly #groups: Groups;
  /** How often entries are named, works cited and quoted, by kind and key. */
  readonly #counts = new Map<string, number>();
  /** The documents that have something in a group. */
  readonly #documents = new Map<string, string[]>();
  readonly #speaking: SpeechesIn[] = [];

  /** All records together may be more than fits into memory; whoever knows a better place gives it. */
  constructor(groups: Groups = new HeldGroups()) {
    this.#groups = groups;
  }

  /** Adds the records of a document, after those of the documents before it. */
  add(document: string, given: PlacedRecords): void {
    const { records, passages, positions } = placedRecords(document, given);
    const placed = <T extends { readonly url: string }>(each: T): Placed<T> => ({
      ...each,
      at: positions.get(each.url.split("#")[1] ?? "") ?? null,
    });
    const speeches = records.speeches.map(placed);
    this.#addMentions(document, records.mentions.map(placed), passages);
    this.#addSpeeches(document, speeches);
    this.#addCitations(document, records.citations.map(placed), records.quotations);
    this.#addQuotations(document, records.quotations, records.citations);
    if (records.letters.length > 0) this.#groups.add("letters", records.letters);
  }

  /** Where an entry of a register is named, document by document. */
  named(key: string): readonly NamedIn[] {
    return [...this.#groups.get(`named ${key}`)] as NamedIn[];
  }

  /** The documents in which an entry of a register is named. */
  namedIn(key: string): readonly string[] {
    return this.#documents.get(`named ${key}`) ?? [];
  }

  /** How often an entry of a register is named. */
  namedCount(key: string): number {
    return this.#counts.get(`named ${key}`) ?? 0;
  }

  /** What someone speaks, document by document. */
  spoken(key: string): readonly SpokenIn[] {
    return [...this.#groups.get(`spoken ${key}`)] as SpokenIn[];
  }

  /** Where a work is cited, document by document; null for what no work is known for. */
  cited(work: string | null): readonly CitedIn[] {
    return [...this.#groups.get(`cited ${work ?? ""}`)] as CitedIn[];
  }

  /** The documents in which someone speaks. */
  spokenIn(key: string): readonly string[] {
    return this.#documents.get(`spoken ${key}`) ?? [];
  }

  /** The documents in which a work is cited. */
  citedIn(work: string): readonly string[] {
    return this.#documents.get(`cited ${work}`) ?? [];
  }

  /** How often a work is cited. */
  citedCount(work: string): number {
    return this.#counts.get(`cited ${work}`) ?? 0;
  }

  /** How often a work is quoted. */
  quotedCount(work: string): number {
    return this.#counts.get(`quoted ${work}`) ?? 0;
  }

  /** The quotations of the documents that have some. */
  get quotations(): Iterable<QuotedIn> {
    return this.#groups.get("quotations") as Iterable<QuotedIn>;
  }

  /** The documents that have speeches, in their order. */
  get speaking(): readonly SpeechesIn[] {
    return this.#speaking;
  }

  /** The speeches of a document. */
  speeches(document: string): readonly Placed<SpeechRecord>[] {
    return ([...this.#groups.get(`speeches ${document}`)] as Placed<SpeechRecord>[][]).flat();
  }

  /** The letters of all documents. */
  get letters(): Letters {
    return [...(this.#groups.get("letters") as Iterable<Letters>)].flat();
  }

  /** Adds what a document has to a group. */
  #put(group: string, value: NamedIn | SpokenIn | CitedIn): void {
    const documents = this.#documents.get(group);
    if (documents === undefined) this.#documents.set(group, [value.document]);
    else documents.push(value.document);
    this.#groups.add(group, value);
  }

  #count(name: string, by: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  #addMentions(document: string, all: readonly Placed<MentionRecord>[], passages: Passages): void {
    for (const [key, mentions] of groupedBy(all, (each) => each.key)) {
      const own = [...new Set(mentions.map(({ url }) => url))].flatMap((url) => {
        const words = passages.get(url);
        return words === undefined ? [] : [[url, words] as const];
      });
      this.#count(`named ${key}`, mentions.length);
      this.#put(`named ${key}`, { document, mentions, passages: own });
    }
  }

  /** A speech of several is each one's. */
  #addSpeeches(document: string, speeches: readonly Placed<SpeechRecord>[]): void {
    if (speeches.length === 0) return;
    this.#groups.add(`speeches ${document}`, speeches);
    this.#speaking.push({ document, speakers: [...new Set(speeches.flatMap(({ who }) => who))] });
    const pairs = speeches.flatMap((speech) => [...new Set(speech.who)].map((key) => ({ key, speech })));
    for (const [key, own] of groupedBy(pairs, (each) => each.key)) {
      const words = own.reduce((sum, { speech }) => sum + speech.words, 0);
      const at = own.map(({ speech }) => speech.at);
      this.#put(`spoken ${key}`, { document, words, at });
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
      this.#count(`cited ${work}`, citations.length);
      this.#put(`cited ${work}`, { document, citations, quotations: own });
    }
  }

  #addQuotations(
    document: string,
    quotations: readonly QuotationRecord[],
    citations: readonly CitationRecord[],
  ): void {
    if (quotations.length === 0) return;
    for (const { work } of quotations) this.#count(`quoted ${work ?? ""}`, 1);
    const ids = new Set(quotations.map(({ citation }) => citation));
    const own = citations.filter(({ id }) => ids.has(id));
    this.#groups.add("quotations", { document, quotations, citations: own } satisfies QuotedIn);
  }
}
