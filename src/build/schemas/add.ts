import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, posix, relative, resolve, sep } from "node:path";
import { isAddress, type SchemaFile } from "../../validate/index.ts";
import { FileError } from "../files.ts";
import { makeFolder } from "../make-folder.ts";
import { TaskError } from "../run/task-error.ts";
import { sha256 } from "../sha256.ts";
import { storePath } from "./address.ts";
import { fetchSchema } from "./fetch.ts";
import { type Lock, type LockedFile, type LockedSchema, readLock, writeLock } from "./lock.ts";
import { takenInBy } from "./references.ts";
import { SchemaStore, STORE_FOLDER, sourceOf } from "./store.ts";

/** What `colophon schema add` is asked for. */
export interface AddOptions {
  /** The edition's folder. */
  readonly folder: string;
  /** An address for which the schema stands, or null. */
  readonly as: string | null;
  /** Whether a schema that is there already is taken anew. */
  readonly update: boolean;
}

/** What came of adding a schema. */
export interface AddedSchema {
  readonly source: string;
  readonly main: string;
  readonly files: number;
  readonly state: "added" | "updated" | "restored" | "unchanged";
  /** What it names and what was not to be had, though it may do without. */
  readonly missing: readonly string[];
}

/** How many files one schema may take in; TEI P4 has some 60. */
const MOST_FILES = 1000;

