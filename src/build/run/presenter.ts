import { join } from "node:path";
import type { CitationLanguage, CitedDocument, DocumentRecords } from "../../cite/index.ts";
import type { EditionDocument, Watch } from "../../edition/index.ts";
import { citeOne, documentPage, passagesBy } from "../../edition.ts";
import {
  type CompiledModels,
  packText,
  type Reading,
  type RenderContext,
  renderText,
  textLanguage,
  unpackText,
} from "../../render/index.ts";
import {
  type LinkScope,
  pageOfDocument,
  parted,
  type Registers,
  type WorkIndex,
} from "../../resolve/index.ts";
import {
  addressesOn,
  briefRecords,
  idsOn,
  isLiveOn,
  type KeepPage,
  liveFrontOf,
  type Moved,
  makeDocumentFiles,
  makeOwnPages,
  movedOn,
  type OwnPages,
  PASSAGES,
  type PlacedRecords,
  pageContext,
  partText,
  recordsIn,
  type SiteDocument,
  type SiteFile,
  type SiteSettings,
  summarize,
  takenNames,
} from "../../site/index.ts";
import { citationLanguages } from "../citation-languages.ts";
import type { ColophonConfig } from "../configuration.ts";
import { openSources, type SourceShelf } from "../quotation-sources.ts";
import { siteSettings } from "../site-setup.ts";
import { JoinedKeys, type MadeWith } from "./joined-keys.ts";
import type { KeptPage, KeptRecords, MadeDocument, MadePage, ShownPage } from "./made-document.ts";
import type { PageTask } from "./task.ts";

/** What a presenter is opened for. */
export interface PresenterSetup {
  readonly folder: string;
  readonly prefix: string;
  readonly config: ColophonConfig;
  /** Gives the paths of all documents. */
  readonly paths: () => readonly string[];
  readonly watch: Watch;
}

/** The edition around a document. */
export interface Around {
  readonly registers: Registers;
  readonly scope: LinkScope;
  readonly works: WorkIndex;
  readonly pages: ReadonlySet<string>;
}

/**
 * Finds what a document cites, and shows it. It stands by itself, and is imported where it is wanted, because a check of a
 * few documents takes less time than loading what it needs.
 */
export class Presenter {
  readonly #languages: readonly CitationLanguage[];
  readonly #settings: SiteSettings;
  readonly #sources: SourceShelf;
  readonly #watch: Watch;

  constructor({ folder, prefix, config, paths, watch }: PresenterSetup) {
    this.#languages = citationLanguages(config);
    this.#settings = siteSettings(config, join(folder, prefix));
    this.#sources = openSources({ folder, prefix, config, paths, limits: config.limits ?? {} });
    this.#watch = watch;
  }

  /** Finds the citations of a document; `note` is told of the files that quotations are held against. */
  cite(
    document: EditionDocument,
    { registers, scope, works }: Omit<Around, "pages">,
    models: CompiledModels | null,
    note: (path: string) => void,
  ): CitedDocument {
    const sources = this.#sources.sources(note, (work) => registers.works.get(work)?.textFile ?? null);
    const languages = this.#languages;
    const options = { registers, scope, works, languages, sources, ...passagesBy(models) };
    return this.#watch("cite", document.path, () => citeOne(document, options));
  }

