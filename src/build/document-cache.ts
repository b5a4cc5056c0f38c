import { createHash, randomUUID } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";

/** The first bytes of an entry; the SHA-256 of the rest follows. */
const MARK = "COLODOC1";
const HASH_LENGTH = 32;

/**
 * The most that is kept, in bytes: the records of an edition take some three times the bytes of its documents, so this is
 * room for several editions of a hundred megabytes. The oldest entries go first.
 */
export const CACHE_LIMIT = 2_000_000_000;

/** How much is remembered, in bytes as they are written; what is larger by itself is a page, and is asked for once. */
const MEMORY = 256_000_000;
const LARGE = 4_000_000;

/** How full the cache is left when it was too full. */
const AFTER_PRUNING = 0.8;

const ENTRY = /^[0-9a-f]{64}(?:\.page)?\.bin$/u;

/**
 * What was made of documents, on the disk, by keys that say from what it was made. Entries are written beside and moved
 * into place, so that several processes may use one cache; an entry that is damaged or half written is not used.
 */
export class DocumentCache {
  readonly folder: string;
  readonly #isKept: boolean;
  readonly #limit: number;
  #remembered: Map<string, unknown> | null = null;
  #rememberedBytes = 0;

  private constructor(folder: string, isKept: boolean, limit: number) {
    this.folder = folder;
    this.#isKept = isKept;
    this.#limit = limit;
  }

  /** Opens the cache in a folder, which need not be there. */
  static in(folder: string, limit: number = CACHE_LIMIT): DocumentCache {
    return new DocumentCache(join(folder, "documents"), true, limit);
  }

  /** Opens a cache in a temporary folder, which {@link close} takes away. */
  static temporary(): DocumentCache {
    return new DocumentCache(mkdtempSync(join(tmpdir(), "colophon-")), false, CACHE_LIMIT);
  }

  /** Opens the cache that another thread has opened, by its folder. */
  static at(folder: string): DocumentCache {
    return new DocumentCache(folder, true, CACHE_LIMIT);
  }

  /** Whether something can be kept in a folder. */
  static isWritable(folder: string): boolean {
    try {
      const probe = join(folder, "documents", `.${randomUUID()}`);
      mkdirSync(join(folder, "documents"), { recursive: true });
      writeFileSync(probe, "");
      rmSync(probe);
      return true;
    } catch {
      return false;
    }
  }

  /** Remembers what is asked for often, for a process that asks for it again and again. */
  remember(): void {
    this.#remembered = new Map();
  }

  /** Gives what is kept by a key, or null where there is nothing that can be trusted. */
  get(key: string): unknown {
    const known = this.#remembered?.get(key);
    if (known !== undefined) return known;
    try {
      const bytes = readFileSync(this.#file(key));
      const payload = bytes.subarray(MARK.length + HASH_LENGTH);
      const isWhole =
        bytes.toString("latin1", 0, MARK.length) === MARK &&
        digest(payload).equals(bytes.subarray(MARK.length, MARK.length + HASH_LENGTH));
      if (!isWhole) return null;
      const value: unknown = deserialize(payload);
      this.#note(key, value, payload.length);
      return value;
    } catch {
      return null;
    }
  }

  /** Keeps a value: data without functions. Throws where the disk cannot take it. */
  put(key: string, value: unknown): void {
    const payload = serialize(value);
    mkdirSync(this.folder, { recursive: true });
    const beside = join(this.folder, `.${randomUUID()}`);
    this.#remembered?.delete(key);
    try {
      writeFileSync(beside, Buffer.concat([Buffer.from(MARK), digest(payload), payload]));
      renameSync(beside, this.#file(key));
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  }

  /** Takes away what need not stay: everything where nothing is kept, the oldest entries where it is too much. */
  close(): void {
    if (!this.#isKept) rmSync(this.folder, { recursive: true, force: true });
    else prune(this.folder, this.#limit);
  }

  #note(key: string, value: unknown, size: number): void {
    if (this.#remembered === null || size > LARGE) return;
    if (this.#rememberedBytes + size > MEMORY) {
      this.#remembered.clear();
      this.#rememberedBytes = 0;
    }
    this.#remembered.set(key, value);
    this.#rememberedBytes += size;
  }

  #file(key: string): string {
    return join(this.folder, `${key}.bin`);
  }
}

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Gives a key that is another when any of the values is. */
export function keyOf(...values: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex");
}

/** The files of a cache of documents, the entries and what a process that died left half written. */
export function documentEntries(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => ENTRY.test(name) || /^\.[0-9a-f-]{36}$/u.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function prune(folder: string, limit: number): void {
  const files = documentEntries(folder).flatMap((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ file, size: stats.size, time: stats.mtimeMs }];
  });
  let total = files.reduce((sum, { size }) => sum + size, 0);
  if (total <= limit) return;
  files.sort((one, other) => one.time - other.time);
  for (const { file, size } of files) {
    if (total <= limit * AFTER_PRUNING) return;
    rmSync(file, { force: true });
    total -= size;
  }
}
