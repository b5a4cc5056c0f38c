import { readFileSync, statSync } from "node:fs";
import type { Source } from "../edition/index.ts";
import { FileError } from "./files.ts";

/** A document that is read from the disk whenever its bytes are asked for, so that a corpus need not fit into memory. */
interface UnheldSource extends Source {
  readonly size: number;
}

/**
 * Gives a source that holds no bytes. Its bytes can be asked for as long as the file is as it was; they throw a
 * `FileError` afterwards, since what is made of one document would be made of two.
 *
 * @param file the path at which it can be read
 */
export function unheldSource(id: string, path: string, file: string): UnheldSource {
  const { size, mtimeMs } = statSync(file);
  return {
    id,
    path,
    size,
    // An accessor of its own: a copy of the source, or one that is sent to a thread, has the bytes themselves.
    get bytes(): Uint8Array {
      const now = statSync(file, { throwIfNoEntry: false });
      if (now?.mtimeMs !== mtimeMs || now.size !== size)
        throw new FileError(`${path} has changed while it was worked on. Run the command again.`);
      return readFileSync(file);
    },
  };
}

/** The number of bytes of a source, which is known without reading it. */
export function sizeOf(source: Source): number {
  return "size" in source && typeof source.size === "number" ? source.size : source.bytes.length;
}
