import { Buffer, constants } from "node:buffer";
import { catalogue } from "../report/index.ts";
import { encodingOf, HEAD, isUtf16, type Undecoded } from "./encoding.ts";
import { fault } from "./fault.ts";
import type { Limits } from "./limits.ts";

/** The bytes of a document. Where they lie on the disk, they need not be read to tell how large it is. */
export interface DocumentBytes {
  readonly bytes: Uint8Array;
  /** How many they are; where absent, they are in memory. */
  readonly size?: number;
  /** Gives them piece by piece, each good until the next is asked for. */
  readonly pieces?: () => Iterable<Uint8Array>;
}

/** No encoding has more bytes for a unit: those of UTF-8 that have four are two units. */
const MOST_BYTES_OF_UNIT = 3;

/** Whether a document has more units than are allowed, or than a string can hold; told without making it a text. */
export function isOversize(document: DocumentBytes, limits: Limits): boolean {
  const most = mostUnits(limits);
  const size = document.size ?? document.bytes.length;
  if (size <= most) return false;
  if (size > most * MOST_BYTES_OF_UNIT) return true;
  const encoding = encodingOf(headOf(document));
  // What has no encoding is for who decodes it to refuse.
  if (typeof encoding !== "string") return false;
  if (isUtf16(encoding)) return Math.floor(size / 2) > most;
  return encoding !== "utf-8" || hasMoreUnits(piecesOf(document), size, most);
}

/** Refuses a document that is too large. */
export function tooLarge(limits: Limits): Undecoded {
  const place = { start: 0, end: 0 };
  return { source: "", fault: fault(catalogue.documentTooLarge, { limit: mostUnits(limits) }, place) };
}

function mostUnits({ documentSize }: Limits): number {
  return Math.min(documentSize, constants.MAX_STRING_LENGTH);
}

/** So many bytes of a document in memory are counted at once. */
const PIECE = 1 << 20;

function* piecesOf(document: DocumentBytes): Generator<Uint8Array> {
  if (document.pieces !== undefined) yield* document.pieces();
  else
    for (let at = 0; at < document.bytes.length; at += PIECE) yield document.bytes.subarray(at, at + PIECE);
}

function headOf(document: DocumentBytes): Buffer {
  const pieces: Uint8Array[] = [];
  let left = HEAD;
  for (const piece of piecesOf(document)) {
    pieces.push(piece.slice(0, left));
    left -= piece.length;
    if (left <= 0) break;
  }
  return Buffer.concat(pieces);
}

/** So many bytes of a character may wait for its end in the next piece. */
const MOST_PENDING = 3;

/**
 * Counts no further than it takes to tell. That each piece is made a text takes less time than to look at its bytes one by
 * one: of large documents that are refused there are few, and nothing has made this code fast yet.
 */
function hasMoreUnits(pieces: Iterable<Uint8Array>, size: number, most: number): boolean {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let units = 0;
  let left = size;
  for (const piece of pieces) {
    units += decoder.decode(piece, { stream: true }).length;
    left -= piece.length;
    if (units > most || units + left + MOST_PENDING <= most) break;
  }
  return units + decoder.decode().length > most;
}
