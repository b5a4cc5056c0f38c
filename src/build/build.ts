import { join, resolve } from "node:path";
import type { OutputFile, Watch } from "../edition/index.ts";
import type { Reading } from "../render/index.ts";
import { type LongReport, summarize } from "../report/index.ts";
import { BOOK_OUTPUTS, type BookOutput, bookFiles, printerOf } from "./books/books.ts";
import type { DocumentCache } from "./cache/document-cache.ts";
import { KnownHashes } from "./cache/known-hashes.ts";
import { type EditionFiles, type EditionOptions, loadEdition } from "./edition-files.ts";
import { keepHeapSmall, makeFastCode } from "./engine-settings.ts";
import { identityOf } from "./identity.ts";
import { checkWritable } from "./output-place.ts";
import { publish, sweep } from "./publish.ts";
import { allSources, bytesOf } from "./run/document-source.ts";
import { EarlyLooks } from "./run/early-looks.ts";
import { INDEXES, IndexFolder } from "./run/index-folder.ts";
import { defaultJobs } from "./run/jobs.ts";
import { type OpenRun, type OpenRunOptions, openRun, openStore } from "./run/open-run.ts";
import { looksOf } from "./run/output-looks.ts";
import { RunMemory } from "./run/run-memory.ts";
import {
  draftNotes,
  picturesAsked,
  type RunOutputs,
  runReport,
  runSite,
  runStageDocuments,
} from "./run/run-outputs.ts";
import { SITE, SiteFolder } from "./run/site-folder.ts";
import type { Hear } from "./run/stage-times.ts";
import { TEXTS, TextFolder } from "./run/text-folder.ts";
import { textlessNotes } from "./run/textless.ts";
import { type SiteSetup, siteSetup, wordingNotes } from "./site-setup.ts";
import { stageFiles, stageInputs } from "./stages.ts";
import type { AmendedPart } from "./staging.ts";

/** The kinds of output; `html` is the site, `xslt` what the edition's own stylesheets make. */
export const OUTPUTS = ["html", "text", "index", "report", "xslt"] as const;

/** Those and the forms of the book, which are made where they are asked for. */
export const ALL_OUTPUTS: readonly [...typeof OUTPUTS, ...typeof BOOK_OUTPUTS] = [
  ...OUTPUTS,
  ...BOOK_OUTPUTS,
];
export type Output = (typeof ALL_OUTPUTS)[number];

/** What `colophon build` is asked for. */
export interface BuildOptions extends EditionOptions {
  /** The output folder, from the folder the command runs in. */
  readonly out: string;
  readonly outputs: readonly Output[];
  readonly reading: Reading;
  /** Whether nothing is written where a document has an error. */
  readonly strict: boolean;
  /** Whether the site can be searched; what the configuration says when absent. */
  readonly search?: boolean;
  /** The browser that makes PDFs; the one that is found when absent. */
  readonly chromium?: string;
  /** Told what is being done, a line at a time. */
  readonly progress: (line: string) => void;
  /** Whether what is made of documents is kept for the next run; it is when absent. */
  readonly cache?: boolean;
  /** Told how many bytes of documents are done, of how many. */
  readonly done?: (done: number, all: number) => void;
  /** Told of each piece of the work that is done in this thread. */
  readonly watch?: Watch;
  /** Told what other threads have done at each stage. */
  readonly elsewhere?: Hear;
  /** How many bytes of documents are worth threads. */
  readonly worthThreads?: number;
}

/** What came of a build. */
export interface Built {
  readonly report: LongReport;
  /** What was made and where, in words. */
  readonly summary: string;
}

/** So many bytes of documents leave enough behind to be cleared away sooner. */
export const WORTH_SMALL_HEAP = 3_000_000;

/** Up to so many, code that takes in little of what it calls is the faster in the end. */
const SHORT = 20_000_000;

/** So many bytes of documents are done before fast code pays, where there are no more than so many documents to go through. */
const LITTLE = 300_000;
const FEW = 500;

