import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Source } from "../../edition/index.ts";
import { FileError } from "../files.ts";

/** A document that is read from the disk whenever its bytes are asked for, so that a corpus need not fit into memory. */
interface UnheldSource extends Source {
  readonly size: number;
  /** Where it lies, and when it was written last. */
  readonly file: string;
  readonly time: number;
}

/** How many bytes are read at once where a document is only gone through. */
const PIECE = 1 << 16;

/**
 * Gives a source that holds no bytes. Its bytes can be asked for as long as the file is as it was; they throw a
 * `FileError` afterwards, since what is made of one document would be made of two.
 *
 * @param file the path at which it can be read
 */
export function unheldSource(id: string, path: string, file: string): UnheldSource {
  const { size, mtimeMs } = statSync(file);
  return readWhenAsked({ id, path, size, file: resolve(file), time: mtimeMs });
}

/** Gives a source as it is sent to a thread: the bytes would be read here, and copied twice on their way. */
export function sentSource(source: Source): Source {
  if (!isUnheld(source)) return source;
  const { id, path, size, file, time } = source;
  return { id, path, size, file, time } as UnheldSource;
}

/** Gives a source back as it was before it was sent to this thread. */
export function arrivedSource(source: Source): Source {
  return isUnheld(source) ? readWhenAsked(source) : source;
}

function readWhenAsked({ id, path, size, file, time }: Omit<UnheldSource, "bytes">): UnheldSource {
  return {
    id,
    path,
    size,
    file,
    time,
    get bytes(): Uint8Array {
      checkUnchanged(this);
      return readFileSync(file);
    },
  };
}

function checkUnchanged({ path, size, file, time }: Omit<UnheldSource, "bytes">): void {
  const now = statSync(file, { throwIfNoEntry: false });
  if (now?.mtimeMs !== time || now.size !== size)
    throw new FileError(`${path} has changed while it was worked on. Run the command again.`);
}

function isUnheld(source: Source): source is UnheldSource {
  return "file" in source;
}

/** The number of bytes of a source, which is known without reading it. */
export function sizeOf(source: Source): number {
  return isUnheld(source) ? source.size : source.bytes.length;
}

/** The SHA-256 of a document's bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The SHA-256 of a source; of one that is not held, no more is in memory than a piece. */
export function hashOfSource(source: Source): string {
  if (!isUnheld(source)) return hashOf(source.bytes);
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
