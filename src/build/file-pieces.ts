import { closeSync, constants, openSync, readSync } from "node:fs";
import { borrowBuffer, returnBuffer } from "./borrowed-buffer.ts";

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
  const handle = openSync(file, flags);
  const buffer = borrowBuffer(PIECE);
  try {
    for (let at = start; at < end; ) {
      const length = readSync(handle, buffer, 0, Math.min(PIECE, end - at), at);
      if (length === 0) return;
      yield buffer.subarray(0, length);
      at += length;
    }
  } finally {
    closeSync(handle);
    returnBuffer(buffer);
  }
}

/** Reads the first bytes of a file into a buffer; gives how many there were. */
export function readInto(buffer: Buffer, file: string, size: number): number {
  const handle = openSync(file, constants.O_RDONLY);
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read)
      read = readSync(handle, buffer, length, size - length, length);
    return length;
  } finally {
    closeSync(handle);
  }
}
