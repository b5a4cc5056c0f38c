import { setImmediate } from "node:timers/promises";
import type { DocumentRecords, EditionName } from "../../cite/index.ts";
import type { OutputFile } from "../../edition/index.ts";
import { indexesOf, reportFiles } from "../../edition.ts";
import { programFailed } from "../../report/index.ts";
import {
  type DocumentPassages,
  type DocumentSummary,
  isDraft,
  isPage,
  type JoinedContent,
  JoinedRecords,
  type KeepPage,
  type Moved,
  makeJoinedFiles,
  makeShell,
  PASSAGES,
  type Shell,
  type SiteFile,
} from "../../site/index.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import type { SearchNames } from "../search/records.ts";
import { passagesIn, Search } from "../search/search.ts";
import { gistOf, keyOfGist, type PassageGist } from "../search/search-document.ts";
import { pictureFile, type SiteSetup, writtenReferences } from "../site-setup.ts";
import type { StageDocument } from "../stages.ts";
import type { AmendedPart } from "../staging.ts";
import { programBuild } from "../version.ts";
import type { Crew } from "./crew.ts";
import type { EditionRun } from "./edition-run.ts";
import { GroupedSpool } from "./grouped-spool.ts";
import type { Outcome } from "./jobs.ts";
import { isPicture, LinksBetween, type PagedDocument, pathOfPicture } from "./links-between.ts";
import {
  type KeptRecords,
  type KeptText,
  type MadeDocument,
  type MadePage,
  passagesKey,
} from "./made-document.ts";
import { askingFile } from "./questions.ts";
import type { Rows } from "./rows.ts";
import type { RunDocument } from "./run-document.ts";
import type { SiteFolder } from "./site-folder.ts";
import type { PageTask } from "./task.ts";

/** What outputs are made from: a run, and those who hold what it made. */
export interface RunOutputs {
  readonly run: EditionRun;
  readonly crew: Crew;
  readonly store: DocumentCache;
  readonly name: EditionName | null;
  /** What the site is called, which may have a title and no version. */
  readonly title: string | null;
  readonly version: string | null;
  readonly siteUrl: string | null;
  /** The theme's stylesheet. */
  readonly theme: string;
  readonly scripts: SiteSetup["scripts"];
  readonly settings: SiteSetup["settings"];
  readonly references: SiteSetup["references"];
  /** The edition's folder, where its pictures lie. */
  readonly folder: string;
  /** Whether the search is made, which takes all documents; the preview goes without. */
  readonly hasSearch?: boolean;
}

/** Makes `text/`, or some of it: the reading text of each document that has a text. */
export async function* runTexts(
  outputs: RunOutputs,
  documents: Rows<RunDocument> = outputs.run.documents,
): AsyncGenerator<OutputFile> {
  for (const document of documents.filter(outputs.run.hasText)) {
    const { textKey } = await outputs.run.made(document);
    if (textKey === null) continue;
    const { readingText } = await keptOf<KeptText>(document, textKey, outputs);
    yield { path: textPath(document), bytes: readingText };
  }
}

/** Where the reading text of a document stands. */
export function textPath({ id }: RunDocument): string {
  return `text/${id}.txt`;
}

/** Makes `index/`, or those of its files whose names are wanted and all that are not made from the records of documents. */
export async function* runIndexes(
  outputs: RunOutputs,
  isWanted: (name: string) => boolean,
): AsyncGenerator<OutputFile> {
  const { run, name, siteUrl } = outputs;
  const groups = new GroupedSpool();
  try {
    yield* indexesOf({ name, siteUrl }, run.registers, recordsIn(outputs), groups, isWanted);
  } finally {
    groups.close();
  }
}

/** Makes `report/`. */
export async function* runReport({ run }: RunOutputs): AsyncGenerator<OutputFile> {
  yield* reportFiles({ report: await run.report() });
}

/** The texts that stages run on, read again. */
export function* runStageTexts({ run, crew }: RunOutputs): Generator<StageDocument> {
  for (const { source, hash, gist } of run.documents) {
    const { tree } = gist.hasText ? crew.workshop.read(source, hash) : { tree: null };
    if (tree !== null) yield { id: source.id, path: source.path, tree };
  }
}

/**
 * Makes `site/`: the pages of the documents first, then those that join them. The search is begun before and comes last, after
 * whatever `others` is to be made besides: it is made meanwhile. Of files that stand in `site` as they should be it is only said so.
 */