/** A file as it was got: where it came from, where it goes, its bytes. */
interface GotFile {
  readonly from: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A schema with all it takes in, before anything is written. */
interface GotSchema {
  readonly source: string;
  readonly files: readonly GotFile[];
  readonly missing: readonly string[];
}

/**
 * Puts a schema, from the web or from a file, into the edition's store with everything it takes in, and their hashes
 * into the lockfile. One that is there already is only completed, and held to its hashes, unless it is to be updated.
 * Nothing is written before all of it was got. Throws a `TaskError` or a `FileError` where it cannot be had.
 */
export async function addSchema(named: string, options: AddOptions): Promise<AddedSchema> {
  const { folder, as, update } = options;
  const lock = readLock(folder);
  const source = knownSource(lock, named, folder);
  const before = lock.schemas[source];
  if (before !== undefined && !update) return await restored(source, before, folder);
  const got = await getSchema(source, folder);
  refuseCollisions(got, lock);
  const stands = as ?? before?.as;
  const schema = lockedSchema(got, stands);
  const isSame = JSON.stringify(before) === JSON.stringify(schema);
  await writeFiles(got.files, folder);
  await writeLock(folder, { schemas: { ...lock.schemas, [source]: schema } });
  const state = before === undefined ? "added" : isSame ? "unchanged" : "updated";
  return { source, main: schema.main, files: got.files.length, state, missing: got.missing };
}

/** Fetches what the lockfile names and the store lacks, or, to update it, takes all schemas anew from their sources. */
export async function addAll({ folder, update }: Omit<AddOptions, "as">): Promise<readonly AddedSchema[]> {
  const added: AddedSchema[] = [];
  for (const source of Object.keys(readLock(folder).schemas))
    added.push(await addSchema(source, { folder, as: null, update }));
  return added;
}

/** The name under which a schema is listed: an address, or a path from the edition's folder. */
function knownSource(lock: Lock, named: string, folder: string): string {
  try {
    return sourceOf(lock.schemas, named);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
  }
  if (isAddress(named)) {
    if (/^https?:/iu.test(named) && URL.canParse(named)) return new URL(named).href.replace(/#.*$/su, "");
    throw new TaskError(`${named} is no address that can be fetched; http and https can.`);
  }
  return relative(resolve(folder), resolve(named)).split(sep).join("/");
}

/** Files that are missing are got again and must be what the lockfile says; changed ones are for the user to decide on. */
async function restored(source: string, schema: LockedSchema, folder: string): Promise<AddedSchema> {
  const faults = new SchemaStore(folder).faults(schema);
  const got: GotFile[] = [];
  for (const { path } of faults) {
    const { from, sha256: expected } = schema.files[path]!;
    const { bytes } = await getFile(from, folder);
    if (sha256(bytes) !== expected)
      throw new TaskError(
        `${from} is no longer what colophon.lock.json says: it has changed at its source. To accept it as it is now: colophon schema add --update ${source}`,
      );
    got.push({ from, path, bytes });
  }
  await writeFiles(got, folder);
  const state = got.length > 0 ? "restored" : "unchanged";
  return { source, main: schema.main, files: Object.keys(schema.files).length, state, missing: [] };
}

/** Gets a schema and what it takes in, each file once, in the order in which they are named. */
async function getSchema(source: string, folder: string): Promise<GotSchema> {
  const got = new Map<string, SchemaFile>();
  const missing: string[] = [];
  const queue = [{ target: source, isNeeded: true, from: "" }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { target, isNeeded, from } = next;
    if (got.has(target)) continue;
    const file = await getPart(target, from, isNeeded, folder);
    if (file === null) {
      missing.push(target);
      continue;
    }
    got.set(target, file);
    if (got.size > MOST_FILES) throw new TaskError(`${source} takes in more than ${MOST_FILES} files.`);
    const parts = takenInBy(file);
    if (parts === null && target === source)
      throw new TaskError(`${source} is neither RELAX NG, Schematron, XML Schema, a DTD nor an ODD.`);
    queue.push(...(parts ?? []).map((part) => ({ ...part, from: target })));
  }
  return { source, files: placed(source, got), missing };
}

/** A file that a schema may do without is left out where it is not to be had. */
async function getPart(
  target: string,
  from: string,
  isNeeded: boolean,
  folder: string,
): Promise<SchemaFile | null> {
  if (isAddress(from) && !/^https?:/iu.test(target)) return refused(target, from, isNeeded);
  try {
    return await getFile(target, folder);
  } catch (error) {
    if (!isNeeded) return null;
    if (from === "" || !(error instanceof Error)) throw error;
    throw new TaskError(`${from} takes in a file that is not to be had. ${error.message}`);
  }
}

/** What came from the web must not read files of this machine. */
function refused(target: string, from: string, isNeeded: boolean): null {
  if (isNeeded) throw new TaskError(`${from} takes in ${target}, which is no web address.`);
  return null;
}

/** Gets one file. References within a page that was redirected are against the address that answered. */
async function getFile(target: string, folder: string): Promise<SchemaFile> {
  if (isAddress(target)) {
    const { address, bytes } = await fetchSchema(target);
    return { path: address, bytes };
  }
  const file = resolve(folder, target);
  if (!existsSync(file)) throw new FileError(`There is no file ${target}.`);
  return { path: target, bytes: readFileSync(file) };
}

/** Gives each file its place in the store, so that references from one to another hold there. */
function placed(source: string, got: ReadonlyMap<string, SchemaFile>): GotFile[] {
  const locals = [...got.keys()].filter((target) => !isAddress(target));
  const top = commonFolder(locals);
  const stem = basename(source, extname(source)).replace(/[^\p{L}\p{N}._-]/gu, "-");
  return [...got].map(([from, { path, bytes }]) => {
    const below = isAddress(from) ? storePath(path) : `files/${stem}/${posix.relative(top, from)}`;
    return { from, path: `${STORE_FOLDER}/${below}`, bytes };
  });
}

/** The deepest folder that holds all of the files. */
function commonFolder(paths: readonly string[]): string {
  let folder = paths.length === 0 ? "." : posix.dirname(paths[0]!);
  while (paths.some((path) => posix.relative(folder, path).startsWith("..")))
    folder = posix.join(folder, "..");
  return folder;
}

function lockedSchema({ files }: GotSchema, as: string | undefined): LockedSchema {
  const locked = files
    .map(({ path, from, bytes }): [string, LockedFile] => [path, { from, sha256: sha256(bytes) }])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    main: files[0]!.path,
    ...(as === undefined ? {} : { as }),
    files: Object.fromEntries(locked),
  };
}

/** Two schemas may share a file, but not have different ones at one place: the other would no longer hold its hash. */
function refuseCollisions({ source, files }: GotSchema, lock: Lock): void {
  for (const [other, schema] of Object.entries(lock.schemas)) {
    if (other === source) continue;
    const clash = files.find(
      ({ path, bytes }) => schema.files[path] !== undefined && schema.files[path].sha256 !== sha256(bytes),
    );
    if (clash !== undefined)
      throw new TaskError(
        `${clash.from} is also part of ${other}, and has changed since. Update that first: colophon schema add --update ${other}`,
      );
  }
}

/** Each file is written beside its place and moved there, so that nobody reads half of it. */
async function writeFiles(files: readonly GotFile[], folder: string): Promise<void> {
  for (const { path, bytes } of files) {
    const file = join(folder, path);
    const beside = `${file}.${randomUUID()}`;
    makeFolder(dirname(file));
    await writeFile(beside, bytes);
    await rename(beside, file);
  }
}
