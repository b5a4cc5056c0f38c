import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { makeFolder } from "../make-folder.ts";
import { sha256 } from "../sha256.ts";
import { CACHE_LIMIT, cacheLimit } from "./cache-limit.ts";
import { readEntry, writeEntry } from "./entry-file.ts";
import { KeptPieces, oneOrMany, type Pieces, piecesOf, valuesIn } from "./entry-pieces.ts";
import { FileUses, leastUsedFirst } from "./file-uses.ts";
import { Packs, packFiles } from "./packs.ts";

/** A value with the number of bytes it takes on the disk. */
interface Remembered {
  readonly value: unknown;
  readonly size: number;
}

/** A value that is not written yet, with what gives its bytes. */
interface Waiting {
  readonly value: unknown;
  readonly payload: () => Iterable<Buffer>;
}

/** How much is remembered, in bytes as they are written; what is larger by itself is a page, and is asked for once. */
const MEMORY = 256_000_000;
const LARGE = 4_000_000;

/** So many values may wait to be written: what a few documents leave; of more, memory would hold too much. */
const MOST_WAITING = 100;

/** What is smaller, in bytes, goes into a file with others. */
const SMALL = 64_000;
const PACKS = "packs";
/** Stands in a pack for what has a file of its own now. */
const NOT_PACKED = Buffer.alloc(0);

/** Nothing takes so long to write, in milliseconds. */
const LONGEST_WRITE = 3_600_000;

/** How full the cache is left when it was too full. */
const AFTER_PRUNING = 0.8;

/** A process that goes on for days looks over the folder no more often than that, in milliseconds. */
const BETWEEN_LOOKS = 60_000;

/** To look over a folder of many entries takes longer than a short run: one new entry in sixteen gives the occasion. */
const ASKS_FOR_A_LOOK = /^0/u;

const ENTRY = /^[0-9a-f]{64}\.bin$/u;

/**
 * What was made of documents, on the disk, by keys that say from what it was made. Small entries go into packs, of which each
 * thread writes its own; large ones are files, written beside and moved into place. So several processes may use one cache;
 * an entry that is damaged or half written is not used.
 */
export class DocumentCache {
  readonly folder: string;
  /** Tells what this process writes from what others do. */
  readonly run: string;
  readonly #isKept: boolean;
  readonly #limit: number;
  readonly #uses = new FileUses();
  readonly #packs: Packs;
  #mayBeFull = false;
  #lastLook: number = Date.now();
  #remembered: Map<string, Remembered> | null = null;
  #rememberedBytes = 0;
  /** What is put, but not written yet, for who looks at a page that waits; null where everything is written at once. */
  #waiting: Map<string, Waiting> | null = null;
  /** What was remembered before the last {@link forgetUnasked}. */
  #before = new Map<string, Remembered>();

  private constructor(folder: string, isKept: boolean, limit: number, run: string = randomUUID()) {
    this.folder = folder;
    this.run = run;
    this.#isKept = isKept;
    this.#limit = limit;
    this.#packs = new Packs(join(folder, PACKS), run, this.#uses);
  }

  /** Opens the cache in a folder, which need not be there. Throws a `ConfigurationError` where its limit is no size. */
  static in(folder: string, limit: number = cacheLimit(process.env) ?? CACHE_LIMIT): DocumentCache {
    return new DocumentCache(join(folder, "documents"), true, limit);
  }

  /** Opens a cache in a temporary folder, which {@link close} takes away. */
  static temporary(): DocumentCache {
    return new DocumentCache(mkdtempSync(join(tmpdir(), "colophon-")), false, CACHE_LIMIT);
  }

  /** Opens the cache that another thread has opened, by its folder and its run. */
  static at(folder: string, run: string): DocumentCache {
    const store = new DocumentCache(folder, true, CACHE_LIMIT, run);
    store.#packs.isShared = true;
    return store;
  }

