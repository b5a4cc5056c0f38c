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

/** The header of a member, which stands right before its content (APPNOTE 4.3.7). */
export function zipHeader({ name, size, crc32 }: Omit<ZipMember, "start">): Uint8Array {
  const isLarge = size >= FOUR_BYTES;
  const head = Buffer.alloc(zipMemberLength(name, size) - size);
  head.writeUInt32LE(0x04034b50, 0);
  writeCommon(head, 4, { name, size, crc32, isLarge });
  const end = 30 + head.write(name, 30);
  head.writeUInt16LE(head.length - end, 28);
  if (isLarge) head.set(zip64([size, size]), end);
  return head;
}

/** The directory of a zip file from where its last member ends, with the records of its end and a comment in ASCII. */
export function* zipDirectory(
  members: readonly ZipMember[],
  start: number,
  comment: string,
): Generator<Uint8Array> {
  let length = 0;
  for (const member of members) {
    const entry = directoryEntry(member);
    length += entry.length;
    yield entry;
  }
  yield directoryEnd(members.length, start, length, comment);
}

/** What the header and the directory say alike (version, flags, method, date, checksum, sizes, length of the name). */
function writeCommon(
  bytes: Buffer,
  at: number,
  { name, size, crc32, isLarge }: Omit<ZipMember, "start"> & { isLarge: boolean },
): void {
  bytes.writeUInt16LE(isLarge ? NEEDS_ZIP64 : NEEDS_PLAIN, at);
  bytes.writeUInt16LE(FLAGS, at + 2);
  bytes.writeUInt16LE(DATE, at + 8);
  bytes.writeUInt32LE(crc32, at + 10);
  bytes.writeUInt32LE(Math.min(size, FOUR_BYTES), at + 14);
  bytes.writeUInt32LE(Math.min(size, FOUR_BYTES), at + 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), at + 22);
}

/** An entry of the directory (APPNOTE 4.3.12). */
function directoryEntry({ start, ...member }: ZipMember): Uint8Array {
  const large = [
    ...(member.size >= FOUR_BYTES ? [member.size, member.size] : []),
    ...(start >= FOUR_BYTES ? [start] : []),
  ];
  const extra = zip64(large);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(MADE_BY, 4);
  writeCommon(head, 6, { ...member, isLarge: large.length > 0 });
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(MODE * 0x10000, 38);
  head.writeUInt32LE(Math.min(start, FOUR_BYTES), 42);
  return Buffer.concat([head, Buffer.from(member.name), extra]);
}

function zip64(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [at, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * at);
  return extra;
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
