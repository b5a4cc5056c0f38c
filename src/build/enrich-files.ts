import { Buffer } from "node:buffer";
import { chmodSync, realpathSync, statSync } from "node:fs";
import { posix, resolve } from "node:path";
import { type CitationRecord, type CiteOptions, citeDocument, enrichDocument } from "../cite/index.ts";
import { type EditionDocument, standingAlone } from "../edition/index.ts";
import { readDocument } from "../read/index.ts";
import { collect, type DocumentReport, type Report } from "../report/index.ts";
import { type Anchors, anchorsOf, indexWorks, type LinkScope } from "../resolve/index.ts";
import { applyEdits, type Edit, encodeText, normalPath, type Tree } from "../tree/index.ts";
import { citationLanguages } from "./citation-languages.ts";
import type { EditionFiles, EditionOptions } from "./edition-files.ts";
import { lineDiff } from "./line-diff.ts";
import { load } from "./read-edition.ts";
import { defaultJobs } from "./run/jobs.ts";
import { type OpenRun, openRun } from "./run/open-run.ts";
import { writeWhole } from "./write-whole.ts";

/** What `colophon cite --write` is asked for. */
export interface EnrichFilesOptions extends EditionOptions {
  /** Whether what is only likely is written too, with `@cert`. */
  readonly likely: boolean;
  /** Whether nothing is written, and the changes are shown instead. */
  readonly dryRun: boolean;
}

/** What came of it: the changes line by line, a sentence for each file, and what could not be read. */
export interface EnrichedFiles {
  readonly diff: string;
  readonly notes: readonly string[];
  readonly report: Report;
}

/**
 * Adds to documents what their citations mean. A document that is not well-formed, or whose bytes could not be kept, is
 * left as it is; what is written is written whole or not at all. Throws a `FileError` where a file cannot be written.
 */
export async function enrichFiles(
  paths: readonly string[],
  options: EnrichFilesOptions,
): Promise<EnrichedFiles> {
  const files = await load(paths, options);
  const opened = await openAround(files, paths, options);
  try {
    return await enrichAll(opened, files, new Set(paths.map(normalPath)), options);
  } finally {
    await opened.close();
  }
}

/** Reads what the documents say of themselves, and makes nothing of them: a share that has none of them. */
async function openAround(
  files: EditionFiles,
  paths: readonly string[],
  options: EditionOptions,
): Promise<OpenRun> {
  const nothing = { hasPage: false, reading: null, xinclude: null, schemas: [], catalogs: [] } as const;
  return await openRun(files, {
    ...{ ...options, ...nothing, jobs: options.jobs ?? defaultJobs(), cache: true },
    ...{ checks: [], hasCitations: true, named: paths, share: new Set<string>() },
  });
}

/** One document after the other, so that an edition need not fit into memory. */
async function enrichAll(
  { run, crew }: OpenRun,
  files: EditionFiles,
  named: ReadonlySet<string>,
  options: EnrichFilesOptions,
): Promise<EnrichedFiles> {
  const { registers } = run;
  const languages = citationLanguages(files.config);
  const scope = crew.workshop.scopeOf(run.joined);
  const around = { registers, scope, works: indexWorks(registers), languages };
  const diffs: string[] = [];
  const notes: string[] = [];
  const reports: DocumentReport[] = [];
  const asked = run.outlined.slice(0, files.sources.length).filter(standingAlone(run.outlined, named));
  for (const { source, hash, id, path } of asked) {
    const { tree, written, ...read } = crew.workshop.read(source, hash);
    reports.push({ path, findings: read.findings });
    if (tree === null || written === null) continue;
    const done = enrichedSource({ ...read, tree, written }, { ...around, id }, files, options);
    notes.push(`${path}: ${done.note}`);
    if (done.source === null) continue;
    diffs.push(lineDiff(path, done.before, done.source));
    if (!options.dryRun) await writeInPlace(resolve(options.folder, path), done.bytes);
  }
  return { diff: diffs.join(""), notes, report: collect(reports, {}) };
}

type Enriched =
  | { readonly source: null; readonly note: string }
  | { readonly source: string; readonly before: string; readonly bytes: Uint8Array; readonly note: string };

