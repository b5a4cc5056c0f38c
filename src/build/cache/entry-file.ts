import { createHash, type Hash, randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../make-folder.ts";
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

/** Writes the file of an entry, piece by piece. Throws where the disk cannot take it. */
export function writeEntry(folder: string, name: string, payload: Iterable<Uint8Array>): void {
  placeBeside(folder, name, (file) => {
    const hash = createHash("sha256");
    writePieces(file, headed(payload, hash));
    const handle = openSync(file, "r+");
    try {
      writeSync(handle, hash.digest(), 0, HASH_LENGTH, MARK.length);
    } finally {
      closeSync(handle);
    }
  });
}

/** Gives the pieces of an entry, with room for its hash, which is known when all of them are written. */
function* headed(payload: Iterable<Uint8Array>, hash: Hash): Generator<Uint8Array> {
  yield Buffer.concat([Buffer.from(MARK), Buffer.alloc(HASH_LENGTH)]);
  for (const piece of payload) {
    hash.update(piece);
    yield piece;
  }
}

/** Writes a file beside and moves it into place, so that others see it whole or not at all. Throws where the disk cannot take it. */
export function writeBeside(folder: string, name: string, content: string): void {
  placeBeside(folder, name, (file) => writePieces(file, [content]));
}

function placeBeside(folder: string, name: string, write: (file: string) => void): void {
  makeFolder(folder);
  const beside = join(folder, `.${randomUUID()}`);
  try {
    write(beside);
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