const ALL_CHECKS = ["wellformed", "schema", "schematron", "links", "citations"] as const;

/**
 * Checks the edition in the folder, makes its outputs and moves them into place. Documents that cannot be read are left
 * out. Throws where it cannot be done; what stood in the output folder is then as it was.
 */
export async function buildAndPublish(options: BuildOptions): Promise<Built> {
  const looks = new EarlyLooks();
  const files = await loadEdition(options, (count) => looks.begin(manyIn(options), count));
  const store = openStore(join(options.folder, files.prefix), files.config, options.cache ?? true);
  try {
    const hashes = new KnownHashes(store, join(options.folder, files.prefix), files);
    const memory = await memoryOf(files, options, store);
    const remembered = (await memory?.find(looks)) ?? null;
    if (remembered === null) return await buildFiles(files, options, store, { memory, hashes, looks });
    hashes.keep();
    // Nothing has to be written, but a build that was killed since may have left what it had begun.
    await sweep(resolve(options.folder, options.out));
    return remembered;
  } finally {
    store.close();
  }
}

/** The folders of outputs that have a file for each document, and are looked at in each build. */
function manyIn({ folder, out, outputs, cache }: BuildOptions): string[] {
  return outputs.includes("text") && cache !== false ? [resolve(folder, out, TEXTS)] : [];
}

/** Stylesheets may ask for anything, and a book has the date of the newest commit: a run with either is always done. */
async function memoryOf(
  files: EditionFiles,
  options: BuildOptions,
  store: DocumentCache,
): Promise<RunMemory | null> {
  const outputs = outputsOf(files, options);
  if (options.cache === false || outputs.includes("xslt") || outputs.some(isBook)) return null;
  const { folder, config, out, reading, strict, search } = options;
  const folders = outputs.map((output) => resolve(folder, out, FOLDERS[output]));
  return await RunMemory.of(store, files, {
    folder,
    config,
    asked: { reading, strict, search },
    outputs: folders,
  });
}

const FOLDERS: Readonly<Record<Output, string>> = {
  html: SITE,
  text: TEXTS,
  index: INDEXES,
  report: "report",
  xslt: "xslt",
  epub: "epub",
  pdf: "pdf",
  markdown: "markdown",
  docx: "docx",
};

/** What was looked up before a build. */
interface KnownBefore {
  readonly memory?: RunMemory | null;
  readonly hashes?: KnownHashes;
  readonly looks?: EarlyLooks;
}

/** Does the same with an edition that was loaded, and with what a store has of it. */
export async function buildFiles(
  files: EditionFiles,
  options: BuildOptions,
  store: DocumentCache,
  { memory = null, hashes, looks = new EarlyLooks() }: KnownBefore = {},
): Promise<Built> {
  const outputs = outputsOf(files, options);
  checkWritable(resolve(options.folder, options.out));
  const bytes = bytesOf(files);
  const isShort = bytes <= SHORT;
  if (isShort) makeFastCode("small");
  if (bytes > WORTH_SMALL_HEAP) keepHeapSmall("ofDocuments", allSources(files).length);
  // Whoever has no browser is told before the work and not after it.
  if (outputs.includes("pdf")) await printerOf(options.chromium ?? null);
  const opened = await openBuild(files, options, {
    earlier: { store, shelf: { opened: null }, ...(hashes === undefined ? {} : { hashes }) },
    ...(isShort && files.sources.length <= FEW ? { toDo: makeCodeFor } : {}),
  });
  try {
    if (options.strict) {
      const report = await opened.run.report();
      const summary = "Nothing was written: --strict, and there are errors.\n";
      if (summarize(report).errors > 0) return { report, summary };
    }
    const parts = standingParts(options, store, looks);
    const count = await publishRun(opened, files, options, parts);
    const looksNow = noteOutputs(opened, options, outputs, parts);
    const report = withNotes(await opened.run.report(), await siteNotes(opened, files, options));
    const built = { report, summary: summaryOf(count, options) };
    if (!opened.crew.hasLost)
      memory?.keep(
        [...opened.crew.workshop.outside.all, ...(await picturesOf(opened, outputs))],
        built,
        looksNow,
      );
    return built;
  } finally {
    await opened.close();
  }
}

