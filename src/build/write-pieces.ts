import { closeSync, openSync, writeFileSync } from "node:fs";

/** Writes a file that is not there yet, piece by piece. Throws where there is one, or the disk cannot take it. */
export function writePieces(file: string, pieces: Iterable<Uint8Array | string>): void {
  const handle = openSync(file, "wx");
  try {
    for (const piece of pieces) writeFileSync(handle, piece);
  } finally {
    closeSync(handle);
  }
}