function enrichedSource(
  document: EditionDocument,
  cite: CiteOptions & { readonly scope: LinkScope },
  files: EditionFiles,
  { likely }: EnrichFilesOptions,
): Enriched {
  const { bytes, path } = document;
  // A document is changed as it was written, and not as XInclude has put it together.
  const { tree } = readDocument(bytes, { path, limits: files.config.limits ?? {} });
  if (tree === null) return { source: null, note: "not well-formed, and left as it is" };
  if (!Buffer.from(encodeText(tree.source, tree.encoding)).equals(Buffer.from(bytes)))
    return { source: null, note: "its bytes could not be kept, and it is left as it is" };
  const pathTo = (other: string): string => pathBetween(path, cite.scope.of(other)?.path ?? other);
  if (document.tree.root.isTei() && !document.written.root.isTei())
    return { source: null, note: "in no namespace, and left as it is" };
  const isAlone = document.tree === document.written;
  const whole = isAlone ? {} : { whole: meaningsOf(document.tree, cite) };
  const { pointers, scopes } = enrichDocument(tree, { ...cite, ...whole, likely, pathTo });
  const source = keepingMeaning(tree, pointers, scopes, cite, isAlone);
  if (source === tree.source) return { source: null, note: "nothing to add" };
  const added =
    source === applyEdits(tree.source, pointers) ? pointers.length : pointers.length + scopes.length / 2;
  return {
    source,
    before: tree.source,
    bytes: encodeText(source, tree.encoding),
    note: `${added === 1 ? "1 addition" : `${added} additions`}`,
  };
}

function meaningsOf(tree: Tree, cite: CiteOptions): ReadonlyMap<string, CitationRecord> {
  return new Map(citeDocument(tree, cite).records.citations.map((citation) => [citation.id, citation]));
}

/** Puts the additions in, without the loci where they would make a citation mean something else. */
function keepingMeaning(
  tree: Tree,
  pointers: readonly Edit[],
  scopes: readonly Edit[],
  cite: CiteOptions,
  isAlone: boolean,
): string {
  const pointed = applyEdits(tree.source, pointers);
  if (scopes.length === 0) return pointed;
  const all = applyEdits(tree.source, [...pointers, ...scopes]);
  // The pointers say what the document means with all that it includes, which it does not when it is read alone.
  const before = isAlone
    ? meaningOf(citeDocument(tree, cite).records.citations)
    : meaningAs(pointed, tree, cite);
  return before === meaningAs(all, tree, cite) ? all : pointed;
}

/** What the citations of a document would mean if it were written so. */
function meaningAs(source: string, { encoding, path }: Tree, cite: CiteOptions): string {
  const { tree } = readDocument(encodeText(source, encoding), { path });
  return meaningOf(tree === null ? [] : citeDocument(tree, withOwnAnchors(cite, tree)).records.citations);
}

function withOwnAnchors(cite: CiteOptions, tree: Tree): CiteOptions {
  const own = anchorsOf({ id: cite.id, tree });
  const { scope } = cite;
  const others = (all: readonly Anchors[]): Anchors[] =>
    all.filter(({ document }) => document !== own.document);
  const at = (path: string): Anchors[] => [...others(scope.at(path)), ...(path === own.path ? [own] : [])];
  return {
    ...cite,
    scope: {
      ...scope,
      at,
      of: (document) => (document === own.document ? own : scope.of(document)),
      including: (path) => others(scope.including(path)),
      withId: (xmlId) => (own.elements.has(xmlId) ? own : scope.withId(xmlId)),
    },
  };
}

function meaningOf(citations: readonly CitationRecord[]): string {
  return JSON.stringify(citations.map(({ work, loci, form }) => [work, loci, form]));
}

/** The path from the folder of one file to another, as a pointer has it. */
function pathBetween(from: string, to: string): string {
  const path = posix.relative(posix.dirname(posix.resolve("/", from)), posix.resolve("/", to));
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The file keeps its mode, and a link to it stays one. */
async function writeInPlace(file: string, bytes: Uint8Array): Promise<void> {
  const target = realpathSync(file);
  const { mode } = statSync(target);
  await writeWhole(target, bytes);
  chmodSync(target, mode);
}
