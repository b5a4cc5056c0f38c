import { setImmediate } from "node:timers/promises";
import type { EditionName } from "../../cite/index.ts";
import type { OutputFile } from "../../edition/index.ts";
import { indexesOf, reportFiles } from "../../edition.ts";
import { programFailed } from "../../report/index.ts";
import {
  type DocumentPassages,
  inReadingOrder,
  isDraft,
  makeShell,
  ownPages,
  PASSAGES,
  type Shell,
  type SiteFile,
  withTitlesApart,
} from "../../site/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { passagesIn, Search } from "../search/search.ts";
import { keptGist } from "../search/search-document.ts";
import { pictureFile, type SiteSetup } from "../site-setup.ts";
import type { StageDocument } from "../stages.ts";
import type { AmendedPart } from "../staging.ts";
import type { Crew } from "./crew.ts";
import type { EditionRun } from "./edition-run.ts";
import { GroupedSpool } from "./grouped-spool.ts";
import type { Outcome } from "./jobs.ts";
import { joinedFiles, STANDING } from "./joined-pages.ts";
import {
  briefOf,
  contentOf,
  filesOf,
  keptOf,
  narrowing,
  pageAgain,
  passagesOf,
  recordsIn,
  taskFor,
} from "./kept-pages.ts";
import { isPicture, LinksBetween, type PagedDocument, pathOfPicture } from "./links-between.ts";
import { type KeptText, type MadeDocument, type MadePage, passagesKey } from "./made-document.ts";
import { askingFile } from "./questions.ts";
import type { Rows } from "./rows.ts";
import type { RunDocument } from "./run-document.ts";
import type { SiteFolder } from "./site-folder.ts";

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

/** The documents that stages may run on; each is read again when what it says is asked for. */
export function* runStageDocuments({ run, crew }: RunOutputs): Generator<StageDocument> {
  for (const { source, hash, gist } of run.documents) {
    const { id, path } = source;
    const read = (): string | null => crew.workshop.read(source, hash).tree?.source ?? null;
    yield { id, path, hasText: gist.hasText, source: read };
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
    const pages = await makePages(input, true);
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
    search.add({ id: shown.document.id, key, gist: await keptGist(key, names, read, outputs.store), read });
  }
  search.begin();
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
 * Writes the pages of the documents, as far as they are not kept, and with them those which they alone have a part in, where
 * all are to be made. Where the program fails on one, it has a finding and no page,
 * and the others are written as if it were not there.
 */
export async function makePages(outputs: RunOutputs, isForAll = false): Promise<MadePages> {
  for (let shown = await shownIn(outputs); ; ) {
    const pages = await pagesOf(shown, outputs, isForAll);
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
  return inReadingOrder(shown, outputs.settings.order, ({ document: { id }, made }) => ({
    id,
    time: made.summary!.front.time,
  }));
}

async function pagesOf(
  shown: readonly PagedDocument[],
  outputs: RunOutputs,
  isForAll: boolean,
): Promise<MadePages & { readonly failed: readonly (readonly [PagedDocument, Error])[] }> {
  const { crew } = outputs;
  const summaries = shown.map(({ made }) => made.summary!);
  const shell = makeShell(contentOf(summaries, outputs));
  const own = isForAll ? ownPages(withTitlesApart(summaries), outputs.run.registers) : null;
  const links = await LinksBetween.among(shown, outputs.folder, (each) => briefOf(each, outputs));
  const narrow = narrowing(shell);
  const tasks = shown.map((each) =>
    taskFor(
      each,
      narrow(each.document.id),
      links.deadOf(each),
      links.movedOf(each),
      own?.get(each.document.id),
    ),
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
        (outcome.value as MadePage | null) ?? (await pageAgain(each.document, tasks[at]!, outputs));
      documents.push({ ...each, page });
    }
  }
  return { shell, documents, failed };
}

/** Drafts have no page unless they are asked for; what they say is checked all the same. */
function isShown(made: MadeDocument, { settings }: RunOutputs): boolean {
  return made.pageKey !== null && (settings.drafts || !isOfDraft(made));
}

function isOfDraft({ pageKey, summary }: MadeDocument): boolean {
  return pageKey !== null && summary !== null && isDraft(summary.front.status);
}

/** Says which documents have no page since they are drafts; a sentence, or none. */
export async function draftNotes({ documents, made }: EditionRun): Promise<readonly string[]> {
  const drafts: string[] = [];
  for (const document of documents) if (isOfDraft(await made(document))) drafts.push(document.path);
  const [first] = drafts;
  if (first === undefined) return [];
  const [who, have] =
    drafts.length === 1
      ? [`${first} is a draft`, "it has"]
      : [`${drafts.length} documents are drafts (${first} is the first)`, "they have"];
  return [
    `${who} by revisionDesc/@status, so ${have} no page on the site. "site": { "drafts": true } in the configuration shows drafts.`,
  ];
}

function onSite(file: SiteFile | OutputFile): OutputFile {
  return { ...file, path: `site/${file.path}` };
}
