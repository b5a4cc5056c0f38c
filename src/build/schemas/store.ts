import { existsSync, readFileSync } from "node:fs";
import { rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TaskError } from "../run/task-error.ts";
import { sha256 } from "../sha256.ts";
import { canonicalAddress, equivalentAddresses } from "./address.ts";
import { type Lock, type LockedSchema, readLock, writeLock } from "./lock.ts";

/** Where schemas are kept, from the edition's folder. */
export const STORE_FOLDER = "schemas/store";

/** A schema of the store, found by an address. */
export interface StoredSchema {
  readonly source: string;
  readonly schema: LockedSchema;
  /** The path of the file that the address means, from the edition's folder. */
  readonly path: string;
}

/** What is wrong with a file of the store. */
export interface StoreFault {
  readonly path: string;
  readonly fault: "changed" | "missing";
}

/** The schemas that were put into an edition's store, as the lockfile lists them. */
export class SchemaStore {
  readonly #folder: string;
  readonly #lock: Lock;
  #byAddress: Map<string, StoredSchema> | undefined;

  /** Opens the store of the edition in a folder. Throws a `FileError` where the lockfile is broken. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#lock = readLock(folder);
  }

  /** Finds the file that was taken from an address, or that stands for it; null where there is none. */
  find(address: string): StoredSchema | null {
    const found = this.#index().get(canonicalAddress(address));
    if (found !== undefined) return found;
    for (const other of equivalentAddresses(address)) {
      const same = this.#index().get(other);
      if (same !== undefined) return same;
    }
    return null;
  }

  /** Gives the schema that a path from the edition's folder belongs to; null for a file that is not of the store. */
  schemaOf(path: string): StoredSchema | null {
    for (const [source, schema] of Object.entries(this.#lock.schemas)) {
      if (schema.files[path] !== undefined) return { source, schema, path };
    }
    return null;
  }

  /** Says which files of a schema are missing or have another hash than the lockfile says. */
  faults({ files }: LockedSchema): StoreFault[] {
    return Object.entries(files).flatMap(([path, locked]): StoreFault[] => {
      const file = join(this.#folder, path);
      if (!existsSync(file)) return [{ path, fault: "missing" }];
      return sha256(readFileSync(file)) === locked.sha256 ? [] : [{ path, fault: "changed" }];
    });
  }

  /** A schema stands under where it came from and what it stands for; its parts only under where they came from. */
  #index(): Map<string, StoredSchema> {
    if (this.#byAddress !== undefined) return this.#byAddress;
    const found = new Map<string, StoredSchema>();
    const entries = Object.entries(this.#lock.schemas);
    for (const [source, schema] of entries) {
      for (const [path, { from }] of Object.entries(schema.files))
        found.set(canonicalAddress(from), { source, schema, path });
    }
    for (const [source, schema] of entries) {
      for (const address of [source, schema.as ?? source])
        found.set(canonicalAddress(address), { source, schema, path: schema.main });
    }
    this.#byAddress = found;
    return found;
  }
}

/** A schema of the store as `colophon schema list` shows it. */
export interface ListedSchema {
  readonly source: string;
  readonly as: string | null;
  readonly main: string;
  readonly files: number;
  readonly faults: readonly StoreFault[];
}

/** Lists the schemas in the store of the edition in a folder, and says whether their hashes hold. */
export function listSchemas(folder: string): readonly ListedSchema[] {
  const store = new SchemaStore(folder);
  return Object.entries(readLock(folder).schemas).map(([source, schema]) => ({
    source,
    as: schema.as ?? null,
    main: schema.main,
    files: Object.keys(schema.files).length,
    faults: store.faults(schema),
  }));
}

/**
 * Takes a schema out of the store, by its source, what it stands for, or the path of its main file; files that another
 * schema takes in stay. Gives the paths removed. Throws a `TaskError` where there is no such schema.
 */
export async function removeSchema(folder: string, named: string): Promise<readonly string[]> {
  const { schemas } = readLock(folder);
  const source = sourceOf(schemas, named);
  const { [source]: gone, ...others } = schemas;
  const kept = new Set(Object.values(others).flatMap(({ files }) => Object.keys(files)));
  const paths = Object.keys(gone!.files).filter((path) => !kept.has(path));
  await writeLock(folder, { schemas: others });
  for (const path of paths) await removeFile(folder, path);
  return paths;
}

/** Gives the source under which a schema is listed. Throws a `TaskError` where it is not. */
export function sourceOf(schemas: Lock["schemas"], named: string): string {
  const wanted = canonicalAddress(named);
  for (const [source, { main, as }] of Object.entries(schemas)) {
    const names = [source, as, main].filter((name) => name !== undefined);
    if (names.some((name) => name === named || canonicalAddress(name) === wanted)) return source;
  }
  const known = Object.keys(schemas).sort();
  const there = known.length === 0 ? "It is empty." : `There is:\n  ${known.join("\n  ")}`;
  throw new TaskError(`The store has no schema ${named}. ${there}`);
}

/** Removes a file, and the folders above it that are empty then, up to the store's own. */
async function removeFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true });
  for (let at = dirname(path); at.startsWith(`${STORE_FOLDER}/`); at = dirname(at)) {
    try {
      await rmdir(join(folder, at));
    } catch {
      return;
    }
  }
}
