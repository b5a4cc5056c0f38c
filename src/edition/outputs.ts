import {
  CITATIONS_CSV,
  type CitedDocument,
  citationsIndex,
  cmif,
  cslItem,
  type DocumentRecords,
  type EditionIndex,
  type EditionName,
  type Groups,
  graphIndex,
  graphMlIndex,
  HeldGroups,
  listBiblDocument,
  passagesIndex,
  passagesTable,
  QUOTATIONS_CSV,
  quotationsIndex,
  type Run,
  registerIndex,
  registerTable,
  SPEECHES_CSV,
  speechesIndex,
  worksBiblatex,
  worksBibtex,
  worksCsv,
  worksJson,
  worksJsonLd,
  worksRis,
} from "../cite/index.ts";
import {
  type CompiledModels,
  type Reading,
  type RenderContext,
  renderText,
  textLanguage,
} from "../render/index.ts";
import {
  jsonReport,
  junitReport,
  type LongReport,
  type Report,
  sarifReport,
  toldOnce,
} from "../report/index.ts";
import { REGISTER_NAMES, type Registers } from "../resolve/index.ts";
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
  /** Gives the bytes piece by piece, where they may be too many to be held at once. */
  readonly pieces?: () => Iterable<Uint8Array>;
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

/** Makes `index/`: citations, quotations, speeches, registers, works, and the graph of them. */
export function indexFiles({ edition, name, siteUrl, cited }: OutputInput): AsyncIterable<OutputFile> {
  const documents = cited.map(({ records }) => records);
  return indexesOf({ name, siteUrl }, edition.registers, documents);
}

/**
 * Makes `index/` from the records of documents, each of which is asked for once. What becomes of them is held in groups,
 * which need not be in memory. Those of which the names are not wanted are left out.
 */
export async function* indexesOf(
  { name, siteUrl }: Pick<OutputInput, "name" | "siteUrl">,
  registers: Registers,
  documents: Iterable<DocumentRecords> | AsyncIterable<DocumentRecords>,
  groups: Groups = new HeldGroups(),
  isWanted: (name: string) => boolean = () => true,
): AsyncGenerator<OutputFile> {
  const indexes = indexesBy(name, registers).filter((index) => isWanted(index.name));
  const taking = [...indexes, ...(isWanted(LETTERS.name) ? [LETTERS] : [])];
  const gathering = new Map(taking.map(({ name, gathers = name, add }) => [gathers, add]));
  if (taking.length > 0)
    for await (const records of documents) for (const add of gathering.values()) add(records, groups);
  for (const index of indexes) yield pieces(`index/${index.name}`, () => index.write(groups));
  yield* worksFiles(name, registers.works);
  const corresp = cmif(name, siteUrl, registers, lettersIn(groups));
  if (corresp !== null) yield file(`index/${LETTERS.name}`, corresp);
}

/** What of `index/` is made from the records of documents: what each takes of them, by the name of its file. */
export function recordIndexes(name: EditionName | null, registers: Registers): readonly RecordIndex[] {
  return [...indexesBy(name, registers), LETTERS];
}

type RecordIndex = Pick<EditionIndex, "name" | "gathers" | "add" | "taken">;

const LETTERS: RecordIndex = {
  name: "cmif.xml",
  add: ({ letters }, groups) => {
    if (letters.length > 0) groups.add(LETTERS.name, letters);
  },
};

function lettersIn(groups: Groups): Pick<DocumentRecords, "letters">[] {
  return [...(groups.get(LETTERS.name) as Iterable<DocumentRecords["letters"]>)].map((letters) => ({
    letters,
  }));
}

/** The indexes that are made from the records of documents. */
function indexesBy(name: EditionName | null, registers: Registers): readonly EditionIndex[] {
  return [
    citationsIndex(name),
    CITATIONS_CSV,
    quotationsIndex(name),
    QUOTATIONS_CSV,
    speechesIndex(name),
    SPEECHES_CSV,
    ...REGISTER_NAMES.flatMap((register) => [
      registerIndex(register, name, registers),
      registerTable(register, registers),
    ]),
    passagesIndex(name, registers),
    passagesTable(registers),
    graphIndex(name, registers),
    graphMlIndex(registers),
  ];
}

/** The works of the register, in the formats that leave the program. */
function* worksFiles(name: EditionName | null, works: Registers["works"]): Generator<OutputFile> {
  yield file("index/works.json", worksJson(works.values()));
  yield file("index/works.bib", worksBibtex(works.values()));
  yield file("index/works.ris", worksRis(works.values()));
  yield file("index/works.biblatex.bib", worksBiblatex(works.values()));
  yield file("index/works.csv", worksCsv(works.values()));
  yield file("index/works.jsonld", worksJsonLd(works.values()));
  yield file("index/works.xml", listBiblDocument([...works.values()].map(cslItem), name?.title ?? "Works"));
}

/** A report on so many documents is written piece by piece. */
const MANY = 1000;

/** Makes `report/`: the findings for programs. */
export function* reportFiles({ report }: { readonly report: LongReport }): Generator<OutputFile> {
  const write = report.documents.length > MANY ? pieces : joined;
  yield write("report/findings.json", () => jsonReport(report));
  yield write("report/findings.sarif", () => sarifReport(toldOnce(report)));
  yield write("report/junit.xml", () => junitReport(report));
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
  const language = textLanguage(document.tree);
  const { settings, pages, models } = input;
  const cited = citedOf(document, input);
  return pageContext({
    id: document.id,
    cited,
    registers,
    scope,
    pages,
    models,
    reading,
    settings,
    language,
  });
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

function joined(path: string, write: () => Iterable<string>): OutputFile {
  return file(path, [...write()].join(""));
}

/** So many signs are written at once: to write each piece by itself would take longer than to make it. */
const AT_ONCE = 1 << 16;

/** A file that may be larger than a string can be. */
function pieces(path: string, write: () => Iterable<string>): OutputFile {
  return {
    path,
    get bytes(): Uint8Array {
      return Buffer.concat([...this.pieces!()]);
    },
    *pieces() {
      let text = "";
      for (const piece of write()) {
        text += piece;
        if (text.length < AT_ONCE) continue;
        yield new TextEncoder().encode(text);
        text = "";
      }
      yield new TextEncoder().encode(text);
    },
  };
}
