import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { LoadSchemaFile, SchemaFile } from "../../validate/index.ts";
import { sha256 } from "../sha256.ts";
import { digestOfBytes } from "./bytes-digest.ts";
import { readEntry, writeBeside, writeEntry } from "./entry-file.ts";
import { FileUses } from "./file-uses.ts";

/** Raised with every change to what a cached schema looks like; entries of other versions are not looked at. */
const FORMAT = 1;

/** How many schemas with the same main file and other parts are remembered. */
const MOST_VARIANTS = 8;

/** A file that went into a schema: its path from the main file's folder, or its address. */
interface Part {
  readonly path: string;
  /** Null where it was not there. */
  readonly sha256: string | null;
}

/** What is known of a main file: each time with other parts. */
interface Variant {
  readonly parts: readonly Part[];
  readonly entry: string;
}

/** What a schema is compiled from: its main file, and how its parts are loaded. */
export interface CacheQuestion {
  /** What it is compiled to: different kinds of one file do not meet. */
  readonly kind: string;
  readonly main: SchemaFile;
  readonly load: LoadSchemaFile;
}

/** A schema as it was kept, and the files it was made from beside the main one. */
export interface CachedSchema {
  readonly payload: Uint8Array;
  readonly files: readonly string[];
}

/**
 * Compiled schemas on the disk. The key of an entry is the hash of all files of the schema, of the program's version and
 * of the format. An index by the main file's hash says which parts it had, so that a schema is found without being
 * parsed. Entries are written beside and moved into place; one that is damaged is not used, and written anew.
 */
export class SchemaCache {
  readonly #folder: string;
  readonly #version: string;
  readonly #uses = new FileUses();

  /** Opens the cache in a folder, which need not be there; `version` is the program's. */
  constructor(folder: string, version: string) {
    this.#folder = join(folder, "schemas");
    this.#version = version;
  }

  /** Gives what is kept for a schema, or null where there is nothing that can be trusted. */
  get(question: CacheQuestion): CachedSchema | null {
    const found = this.#variants(question).find(({ parts }) => parts.every((part) => holds(part, question)));
    const entry = found === undefined ? null : join(this.#folder, `${found.entry}.bin`);
    const payload = entry === null ? null : readEntry(entry);
    if (found === undefined || payload === null) return null;
    for (const file of [entry!, join(this.#folder, `${this.#indexKey(question)}.json`)])
      this.#uses.note(file);
    return { payload, files: found.parts.map(({ path }) => fromFolder(path, question.main.path)) };
  }

  /** Keeps the bytes of a schema, made from these files. A cache that cannot be written keeps nothing. */
  put(question: CacheQuestion, files: readonly string[], payload: Uint8Array): void {
    const { main } = question;
    const parts = [...new Set(files)]
      .filter((path) => path !== main.path)
      .map((path) => ({ path: fromMain(path, main.path), sha256: hashOf(question.load(path)) }));
    const entry = sha256(JSON.stringify([this.#indexKey(question), parts]));
    const others = this.#variants(question).filter((variant) => variant.entry !== entry);
    try {
      writeEntry(this.#folder, `${entry}.bin`, [payload]);
      writeBeside(
        this.#folder,
        `${this.#indexKey(question)}.json`,
        JSON.stringify([{ parts, entry }, ...others.slice(0, MOST_VARIANTS - 1)]),
      );
    } catch {
      // A disk that is full or may not be written to makes the program slower, and no more.
    }
  }

  #indexKey({ kind, main }: CacheQuestion): string {
    return sha256(JSON.stringify([FORMAT, this.#version, kind, digestOfBytes(main.bytes)]));
  }

  #variants(question: CacheQuestion): readonly Variant[] {
    try {
      const text = readFileSync(join(this.#folder, `${this.#indexKey(question)}.json`), "utf8");
      const value: unknown = JSON.parse(text);
      return Array.isArray(value) ? value.filter(isVariant) : [];
    } catch {
      return [];
    }
  }
}

function holds({ path, sha256: expected }: Part, { main, load }: CacheQuestion): boolean {
  return hashOf(load(fromFolder(path, main.path))) === expected;
}

function hashOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : digestOfBytes(bytes);
}

function isVariant(value: unknown): value is Variant {
  const { parts, entry } = (value ?? {}) as Partial<Variant>;
  return Array.isArray(parts) && typeof entry === "string" && /^[0-9a-f]{64}$/u.test(entry);
}

/** Parts are named as seen from the main file, so that a project may be moved and still find its entries. */
export function fromMain(path: string, main: string): string {
  if (path.includes("://") || path.startsWith("/") !== main.startsWith("/")) return path;
  return `./${posix.relative(posix.dirname(main), path)}`;
}

/** Takes back what {@link fromMain} gave. */
export function fromFolder(path: string, main: string): string {
  return path.startsWith("./") ? posix.join(posix.dirname(main), path) : path;
}

/** The files of a cache of schemas, the entries and what a process that died left half written. */
export function schemaFiles(schemas: string): string[] {
  if (!existsSync(schemas)) return [];
  return readdirSync(schemas)
    .filter((name) => /^(?:[0-9a-f]{64}\.(?:bin|json)|\.[0-9a-f-]{36})$/u.test(name))
    .map((name) => join(schemas, name));
}
