import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Source } from "../../edition/index.ts";
import { FileError } from "../files.ts";

/** How a file looks from outside: whoever writes to it changes something of it. */
export interface FileLooks {
  readonly size: number;
  /** When it was written last, and when it or what is said of it was changed last, in milliseconds. */
  readonly time: number;
  readonly changed: number;
  readonly inode: number;
}

/** A document that is read from the disk when its bytes are asked for, so that a corpus need not fit into memory. */
interface FileSource extends Source, FileLooks {
  /** Where it lies. */
  readonly file: string;
  /** What is known of its bytes. */
  readonly known: { hash: string | null };
}

/** How many bytes of documents may still be held by those who were given them. */
export interface HeldBytes {
  left: number;
}

/** How many bytes are read at once where a document is only gone through. */
const PIECE = 1 << 16;

const NOTHING_HELD: HeldBytes = { left: 0 };

/**
 * Gives a source whose bytes are read when they are asked for; they are held from then on as long as there is room. They can
 * be asked for as long as the file is as it was, and throw a `FileError` afterwards, since what is made of one document would
 * be made of two.
 *
 * @param file the path at which it can be read
 */
export function fileSource(id: string, path: string, file: string, room: HeldBytes): Source {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  const looks = { size, time: mtimeMs, changed: ctimeMs, inode: ino };
  return readWhenAsked({ id, path, file: resolve(file), ...looks }, room);
}

/** Gives a source as it is sent to a thread: the bytes would be read here, and copied twice on their way. */
export function sentSource(source: Source): Source {
  if (!isFile(source)) return source;
  const { id, path, file, size, time, changed, inode } = source;
  return { id, path, file, size, time, changed, inode } as FileSource;
}

/** Gives a source back as it was before it was sent to this thread. */
export function arrivedSource(source: Source): Source {
  return isFile(source) ? readWhenAsked(source, NOTHING_HELD) : source;
}

function readWhenAsked(source: Omit<FileSource, "bytes" | "known">, room: HeldBytes): FileSource {
  const { id, path, file, size, time, changed, inode } = source;
  let held: Uint8Array | null = null;
  return {
    id,
    path,
    file,
    size,
    time,
    changed,
    inode,
    known: { hash: null },
    get bytes(): Uint8Array {
      if (held !== null) return held;
      checkUnchanged(this);
      const bytes = readFileSync(file);
      if (size > room.left) return bytes;
      room.left -= size;
      held = bytes;
      return bytes;
    },
  };
}

function checkUnchanged({ path, file, size, time }: Omit<FileSource, "bytes">): void {
  const now = statSync(file, { throwIfNoEntry: false });
  if (now?.mtimeMs !== time || now.size !== size)
    throw new FileError(`${path} has changed while it was worked on. Run the command again.`);
}

function isFile(source: Source): source is FileSource {
  return "file" in source;
}

/** How the file of a source looks; null where it has none. */
export function looksOf(source: Source): FileLooks | null {
  return isFile(source) ? source : null;
}

/** The number of bytes of a source, which is known without reading it. */
export function sizeOf(source: Source): number {
  return isFile(source) ? source.size : source.bytes.length;
}

/** The SHA-256 of a document's bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Takes the hash of a source from whoever knows it. */
export function recallHash(source: Source, hash: string): void {
  if (isFile(source)) source.known.hash = hash;
}

/** The SHA-256 of a source; that of a file is worked out once, and of a large one no more is in memory than a piece. */
export function hashOfSource(source: Source): string {
  if (!isFile(source)) return hashOf(source.bytes);
  source.known.hash ??= source.size > PIECE ? hashOfFile(source) : hashOf(source.bytes);
  return source.known.hash;
}

function hashOfFile(source: FileSource): string {
  checkUnchanged(source);
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(PIECE);
  const file = openSync(source.file, "r");
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