/** In a run that does a document or two again, to make fast code takes a third of the time of all cores. */
function makeCodeFor(bytes: number): void {
  makeFastCode(bytes > LITTLE ? "small" : "none");
}

/** Takes note of how the outputs look now, so that the next run can tell whether they still stand. */
function noteOutputs(
  { run }: OpenRun,
  { folder, out }: BuildOptions,
  outputs: readonly Output[],
  { texts, indexes, site }: StandingParts,
): readonly string[] {
  return outputs.map((output) => {
    const place = resolve(folder, out, FOLDERS[output]);
    const looks = output === "text" ? texts.looks() : looksOf(place);
    if (output === "text") run.noteOutput(place, looks);
    if (output === "index") run.noteOutput(place, indexes.said(looks));
    if (output === "html") site.note(looks);
    return looks;
  });
}

/** The parts of an output that stand where they need not be others. */
interface StandingParts {
  readonly texts: TextFolder;
  readonly indexes: IndexFolder;
  readonly site: SiteFolder;
}

function standingParts(
  { folder, out }: BuildOptions,
  store: DocumentCache,
  looks = new EarlyLooks(),
): StandingParts {
  const place = resolve(folder, out);
  return {
    texts: new TextFolder(place, looks),
    indexes: new IndexFolder(place),
    site: new SiteFolder(place, store),
  };
}

/** Without a site nobody asks for pictures. */
async function picturesOf({ run }: OpenRun, outputs: readonly Output[]): Promise<string[]> {
  return outputs.includes("html") ? await picturesAsked(run) : [];
}

/** Reads, cites and checks an edition that was loaded, document by document; what its outputs are made with stays open. */
export async function openBuild(
  files: EditionFiles,
  options: BuildOptions,
  more: Pick<OpenRunOptions, "earlier" | "toDo"> = {},
): Promise<OpenRun> {
  options.progress(`Checking ${counted(files.sources.length, "document")}`);
  return await openRun(files, { ...runOptions(options, outputsOf(files, options)), ...more });
}

