import type { Entry, LocalFileHeader, RandomAccessReader, ZipFile } from "yauzl";

/** An entry of a zip file as its directory and its own header say; sizes and places in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly compression: "stored" | "deflated" | "other";
  readonly isEncrypted: boolean;
  /** The mode of Unix, or 0 where it was made elsewhere: a link is told by it. */
  readonly mode: number;
  readonly crc32: number;
  /** Where its own header begins. */
  readonly start: number;
  /** Where its content begins. */
  readonly contentStart: number;
  /** What its own header says otherwise than the directory, in words; empty where they agree. */
  readonly disagreements: readonly string[];
}

/** A zip file that was opened: its comment and its entries, read one after the other. */
export interface OpenZip {
  readonly comment: string;
  readonly size: number;
  readonly count: number;
  entries(): AsyncIterable<ZipEntry>;
}

/** A file that is no zip file, or one that cannot be read, with the reason. */
export class ZipError extends Error {
  override readonly name = "ZipError";
}

/** Where the bytes of a zip file are read from, at once and from any place on. */
export interface ZipSource {
  readonly size: number;
  /** Fills the bytes from a place on, and gives how many there were. */
  read(bytes: Uint8Array, at: number): number;
}

type Library = typeof import("yauzl");

/** Opens a zip file. Throws a {@link ZipError} where it is none. Names are given as written: they are not safe. */
export async function openZip(source: ZipSource): Promise<OpenZip> {
  const library = await import("yauzl");
  const zip = await library
    .fromRandomAccessReaderPromise(readerOf(library, source), source.size, {
      lazyEntries: true,
      autoClose: false,
      // Names are decoded here: the library would end at the first that is not safe, without saying which.
      decodeStrings: false,
      validateEntrySizes: true,
    })
    .catch((error: unknown) => {
      throw new ZipError(error instanceof Error ? error.message : String(error));
    });
  return {
    comment: Buffer.from(zip.comment as unknown as Uint8Array).toString("latin1"),
    size: zip.fileSize,
    count: zip.entryCount,
    entries: () => entriesOf(library, zip),
  };
}

/**
 * The library reads a few bytes at a time, five times for an entry. To hand each to another thread, as it does with a file,
 * takes many times as long as to read them.
 */
function readerOf({ RandomAccessReader }: Library, source: ZipSource): RandomAccessReader {
  class SourceReader extends RandomAccessReader {
    override read(...[buffer, offset, length, position, then]: Parameters<RandomAccessReader["read"]>): void {
      const isWhole = source.read(buffer.subarray(offset, offset + length), position) === length;
      then(isWhole ? null : new Error("it ends too early"));
    }
  }
  return new SourceReader();
}

async function* entriesOf(library: Library, zip: ZipFile): AsyncGenerator<ZipEntry> {
  try {
    for await (const entry of zip.eachEntry()) yield await entryOf(library, zip, entry);
  } catch (error) {
    throw new ZipError(error instanceof Error ? error.message : String(error));
  }
}

const COMPRESSIONS: Readonly<Record<number, "stored" | "deflated">> = { 0: "stored", 8: "deflated" };

/** Bit 3 of the flags: sizes and checksum stand behind the content, and are zero in the entry's own header. */
const BEHIND = 0x8;

async function entryOf({ getFileNameLowLevel }: Library, zip: ZipFile, entry: Entry): Promise<ZipEntry> {
  const local = await zip.readLocalFileHeaderPromise(entry);
  const same: readonly (readonly [string, boolean])[] = [
    ["name", Buffer.compare(local.fileName, entry.fileNameRaw) === 0],
    ["compression", local.compressionMethod === entry.compressionMethod],
    ["flags", local.generalPurposeBitFlag === entry.generalPurposeBitFlag],
    [
      "date",
      local.lastModFileDate === entry.lastModFileDate && local.lastModFileTime === entry.lastModFileTime,
    ],
    ["checksum", local.generalPurposeBitFlag & BEHIND ? true : local.crc32 === entry.crc32],
    ["size", local.generalPurposeBitFlag & BEHIND ? true : sizesAgree(local, entry)],
  ].map(([what, agrees]) => [String(what), Boolean(agrees)] as const);
  return {
    name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
    size: entry.uncompressedSize,
    compressedSize: entry.compressedSize,
    compression: COMPRESSIONS[entry.compressionMethod] ?? "other",
    isEncrypted: entry.isEncrypted(),
    mode: entry.versionMadeBy >> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0,
    crc32: entry.crc32,
    start: entry.relativeOffsetOfLocalHeader,
    contentStart: local.fileDataStart,
    disagreements: same.filter(([, agrees]) => !agrees).map(([what]) => what),
  };
}

/** What does not fit into four bytes is written as this, and stands in an extra field (APPNOTE 4.5.3, ZIP64). */
const ELSEWHERE = 0xffffffff;

function sizesAgree(local: LocalFileHeader, entry: Entry): boolean {
  const large = zip64Field(local.extraField);
  const pairs = [
    [local.uncompressedSize, entry.uncompressedSize],
    [local.compressedSize, entry.compressedSize],
  ] as const;
  let at = 0;
  return pairs.every(([written, size]) => {
    if (written !== ELSEWHERE || large === null) return written === size;
    at += 8;
    return at <= large.length && large.readBigUInt64LE(at - 8) === BigInt(size);
  });
}

function zip64Field(extra: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  return null;
}

/** Gives the files of a zip file that we made ourselves a moment ago, in their order; others are opened with care, by {@link openZip}. */
export async function unzip(bytes: Uint8Array): Promise<{ path: string; bytes: Uint8Array }[]> {
  const { fromBufferPromise } = await import("yauzl");
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
  });
  const files: { path: string; bytes: Uint8Array }[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.push({ path: entry.fileName, bytes: Buffer.concat(chunks) });
  }
  return files;
}
