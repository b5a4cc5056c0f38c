import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type OpenZip, openZip } from "../formats/index.ts";

/** Opens a zip file by its path, has it read, and closes it. Throws a `ZipError` where it is none. */
export async function withZip<T>(path: string, then: (zip: OpenZip) => Promise<T>): Promise<T> {
  const handle = openSync(path, "r");
  try {
    const read = (bytes: Uint8Array, at: number): number => readSync(handle, bytes, 0, bytes.length, at);
    return await then(await openZip({ size: fstatSync(handle).size, read }));
  } finally {
    closeSync(handle);
  }
}