export async function* runSite<Other>(
  outputs: RunOutputs,
  site: SiteFolder,
  others: AsyncIterable<Other>,
): AsyncGenerator<OutputFile | AmendedPart | Other> {
  const { settings, run, store } = outputs;
  const input = { ...outputs, hasSearch: settings.search };
  const search = new Search({ registers: run.registers, settings }, { store, jobs: outputs.crew.jobs });
  try {
    const pages = await makePages(input);
    await outputs.crew.dismiss();
    if (settings.search) await beginSearch(search, pages, input);
    site.look();
    yield* withPauses(documentFiles(pages, input, site));
    yield* withPauses(joinedOnSite(pages, input, site));
    yield* withPauses(others);
    const isStanding = (key: string, paths: readonly string[]): boolean => site.hasStanding(key, paths);
    if (settings.search) for await (const file of search.files(isStanding)) yield onSite(file);
    yield* site.amended();
  } finally {
    await search.close();
  }
}

async function* documentFiles(
  { documents, shell }: MadePages,
  outputs: RunOutputs,
  site: SiteFolder,
): AsyncGenerator<OutputFile> {
  for (const shown of documents) {
    const { filesKey, paths } = shown.page;
    const isStanding = site.hasStanding(
      filesKey,
      paths.filter((path) => !path.startsWith(PASSAGES)),
    );
    if (!isStanding) yield* (await filesOf(shown, shell, outputs)).map(onSite);
  }
}

/** The index of the search takes longer than all else, and is begun as soon as it is known what there is to find. */
async function beginSearch(
  search: Search,
  { documents, shell }: MadePages,
  outputs: RunOutputs,
): Promise<void> {
  const names = { registers: outputs.run.registers, settings: outputs.settings };
  for (const shown of documents) {
    const key = passagesKey(shown.page.filesKey);
    const read = async (): Promise<DocumentPassages> =>
      passagesIn((await passagesOf(shown, shell, outputs))[0]!);
    search.add({ id: shown.document.id, key, gist: await keptGist(key, names, read, outputs), read });
  }
  search.begin();
}

async function keptGist(
  key: string,
  names: SearchNames,
  read: () => Promise<DocumentPassages>,
  { store }: RunOutputs,
): Promise<PassageGist> {
  const own = keyOfGist(key, names);
  const kept = store.get(own) as PassageGist | null;
  if (kept !== null) return kept;
  const gist = gistOf(await read(), names);
  store.put(own, gist);
  return gist;
}

async function* joinedOnSite(
  pages: MadePages,
  outputs: RunOutputs,
  site: SiteFolder,
): AsyncGenerator<OutputFile> {
  for (const file of pictureFiles(pages, outputs)) yield onSite(file);
  const isStanding = (path: string, key: string): boolean => site.hasStanding(key, [path]);
  for await (const file of joinedFiles(pages, outputs, isStanding))
    if (file.bytes !== STANDING) yield onSite(file);
}

/** In place of the bytes of a page that stands as it should be. */
const STANDING: Uint8Array = new Uint8Array();

/** Lets other work of this thread go on after each of some files. */
async function* withPauses<File>(files: AsyncIterable<File>): AsyncGenerator<File> {
  for await (const file of files) {
    yield file;
    await setImmediate();
  }
}

/** Makes the pictures that the pages show, each once. */
export function* pictureFiles({ documents }: MadePages, { folder }: RunOutputs): Generator<SiteFile> {
  const links = documents.flatMap(({ made }) => made.links.filter(isPicture));
  for (const link of [...new Set(links)].sort()) {
    const file = pictureFile(folder, pathOfPicture(link));
    if (file !== null) yield file;
  }
}

/** The pictures that pages show or would show, as questions about files. */
export async function picturesAsked({ documents, made }: EditionRun): Promise<string[]> {
  const asked = new Set<string>();
  for (const document of documents)
    for (const link of (await made(document)).links)
      if (isPicture(link)) asked.add(askingFile(pathOfPicture(link)));
  return [...asked];
}

/** The pages of the documents, written and kept. */
export interface MadePages {
  readonly shell: Shell;
  readonly documents: readonly (PagedDocument & { readonly page: MadePage })[];
}

/**
 * Writes the pages of the documents, as far as they are not kept. Where the program fails on one, it has a finding and no page,
 * and the others are written as if it were not there.
 */
export async function makePages(outputs: RunOutputs): Promise<MadePages> {
  for (let shown = await shownIn(outputs); ; ) {
    const pages = await pagesOf(shown, outputs);
    const failed = new Map(pages.failed);
    if (failed.size === 0) return pages;
    for (const [{ document }, error] of failed)
      outputs.run.fail(document, programFailed("wellformed", document.path, error));
    shown = shown.filter((each) => !failed.has(each));
  }
}

async function shownIn(outputs: RunOutputs): Promise<readonly PagedDocument[]> {
  const shown: PagedDocument[] = [];
  for (const document of outputs.run.documents) {
    const made = await outputs.run.made(document);
    if (isShown(made, outputs)) shown.push({ document, made });
  }
  return shown;
}

