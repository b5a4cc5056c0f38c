import { isAscii } from "node:buffer";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { makeFolder } from "../make-folder.ts";

/** The length of the SHA-256 before what V8 made, and of the count of runs between them. */
const HASH_LENGTH = 32;
const COUNT_LENGTH = 1;

/** How many runs add to what is kept: the first compiles schemas, those after it read them from the cache. */
const RUNS_THAT_ADD = 3;

/** A program that was loaded, and what keeps for the next run what V8 made of it in this one. */
export interface LoadedProgram {
  readonly exports: unknown;
  readonly keep: () => void;
}

/** Does something with V8 set as it was when code was kept: it takes up again what was made under the same settings only. */
export type UnderSettings = <Result>(work: () => Result) => Result;

/** Where programs are kept. */
interface Shelf {
  /** The folder of the cache, or null where nothing is to be kept. */
  readonly folder: string | null;
  readonly build: string;
}

/** A file that V8 has read. */
interface OpenFile {
  readonly script: Script;
  readonly keep: () => void;
}

/**
 * Loads a CommonJS file, wrapped as Node wraps one (`Module.wrap`), with the code that V8 made of it in earlier runs, since
 * most of a short run goes by compiling.
 * What is kept is only used where it is whole, and V8 takes it only where it is its own version's. Code out of a cache
 * cannot import (Node says that no callback was specified), so that the file finds a function for it, `module.import`; and
 * another, `module.part`, which loads a file beside it in the same way, and has `require` ask the first for what they share.
 *
 * @param file the file's absolute path
 * @param folder the folder of the cache, or null where nothing is to be kept
 * @param build what names this state of the program: another state never gets its code
 * @param under sets V8 for reading and keeping
 */
export function loadProgram(
  file: string,
  folder: string | null,
  build: string,
  under: UnderSettings = (work) => work(),
): LoadedProgram {
  const files: OpenFile[] = [];
  const load = (path: string, require: NodeJS.Require): unknown => {
    const opened = under(() => open(path, { folder, build }));
    files.push(opened);
    return run(opened.script, path, { require, part });
  };
  const part = (name: string, shared: (request: string) => unknown): unknown => {
    const path = join(dirname(file), name);
    return load(path, requireFirst(shared, Module.createRequire(path)));
  };
  const exports = load(file, Module.createRequire(file));
  const keep = (): void => {
    under(() => {
      for (const opened of files) opened.keep();
    });
  };
  return { exports, keep };
}

/** The files of a cache of code. */
export function codeFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(?:[0-9a-f]{64}\.bin|\.[0-9a-f-]{36})$/u.test(name))
    .map((name) => join(folder, name));
}

function open(file: string, { folder, build }: Shelf): OpenFile {
  const place = folder === null ? null : join(folder, "code", `${nameOf(file, build)}.bin`);
  const kept = place === null ? null : read(place);
  const script = new Script(textOf(file), {
    filename: file,
    ...(kept === null ? {} : { cachedData: kept.code }),
  });
  const runs = kept === null || script.cachedDataRejected === true ? 0 : kept.runs;
  const keep = (): void => {
    if (place !== null && runs < RUNS_THAT_ADD) write(place, runs + 1, script.createCachedData());
  };
  return { script, keep };
}

/** The bundler writes most in ASCII, which is read fastest as Latin-1; regular expressions have the signs that the sources have. */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
}

/** What a file finds beside it, by names of Node's and of ours. */
interface Surroundings {
  readonly require: NodeJS.Require;
  readonly part: (name: string, shared: (request: string) => unknown) => unknown;
}

function run(script: Script, file: string, { require, part }: Surroundings): unknown {
  const module = { exports: {}, import: (specifier: string): Promise<unknown> => import(specifier), part };
  const wrapper = script.runInThisContext() as (...names: readonly unknown[]) => void;
  wrapper.call(module.exports, module.exports, require, module, file, dirname(file));
  return module.exports;
}

/** Gives what is shared, and whatever else is asked for as Node does. */
function requireFirst(shared: (request: string) => unknown, require: NodeJS.Require): NodeJS.Require {
  return Object.assign((request: string): unknown => shared(request) ?? require(request), require);
}

function nameOf(file: string, build: string): string {
  const { version, arch, platform } = process;
  return createHash("sha256")
    .update(`${basename(file)} ${build} ${version} ${arch} ${platform}`)
    .digest("hex");
}

function read(place: string): { runs: number; code: Buffer } | null {
  try {
    const bytes = readFileSync(place);
    const content = bytes.subarray(HASH_LENGTH);
    if (!digest(content).equals(bytes.subarray(0, HASH_LENGTH))) return null;
    return { runs: content[0]!, code: content.subarray(COUNT_LENGTH) };
  } catch {
    return null;
  }
}

/** Writes beside and moves into place; a disk that does not take it costs the next run some time, and nothing else. */
function write(place: string, runs: number, code: Uint8Array): void {
  const beside = join(dirname(place), `.${randomUUID()}`);
  try {
    makeFolder(dirname(place));
    const content = Buffer.concat([Uint8Array.of(runs), code]);
    writeFileSync(beside, Buffer.concat([digest(content), content]));
    renameSync(beside, place);
  } catch {
    if (existsSync(beside)) rmSync(beside);
  }
}

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
