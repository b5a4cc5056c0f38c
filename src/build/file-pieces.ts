import { closeSync, constants, openSync, readSync } from "node:fs";

/** Bytes read at a time. */
const PIECE = 256 * 1024;

/** A stretch of a file: from its beginning and to its end unless it says otherwise; `flags` are those of opening it. */
export interface FileStretch {
  readonly file: string;
  readonly start?: number;
  readonly end?: number;
  readonly flags?: number;
}

/** Reads a stretch of a file piece by piece; each is good until the next is asked for. */
export function* filePieces({
  file,
  start = 0,
  end = Number.POSITIVE_INFINITY,
  flags = constants.O_RDONLY,
}: FileStretch): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE);
  const handle = openSync(file, flags);
  try {
    for (let at = start; at < end; ) {
      const length = readSync(handle, buffer, 0, Math.min(PIECE, end - at), at);
      if (length === 0) return;
      yield buffer.subarray(0, length);
      at += length;
    }
  } finally {
    closeSync(handle);
  }
}
