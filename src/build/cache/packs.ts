import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../make-folder.ts";
import type { FileUses } from "./file-uses.ts";
import { FINISHED, GROWING, Pack, PackWriter } from "./pack.ts";

/** Where a pack ends and another begins, in bytes: the oldest goes as a whole when the cache is full. */
const FULL = 32_000_000;

/** So many packs in a row that are small, in bytes, become one: each run that makes anything new leaves one behind. */
const MANY = 16;
const SMALL = 4_000_000;

/** So many finished packs may have their files open; most of what is asked for is in the youngest. */
const MOST_OPEN = 12;

/** A pack that was last added to so long ago, in milliseconds, has lost its process. */
const LONGEST_PAUSE = 3_600_000;

/** When it was begun comes first, so that names in order are packs by age; then whose it is, and which of several. */
const NAME = /^[0-9a-z]{9}-([0-9a-f-]{36})-\d+\.(?:pack|part)$/u;
const TIME_DIGITS = 9;

/**
 * The packs in a folder. Each thread of each process adds to one of its own and reads all of them; a run's name tells the packs
 * of one process from those of others.
 */
export class Packs {
  readonly #folder: string;
  readonly #run: string;
  readonly #open = new Map<string, Pack | null>();
  /** The finished packs whose files are open, in the order in which they were asked last. */
  readonly #inUse = new Set<Pack>();
  readonly #uses: FileUses;
  /** The names of the packs, the youngest first; null while nobody has asked. */
  #names: readonly string[] | null = null;
  #writer: PackWriter | null = null;
  /** Whether other threads of the run add to packs of theirs meanwhile. */
  isShared = false;

  constructor(folder: string, run: string, uses: FileUses) {
    this.#folder = folder;
    this.#run = run;
    this.#uses = uses;
  }

  /** Gives what was put last by a key, or null where there is nothing whole. */
  get(key: string): Buffer | null {
    const hasLooked = this.#names !== null;
    const found = this.getEarlier(key, this.isShared);
    return found ?? (hasLooked && this.isShared ? this.#findAnew(key) : null);
  }

  /** The same, where what other threads have put meanwhile is of no interest, unless it is said to be. */
  getEarlier(key: string, follows = false): Buffer | null {
    this.#names ??= packNames(this.#folder);
    return this.#find(key, follows);
  }

  /** Adds an entry to the pack of this thread. Throws where the disk cannot take it. */
  put(key: string, payload: Uint8Array): void {
    if (this.#writer !== null && this.#writer.size > FULL) this.#end();
    this.#writer ??= this.#begin();
    this.#writer.add(key, payload);
  }

  /** Finishes the packs of this run, and what was left unfinished long ago; makes one of many small ones. */
  finish(): void {
    this.close();
    for (const name of packNames(this.#folder)) {
      const file = join(this.#folder, name);
      if (name.endsWith(GROWING) && (NAME.exec(name)![1] === this.#run || isAbandoned(file)))
        evenIfGone(() => Pack.finish(file));
    }
    evenIfGone(() => this.#joinSmall());
  }

  /**
   * Looks for what other threads have put since, also by keys by which something older was found; what is put from now on is
   * younger than that.
   */
  lookAnew(): void {
    if (this.#writer === null) this.#list();
    else this.#end();
  }

  /** Lets go of the files, also of that which grows. */
  close(): void {
    this.#end();
    for (const pack of this.#open.values()) pack?.close();
    this.#open.clear();
    this.#inUse.clear();
    this.#names = null;
  }

  #find(key: string, follows: boolean): Buffer | null {
    for (const name of this.#names!) {
      const pack = this.#pack(name);
      if (follows || name === this.#writer?.name) pack?.follow();
      const found = pack === null ? null : evenIfGone(() => pack.get(key));
      if (pack?.isFinished && pack.isOpen) this.#keepOpen(pack);
      if (found === null) continue;
      // One that grows is as young as what is added to it, and has lost its process where nothing is.
      if (pack!.isFinished) this.#uses.note(join(this.#folder, name));
      return found;
    }
    return null;
  }

  #findAnew(key: string): Buffer | null {
    this.#list();
    return this.#find(key, true);
  }

  /** Lists the packs again, and lets go of those that are gone, or have another name since they are finished. */
  #list(): void {
    this.#names = packNames(this.#folder);
    const there = new Set(this.#names);
    for (const [name, pack] of this.#open) {
      if (there.has(name)) continue;
      this.#open.delete(name);
      if (pack === null) continue;
      pack.close();
      this.#inUse.delete(pack);
    }
  }

  /** Closes the file of the pack that was asked longest ago, where too many are open. */
  #keepOpen(pack: Pack): void {
    this.#inUse.delete(pack);
    this.#inUse.add(pack);
    if (this.#inUse.size <= MOST_OPEN) return;
    const [oldest] = this.#inUse;
    oldest!.close();
    this.#inUse.delete(oldest!);
  }

  /** A pack that another process has taken away meanwhile has nothing. */
  #pack(name: string): Pack | null {
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const pack = evenIfGone(() => new Pack(join(this.#folder, name)));
    this.#open.set(name, pack);
    return pack;
  }

  #begin(time: string = this.#now()): PackWriter {
    makeFolder(this.#folder);
    for (let number = 1; ; number++) {
      const name = `${time}-${this.#run}-${number}`;
      if (existsSync(join(this.#folder, name + FINISHED))) continue;
      try {
        const writer = new PackWriter(this.#folder, name + GROWING);
        if (this.#names !== null) this.#names = [writer.name, ...this.#names];
        return writer;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }

  /** The time, in 36 digits; later than that of every pack that is there, whatever the clock says. */
  #now(): string {
    const [youngest = ""] = packNames(this.#folder);
    const after = youngest === "" ? 0 : Number.parseInt(youngest.slice(0, TIME_DIGITS), 36) + 1;
    return Math.max(Date.now(), after).toString(36).padStart(TIME_DIGITS, "0");
  }

  #end(): void {
    if (this.#writer === null) return;
    const { name } = this.#writer;
    this.#writer.close();
    this.#writer = null;
    evenIfGone(() => Pack.finish(join(this.#folder, name)));
    this.#list();
  }

  /** The youngest alone are joined, so that none gets older or younger than one that it does not join. */
  #joinSmall(): void {
    const names = packNames(this.#folder);
    const large = names.findIndex(
      (name) => name.endsWith(GROWING) || sizeOf(join(this.#folder, name)) > SMALL,
    );
    const small = names.slice(0, large < 0 ? names.length : large);
    if (small.length < MANY) return;
    const writer = this.#begin(small[0]!.slice(0, TIME_DIGITS));
    const known = new Set<string>();
    for (const name of small) {
      const pack = this.#pack(name);
      for (const key of pack?.keys() ?? []) {
        const payload = known.has(key) ? null : pack!.get(key);
        if (payload !== null) writer.add(key, payload);
        known.add(key);
      }
    }
    writer.close();
    this.close();
    Pack.finish(join(this.#folder, writer.name));
    for (const name of small) rmSync(join(this.#folder, name), { force: true });
  }
}

/** The names of the packs in a folder, the youngest first. */
function packNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** The files of packs that can be taken away: another process may still add to one that grows. */
export function packFiles(folder: string): string[] {
  return packNames(folder)
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith(FINISHED) || isAbandoned(file));
}

function isAbandoned(file: string): boolean {
  const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return time !== undefined && time < Date.now() - LONGEST_PAUSE;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Another process may take away, or finish, what this one works on. */
function evenIfGone<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return null;
    throw error;
  }
}
