import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix, relative, resolve, sep } from "node:path";
import type { OutputFile } from "../edition/index.ts";
import {
  compileStylesheet,
  openStylesheetEngine,
  type StylesheetEngine,
  StylesheetError,
  type StylesheetResult,
} from "../xpath/index.ts";
import { type DocumentCache, keyOf } from "./cache/document-cache.ts";
import { ConfigurationError, type StageConfig } from "./configuration.ts";
import { documentText } from "./document-file.ts";
import type { EditionFiles, EditionOptions } from "./edition-files.ts";
import { documentId, FileError, listFiles } from "./files.ts";
import { hashOf } from "./run/document-source.ts";
import { TaskError } from "./run/task-error.ts";
import { type StylesheetReader, stylesheetReader } from "./stylesheet-reader.ts";
import { faultOfDocument, inWords } from "./transform-file.ts";
import { programBuild } from "./version.ts";

/** A document of the edition that stages may run on. */
export interface StageDocument {
  readonly id: string;
  readonly path: string;
  /** Whether it has a text, on which stages run that name no input. */
  readonly hasText: boolean;
  /** What it says; null where it cannot be read as XML. */
  readonly source: () => string | null;
}

/** What a stage runs on: a document of the edition, or another file that it names. */
interface StageInput {
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

/** How stages are run. */
export interface StageOptions extends EditionOptions {
  /** Where compiled stylesheets and results are kept; none where nothing is. */
  readonly store?: DocumentCache;
}

/**
 * Runs the edition's own stylesheets on its texts, as the configuration says, in as many threads as there may be. Throws a
 * `TaskError` where one fails and a `ConfigurationError` where `--safe` refuses them, since a stylesheet is code.
 */
export async function* stageFiles(
  documents: Iterable<StageDocument>,
  { config, prefix }: EditionFiles,
  options: StageOptions,
): AsyncGenerator<OutputFile> {
  const stages = config.stages ?? [];
  if (stages.length === 0) return;
  if (options.safe)
    throw new ConfigurationError(
      "The configuration has stages; stylesheets are code, which --safe does not run.",
    );
  const folder = join(options.folder, prefix);
  const known = new Map([...documents].map((each) => [each.path.slice(prefix.length), each]));
  for (const stage of stages) {
    const own = await inputsOf(stage, known, folder);
    refuseDoubles(stage, own, folder);
    const results = await named(stage, () => runStage(stage, own, folder, options));
    for (const [at, { principal, resultDocuments }] of results.entries()) {
      yield output(placeOf(own[at]!, stage), principal);
      for (const [name, text] of resultDocuments) yield output(posix.join(folderOf(stage), name), text);
    }
  }
}

/** Where a result goes: `{id}` is the id of its document, `{name}` the last part of that, the file's name. */
function placeOf({ id }: StageInput, { output: place }: StageConfig): string {
  return place.replace(/\{(id|name)\}/gu, (_whole, what) => (what === "id" ? id : posix.basename(id)));
}

/** Throws a `ConfigurationError` where the results of two inputs of a stage would go to one place. */
function refuseDoubles(stage: StageConfig, inputs: readonly StageInput[], folder: string): void {
  const takers = new Map<string, StageInput>();
  for (const input of inputs) {
    const place = placeOf(input, stage);
    const other = takers.get(place);
    takers.set(place, input);
    if (other === undefined) continue;
    const both = [other, input].map(({ path }) => relative(folder, path).split(sep).join("/")).join(" and ");
    const wayOut = stage.output.includes("{id}") ? "" : " Write {id} in its output, which tells them apart.";
    throw new ConfigurationError(`The stage “${stage.name}” makes ${place} of two files, ${both}.${wayOut}`);
  }
}

/** The folder of all results of a stage: what its output begins with, before the first place for an id. */
function folderOf({ output: place }: StageConfig): string {
  return posix.dirname(place.slice(0, place.search(/\{|$/u)).concat("x"));
}

/** What a run of a stylesheet leaves. */
type StageResult = Pick<StylesheetResult, "principal" | "resultDocuments">;

/**
 * What a stage runs on: every text of the edition, or the files that it names, registers and files beside the documents as
 * well. A document that is not well-formed is left out, as it is everywhere.
 */
async function inputsOf(
  { name, input }: StageConfig,
  known: ReadonlyMap<string, StageDocument>,
  folder: string,
): Promise<readonly StageInput[]> {
  const named = input === undefined ? null : [input].flat();
  const texts = [...known].filter(([, { hasText }]) => hasText).map(([path]) => path);
  const paths = named === null ? texts : await listFiles(folder, named);
  if (named !== null && paths.length === 0)
    throw new FileError(`The stage “${name}” has no input: there is no file ${named.join(", ")}.`);
  return paths.flatMap((path) => {
    const own = known.get(path);
    const text = own === undefined ? documentText(join(folder, path), path) : own.source();
    return text === null ? [] : [{ id: own?.id ?? documentId(path), path: resolve(folder, path), text }];
  });
}

/** The files that stages of an edition name as what they run on. */
export async function stageInputs(
  stages: readonly StageConfig[],
  folder: string,
): Promise<readonly string[]> {
  const named = stages.flatMap(({ input = [] }) => input);
  return named.length === 0 ? [] : await listFiles(folder, named);
}

async function runStage(
  stage: StageConfig,
  inputs: readonly StageInput[],
  folder: string,
  options: StageOptions,
): Promise<StageResult[]> {
  const path = join(folder, stage.stylesheet);
  const reader = stylesheetReader(path, [folder]);
  const keeper = new StageKeeper(options.store ?? null, reader);
  const text = await textAt(path, stage);
  const stylesheet = await keeper.keep(["stylesheet", path, text], () =>
    compileStylesheet({ path, text }, { resolve: reader.modules }),
  );
  const parameters = stage.parameters ?? {};
  const reads = reader.documents(stylesheet.modules);
  const results = new Array<StageResult>(inputs.length);
  let next = 0;
  const work = async (): Promise<void> => {
    // The processor takes half a second to load, so that an engine is opened when there is something to do.
    let engine: StylesheetEngine | null = null;
    try {
      for (let at = next++; at < inputs.length; at = next++) {
        const { path: own, text: source } = inputs[at]!;
        const document = { path: own, text: source };
        results[at] = await keeper.keep(["stage", stylesheet.compiled, parameters, document], async () => {
          engine ??= openStylesheetEngine(reads);
          const run = engine.transform({ stylesheet, document, parameters });
          const { principal, resultDocuments } = await run.catch((error: unknown) => {
            const fault = error instanceof StylesheetError ? faultOfDocument(document) : null;
            throw fault === null ? error : new TaskError(`The stage “${stage.name}” failed: ${fault}`);
          });
          return { principal, resultDocuments };
        });
      }
    } finally {
      await (engine as StylesheetEngine | null)?.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs ?? 1, inputs.length) }, work));
  return results;
}

