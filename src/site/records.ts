import type { CitableText, DocumentRecords, Run } from "../cite/index.ts";
import { type FrontMatter, hasText, type RenderedText } from "../render/index.ts";
import type { Registers } from "../resolve/index.ts";
import { type Alphabet, alphabetOfTexts } from "./alphabet.ts";
import type { Passages } from "./context-line.ts";
import type { JoinedRecords } from "./joined-records.ts";
import type { SiteSettings } from "./settings.ts";
import type { Tally } from "./tally.ts";

/** A file of the site: its path below the site's folder, with slashes, and its bytes. */
export interface SiteFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the configuration says of the edition; absent is null. */
export interface SiteEdition {
  readonly title: string | null;
  readonly version: string | null;
  /** Where the site will stand, with a final slash; null where it is not known. */
  readonly siteUrl: string | null;
  /** How the site is made; as {@link SETTINGS} says where absent. */
  readonly settings?: SiteSettings;
}

/** A document, rendered: what its page is made of. */
export interface SiteDocument {
  readonly id: string;
  readonly front: FrontMatter;
  readonly text: RenderedText;
  /** Whether it is a register, with pages of its entries: no text to be read. */
  readonly isRegister?: boolean;
  readonly records: Omit<DocumentRecords, "document">;
  /** What pages of its parts cannot be called, since other texts have these addresses, as {@link takenNames} says; nothing where absent. */
  readonly taken?: readonly string[];
  /** How it is divided, for programs; not given where absent. */
  readonly citable?: CitableText;
  /** The TEI as it was read, for download. */
  readonly tei: Uint8Array;
  /** The TEI to be handed out in its place, where that would run or load something in a browser. */
  readonly inertTei?: string;
  /** The reading text, for download. */
  readonly readingText: string;
  /** How many words of it are the text's, without registers behind it; all where absent. */
  readonly words?: number;
}

/** Whether a document is a description alone, as those of manuscripts are: its text has no words. */
export function isBare({ text, front }: SiteDocument): boolean {
  return front.source.length > 0 && text.notes.length === 0 && !hasText(text.html, /\S/u);
}

/** What the pages that join documents say of one: small data, without its text and records, since that of all is there at once. */
export interface DocumentSummary {
  readonly id: string;
  readonly front: FrontMatter;
  /** Whether it is a register, with pages of its entries: no text to be read. */
  readonly isRegister: boolean;
  /** How many words its text has. */
  readonly words: number;
  /** The rules of the models' renditions; the same for every text of an edition. */
  readonly css: string;
  readonly counts: RecordCounts;
  readonly tally: Tally;
}

/** The documents that are texts to be read; all of them where they are registers alone. */
export function textsAmong(documents: readonly DocumentSummary[]): readonly DocumentSummary[] {
  const texts = documents.filter(({ isRegister }) => !isRegister);
  return texts.length === 0 ? documents : texts;
}

const ALPHABETS = new WeakMap<readonly DocumentSummary[], Alphabet>();

/** The alphabet in whose order registers are: that of the language of most texts. What is found once is known for all that ask. */
export function alphabetOfEdition({ documents }: Pick<JoinedContent, "documents">): Alphabet {
  const known = ALPHABETS.get(documents);
  if (known !== undefined) return known;
  const alphabet = alphabetOfTexts(textsAmong(documents).map(({ front }) => front.language));
  ALPHABETS.set(documents, alphabet);
  return alphabet;
}

const ONLY_TEXTS = new WeakMap<readonly DocumentSummary[], DocumentSummary | null>();

/** The text of an edition that has no other; null where there are several. What is found once is known for all that ask. */
export function onlyText(documents: readonly DocumentSummary[]): DocumentSummary | null {
  const known = ONLY_TEXTS.get(documents);
  if (known !== undefined) return known;
  const texts = textsAmong(documents);
  const only = texts.length === 1 ? texts[0]! : null;
  ONLY_TEXTS.set(documents, only);
  return only;
}

/** How many records a document has of each kind. */
export interface RecordCounts {
  readonly citations: number;
  readonly quotations: number;
  readonly speeches: number;
  readonly headwords: number;
}

