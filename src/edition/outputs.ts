import {
  type CitedDocument,
  citationsCsv,
  citationsJson,
  cmif,
  cslItem,
  type DocumentRecords,
  type EditionName,
  graphJsonLd,
  graphMl,
  listBiblDocument,
  organisationsJson,
  passagesJson,
  peopleJson,
  placesJson,
  quotationsCsv,
  quotationsJson,
  type Run,
  speechesCsv,
  speechesJson,
  worksBiblatex,
  worksBibtex,
  worksCsv,
  worksJson,
  worksJsonLd,
  worksRis,
} from "../cite/index.ts";
import { type CompiledModels, type Reading, type RenderContext, renderText } from "../render/index.ts";
import { printReportAs, type Report } from "../report/index.ts";
import type { Registers } from "../resolve/index.ts";
import {
  isDraft,
  pageContext,
  renderSite,
  type SiteDocument,
  type SiteFile,
  type SiteSettings,
} from "../site/index.ts";
import { documentPage } from "./document-page.ts";
import type { Edition } from "./read-edition.ts";
import { type EditionDocument, hasText } from "./source.ts";

/** One file that the program makes: a path with forward slashes below the output folder, and its bytes. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** An edition that was read, cited and checked. */
export interface MadeEdition {
  readonly edition: Edition;
  readonly cited: readonly CitedDocument[];
  readonly report: Report;
}

/** What an edition is called, shown by and dressed in. */
export interface Dress {
  readonly name: EditionName | null;
  readonly siteUrl: string | null;
  readonly models: CompiledModels;
  /** The theme's stylesheet. */
  readonly theme: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly settings: SiteSettings;
  /** Works written out, by their keys; as the site does it by itself where null. */
  readonly references: ReadonlyMap<string, readonly Run[]> | null;
  /** Gives a picture by its path, or null where it is not there or may not be shown. */
  readonly picture: (path: string) => SiteFile | null;
  /** Lets the files of a site pass, and adds what searches them. */
  readonly search: (site: Iterable<SiteFile>) => AsyncIterable<SiteFile>;
  /** The reading of the plain text. */
  readonly reading: Reading;
}

/** What the outputs of an edition are made from. */
export type OutputInput = MadeEdition & Dress;

/** Makes `text/`: the reading text of each document that has a text. */
export function* textFiles(input: OutputInput): Generator<OutputFile> {
  const shown = withPages(input);
  for (const document of texts(input.edition)) {
    const text = renderText(document.tree, input.models, contextOf(document, shown, input.reading));
    yield file(`text/${document.id}.txt`, text);
  }
}

/** Makes `index/`: citations, quotations, speeches, people, places, organisations, works, and the graph of them. */
export function indexFiles({ edition, name, siteUrl, cited }: OutputInput): Iterable<OutputFile> {
  return indexesOf(
    { name, siteUrl },
    edition.registers,
    cited.map(({ records }) => records),
  );
}

/** Makes `index/` from the records of documents. */
export function* indexesOf(
  { name, siteUrl }: Pick<OutputInput, "name" | "siteUrl">,
  registers: Registers,
  documents: readonly DocumentRecords[],
): Generator<OutputFile> {
  yield file("index/citations.json", citationsJson(name, documents));
  yield file("index/citations.csv", citationsCsv(documents));
  yield file("index/quotations.json", quotationsJson(name, documents));
  yield file("index/speeches.json", speechesJson(name, documents));
  yield file("index/people.json", peopleJson(name, registers, documents));
  yield file("index/places.json", placesJson(name, registers, documents));
  yield file("index/organisations.json", organisationsJson(name, registers, documents));
  yield file("index/works.json", worksJson(registers));
  yield file("index/works.bib", worksBibtex(registers.works.values()));
  yield file("index/works.ris", worksRis(registers.works.values()));
  yield file("index/works.biblatex.bib", worksBiblatex(registers.works.values()));
  yield file("index/works.csv", worksCsv(registers.works.values()));
  yield file("index/works.jsonld", worksJsonLd(registers.works.values()));
  yield file(
    "index/works.xml",
    listBiblDocument([...registers.works.values()].map(cslItem), name?.title ?? "Works"),
  );
  yield file("index/passages.json", passagesJson(name, registers, documents));
  yield file("index/quotations.csv", quotationsCsv(documents));
  yield file("index/speeches.csv", speechesCsv(documents));
  yield file("index/graph.jsonld", graphJsonLd(name, registers, documents));
  yield file("index/graph.graphml", graphMl(registers, documents));
  const letters = cmif(name, siteUrl, registers, documents);
  if (letters !== null) yield file("index/cmif.xml", letters);
}

/** Makes `report/`: the findings for programs. */
export function* reportFiles({ report }: Pick<OutputInput, "report">): Generator<OutputFile> {
  yield file("report/findings.json", printReportAs("json", report));
  yield file("report/findings.sarif", printReportAs("sarif", report));
  yield file("report/junit.xml", printReportAs("junit", report));
}

/** Makes `site/`. */
export async function* siteFiles(input: OutputInput): AsyncGenerator<OutputFile> {
  const { edition, name, siteUrl, theme, scripts, settings } = input;
  const shown = withPages(input);
  const documents = texts(edition).map((document) => siteDocument(document, shown));
  const pictures = new Map<string, SiteFile | null>();
  const site = renderSite({
    edition: { title: name?.title ?? null, version: name?.version ?? null, siteUrl, settings },
    documents: documents.filter(({ front }) => settings.drafts || !isDraft(front.status)),
    registers: edition.registers,
    references: input.references,
    theme,
    scripts,
    hasSearch: settings.search,
    picture: (path) => {
      if (!pictures.has(path)) pictures.set(path, input.picture(path));
      return pictures.get(path)!;
    },
  });
  for await (const { path, bytes } of settings.search ? input.search(site) : site)
    yield { path: `site/${path}`, bytes };
}

/** What outputs are made from, with the ids of the documents that have a page. */
type ShownInput = OutputInput & { readonly pages: ReadonlySet<string> };

function withPages(input: OutputInput): ShownInput {
  return { ...input, pages: new Set(texts(input.edition).map(({ id }) => id)) };
}

function siteDocument(document: EditionDocument, input: ShownInput): SiteDocument {
  const page = documentPage(document, input.models, contextOf(document, input, "edited"));
  return { ...page, records: citedOf(document, input).records, tei: document.bytes };
}

function contextOf(document: EditionDocument, input: ShownInput, reading: Reading): RenderContext {
  const { registers, scope } = input.edition;
  const language = document.tree.root.get("xml:lang");
  const { settings, pages } = input;
  const cited = citedOf(document, input);
  return pageContext({ id: document.id, cited, registers, scope, pages, reading, settings, language });
}

function citedOf(document: EditionDocument, { edition, cited }: OutputInput): CitedDocument {
  return cited[edition.documents.indexOf(document)]!;
}

/** The documents that are read as texts: a register without a `text` is none. */
export function texts({ documents }: Edition): readonly EditionDocument[] {
  return documents.filter(({ tree }) => hasText(tree));
}

function file(path: string, text: string): OutputFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
