import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { type ZipEntry, type ZipMember, zipDirectory, zipHeaders } from "../../formats/index.ts";

/**
 * The comment of a zip file of ours: a checksum of all bytes that are no file's content, which are the headers in their
 * order, then the directory and its end up to the comment. Contents are held by the manifests and by their CRC-32; so no
 * byte of the file is without a checksum. Sixty-four hexadecimal digits follow.
 */
const SEAL = "colophon; sha256 of headers and directory: ";
const DIGITS = 64;

/** Bytes written or read at a time. */
const PIECE = 256 * 1024;

/**
 * Writes the directory behind the contents of a zip file, from where they end, and the seal into its comment. Members are gone
 * through twice.
 */
export function sealZip(file: string, members: Iterable<ZipMember>, end: number): void {
  const hash = createHash("sha256");
  for (const piece of zipHeaders(members)) hash.update(piece);
  const comment = SEAL + "0".repeat(DIGITS);
  const handle = openSync(file, "r+");
  try {
    let at = end;
    let last: Uint8Array = new Uint8Array();
    for (const piece of zipDirectory(members, end, comment)) {
      hash.update(last);
      writeAll(handle, piece, at);
      at += piece.length;
      last = piece;
    }
    // The last piece is the end of the directory, with the comment.
    hash.update(last.subarray(0, last.length - comment.length));
    writeAll(handle, Buffer.from(hash.digest("hex"), "latin1"), at - DIGITS);
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, bytes: Uint8Array, start: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(handle, bytes, done, bytes.length - done, start + done);
}

/** Whether the comment of a zip file is a seal: it is that of a package of ours then. */
export function hasSeal(comment: string): boolean {
  return comment.startsWith(SEAL) && /^[0-9a-f]{64}$/u.test(comment.slice(SEAL.length));
}

/** Says what is wrong with a zip file that has a seal, or gives null where every byte beside the contents is as it was. */
export function sealFault(
  file: string,
  entries: readonly ZipEntry[],
  { comment, size }: { readonly comment: string; readonly size: number },
): string | null {
  const hash = createHash("sha256");
  const handle = openSync(file, "r");
  try {
    let at = 0;
    for (const { start, contentStart, compressedSize } of entries) {
      if (start !== at) return `bytes ${at} to ${start} belong to no file in it`;
      take(handle, start, contentStart, (bytes) => void hash.update(bytes));
      at = contentStart + compressedSize;
    }
    take(handle, at, size - comment.length, (bytes) => void hash.update(bytes));
  } finally {
    closeSync(handle);
  }
  return hash.digest("hex") === comment.slice(SEAL.length)
    ? null
    : "its headers and directory do not come to the checksum in its comment";
}

function take(handle: number, start: number, end: number, then: (bytes: Uint8Array) => void): void {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(PIECE, end - start)));
  for (let at = start; at < end; ) {
    const length = readSync(handle, buffer, 0, Math.min(buffer.length, end - at), at);
    if (length === 0) return;
    then(buffer.subarray(0, length));
    at += length;
  }
}
