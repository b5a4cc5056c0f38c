import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { Source } from "../../edition/index.ts";
import { MovingFileError } from "../files.ts";

/** How a file looks from outside: whoever writes to it changes something of it. */
export interface FileLooks {
  readonly size: number;
  /** When it was written last, and when it or what is said of it was changed last, in milliseconds. */
  readonly time: number;
  readonly changed: number;
  readonly inode: number;
}

/** What is sent to a thread of a document that lies on the disk. */
interface SentFile extends FileLooks {
  readonly id: string;
  readonly path: string;
  readonly folder: string;
}

/** How many numbers say how a file looks, and how many bytes its SHA-256 has. */
const LOOKS = 4;
const HASH = 32;

/**
 * The files of many documents: how each looks and which bytes it has, column by column, since objects would take several times
 * as much memory, and there is one for each document all the time. They are read from the disk when their bytes are asked for,
 * so that a corpus need not fit into memory; they are held from then on as long as there is room.
 */
export class SourceFiles {
  /** Where paths start from. */
  readonly folder: string;
  readonly #looks: Float64Array;
  readonly #hashes: Buffer;
  readonly #isHashed: Uint8Array;
  #count = 0;
  /** How many bytes of documents may still be held by those who were given them. */
  #room: number;
  readonly #held = new Map<number, Uint8Array>();
  /** The bytes of a large file, for whoever asks while another still has them: two copies would be too much. */
  readonly #read = new Map<number, WeakRef<Uint8Array>>();

  /**
   * Opens files that lie at their paths, seen from a folder.
   *
   * @param count how many there will be, so that no room is made twice
   */
  constructor(folder: string, room: number, count: number) {
    this.folder = resolve(folder);
    this.#room = room;
    this.#looks = new Float64Array(count * LOOKS);
    this.#hashes = Buffer.alloc(count * HASH);
    this.#isHashed = new Uint8Array(count);
  }

  /**
   * Gives the source of a file. Its bytes can be asked for as long as the file is as it is now, and throw a `MovingFileError`
   * afterwards, since what is made of one document would be made of two. Throws where there is no such file.
   */
  add(id: string, path: string): Source {
    const { size, mtimeMs, ctimeMs, ino } = statSync(this.fileAt(path));
    return this.take(id, path, { size, time: mtimeMs, changed: ctimeMs, inode: ino });
  }

  /** Gives the source of a file of which it is known how it looks. */
  take(id: string, path: string, { size, time, changed, inode }: FileLooks): FileSource {
    const nth = this.#count++;
    this.#looks.set([size, time, changed, inode], nth * LOOKS);
    return new FileSource(id, path, this, nth);
  }

  /** Where a file lies. */
  fileAt(path: string): string {
    return isAbsolute(path) ? path : `${this.folder}/${path}`;
  }

  /** One of the numbers that say how the nth file looks, in the order of {@link FileLooks}. */
  look(nth: number, which: number): number {
    return this.#looks[nth * LOOKS + which]!;
  }

  bytesOf({ path, nth, size }: FileSource): Uint8Array {
    const known = this.#held.get(nth) ?? this.#read.get(nth)?.deref();
    if (known !== undefined) return known;
    this.#checkUnchanged(path, nth);
    const bytes = readFileSync(this.fileAt(path));
    if (size > LARGE) this.#read.set(nth, new WeakRef(bytes));
    if (size > this.#room) return bytes;
    this.#room -= size;
    this.#held.set(nth, bytes);
    return bytes;
  }

  /** The SHA-256 of a file's bytes, worked out once; of a file that is not held, no more is in memory than a piece. */
  hashOf(source: FileSource): string {
    const { nth, size } = source;
    if (this.#isHashed[nth] === 0) {
      const isLarge = size > Math.max(PIECE, this.#room);
      this.recallHash(nth, isLarge ? this.#hashPieces(source) : digestOf(source.bytes));
    }
    return this.#hashes.toString("hex", nth * HASH, (nth + 1) * HASH);
  }

  /** Takes the SHA-256 of the nth file from whoever knows it. */
  recallHash(nth: number, hash: Uint8Array): void {
    this.#hashes.set(hash, nth * HASH);
    this.#isHashed[nth] = 1;
  }

  #hashPieces({ path, nth }: FileSource): Buffer {
    this.#checkUnchanged(path, nth);
    const hash = createHash("sha256");
    const piece = Buffer.allocUnsafe(PIECE);
    const file = openSync(this.fileAt(path), "r");
    try {
      for (let read = 1; read > 0; ) {
        read = readSync(file, piece);
        hash.update(piece.subarray(0, read));
      }
    } finally {
      closeSync(file);
    }
    return hash.digest();
  }

  #checkUnchanged(path: string, nth: number): void {
    const now = statSync(this.fileAt(path), { throwIfNoEntry: false });
    if (now?.size !== this.look(nth, 0) || now.mtimeMs !== this.look(nth, 1)) throw changedMeanwhile(path);
  }
}

/** A document that lies on the disk: what is known of its file stands with the others'. */
class FileSource implements Source, FileLooks {
  readonly id: string;
  readonly path: string;
  readonly files: SourceFiles;
  readonly nth: number;

  constructor(id: string, path: string, files: SourceFiles, nth: number) {
    this.id = id;
    this.path = path;
    this.files = files;
    this.nth = nth;
  }

  get size(): number {
    return this.files.look(this.nth, 0);
  }

  get time(): number {
    return this.files.look(this.nth, 1);
  }

  get changed(): number {
    return this.files.look(this.nth, 2);
  }

  get inode(): number {
    return this.files.look(this.nth, 3);
  }

  get bytes(): Uint8Array {
    return this.files.bytesOf(this);
  }
}

/** How many bytes are read at once where a document is only gone through. */
const PIECE = 1 << 16;

/** From so many bytes on a file is worth a look whether somebody has it in memory. */
const LARGE = 8_000_000;

/** What of one document was made of two. */
export function changedMeanwhile(path: string): MovingFileError {
  return new MovingFileError(`${path} has changed while it was worked on. Run the command again.`);
}

/** Gives a source as it is sent to a thread: the bytes would be read here, and copied twice on their way. */
export function sentSource(source: Source): Source | SentFile {
  if (!(source instanceof FileSource)) return source;
  const { id, path, files, size, time, changed, inode } = source;
  return { id, path, folder: files.folder, size, time, changed, inode };
}

/** Gives a source back as it was before it was sent to this thread. */
export function arrivedSource(source: Source | SentFile): Source {
  if (!("folder" in source)) return source;
  return new SourceFiles(source.folder, 0, 1).take(source.id, source.path, source);
}

/** How the file of a source looks; null where it has none. */
export function looksOf(source: Source): FileLooks | null {
  return source instanceof FileSource ? source : null;
}

/** The number of bytes of a source, which is known without reading it. */
export function sizeOf(source: Source): number {
  return source instanceof FileSource ? source.size : source.bytes.length;
}

/** The SHA-256 of a document's bytes. */
export function hashOf(bytes: Uint8Array): string {
  return digestOf(bytes).toString("hex");
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Takes the SHA-256 of a source, as bytes, from whoever knows it. */
export function recallHash(source: Source, hash: Uint8Array): void {
  if (source instanceof FileSource) source.files.recallHash(source.nth, hash);
}

/** Whether the SHA-256 of a source need not be worked out again whenever it is asked for. */
export function keepsHash(source: Source): boolean {
  return source instanceof FileSource;
}

/** The SHA-256 of a source. */
export function hashOfSource(source: Source): string {
  return source instanceof FileSource ? source.files.hashOf(source) : hashOf(source.bytes);
}