/** What a run is asked for by a build. */
export function runOptions(options: BuildOptions, outputs: readonly Output[]): OpenRunOptions {
  const { done, watch, elsewhere, worthThreads } = options;
  return {
    folder: options.folder,
    config: options.config,
    jobs: options.jobs ?? defaultJobs(),
    cache: options.cache ?? true,
    checks: ALL_CHECKS,
    hasCitations: true,
    hasPage: outputs.includes("html"),
    isIndexed: outputs.includes("index"),
    // Whoever renders needs the models ready; a book is made of texts like any other.
    reading: outputs.includes("text") || outputs.some(isBook) ? options.reading : null,
    xinclude: null,
    schemas: [],
    catalogs: [],
    named: [],
    ...(done === undefined ? {} : { progress: done }),
    ...(watch === undefined ? {} : { watch }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(worthThreads === undefined ? {} : { worthThreads }),
  };
}

/** What an edition is called, and what its pages are dressed in. */
export async function namesOf(
  { config, prefix }: EditionFiles,
  folder: string,
): Promise<Pick<RunOutputs, "name" | "title" | "version" | "siteUrl" | "folder" | keyof SiteSetup>> {
  const setup = await siteSetup(config, join(folder, prefix));
  const { title = null, version = null, siteUrl = null } = config;
  return { name: identityOf(config), title, version, siteUrl, folder, ...setup };
}

/** The kinds of output asked for, without the stages where an edition has none. */
export function outputsOf({ config }: EditionFiles, { outputs }: BuildOptions): readonly Output[] {
  return outputs.filter((output) => output !== "xslt" || (config.stages ?? []).length > 0);
}

/** The outputs asked for, each made when it is written; the report comes last: what goes wrong with a page is told there. */
async function* runFiles(
  input: RunOutputs,
  files: EditionFiles,
  options: BuildOptions,
  parts: StandingParts,
): AsyncGenerator<OutputFile | AmendedPart> {
  const others = otherFiles(input, files, options, parts);
  yield* options.outputs.includes("html") ? runSite(input, parts.site, others) : others;
  if (options.outputs.includes("report")) yield* runReport(input);
}

/** The outputs that are neither the site nor the report. */
async function* otherFiles(
  input: RunOutputs,
  files: EditionFiles,
  options: BuildOptions,
  parts: StandingParts,
): AsyncGenerator<OutputFile | AmendedPart> {
  for (const output of options.outputs) {
    if (output === "html" || output === "report") continue;
    if (output === "text") yield* parts.texts.files(input, (made) => told(made, options));
    else if (output === "index") yield* parts.indexes.files(input);
    else if (isBook(output))
      yield* bookFiles(output, input, files, {
        chromium: options.chromium ?? null,
        progress: options.progress,
      });
    else
      yield* stageFiles(runStageDocuments(input), files, {
        ...options,
        jobs: options.jobs ?? defaultJobs(),
        store: input.store,
      });
  }
}

function told(made: number, { progress }: BuildOptions): void {
  progress(`Made the ${counted(made, "text")} that can be others`);
}

/** Makes the outputs of a run and moves them into place, as {@link publishRun} does; gives their paths in the output folder. */
export async function publishPaths(
  opened: OpenRun,
  files: EditionFiles,
  options: BuildOptions,
): Promise<string[]> {
  const paths: string[] = [];
  await publishRun(opened, files, options, standingParts(options, opened.store), (path) => paths.push(path));
  return paths;
}

/** Gives files on, and says their paths. */
async function* noted(
  files: AsyncIterable<OutputFile | AmendedPart>,
  note: (path: string) => void,
): AsyncGenerator<OutputFile | AmendedPart> {
  for await (const file of files) {
    if ("path" in file) note(file.path);
    else for (const path of file.standing) note(path);
    yield file;
  }
}

/** Makes the outputs of a run and moves them into place; gives the number of their files. */
async function publishRun(
  opened: OpenRun,
  files: EditionFiles,
  options: BuildOptions,
  parts: StandingParts,
  note: ((path: string) => void) | null = null,
): Promise<number> {
  options.progress(`Writing ${outputsOf(files, options).join(", ")} to ${options.out}`);
  const names = await namesOf(files, options.folder);
  // What a build is asked for comes before what the configuration says.
  const settings = { ...names.settings, search: options.search ?? names.settings.search };
  const input = { ...opened, ...names, settings };
  const all = runFiles(input, files, options, parts);
  return await publish(resolve(options.folder, options.out), note === null ? all : noted(all, note));
}

/** Whoever makes a site is told which of its words are missing in its language, and which documents it leaves out. */
async function siteNotes(
  { run }: OpenRun,
  { config, prefix }: EditionFiles,
  { folder, outputs }: BuildOptions,
): Promise<readonly string[]> {
  if (!outputs.includes("html")) return [];
  const drafts = config.site?.drafts === true ? [] : await draftNotes(run);
  const inputs = new Set(await stageInputs(config.stages ?? [], join(folder, prefix)));
  const shown = (path: string): boolean => inputs.has(path.slice(prefix.length));
  return [...drafts, ...(await textlessNotes(run, shown)), ...wordingNotes(config, join(folder, prefix))];
}

function withNotes(report: LongReport, notes: readonly string[]): LongReport {
  return notes.length === 0 ? report : { ...report, notes: [...(report.notes ?? []), ...notes] };
}

function summaryOf(count: number, { out, outputs }: BuildOptions): string {
  const look = outputs.includes("html") ? ` Open ${join(out, "site", "index.html")} in a browser.` : "";
  return `${counted(count, "file")} in ${out}.${look}\n`;
}

function isBook(output: Output): output is BookOutput {
  return (BOOK_OUTPUTS as readonly string[]).includes(output);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
