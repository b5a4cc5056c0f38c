import { createHash, type Hash } from "node:crypto";
import { chmodSync, closeSync, createReadStream, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { crc32, createInflateRaw } from "node:zlib";
import { zipHeader, zipMemberLength } from "../../formats/index.ts";
import type { DigestAnswer, DigestJob } from "./digest-job.ts";

/** Bytes read at a time: large enough that calls cost nothing, small enough to stay in a processor's cache. */
const CHUNK = 256 * 1024;

/** Counts the bytes that pass: every checksum asked for, the CRC-32 where one is expected, the size. */
class Counter {
  readonly #job: DigestJob;
  readonly #hashes: readonly Hash[];
  readonly #blob: Hash | null;
  #crc = 0;
  #size = 0;

  constructor(job: DigestJob, size: number) {
    this.#job = job;
    this.#hashes = job.algorithms.map((name) => createHash(name));
    this.#blob = job.isBlob ? createHash("sha1").update(`blob ${size}\0`) : null;
  }

  get size(): number {
    return this.#size;
  }

  add(bytes: Uint8Array): void {
    for (const hash of this.#hashes) hash.update(bytes);
    this.#blob?.update(bytes);
    if (this.#job.crc32 !== null || this.#job.zipTo !== null) this.#crc = crc32(bytes, this.#crc);
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

/** Does a job: reads the stretch through, counts, copies. What cannot be read is told as the answer's fault; nothing throws. */
export async function answerDigest(job: DigestJob): Promise<DigestAnswer> {
  try {
    return job.isDeflated ? await inflate(job) : readThrough(job);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { key: job.key, size: 0, digests: {}, blob: null, crc32: 0, fault };
  }
}

function readThrough(job: DigestJob): DigestAnswer {
  const from = openSync(job.file, "r");
  const targets: Target[] = [];
  try {
    const end = job.end ?? fstatSync(from).size;
    // A file that grew since its place in the zip file was given would run over the next.
    if (job.size !== null && end - job.start !== job.size)
      throw new Error(`it has ${end - job.start} bytes instead of ${job.size}`);
    targets.push(...targetsOf(job));
    const counter = new Counter(job, end - job.start);
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, end - job.start)));
    for (let at = job.start; at < end; ) {
      const length = readSync(from, buffer, 0, Math.min(CHUNK, end - at), at);
      if (length === 0) break;
      const bytes = buffer.subarray(0, length);
      counter.add(bytes);
      for (const target of targets) writeAll(target.handle, bytes, target.start + at - job.start);
      at += length;
    }
    const answer = counter.answer();
    if (job.zipTo !== null) {
      const header = zipHeader({ ...answer, name: job.zipTo.name });
      writeAll(targets.at(-1)!.handle, header, job.zipTo.start);
    }
    return answer;
  } finally {
    closeSync(from);
    for (const { handle } of targets) closeSync(handle);
    if (job.copyTo !== null && process.umask() !== USUAL_UMASK) chmodSync(job.copyTo, 0o644);
  }
}

/** A file that gets the bytes, from a place on. */
interface Target {
  readonly handle: number;
  readonly start: number;
}

function* targetsOf({ copyTo, zipTo, size }: DigestJob): Generator<Target> {
  if (copyTo !== null) yield { handle: openSync(copyTo, "wx", 0o644), start: 0 };
  if (zipTo === null) return;
  if (size === null) throw new Error("a file of unknown size has no place in a zip file");
  const start = zipTo.start + zipMemberLength(zipTo.name, size) - size;
  yield { handle: openSync(zipTo.file, "r+"), start };
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