/** The records of a document with what the pages that join documents say of the passages they point to. */
export interface PlacedRecords {
  /** {@link briefRecords} is enough. */
  readonly records: SiteDocument["records"];
  /** The passages in which someone or something of a register is named. */
  readonly passages: Passages;
  /** Where in its text the passages that records point to begin, from 0 to 1, by their ids. */
  readonly positions: ReadonlyMap<string, number>;
  /** The page that each id is on, where the text is in parts; empty where it is one page. */
  readonly places: ReadonlyMap<string, string>;
}

/** What the pages that join documents are made from. */
export interface JoinedContent {
  readonly edition: SiteEdition;
  readonly documents: readonly DocumentSummary[];
  /** The records of these documents. */
  readonly joined: JoinedRecords;
  readonly registers: Registers;
  /** The theme's stylesheet, as read from {@link THEME}; the edition's own rules are added to it. */
  readonly theme: string;
  /** Other files of the theme, by their names in `assets/`: what runs in the browser. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Whether the build makes an index for the search page. */
  readonly hasSearch?: boolean;
  /** Works written out, by their keys; as the site does it by itself where absent. */
  readonly references?: ReadonlyMap<string, readonly Run[]> | null;
  /** Gives pages that were made before; all are made where absent. */
  readonly keep?: KeepPage;
}

/** What of this the pages are made from that list records. */
export type Listing = Pick<JoinedContent, "edition" | "documents" | "joined" | "registers" | "keep">;

/** What a page that joins documents is made from, besides what all pages have in common. */
export interface PageOrigin {
  /** The ids of the documents of which it says anything. */
  readonly documents: Iterable<string>;
  /** What else it says: data. */
  readonly facts: unknown;
}

/** Gives the page at a path as it was made from the same before, or makes it. */
export type KeepPage = (path: string, origin: PageOrigin, make: () => SiteFile) => SiteFile;

/** Everything a site shows. */
export interface SiteContent {
  readonly edition: SiteEdition;
  readonly documents: readonly SiteDocument[];
  /** Gives a picture of the edition by its path in its folder, or null; where absent, all pictures are taken to be there. */
  readonly picture?: (path: string) => SiteFile | null;
  readonly registers: Registers;
  /** The theme's stylesheet, as read from {@link THEME}; the edition's own rules are added to it. */
  readonly theme: string;
  /** Other files of the theme, by their names in `assets/`: what runs in the browser. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Whether the build makes an index for the search page. */
  readonly hasSearch?: boolean;
  /** Works written out, by their keys; as the site does it by itself where absent. */
  readonly references?: ReadonlyMap<string, readonly Run[]> | null;
}

/** The language of a document, where it is known and other than that of the interface. */
export function languageOf(
  { documents, edition }: Pick<JoinedContent, "documents" | "edition">,
  id: string,
): string | null {
  const language = documentIn(documents, id)?.front.language ?? null;
  return language === edition.settings?.language ? null : language;
}

/** A document by its id. */
export function documentIn(documents: readonly DocumentSummary[], id: string): DocumentSummary | undefined {
  const at = placeOf(documents, id);
  return at === undefined ? undefined : documents[at];
}

const PLACES = new WeakMap<readonly DocumentSummary[], ReadonlyMap<string, number>>();

/** Where a document stands among the others; what is found once is known for all that ask. */
export function placeOf(documents: readonly DocumentSummary[], id: string): number | undefined {
  const known = PLACES.get(documents) ?? new Map(documents.map((document, at) => [document.id, at]));
  PLACES.set(documents, known);
  return known.get(id);
}

/** The pages that join documents show no more of a passage, in letters. */
const MOST_SHOWN = 500;

/** Gives records with their passages cut to what the pages that join documents show of them. */
export function briefRecords<Records extends SiteDocument["records"]>(records: Records): Records {
  const brief = <T extends { readonly text: string }>(each: T): T =>
    each.text.length <= MOST_SHOWN ? each : { ...each, text: each.text.slice(0, MOST_SHOWN) };
  return {
    ...records,
    quotations: records.quotations.map(brief),
    speeches: records.speeches.map(brief),
  };
}

/** How many records of a kind all documents have. */
export function countOf({ documents }: Pick<JoinedContent, "documents">, kind: keyof RecordCounts): number {
  return documents.reduce((sum, { counts }) => sum + counts[kind], 0);
}