async function pagesOf(
  shown: readonly PagedDocument[],
  outputs: RunOutputs,
): Promise<MadePages & { readonly failed: readonly (readonly [PagedDocument, Error])[] }> {
  const { crew } = outputs;
  const shell = makeShell(
    contentOf(
      shown.map(({ made }) => made.summary!),
      outputs,
    ),
  );
  const links = await LinksBetween.among(shown, outputs.folder, (each) => briefOf(each, outputs));
  const narrow = narrowing(shell);
  const tasks = shown.map((each) =>
    taskFor(each, narrow(each.document.id), links.deadOf(each), links.movedOf(each)),
  );
  const outcomes = new Array<Outcome>(tasks.length);
  await crew.run(tasks, (at, outcome) => {
    outcomes[at] = outcome;
  });
  const documents = [];
  const failed: [PagedDocument, Error][] = [];
  for (const [at, each] of shown.entries()) {
    const outcome = outcomes[at]!;
    if (outcome.kind === "lost") failed.push([each, outcome.error]);
    else {
      const page =
        (outcome.value as MadePage | null) ?? (await madeAgain(each.document, tasks[at]!, outputs));
      documents.push({ ...each, page });
    }
  }
  return { shell, documents, failed };
}

/**
 * Gives what the shell says to one document: the texts beside it and its own translations. With all others in it, a page
 * would depend on every title of the edition, and a thousand pages would say each a thousand times.
 */
function narrowing(shell: Shell): (id: string) => Shell {
  const { order, translations } = shell;
  const places = new Map(order.map(({ id }, at) => [id, at]));
  const groups = new Map(translations.flatMap((group) => group.map(({ id }) => [id, group] as const)));
  return (id) => {
    const at = places.get(id)!;
    const group = groups.get(id);
    return {
      ...shell,
      order: order.slice(Math.max(0, at - 1), at + 2),
      translations: group === undefined ? [] : [group],
    };
  };
}

/** Drafts have no page unless they are asked for; what they say is checked all the same. */
function isShown({ pageKey, summary }: MadeDocument, { settings }: RunOutputs): boolean {
  return pageKey !== null && (settings.drafts || summary === null || !isDraft(summary.front.status));
}

/** Makes the pages that join documents; those that stand, as they are told by their keys, have no bytes of their own. */
export async function* joinedFiles(
  pages: MadePages,
  outputs: RunOutputs,
  isStanding: (path: string, key: string) => boolean = (): boolean => false,
): AsyncGenerator<SiteFile> {
  const summaries = pages.documents.map(({ made, page }) => ({
    ...made.summary!,
    front: page.front,
  }));
  const paths = pages.documents.flatMap(({ page }) => page.paths.filter(isPage));
  const references = writtenReferences(outputs.references, outputs.run.registers.works.values());
  const groups = new GroupedSpool();
  try {
    const joined = new JoinedRecords(summaries, keptRecords(pages, outputs), groups);
    const keep = keeping(pages, outputs, isStanding);
    const content = { ...contentOf(summaries, outputs), joined, references, keep };
    const make = (): Iterable<SiteFile> => makeJoinedFiles(pages.shell, content, paths);
    yield* withAllRead(make, () => readAll(joined, pages, outputs));
  } finally {
    groups.close();
  }
}

/** What is thrown where the records of a document are not kept any more. */
class NotKept extends Error {}

/** Gives what is kept of the records of a document by its id. Throws {@link NotKept} where nothing is. */
function keptRecords({ documents }: MadePages, { store }: RunOutputs): (id: string) => KeptRecords {
  const keys = new Map(documents.map(({ document, made }) => [document.id, made.briefKey!]));
  return (id) => {
    const kept = store.get(keys.get(id)!) as KeptRecords | null;
    if (kept === null) throw new NotKept(id);
    return kept;
  };
}

/** Gives files; where records were pruned meanwhile, all are read first, and the files go on where they ended. */
async function* withAllRead(
  make: () => Iterable<SiteFile>,
  readAll: () => Promise<void>,
): AsyncGenerator<SiteFile> {
  let given = 0;
  try {
    for (const file of make()) {
      given++;
      yield file;
    }
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    await readAll();
    for (const file of make()) if (given-- <= 0) yield file;
  }
}

async function readAll(joined: JoinedRecords, { documents }: MadePages, outputs: RunOutputs): Promise<void> {
  for (const shown of documents) {
    if (joined.has(shown.document.id)) continue;
    const records = await briefOf(shown, outputs);
    joined.add(shown.document.id, () => records);
  }
}

