import { createHash, type Hash } from "node:crypto";
import { chmodSync, closeSync, createReadStream, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { crc32, createInflateRaw } from "node:zlib";
import { zipHeader, zipMemberLength } from "../../formats/index.ts";
import type { DigestAnswer, DigestJob, ZipPlace } from "./digest-job.ts";

/** Bytes read at a time: large enough that calls cost nothing, small enough to stay in a processor's cache. */
const CHUNK = 256 * 1024;

/** Room before what is read, for the header of a zip file's member. */
const AHEAD = 4096;

/** Counts the bytes that pass: every checksum asked for, the CRC-32 where one is expected, the size. */
class Counter {
  readonly #job: DigestJob;
  readonly #hashes: readonly Hash[];
  readonly #blob: Hash | null;
  readonly #isCrc32: boolean;
  #crc = 0;
  #size = 0;

  constructor(job: DigestJob, size: number) {
    this.#job = job;
    this.#hashes = job.algorithms.map((name) => createHash(name));
    this.#isCrc32 = job.isCrc32 || job.crc32 !== null || job.zipTo !== null;
    this.#blob = job.isBlob ? createHash("sha1").update(`blob ${size}\0`) : null;
  }

  get size(): number {
    return this.#size;
  }

  add(bytes: Uint8Array): void {
    for (const hash of this.#hashes) hash.update(bytes);
    this.#blob?.update(bytes);
    if (this.#isCrc32) this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
  }

  answer(): DigestAnswer {
    const { key, algorithms } = this.#job;
    const digests = Object.fromEntries(algorithms.map((name, at) => [name, this.#hashes[at]!.digest("hex")]));
    const blob = this.#blob?.digest("hex") ?? null;
    return { key, size: this.#size, digests, blob, crc32: this.#crc, fault: this.#fault() };
  }

  #fault(): string | null {
    const { size, crc32: expected } = this.#job;
    if (size !== null && size !== this.#size) return `it has ${this.#size} bytes instead of ${size}`;
    return expected !== null && expected !== this.#crc >>> 0
      ? "its CRC-32 is another than the zip file says"
      : null;
  }
}

/**
 * Does jobs one after the other: reads a stretch through, counts, copies. What it reads into and the zip file that it writes
 * are kept from one job to the next, since a small file takes longer to open than to read. It must be closed.
 */
export class Digester {
  readonly #buffer = Buffer.allocUnsafe(AHEAD + CHUNK);
  readonly #umask = process.umask();
  #zip: { readonly file: string; readonly handle: number } | null = null;

  /** Does a job. What cannot be read is told as the answer's fault; nothing throws. */
  async answer(job: DigestJob): Promise<DigestAnswer> {
    try {
      return job.isDeflated ? await inflate(job) : this.#readThrough(job);
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      return { key: job.key, size: 0, digests: {}, blob: null, crc32: 0, fault };
    }
  }

  close(): void {
    if (this.#zip !== null) closeSync(this.#zip.handle);
    this.#zip = null;
  }

  #readThrough(job: DigestJob): DigestAnswer {
    const from = openSync(job.file, "r");
    let to: number | null = null;
    try {
      const end = job.end ?? fstatSync(from).size;
      // A file that grew since its place in the zip file was given would run over the next.
      if (job.size !== null && end - job.start !== job.size)
        throw new Error(`it has ${end - job.start} bytes instead of ${job.size}`);
      if (job.copyTo !== null) to = openSync(job.copyTo, "wx", 0o644);
      return this.#count(job, { from, to, end });
    } finally {
      closeSync(from);
      if (to !== null) closeSync(to);
      if (job.copyTo !== null && this.#umask !== USUAL_UMASK) chmodSync(job.copyTo, 0o644);
    }
  }

  #count(job: DigestJob, { from, to, end }: Stretch): DigestAnswer {
    const { start, zipTo } = job;
    const counter = new Counter(job, end - start);
    const header = zipTo === null ? 0 : zipMemberLength(zipTo.name, end - start) - (end - start);
    // What is read at once is written into the zip file in one piece with the header before it, which has the checksum.
    let isWithHeader = false;
    for (let at = start; at < end; ) {
      const length = readSync(from, this.#buffer, AHEAD, Math.min(CHUNK, end - at), at);
      if (length === 0) break;
      const bytes = this.#buffer.subarray(AHEAD, AHEAD + length);
      counter.add(bytes);
      if (to !== null) writeAll(to, bytes, at - start);
      at += length;
      isWithHeader = length === end - start && header <= AHEAD;
      if (zipTo !== null && !isWithHeader)
        writeAll(this.#handleOf(zipTo), bytes, zipTo.start + header + at - length - start);
    }
    const answer = counter.answer();
    if (zipTo !== null) this.#writeHead(zipTo, answer, isWithHeader);
    return answer;
  }

  /** Writes the header of a member, and behind it the content where that is still in the buffer. */
  #writeHead(zipTo: ZipPlace, answer: DigestAnswer, isWithContent: boolean): void {
    const header = zipHeader({ ...answer, name: zipTo.name });
    const handle = this.#handleOf(zipTo);
    if (isWithContent) this.#buffer.set(header, AHEAD - header.length);
    const whole = isWithContent ? this.#buffer.subarray(AHEAD - header.length, AHEAD + answer.size) : header;
    writeAll(handle, whole, zipTo.start);
  }

  #handleOf({ file }: ZipPlace): number {
    if (this.#zip?.file === file) return this.#zip.handle;
    this.close();
    this.#zip = { file, handle: openSync(file, "r+") };
    return this.#zip.handle;
  }
}

/** A file that was opened, the file that gets a copy of it, and where the stretch to be read ends. */
interface Stretch {
  readonly from: number;
  readonly to: number | null;
  readonly end: number;
}

/** With this umask a file is made as packages have it, and its mode need not be set. */
const USUAL_UMASK = 0o022;

function writeAll(to: number, bytes: Uint8Array, start: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(to, bytes, done, bytes.length - done, start + done);
}

/** A deflated entry is read as a stream and stopped as soon as it gives more than its directory promised. */
async function inflate(job: DigestJob): Promise<DigestAnswer> {
  const counter = new Counter(job, job.size ?? 0);
  if (job.end !== null && job.end <= job.start) return counter.answer();
  const raw = createReadStream(job.file, {
    start: job.start,
    ...(job.end === null ? {} : { end: job.end - 1 }),
    highWaterMark: CHUNK,
  });
  const inflated = createInflateRaw();
  raw.on("error", (error) => inflated.destroy(error));
  for await (const bytes of raw.pipe(inflated) as AsyncIterable<Uint8Array>) {
    counter.add(bytes);
    if (job.size !== null && counter.size > job.size) break;
  }
  raw.destroy();
  return counter.answer();
}
