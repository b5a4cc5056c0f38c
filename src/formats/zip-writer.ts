import { once } from "node:events";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import type { ZipFile } from "yazl";

/**
 * Every entry has this date and this mode, whatever the clock, the time zone and the umask say: the first day that a zip
 * file can write, in local time, because that is what is written. Nothing is compressed, since the bytes of a compressor
 * differ between its versions, and a package must be the same everywhere.
 */
const FIXED = {
  mtime: new Date(1980, 0, 1),
  forceDosTimestamp: true,
  mode: 0o100644,
  compress: false,
} as const;

/** Up to so many bytes may wait to be taken; a writer waits with more. */
const MOST_WAITING = 4 * 1024 * 1024;

/** Files up to this size are handed over whole, so that their checksum stands before them and any program can stream them. */
export const SMALL_FILE: number = 1024 * 1024;

/** Writes a zip file as a stream, entry after entry; beyond 4 GB or 65,535 entries it becomes ZIP64. */
export class ZipWriter {
  readonly #zip: ZipFile;
  readonly #failed: Promise<never>;

  constructor() {
    const { ZipFile } = createRequire(import.meta.url)("yazl") as typeof import("yazl");
    this.#zip = new ZipFile();
    this.#failed = new Promise((_, reject) => void this.#zip.on("error", reject));
    this.#failed.catch(() => {});
  }

  /** The bytes of the zip file. They must be read, or adding waits forever. */
  get output(): Readable {
    return this.#zip.outputStream as Readable;
  }

  /** Adds a small file. Resolves when so much was taken that another may follow. Throws where the path is not safe. */
  async addBytes(path: string, bytes: Uint8Array): Promise<void> {
    this.#zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path, FIXED);
    await Promise.race([this.#room(), this.#failed]);
  }

  /** Adds a file as a stream, whose size in bytes is known. Resolves when it was taken. */
  async addStream(path: string, size: number, open: () => Readable): Promise<void> {
    const taken = new Promise<void>((fulfil, reject) => {
      this.#zip.addReadStreamLazy(path, { ...FIXED, size }, (give) => {
        const stream = open();
        stream.on("error", reject);
        stream.on("close", fulfil);
        give(null, stream);
      });
    });
    await Promise.race([taken, this.#failed]);
    await Promise.race([this.#room(), this.#failed]);
  }

  /** Ends the zip file with a comment in ASCII. */
  end(comment: string): void {
    this.#zip.end({ comment, forceZip64Format: false });
  }

  async #room(): Promise<void> {
    const stream = this.#zip.outputStream as Readable & { writableLength: number };
    while (stream.writableLength + stream.readableLength > MOST_WAITING) await once(stream, "drain");
  }
}

/** Writes a zip file of files that are all there already, in their order; the same files give the same bytes. */
export async function writeZip(
  files: Iterable<{ readonly path: string; readonly bytes: Uint8Array }>,
): Promise<Uint8Array> {
  const zip = new ZipWriter();
  const chunks: Buffer[] = [];
  zip.output.on("data", (chunk: Buffer) => void chunks.push(chunk));
  for (const { path, bytes } of files) await zip.addBytes(path, bytes);
  zip.end("");
  await once(zip.output, "end");
  return Buffer.concat(chunks);
}