/** Keeps what came of stylesheets by what went in, and by the files that they asked for. */
class StageKeeper {
  readonly #store: DocumentCache | null;
  readonly #reader: StylesheetReader;

  constructor(store: DocumentCache | null, reader: StylesheetReader) {
    this.#store = store;
    this.#reader = reader;
  }

  async keep<T>(inputs: readonly unknown[], make: () => Promise<T>): Promise<T> {
    const key = keyOf(programBuild(), process.versions.v8, ...inputs);
    const kept = this.#store?.get(key) as { files: readonly string[]; digest: string; value: T } | null;
    if (kept && filesDigest(kept.files) === kept.digest) return kept.value;
    const value = await make();
    const files = [...this.#reader.asked].sort();
    this.#store?.put(key, { files, digest: filesDigest(files), value });
    return value;
  }
}

function filesDigest(files: readonly string[]): string {
  return keyOf(files.map(stateOf));
}

/** What a file holds, or which entries a folder has; null where neither is there. */
function stateOf(path: string): string | readonly string[] | null {
  if (!existsSync(path)) return null;
  if (statSync(path).isDirectory()) return readdirSync(path).sort();
  return statSync(path).isFile() ? hashOf(readFileSync(path)) : null;
}

async function textAt(path: string, { name, stylesheet }: StageConfig): Promise<string> {
  return await readFile(path, "utf8").catch(() => {
    throw new FileError(`The stage “${name}” names a stylesheet that is not there: ${stylesheet}`);
  });
}

async function named<T>({ name }: StageConfig, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StylesheetError)
      throw new TaskError(`The stage “${name}” failed: ${inWords(error)}`);
    throw error;
  }
}

function output(path: string, text: string): OutputFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