/** Keeps pages by what they are made from: of a document, what its own page is made from. */
function keeping(
  { shell, documents }: MadePages,
  { store }: RunOutputs,
  isStanding: (path: string, key: string) => boolean,
): KeepPage {
  const common = keyOf(programBuild(), { ...shell, order: [], translations: [] });
  const titles = new Map(shell.order.map(({ id, title }) => [id, title]));
  const origins = new Map(
    documents.map(({ document: { id }, made, page }) => [
      id,
      keyOf(made.pageKey, page.dead, page.moved, titles.get(id)),
    ]),
  );
  return (path, origin, make) => {
    const made = [...origin.documents].map((id) => origins.get(id));
    const key = keyOf("joined", path, common, origin.facts, made);
    if (isStanding(path, key)) return { path, bytes: STANDING };
    const kept = store.get(key) as Uint8Array | null;
    if (kept !== null) return { path, bytes: kept };
    const file = make();
    store.put(key, file.bytes);
    return file;
  };
}

/** Gives the files of a document's page; they are made again where they are not kept any more. */
export async function filesOf(
  shown: MadePages["documents"][number],
  shell: Shell,
  outputs: RunOutputs,
): Promise<readonly SiteFile[]> {
  return await keptOfPage(shown, shown.page.filesKey, shell, outputs);
}

/** Gives the file of a document's passages in a list, which is empty where there is no search. */
export async function passagesOf(
  shown: MadePages["documents"][number],
  shell: Shell,
  outputs: RunOutputs,
): Promise<readonly SiteFile[]> {
  return await keptOfPage(shown, passagesKey(shown.page.filesKey), shell, outputs);
}

async function keptOfPage(
  { page, ...shown }: MadePages["documents"][number],
  key: string,
  shell: Shell,
  outputs: RunOutputs,
): Promise<readonly SiteFile[]> {
  const { store } = outputs;
  const kept = store.get(key) as readonly SiteFile[] | null;
  if (kept !== null) return kept;
  const { document } = shown;
  const own = narrowing(shell)(document.id);
  await madeAgain(document, taskFor(shown, own, page.dead, page.moved), outputs);
  return store.get(key) as readonly SiteFile[];
}

/** What a document is made from is there always; what was made of it may have been pruned meanwhile. */
async function madeAgain(
  { source, hash, seen }: RunDocument,
  task: PageTask,
  { crew, run }: RunOutputs,
): Promise<MadePage> {
  await crew.workshop.do({ kind: "make", source, hash, seen, joined: run.joined });
  const page = (await crew.workshop.do(task)).value as MadePage | null;
  if (page === null) throw new Error(`The page of ${source.path} could not be kept`);
  return page;
}

function taskFor(
  { document: { source, hash }, made }: PagedDocument,
  shell: Shell,
  dead: readonly string[],
  moved: Moved,
): PageTask {
  return {
    kind: "page",
    source,
    hash,
    pageKey: made.pageKey!,
    recordsKey: made.recordsKey!,
    shell,
    dead,
    moved,
  };
}

/** What pages that join documents say of the records of one. */
async function briefOf({ document, made }: PagedDocument, outputs: RunOutputs): Promise<KeptRecords> {
  return await keptOf<KeptRecords>(document, made.briefKey!, outputs);
}

function contentOf(
  documents: readonly DocumentSummary[],
  outputs: RunOutputs,
): Omit<JoinedContent, "joined"> {
  const { run, title, version, siteUrl, theme, scripts, settings, hasSearch = false } = outputs;
  return {
    edition: { title, version, siteUrl, settings },
    scripts,
    hasSearch,
    documents,
    registers: run.registers,
    theme,
  };
}

/** The records of the documents that could be read, in their order, whole. */
export async function recordsOf(
  outputs: Pick<RunOutputs, "run" | "crew" | "store">,
): Promise<DocumentRecords[]> {
  const all: DocumentRecords[] = [];
  for await (const records of recordsIn(outputs)) all.push(records);
  return all;
}

/** Gives the same one after the other. */
async function* recordsIn(
  outputs: Pick<RunOutputs, "run" | "crew" | "store">,
): AsyncGenerator<DocumentRecords> {
  for (const document of outputs.run.documents) {
    const { recordsKey } = await outputs.run.made(document);
    if (recordsKey !== null) yield await keptOf<DocumentRecords>(document, recordsKey, outputs);
  }
}

/** What a document is made from is there always; what was made of it may have been pruned meanwhile. */
async function keptOf<Kept>(
  { source, hash, seen }: RunDocument,
  key: string,
  { store, crew, run }: Pick<RunOutputs, "run" | "crew" | "store">,
): Promise<Kept> {
  const kept = store.get(key);
  if (kept !== null) return kept as Kept;
  await crew.workshop.do({ kind: "make", source, hash, seen, joined: run.joined });
  return store.get(key) as Kept;
}

function onSite(file: SiteFile | OutputFile): OutputFile {
  return { ...file, path: `site/${file.path}` };
}
