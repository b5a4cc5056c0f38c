import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
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
  readonly file: string;
}

/**
 * A document that is read from the disk when its bytes are asked for, so that a corpus need not fit into memory. There is one
 * for each document all the time, so it is as small as may be.
 */
class FileSource implements Source, FileLooks {
  readonly id: string;
  readonly path: string;
  /** Where it lies. */
  readonly file: string;
  readonly size: number;
  readonly time: number;
  readonly changed: number;
  readonly inode: number;
  readonly #room: HeldBytes;
  #held: Uint8Array | null = null;
  /** The bytes of a large file, for whoever asks while another still has them: two copies would be too much. */
  #read: WeakRef<Uint8Array> | null = null;
  #hash: string | null = null;

  constructor({ id, path, file, size, time, changed, inode }: SentFile, room: HeldBytes) {
    this.id = id;
    this.path = path;
    this.file = file;
    this.size = size;
    this.time = time;
    this.changed = changed;
    this.inode = inode;
    this.#room = room;
  }

  get bytes(): Uint8Array {
    const known = this.#held ?? this.#read?.deref();
    if (known !== undefined) return known;
    this.#checkUnchanged();
    const bytes = readFileSync(this.file);
    if (this.size > LARGE) this.#read = new WeakRef(bytes);
    if (this.size > this.#room.left) return bytes;
    this.#room.left -= this.size;
    this.#held = bytes;
    return bytes;
  }

  /** The SHA-256 of its bytes, worked out once; of a file that is not held, no more is in memory than a piece. */
  get hash(): string {
    const isLarge = this.size > Math.max(PIECE, this.#room.left);
    this.#hash ??= isLarge ? this.#hashPieces() : hashOf(this.bytes);
    return this.#hash;
  }

  set hash(hash: string) {
    this.#hash = hash;
  }

  #hashPieces(): string {
    this.#checkUnchanged();
    const hash = createHash("sha256");
    const piece = Buffer.allocUnsafe(PIECE);
    const file = openSync(this.file, "r");
    try {
      for (let read = 1; read > 0; ) {
        read = readSync(file, piece);
        hash.update(piece.subarray(0, read));
      }
    } finally {
      closeSync(file);
    }
    return hash.digest("hex");
  }

  #checkUnchanged(): void {
    const now = statSync(this.file, { throwIfNoEntry: false });
    if (now?.mtimeMs !== this.time || now.size !== this.size) throw changedMeanwhile(this.path);
  }
}

/** How many bytes of documents may still be held by those who were given them. */
export interface HeldBytes {
  left: number;
}

/** How many bytes are read at once where a document is only gone through. */
const PIECE = 1 << 16;

/** From so many bytes on a file is worth a look whether somebody has it in memory. */
const LARGE = 8_000_000;

const NOTHING_HELD: HeldBytes = { left: 0 };

/**
 * Gives a source whose bytes are read when they are asked for; they are held from then on as long as there is room. They can
 * be asked for as long as the file is as it was, and throw a `MovingFileError` afterwards, since what is made of one document would
 * be made of two.
 *
 * @param file the path at which it can be read
 */
export function fileSource(id: string, path: string, file: string, room: HeldBytes): Source {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  const looks = { size, time: mtimeMs, changed: ctimeMs, inode: ino };
  return new FileSource({ id, path, file: resolve(file), ...looks }, room);
}

/** What of one document was made of two. */
export function changedMeanwhile(path: string): MovingFileError {
  return new MovingFileError(`${path} has changed while it was worked on. Run the command again.`);
}

/** Gives a source as it is sent to a thread: the bytes would be read here, and copied twice on their way. */
export function sentSource(source: Source): Source | SentFile {
  if (!(source instanceof FileSource)) return source;
  const { id, path, file, size, time, changed, inode } = source;
  return { id, path, file, size, time, changed, inode };
}

/** Gives a source back as it was before it was sent to this thread. */
export function arrivedSource(source: Source | SentFile): Source {
  return "file" in source ? new FileSource(source, NOTHING_HELD) : source;
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
  return createHash("sha256").update(bytes).digest("hex");
}

/** Takes the hash of a source from whoever knows it. */
export function recallHash(source: Source, hash: string): void {
  if (source instanceof FileSource) source.hash = hash;
}

/** The SHA-256 of a source. */
export function hashOfSource(source: Source): string {
  return source instanceof FileSource ? source.hash : hashOf(source.bytes);
}
