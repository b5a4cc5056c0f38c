import { createHash, type Hash, hash } from "node:crypto";
import { chmodSync, closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { crc32, createInflateRaw } from "node:zlib";
import { writeZipHeader, zipMemberLength } from "../../formats/index.ts";
import { type DigestAnswer, type DigestJob, memberName, type ZipTarget } from "./digest-job.ts";
import { MemberWriter, writeAll } from "./member-writer.ts";

/** Bytes read at a time: large enough that calls cost nothing, small enough to stay in a processor's cache. */
const CHUNK = 256 * 1024;

/** Room before a file that is read at once, for what git puts before it. */
const AHEAD = 32;

/** Counts the bytes that pass: every checksum asked for, the CRC-32 where one is expected, the size. */
class Counter {
  readonly #job: DigestJob;
  readonly #hashes: readonly Hash[];
  readonly #blob: Hash | null;
  #crc = 0;
  #size = 0;

  constructor(job: DigestJob, size: number) {
    this.#job = job;
    this.#hashes = job.plan.algorithms.map((name) => createHash(name));
    this.#blob = job.plan.isBlob ? createHash("sha1").update(blobHead(size)) : null;
  }

  get size(): number {
    return this.#size;
  }

  add(bytes: Uint8Array): void {
    for (const hash of this.#hashes) hash.update(bytes);
    this.#blob?.update(bytes);
    if (isCrc32Wanted(this.#job)) this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
  }

  answer(): DigestAnswer {
    const sums = this.#hashes.map((each) => each.digest("hex"));
    const blob = this.#blob?.digest("hex") ?? null;
    return answerOf(this.#job, { size: this.#size, sums, blob, crc32: this.#crc });
  }
}

/** What git puts before a content whose checksum it counts. */
function blobHead(size: number): string {
  return `blob ${size}\0`;
}

function isCrc32Wanted({ crc32: expected, plan }: DigestJob): boolean {
  return plan.isCrc32 || expected !== null || plan.zipTo !== null;
}

/** Compares what was counted with what was expected. */
function answerOf(
  { key, size, crc32: expected, plan }: DigestJob,
  found: Omit<DigestAnswer, "key" | "algorithms" | "fault">,
): DigestAnswer {
  const isOther = expected !== null && expected !== found.crc32 >>> 0;
  const fault = isOther ? "its CRC-32 is another than the zip file says" : null;
  return {
    key,
    size: found.size,
    algorithms: plan.algorithms,
    sums: found.sums,
    blob: found.blob,
    crc32: found.crc32,
    fault: size === null || size === found.size ? fault : sizeFault(found.size, size),
  };
}

function sizeFault(found: number, size: number): string {
  return `it has ${found} bytes instead of ${size}`;
}

/**
 * Does jobs one after the other: reads a stretch through, counts, copies. What it reads into and the files that it reads and
 * writes are kept from one job to the next, since a small file takes longer to open than to read. It must be closed.
 */
export class Digester {
  readonly #buffer = Buffer.allocUnsafe(AHEAD + CHUNK + 1);
  readonly #umask = process.umask();
  readonly #members = new MemberWriter();
  #from: { readonly file: string; readonly handle: number } | null = null;

  /** Does jobs. What cannot be read or written is told as the answer's fault; nothing throws. */
  async answers(jobs: readonly DigestJob[]): Promise<DigestAnswer[]> {
    const answers: DigestAnswer[] = [];
    for (const job of jobs) {
      try {
        answers.push(job.isDeflated ? await inflate(job) : this.#readThrough(job));
      } catch (error) {
        answers.push({ key: job.key, ...NOTHING, fault: messageOf(error) });
      }
    }
    try {
      this.#members.flush();
      return answers;
    } catch (error) {
      return answers.map((answer) => ({ ...answer, fault: messageOf(error) }));
    }
  }

  close(): void {
    this.#members.close();
    if (this.#from !== null) closeSync(this.#from.handle);
    this.#from = null;
  }

  #readThrough(job: DigestJob): DigestAnswer {
    const from = this.#open(job.file);
    let to: number | null = null;
    const { copyTo } = job.plan;
    const target = copyTo === null ? null : `${copyTo}/${job.key}`;
    try {
      if (target !== null) to = openSync(target, "wx", 0o644);
      return isReadAtOnce(job)
        ? this.#countAtOnce(job, { from, to, size: job.size })
        : this.#count(job, from, to);
    } finally {
      if (to !== null) closeSync(to);
      if (target !== null && this.#umask !== USUAL_UMASK) chmodSync(target, 0o644);
    }
  }

  #open(file: string): number {
    if (this.#from?.file === file) return this.#from.handle;
    if (this.#from !== null) closeSync(this.#from.handle);
    this.#from = null;
    this.#from = { file, handle: openSync(file, "r") };
    return this.#from.handle;
  }

  /** Reads a small file at once, to where it stands in the zip file if there is one. */
  #countAtOnce(job: DigestJob, { from, to, size }: Stretch): DigestAnswer {
    const { zipTo } = job.plan;
    const head = zipTo === null ? AHEAD : headerLength(zipTo, job.key, size);
    const room = zipTo === null ? this.#buffer : this.#members.room(zipTo.file, job.zipStart, head + size);
    readExactly(from, room.subarray(head, head + size + 1), job, size);
    const answer = countedAtOnce(job, room, head, size);
    if (to !== null) writeAll(to, room.subarray(head, head + size), 0);
    if (zipTo !== null) {
      writeZipHeader(room, 0, { name: memberName(zipTo, job.key), size, crc32: answer.crc32 });
      this.#members.take(head + size);
    }
    return answer;
  }

  #count(job: DigestJob, from: number, to: number | null): DigestAnswer {
    const { start, zipStart, key } = job;
    const { zipTo } = job.plan;
    const end = job.end ?? fstatSync(from).size;
    // A file that grew since its place in the zip file was given would run over the next.
    if (job.size !== null && end - start !== job.size) throw new Error(sizeFault(end - start, job.size));
    const counter = new Counter(job, end - start);
    const head = zipTo === null ? 0 : headerLength(zipTo, key, end - start);
    for (let at = start; at < end; ) {
      const length = readSync(from, this.#buffer, 0, Math.min(CHUNK, end - at), at);
      if (length === 0) break;
      const bytes = this.#buffer.subarray(0, length);
      counter.add(bytes);
      if (to !== null) writeAll(to, bytes, at - start);
      if (zipTo !== null) this.#members.write(zipTo.file, bytes, zipStart + head + at - start);
      at += length;
    }
    const answer = counter.answer();
    if (zipTo !== null) {
      const header = Buffer.alloc(head);
      writeZipHeader(header, 0, { ...answer, name: memberName(zipTo, key) });
      this.#members.write(zipTo.file, header, zipStart);
    }
    return answer;
  }
}

/** What comes of a job that could not be done. */
const NOTHING = { size: 0, algorithms: [], sums: [], blob: null, crc32: 0 } as const;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A file that was opened, the file that gets a copy of it, and how much is to be read. */
interface Stretch {
  readonly from: number;
  readonly to: number | null;
  readonly size: number;
}

function isReadAtOnce(job: DigestJob): job is DigestJob & { readonly size: number } {
  const { size, start, end, key, plan } = job;
  const { zipTo } = plan;
  if (size === null || size > CHUNK || (end !== null && end - start !== size)) return false;
  return zipTo === null || MemberWriter.holds(headerLength(zipTo, key, size) + size);
}

function headerLength(zipTo: ZipTarget, key: string, size: number): number {
  return zipMemberLength(memberName(zipTo, key), size) - size;
}

/** Reads so many bytes; throws where a whole file has fewer or more. */
function readExactly(from: number, room: Uint8Array, { start, end }: DigestJob, size: number): void {
  const wanted = end === null ? size + 1 : size;
  let length = 0;
  do {
    const read = readSync(from, room, length, wanted - length, start + length);
    if (read === 0) break;
    length += read;
  } while (length < size);
  if (length !== size)
    throw new Error(sizeFault(length < size ? length : fstatSync(from).size - start, size));
}

/** Counts what stands in a buffer; what git puts before it is written there for the while, as one call costs half of several. */
function countedAtOnce(job: DigestJob, room: Buffer, at: number, size: number): DigestAnswer {
  const bytes = room.subarray(at, at + size);
  const sums = job.plan.algorithms.map((name) => hash(name, bytes, "hex"));
  const head = blobHead(size);
  const { isBlob } = job.plan;
  if (isBlob) room.write(head, at - head.length, "latin1");
  const blob = isBlob ? hash("sha1", room.subarray(at - head.length, at + size), "hex") : null;
  return answerOf(job, { size, sums, blob, crc32: isCrc32Wanted(job) ? crc32(bytes) : 0 });
}

/** With this umask a file is made as packages have it, and its mode need not be set. */
const USUAL_UMASK = 0o022;

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
  const answer = counter.answer();
  const isWhole = job.end === null || inflated.bytesWritten === job.end - job.start;
  return answer.fault === null && !isWhole ? { ...answer, fault: "bytes stand behind its end" } : answer;
}
