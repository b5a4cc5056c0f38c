import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writePieces } from "../write-pieces.ts";

/** The first bytes of an entry; the SHA-256 of the rest follows. */
const MARK = "COLOPHON";
const HASH_LENGTH = 32;

/** What the file of an entry holds, or null where it is not there, damaged or not written to its end. */
export function readEntry(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const payload = bytes.subarray(MARK.length + HASH_LENGTH);
    const isWhole =
      bytes.toString("latin1", 0, MARK.length) === MARK &&
      digestOf(payload).equals(bytes.subarray(MARK.length, MARK.length + HASH_LENGTH));
    return isWhole ? payload : null;
  } catch {
    return null;
  }
}

/** Writes the file of an entry. Throws where the disk cannot take it. */
export function writeEntry(folder: string, name: string, payload: Uint8Array): void {
  // Put together they would be in memory once more.
  writeBeside(folder, name, Buffer.concat([Buffer.from(MARK), digestOf(payload)]), payload);
}

/** Writes a file beside and moves it into place, so that others see it whole or not at all. Throws where the disk cannot take it. */
export function writeBeside(
  folder: string,
  name: string,
  ...content: readonly (Uint8Array | string)[]
): void {
  mkdirSync(folder, { recursive: true });
  const beside = join(folder, `.${randomUUID()}`);
  try {
    writePieces(beside, content);
    renameSync(beside, join(folder, name));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** The SHA-256 of some bytes. */
export function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
