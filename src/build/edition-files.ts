import { existsSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import type { Source } from "../edition/index.ts";
import { isOversize, type Limits, limitsWith, readBytes } from "../read/index.ts";
import type { Tree } from "../tree/index.ts";
import {
  type ColophonConfig,
  ConfigurationError,
  findConfiguration,
  isProgram,
  loadConfiguration,
} from "./configuration.ts";
import { documentFile } from "./document-file.ts";
import { expandPaths, FileError, listDocuments, MovingFileError } from "./files.ts";
import { SourceFiles } from "./run/document-source.ts";
import type { Sequence } from "./run/rows.ts";

/** How a task finds an edition. */
export interface EditionOptions {
  /** The folder a command runs in. */
  readonly folder: string;
  /** A configuration named by the user, or null for the one in the folder. */
  readonly config: string | null;
  /** Whether code of the edition's is refused. */
  readonly safe: boolean;
  /** How many files are read at the same time. */
  readonly jobs?: number;
}

/** The files of an edition, or of a part of one, as they lie on the disk. */
export interface EditionFiles {
  /** The edition's folder with a final slash, from where the command runs; empty where it is that folder. */
  readonly prefix: string;
  readonly config: ColophonConfig;
  /** What was asked for. */
  readonly sources: Sequence<Source>;
  /** The other documents of the edition: they hold registers, and pointers lead to them. */
  readonly context: Sequence<Source>;
}

/** Is told how many documents there are, before they are looked at. */
export type Listed = (count: number) => void;

/**
 * Loads an edition's documents. Throws a `ConfigurationError` or a `FileError` where there is none that can be used.
 */
export async function loadEdition(options: EditionOptions, listed: Listed = () => {}): Promise<EditionFiles> {
  const files = await loadEditionIfAny(options, listed);
  if (files !== null) return files;
  const { documents } = await configurationOf("", options);
  if (documents !== undefined) throw new FileError(noneAt(documents));
  const named = await listDocuments(options.folder, [CALLED_TEI]);
  throw new FileError(named.length === 0 ? NONE_IN_TEI : calledTei(named[0]!));
}

/** Documents with the other extension that TEI is registered with (application/tei+xml). */
const CALLED_TEI = "tei/**/*.tei";

function calledTei(first: string): string {
  return `The documents in tei/ are those whose names end in .xml, and no file there is called so. To take those that end in .tei (${first} is the first), write into colophon.config.json: { "documents": ["${CALLED_TEI}"] }`;
}

const NONE_IN_TEI =
  "There are no documents in tei/. To start an edition: colophon init my-edition. To check documents in another " +
  "folder: colophon check FOLDER. To make an edition of them, write where they are into colophon.config.json: " +
  '{ "documents": ["FOLDER/**/*.xml"] }';

function noneAt(patterns: readonly string[]): string {
  return `The configuration has as documents ${patterns.join(", ")}, and no file is there. Paths begin at the folder of the configuration.`;
}

/** Loads the edition in the folder, or gives null where there is none; documents that are missing are no fault here. */
export async function loadEditionIfAny(
  options: EditionOptions,
  listed: Listed = () => {},
): Promise<EditionFiles | null> {
  const config = await configurationOf("", options);
  const paths = await listDocuments(options.folder, config.documents);
  listed(paths.length);
  if (paths.length === 0) return null;
  return { prefix: "", config, sources: loadSources(paths, "", options), context: [] };
}

/**
 * Loads documents named by their paths, with the rest of the edition they belong to: the edition in the folder above
 * them that has a configuration or a `tei` folder. Files that belong to none are loaded with the files they point to.
 */
export async function loadFiles(paths: readonly string[], options: EditionOptions): Promise<EditionFiles> {
  const files = await expandPaths(paths);
  const prefix = editionAbove(files[0] ?? "");
  if (prefix === null) {
    const config = options.config === null ? {} : await configurationOf("", options);
    const sources = loadSources(files, "", options);
    const context = loadSources(neighbours(sources, options.folder, config.limits), "", options);
    return { prefix: "", config, sources, context };
  }
  const config = await configurationOf(prefix, options);
  const others = (await listDocuments(join(options.folder, prefix), config.documents))
    .map((path) => prefix + path)
    .filter((path) => !files.includes(path));
  return {
    prefix,
    config,
    sources: loadSources(files, prefix, options),
    context: loadSources(others, prefix, options),
  };
}

/** Loads the configuration of the edition behind a prefix, or the one named; one that is not there is empty. */
export async function configurationOf(prefix: string, options: EditionOptions): Promise<ColophonConfig> {
  const file = options.config ?? findConfiguration(join(options.folder, prefix));
  if (file === null) return {};
  if (options.safe && isProgram(file)) {
    throw new ConfigurationError(
      `${file} is code, which --safe does not run. Write it as colophon.config.json.`,
    );
  }
  return await loadConfiguration(file);
}

/** The nearest folder above a file that is an edition's, as seen from where the command runs; null where none is. */
function editionAbove(file: string): string | null {
  const steps = file.split("/").slice(0, -1);
  // A path from the root, or from above, does not lead through the folder where the command runs.
  const outermost = steps[0] === "" ? 1 : steps.filter((step) => step === "..").length;
  for (let length = steps.length; length >= outermost; length--) {
    const prefix = steps
      .slice(0, length)
      .map((step) => `${step}/`)
      .join("");
    if (steps[length] === "tei" || findConfiguration(prefix || ".") !== null) return prefix;
  }
  return null;
}

function loadSources(paths: readonly string[], prefix: string, { folder }: EditionOptions): Sequence<Source> {
  const files = new SourceFiles(folder, MOST_HELD, paths, prefix);
  for (const [nth, path] of paths.entries()) loadSource(path, nth, files);
  return files.all;
}

/** Documents of up to so many bytes together are held while they are worked on; of more each is read again when it is needed. */
const MOST_HELD = 8_000_000;

function loadSource(path: string, nth: number, files: SourceFiles): void {
  try {
    files.add(nth);
  } catch (error) {
    const told = `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    throw existsSync(files.fileAt(path)) ? new FileError(told) : new MovingFileError(told);
  }
}

/** The documents that plain files point to, and that lie beside them or below: their registers, mostly. */
function neighbours(sources: Sequence<Source>, folder: string, given: Partial<Limits> = {}): string[] {
  const limits = limitsWith(given);
  const known = new Set(sources.map(({ path }) => path));
  const found: string[] = [];
  for (const source of sources) {
    const { path } = source;
    if (isOversize(source, limits)) continue;
    for (const name of namesPointedTo(source.bytes)) {
      const file = posix.join(dirname(path), name);
      if (known.has(file) || !existsSync(resolve(folder, file))) continue;
      known.add(file);
      found.push(file);
    }
  }
  return found;
}

/**
 * The names of XML files before a `#`: looked for by their end, since most documents have none, and among the bytes, which
 * may be more than a string can hold.
 */
function namesPointedTo(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  for (let at = buffer.indexOf(POINTER); at >= 0; at = buffer.indexOf(POINTER, at + 1)) {
    const before = buffer.toString("latin1", Math.max(0, at - LONGEST_NAME), at);
    const name = /(?<=["'\s])(?:[\w.-]+\/)*[\w.-]+$/u.exec(before)?.[0];
    if (name !== undefined) names.push(`${name}.xml`);
  }
  return names;
}

const POINTER = ".xml#";
const LONGEST_NAME = 200;

/** Makes a reader for files that pointers lead to and that are no documents of the edition; null for what is not there. */
export function treeLoader(folder: string, limits: Partial<Limits>): (path: string) => Tree | null {
  return (path) => {
    const file = path.startsWith("/") ? path : join(folder, path);
    if (!existsSync(file)) return null;
    return readBytes(documentFile(file), { path, limits }).tree;
  };
}