  /** Gives what the page of a document is made of. */
  page(document: EditionDocument, cited: CitedDocument, around: Around, models: CompiledModels): ShownPage {
    const context = this.context(document, cited, around, { models, reading: "edited" });
    const page = this.#watch("render", document.path, () => documentPage(document, models, context));
    const taken = takenNames(page, this.#settings, (id) => around.pages.has(id));
    return taken.length === 0 ? page : { ...page, taken };
  }

  /** Gives what a page is made of as it is kept. */
  packed(page: ShownPage): KeptPage {
    return { ...page, text: packText(page.text) };
  }

  /** Gives the plain text of a document. */
  text(document: EditionDocument, cited: CitedDocument, around: Around, { models, reading }: Shown): string {
    const context = this.context(document, cited, around, { models, reading });
    return this.#watch("render", document.path, () => renderText(document.tree, models, context));
  }

  /** Gives what the others have to know of the page of a document: its ids, its links, what it is and what it records. */
  shown(page: ShownPage, records: DocumentRecords): PageFacts {
    const document: SiteDocument = { ...page, records, tei: NOT_READ };
    const own = pageOfDocument(page.id);
    const ids = idsOn(document);
    const links = [...addressesOn(document)].filter(mayBeDead).sort();
    const isOwn = (address: string): boolean => parted(address)[0] === own;
    return {
      summary: summarize(document),
      links: links.filter((address) => !isOwn(address)),
      dead: links.filter((address) => isOwn(address) && !isLiveOn(address, () => ids)),
      brief: {
        ...recordsIn(
          { ...document, records: briefRecords(records) },
          placesIn(document, this.#settings),
          ids,
        ),
        ids: [...ids],
      },
    };
  }

  /** Gives what a document is rendered with. */
  context({ id, tree }: EditionDocument, cited: CitedDocument, around: Around, shown: Shown): RenderContext {
    const language = textLanguage(tree);
    return pageContext({ id, cited, ...around, ...shown, settings: this.#settings, language });
  }
}

/** The models by which a text is shown, and the reading of it. */
interface Shown {
  readonly models: CompiledModels;
  readonly reading: Reading;
}

/** What the others have to know of a page. */
type PageFacts = Pick<MadeDocument, "links" | "dead" | "summary"> & { readonly brief: KeptRecords };

/** What says of a page what others have to know has no use for the bytes of its document. */
const NOT_READ = new Uint8Array();

/** What is written of a document for a site. */
interface WrittenPage {
  readonly files: readonly SiteFile[];
  readonly passages: readonly SiteFile[];
  readonly front: MadePage["front"];
  /** The pages that the document alone has a part in, if there are some. */
  readonly own: KeptOwn | null;
}

/**
 * Writes the files of a document's page, its passages for the search, and pages that it alone has a part in; gives them with its
 * front matter as the page has it.
 */
export function writePage(task: PageTask, kept: KeptPage, records: DocumentRecords): WrittenPage {
  const { source, shell, dead, moved: foreign } = task;
  const document: SiteDocument = { ...kept, text: unpackText(kept.text), records, tei: source.bytes };
  const isLive = (address: string): boolean => !dead.includes(address);
  const places = placesIn(document, shell.settings);
  const moved = { ...foreign, ...movedWithin(document, places) };
  const front = liveFrontOf(document, isLive, shell.settings, moved);
  const all = [...makeDocumentFiles(shell, document, isLive, moved)];
  const isOfSearch = ({ path }: SiteFile): boolean => path.startsWith(PASSAGES);
  return {
    files: all.filter((file) => !isOfSearch(file)),
    passages: all.filter(isOfSearch),
    front,
    own: task.own === undefined ? null : writeOwn(task, task.own, document, places),
  };
}

/** Pages that a document alone has a part in, with the key that they are kept by. */
interface KeptOwn {
  readonly key: string;
  readonly made: MadeWith;
}

function writeOwn(
  { shell, pageKey, dead, moved }: PageTask,
  own: OwnPages,
  document: SiteDocument,
  places: PlacedRecords["places"],
): KeptOwn | null {
  const keys = new JoinedKeys(shell);
  const key = keys.document({ pageKey, dead, moved, summary: own.summary });
  const brief = (): PlacedRecords =>
    recordsIn({ ...document, records: briefRecords(document.records) }, places);
  const made = new Map<string, { key: string; bytes: Uint8Array }>();
  const keep: KeepPage = (path, origin, make) => {
    const file = make();
    made.set(path, { key: keys.page(path, origin, [key]), bytes: file.bytes });
    return file;
  };
  for (const _ of makeOwnPages(shell, own, brief, keep));
  return made.size === 0 ? null : { key: keys.own(key), made };
}

/** The page that each id of a text is on, where it is in parts. */
function placesIn(document: SiteDocument, settings: SiteSettings): PlacedRecords["places"] {
  return partText(document, settings).places;
}

/** Where those passages of a text are that it links to itself, where it is in parts. */
function movedWithin(document: SiteDocument, places: PlacedRecords["places"]): Moved {
  const own = pageOfDocument(document.id);
  return places.size === 0
    ? {}
    : movedOn(addressesOn(document), (page) => (page === own ? places : undefined));
}

/** What may be there or not: an id, the page of a text, a picture. */
function mayBeDead(address: string): boolean {
  return address.includes("#") || /^(?:texts|images)\//u.test(address);
}
