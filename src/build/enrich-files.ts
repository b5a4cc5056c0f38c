import { Buffer } from "node:buffer";
import { chmodSync, realpathSync, statSync } from "node:fs";
import { posix, resolve } from "node:path";
import { type CitationRecord, type CiteOptions, citeDocument, enrichDocument } from "../cite/index.ts";
import type { Edition, EditionDocument } from "../edition/index.ts";
import { readDocument } from "../read/index.ts";
import { collect, type Report } from "../report/index.ts";
import { anchorsOf, indexWorks, linkScope } from "../resolve/index.ts";
import { applyEdits, type Edit, encodeText, type Tree } from "../tree/index.ts";
import { citationLanguages } from "./citation-languages.ts";
import type { EditionFiles, EditionOptions } from "./edition-files.ts";
import { lineDiff } from "./line-diff.ts";
import { load, readFiles } from "./read-edition.ts";
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
  const edition = readFiles(files, { ...options, named: paths });
  const diffs: string[] = [];
  const notes: string[] = [];
  for (const document of edition.documents) {
    const done = enrichedSource(document, edition, files, options);
    notes.push(`${document.path}: ${done.note}`);
    if (done.source === null) continue;
    diffs.push(lineDiff(document.path, done.before, done.source));
    if (!options.dryRun) await writeInPlace(resolve(options.folder, document.path), done.bytes);
  }
  const report = collect(
    edition.sources.map(({ path, findings }) => ({ path, findings: [...findings] })),
    {},
  );
  return { diff: diffs.join(""), notes, report };
}

type Enriched =
  | { readonly source: null; readonly note: string }
  | { readonly source: string; readonly before: string; readonly bytes: Uint8Array; readonly note: string };

function enrichedSource(
  document: EditionDocument,
  edition: Edition,
  files: EditionFiles,
  { likely }: EnrichFilesOptions,
): Enriched {
  const { bytes, path } = document;
  // A document is changed as it was written, and not as XInclude has put it together.
  const { tree } = readDocument(bytes, { path, limits: files.config.limits ?? {} });
  if (tree === null) return { source: null, note: "not well-formed, and left as it is" };
  if (!Buffer.from(encodeText(tree.source, tree.encoding)).equals(Buffer.from(bytes)))
    return { source: null, note: "its bytes could not be kept, and it is left as it is" };
  const cite = optionsFor(document, edition, files);
  const pathTo = (other: string): string => pathBetween(path, edition.scope.of(other)?.path ?? other);
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

function optionsFor(
  document: EditionDocument,
  { registers, scope }: Edition,
  files: EditionFiles,
): CiteOptions {
  return {
    id: document.id,
    registers,
    scope,
    works: indexWorks(registers),
    languages: citationLanguages(files.config),
  };
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
  const others = cite.scope.paths.flatMap((path) => (path === own.path ? [] : cite.scope.at(path)));
  return { ...cite, scope: linkScope([own, ...others]) };
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
