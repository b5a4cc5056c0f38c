/**
 * A file within a zip file whose contents are stored as they are: its name, its size in bytes, its CRC-32, and where its
 * header begins. Since nothing is compressed, all places are known before a byte is read, and contents can be written in any order.
 */
export interface ZipMember {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  readonly start: number;
}

/** What does not fit into four bytes is written as this, and in eight bytes in an extra field (APPNOTE 4.5.3, ZIP64). */
const FOUR_BYTES = 0xffffffff;
const TWO_BYTES = 0xffff;

/** Names are in UTF-8 (bit 11 of the flags). */
const FLAGS = 0x0800;

/** The first day that a zip file can write, in local time, whatever the clock and the time zone say: 1 January 1980. */
const DATE = 0x21;

/** Made on Unix, by version 6.3 of the specification; a regular file that all may read and its owner may write. */
const MADE_BY = 0x033f;
const MODE = 0o100644;

const NEEDS_PLAIN = 20;
const NEEDS_ZIP64 = 45;

/** The bytes that a member takes: its header and its content. */
export function zipMemberLength(name: string, size: number): number {
  return 30 + Buffer.byteLength(name) + (size >= FOUR_BYTES ? 20 : 0) + size;
}

/** Writes the header of a member, which stands right before its content (APPNOTE 4.3.7), and gives where it ends. */
export function writeZipHeader(bytes: Buffer, at: number, member: Omit<ZipMember, "start">): number {
  const { name, size } = member;
  const isLarge = size >= FOUR_BYTES;
  bytes.writeUInt32LE(0x04034b50, at);
  const length = bytes.write(name, at + 30);
  writeCommon(bytes, at + 4, member, { isLarge, length });
  bytes.writeUInt16LE(isLarge ? 20 : 0, at + 28);
  const end = at + 30 + length;
  return isLarge ? writeZip64(bytes, end, [size, size]) : end;
}

/** The headers of members, one behind the other, in pieces. */
export function zipHeaders(members: Iterable<ZipMember>): Generator<Uint8Array> {
  return pieces(members, ({ name }) => nameRoom(name), writeZipHeader);
}

/** The directory of a zip file from where its last member ends, with the records of its end and a comment in ASCII. */
export function* zipDirectory(
  members: Iterable<ZipMember>,
  start: number,
  comment: string,
): Generator<Uint8Array> {
  let count = 0;
  let length = 0;
  const write = (bytes: Buffer, at: number, member: ZipMember): number => {
    count++;
    return writeDirectoryEntry(bytes, at, member);
  };
  for (const piece of pieces(members, ({ name }) => nameRoom(name), write)) {
    length += piece.length;
    yield piece;
  }
  yield directoryEnd(count, start, length, comment);
}

/** Bytes written at a time. */
const PIECE = 64 * 1024;

/** Gathers what is written for each member; `room` is what it takes at most. */
function* pieces(
  members: Iterable<ZipMember>,
  room: (member: ZipMember) => number,
  write: (bytes: Buffer, at: number, member: ZipMember) => number,
): Generator<Uint8Array> {
  let piece = Buffer.allocUnsafe(PIECE);
  let length = 0;
  for (const member of members) {
    const most = room(member);
    if (length + most > piece.length) {
      if (length > 0) yield piece.subarray(0, length);
      piece = Buffer.allocUnsafe(Math.max(PIECE, most));
      length = 0;
    }
    length = write(piece, length, member);
  }
  if (length > 0) yield piece.subarray(0, length);
}

/** The most bytes that the header or the directory's entry of a member takes, whose name has three bytes for each letter at most. */
function nameRoom(name: string): number {
  return 46 + 3 * name.length + 28;
}

/** What the header and the directory say alike (version, flags, method, time, date, checksum, sizes, length of the name). */
function writeCommon(
  bytes: Buffer,
  at: number,
  { size, crc32 }: Omit<ZipMember, "start">,
  { isLarge, length }: { readonly isLarge: boolean; readonly length: number },
): void {
  bytes.writeUInt16LE(isLarge ? NEEDS_ZIP64 : NEEDS_PLAIN, at);
  bytes.writeUInt16LE(FLAGS, at + 2);
  bytes.writeUInt32LE(0, at + 4);
  bytes.writeUInt16LE(DATE, at + 8);
  bytes.writeUInt32LE(crc32, at + 10);
  bytes.writeUInt32LE(Math.min(size, FOUR_BYTES), at + 14);
  bytes.writeUInt32LE(Math.min(size, FOUR_BYTES), at + 18);
  bytes.writeUInt16LE(length, at + 22);
}

/** Writes an entry of the directory (APPNOTE 4.3.12), and gives where it ends. */
function writeDirectoryEntry(bytes: Buffer, at: number, member: ZipMember): number {
  const { name, size, start } = member;
  const large = [...(size >= FOUR_BYTES ? [size, size] : []), ...(start >= FOUR_BYTES ? [start] : [])];
  bytes.writeUInt32LE(0x02014b50, at);
  bytes.writeUInt16LE(MADE_BY, at + 4);
  const length = bytes.write(name, at + 46);
  writeCommon(bytes, at + 6, member, { isLarge: large.length > 0, length });
  bytes.writeUInt16LE(large.length === 0 ? 0 : 4 + 8 * large.length, at + 30);
  // No comment, the first disk, no attributes within.
  bytes.writeUInt32LE(0, at + 32);
  bytes.writeUInt16LE(0, at + 36);
  bytes.writeUInt32LE(MODE * 0x10000, at + 38);
  bytes.writeUInt32LE(Math.min(start, FOUR_BYTES), at + 42);
  return writeZip64(bytes, at + 46 + length, large);
}

/** Writes the extra field with what does not fit into four bytes, if there is any, and gives where it ends. */
function writeZip64(bytes: Buffer, at: number, values: readonly number[]): number {
  if (values.length === 0) return at;
  bytes.writeUInt16LE(1, at);
  bytes.writeUInt16LE(8 * values.length, at + 2);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), at + 4 + 8 * index);
  return at + 4 + 8 * values.length;
}

/** The records of the end: those of ZIP64 where anything does not fit, then the one that every program looks for. */
function directoryEnd(count: number, start: number, length: number, comment: string): Uint8Array {
  const isLarge = count >= TWO_BYTES || start >= FOUR_BYTES || length >= FOUR_BYTES;
  const end = Buffer.alloc(22 + comment.length);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, TWO_BYTES), 8);
  end.writeUInt16LE(Math.min(count, TWO_BYTES), 10);
  end.writeUInt32LE(Math.min(length, FOUR_BYTES), 12);
  end.writeUInt32LE(Math.min(start, FOUR_BYTES), 16);
  end.writeUInt16LE(comment.length, 20);
  end.write(comment, 22, "latin1");
  return isLarge ? Buffer.concat([largeEnd(count, start, length), end]) : end;
}

/** The record of ZIP64's end, and what leads to it (APPNOTE 4.3.14 and 4.3.15). */
function largeEnd(count: number, start: number, length: number): Uint8Array {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(MADE_BY, 12);
  end.writeUInt16LE(NEEDS_ZIP64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(start + length), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