  /** Whether something can be kept in a folder. */
  static isWritable(folder: string): boolean {
    try {
      makeFolder(join(folder, "documents"));
      accessSync(join(folder, "documents"), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Remembers what is asked for often, for a process that asks for it again and again. What is put is written when
   * {@link forgetUnasked} is called, or when it is to be seen by others.
   */
  remember(): void {
    this.#remembered = new Map();
    this.#waiting = new Map();
  }

  /** Lets what is put wait again, where so much came that it was written at once. */
  gather(): void {
    if (this.#remembered !== null) this.#waiting ??= new Map();
  }

  /**
   * Writes what waits, and remembers only what was asked for since this was called last: a process that goes on for days
   * changes what it has. Throws where the disk cannot take it.
   */
  forgetUnasked(): void {
    if (this.#remembered === null) return;
    this.#writeWaiting();
    this.#waiting = new Map();
    this.#before = this.#remembered;
    this.#remembered = new Map();
    this.#rememberedBytes = 0;
    if (Date.now() - this.#lastLook > BETWEEN_LOOKS) this.#lookOver();
  }

  /** Gives what is kept by a key since before this run; other threads may have put something meanwhile. */
  getEarlier(key: string): unknown {
    return this.#get(key, deserialize, () => this.#packs.getEarlier(key));
  }

  /** Gives what is kept by a key, or null where there is nothing that can be trusted. */
  get(key: string): unknown {
    return this.#get(key, deserialize);
  }

  /** Gives the values that are kept by a key with {@link putPieces}, or null where there are none that can be trusted. */
  getPieces(key: string): readonly unknown[] | null {
    return this.#get(key, valuesIn) as readonly unknown[] | null;
  }

  /** Gives the same where not all of them should be in memory; nobody may ask for one key in both ways. */
  openPieces(key: string): Pieces | null {
    return this.#get(key, (payload) => new KeptPieces(payload)) as Pieces | null;
  }

  #get(
    key: string,
    read: (payload: Buffer) => unknown,
    packed: () => Buffer | null = () => this.#packs.get(key),
  ): unknown {
    const waiting = this.#waiting?.get(key);
    if (waiting !== undefined) return waiting.value;
    const known = this.#remembered?.get(key);
    if (known !== undefined) return known.value;
    const before = this.#before.get(key);
    if (before !== undefined) {
      this.#note(key, before.value, before.size);
      return before.value;
    }
    try {
      const payload = this.#payload(key, packed());
      if (payload === null) return null;
      const value: unknown = read(payload);
      this.#note(key, value, payload.length);
      return value;
    } catch {
      return null;
    }
  }

  /** Keeps a value: data without functions. Throws where the disk cannot take it. */
  put(key: string, value: unknown): void {
    this.#keep(key, { value, payload: () => [serialize(value)] });
  }

  /**
   * Keeps one value or more, one by one: none need be there before it is asked for. Throws where the disk cannot take them.
   */
  putPieces(key: string, values: Iterable<unknown>): void {
    const value = this.#waiting === null ? values : [...values];
    this.#keep(key, { value, payload: () => piecesOf(value) });
  }

  #keep(key: string, waiting: Waiting): void {
    this.#mayBeFull ||= ASKS_FOR_A_LOOK.test(key);
    for (const remembered of [this.#remembered, this.#before]) remembered?.delete(key);
    if (this.#waiting !== null && this.#waiting.size >= MOST_WAITING) this.#writeWaiting();
    if (this.#waiting === null) this.#put(key, waiting.payload());
    else this.#waiting.set(key, waiting);
  }

  /** Writes what waits, and from now on what is put, until it is let wait again. Throws where the disk cannot take it. */
  writeAtOnce(): void {
    this.#writeWaiting();
  }

  /** Says that threads put much into the folder, so that what they put is looked for, and the folder looked over in the end. */
  growsElsewhere(): void {
    this.#writeWaiting();
    this.#mayBeFull = true;
    this.#packs.isShared = true;
  }

  /** Looks for what other threads have put since, where something older may have been found before. */
  lookAnew(): void {
    this.#remembered?.clear();
    this.#before.clear();
    this.#rememberedBytes = 0;
    this.#packs.lookAnew();
  }

  /** Takes away what need not stay: everything where nothing is kept, what nobody asked for longest where it is too much. */
  close(): void {
    if (this.#isKept) {
      this.#writeWaiting();
      this.#packs.finish();
      this.#lookOver();
    } else {
      this.#packs.close();
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  /** Puts an entry into another folder as well, as a file; false where there is none that is whole. */
  give(key: string, folder: string): boolean {
    this.#writeWaiting();
    const payload = this.#payload(key);
    if (payload === null) return false;
    writeEntry(folder, `${key}.bin`, [payload]);
    return true;
  }

  /** Takes an entry over from another folder; false where there is none that is whole. */
  take(key: string, folder: string): boolean {
    const payload = readEntry(join(folder, `${key}.bin`));
    if (payload === null) return false;
    this.#put(key, [payload]);
    return true;
  }

  /** Takes away entries that nobody asked for longest, where there may be too much. */
  #lookOver(): void {
    if (this.#mayBeFull) prune(this.folder, this.#limit);
    this.#mayBeFull = false;
    this.#lastLook = Date.now();
  }

  /** From here on everything is written at once. */
  #writeWaiting(): void {
    const all = this.#waiting ?? new Map<string, Waiting>();
    this.#waiting = null;
    for (const [key, waiting] of all) this.#put(key, waiting.payload());
  }

  #payload(key: string, packed: Buffer | null = this.#packs.get(key)): Buffer | null {
    if (packed !== null && packed.length > 0) return packed;
    const file = join(this.folder, `${key}.bin`);
    const payload = readEntry(file);
    if (payload !== null) this.#uses.note(file);
    return payload;
  }

  #put(key: string, payload: Iterable<Buffer>): void {
    const whole = oneOrMany(payload, SMALL);
    const isSmall = Buffer.isBuffer(whole);
    if (!isSmall) writeEntry(this.folder, `${key}.bin`, whole);
    // What was small before would still be found first.
    if (isSmall || this.#packs.get(key) !== null) this.#packs.put(key, isSmall ? whole : NOT_PACKED);
  }

  #note(key: string, value: unknown, size: number): void {
    if (this.#remembered === null || size > LARGE) return;
    if (this.#rememberedBytes + size > MEMORY) {
      this.#remembered.clear();
      this.#rememberedBytes = 0;
    }
    this.#remembered.set(key, { value, size });
    this.#rememberedBytes += size;
  }
}

/** Gives a key that is another when any of the values is. */
export function keyOf(...values: readonly unknown[]): string {
  return sha256(JSON.stringify(values));
}

/** The files of a cache of documents, the entries and what a process that died left half written. */
export function documentEntries(folder: string): string[] {
  const packs = packFiles(join(folder, PACKS));
  try {
    const names = readdirSync(folder).filter((name) => ENTRY.test(name) || isLeftover(folder, name));
    return [...names.map((name) => join(folder, name)), ...packs];
  } catch {
    return packs;
  }
}

/** What was half written long ago: a younger file may be one that another process is writing. */
function isLeftover(folder: string, name: string): boolean {
  if (!/^\.[0-9a-f-]{36}$/u.test(name)) return false;
  const time = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs;
  return time !== undefined && time < Date.now() - LONGEST_WRITE;
}

function prune(folder: string, limit: number): void {
  const files = documentEntries(folder).flatMap((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ file, size: stats.size, time: stats.mtimeMs }];
  });
  let total = files.reduce((sum, { size }) => sum + size, 0);
  if (total <= limit) return;
  for (const { file, size } of leastUsedFirst(files)) {
    if (total <= limit * AFTER_PRUNING) return;
    rmSync(file, { force: true });
    total -= size;
  }
}
