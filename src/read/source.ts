import { readFile } from "node:fs";
import { promisify } from "node:util";

/** Not the one of `node:fs/promises`, which takes longer to load than most documents to read. */
const read = promisify(readFile);

/**
 * Reads the bytes of a file; the only place in this room that touches the disk. Rejects with the system's error, code
 * and all, where the file cannot be read.
 */
export async function readSource(path: string): Promise<Uint8Array> {
  return await read(path);
}
