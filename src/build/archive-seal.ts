import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { SEAL } from "./archive-zip.ts";

/**
 * Writes a zip file from its stream, and puts the checksum of all bytes before the comment into the comment, which is the
 * end of the file: one byte changed anywhere, in a header or in the directory, is found again by it.
 */
export class ZipSeal {
  readonly #path: string;
  readonly #hash = createHash("sha256");
  #handle: FileHandle | null = null;
  #held: Uint8Array = Buffer.alloc(0);
  #length = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The comment as it stands until the checksum is known: of the same length. */
  get comment(): string {
    return SEAL + "0".repeat(64);
  }

  /** Writes the stream to the file, to its end, and then the checksum. */
  async take(stream: Readable): Promise<void> {
    this.#handle = await open(this.#path, "wx", 0o644);
    for await (const chunk of stream as AsyncIterable<Buffer>) await this.#write(chunk);
    const digest = this.#hash.digest("hex");
    await this.#handle.write(digest, this.#length - digest.length, "latin1");
    await this.#handle.chmod(0o644);
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }

  /** What may be the comment is held back from the checksum until more follows. */
  async #write(chunk: Buffer): Promise<void> {
    const size = this.comment.length;
    const known = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const counted = Math.max(0, known.length - size);
    this.#hash.update(known.subarray(0, counted));
    this.#held = Buffer.from(known.subarray(counted));
    await writeAll(this.#handle!, chunk);
    this.#length += chunk.length;
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
}
