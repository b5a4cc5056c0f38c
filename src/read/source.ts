import { readFile } from "node:fs/promises";

/**
 * Reads the bytes of a file; the only place in this room that touches the disk. Rejects with the system's error, code
 * and all, where the file cannot be read.
 */
export async function readSource(path: string): Promise<Uint8Array> {
  return await readFile(path);
}
