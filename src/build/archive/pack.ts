import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  DECLARATION,
  type FileRecord,
  manifestLine,
  type RecordFile,
  type TagElement,
  writeTagElements,
} from "../../archive/index.ts";
import { zipMemberLength } from "../../formats/index.ts";
import { publishFrom } from "../publish.ts";
import { TaskError } from "../run/task-error.ts";
import {
  type DigestAnswer,
  type DigestJob,
  type DigestPlan,
  memberName,
  type ZipTarget,
} from "./digest-job.ts";
import { DigestPool } from "./digests.ts";
import { PackedFiles } from "./packed-files.ts";
import type { PayloadFile } from "./payload.ts";
import { sealZip } from "./seal.ts";

/** What is to be packed. */
export interface PackRequest {
  /** The folder that packages go to. */
  readonly folder: string;
  /** The name of the bag and, with `.zip`, of its zip file. */
  readonly name: string;
  /** The payload, in the order of its paths by code unit. */
  readonly files: readonly PayloadFile[];
  /** Records of the payload, made one group after the other from the files before them. */
  readonly records: readonly ((records: readonly FileRecord[]) => Iterable<RecordFile>)[];
  /** `bag-info.txt`, but for the sum of the payload. */
  readonly info: readonly TagElement[];
  readonly jobs: number;
  /** Told how many of all bytes were packed. */
  readonly progress: (done: number, all: number) => void;
}

/** What was packed. */
export interface Packed {
  readonly bag: string;
  readonly zip: string;
  readonly files: number;
  readonly bytes: number;
  readonly records: readonly FileRecord[];
}

/** The checksums of manifests, in the order of a record's. */
const MANIFESTS = ["sha512", "sha256"] as const;

/**
 * Packs a BagIt 1.0 bag and a zip file of it into a folder beside, and moves both into place when they are whole: whoever
 * looks sees the old package, the new one, or none. Every file is read once, a large one by two threads: counted, copied, and
 * written to its place in the zip file while it is read, several files at a time; what is held in memory is a line for each file.
 */
export async function packBag(request: PackRequest): Promise<Packed> {
  return await publishFrom(request.folder, async (staging) => {
    const pool = new DigestPool(request.jobs);
    const packer = new Packer(staging, request, pool);
    try {
      return await packer.pack();
    } finally {
      await pool.close();
    }
  });
}

class Packer {
  readonly #bag: string;
  readonly #target: ZipTarget;
  readonly #plan: DigestPlan;
  readonly #request: PackRequest;
  readonly #pool: DigestPool;
  readonly #folders = new Set<string>();
  readonly #records: FileRecord[] = [];
  readonly #packed: PackedFiles;
  /** Where the places given in the zip file end. */
  #given = 0;
  #done = 0;

  constructor(staging: string, request: PackRequest, pool: DigestPool) {
    this.#bag = join(staging, request.name);
    this.#target = { file: join(staging, `${request.name}.zip`), folder: request.name };
    this.#packed = new PackedFiles((key) => memberName(this.#target, key));
    this.#plan = {
      algorithms: MANIFESTS,
      isBlob: true,
      isCrc32: true,
      copyTo: this.#bag,
      zipTo: this.#target,
    };
    this.#request = request;
    this.#pool = pool;
  }

  async pack(): Promise<Packed> {
    const { folder, name, records } = this.#request;
    writeFileSync(this.#target.file, "", { flag: "wx" });
    chmodSync(this.#target.file, 0o644);
    const declaration = await this.#writeTag("bagit.txt", [DECLARATION]);
    await this.#packPayload();
    for (const make of records) {
      const before = inOrder(this.#records);
      for (const { path, text } of make(before)) this.#taken(await this.#write(`data/${path}`, text));
    }
    const bytes = this.#records.reduce((sum, { size }) => sum + size, 0);
    await this.#packTags(bytes, declaration);
    sealZip(this.#target.file, this.#packed, this.#packed.end);
    const bag = join(folder, name);
    return { bag, zip: `${bag}.zip`, files: this.#records.length, bytes, records: inOrder(this.#records) };
  }

  async #packPayload(): Promise<void> {
    const { files, progress } = this.#request;
    const sizes = new FileSizes(files);
    const join = wholes();
    for await (const answers of this.#pool.run(this.#jobs(files, sizes))) {
      for (const answer of join(answers)) this.#taken(answer);
      const all = sizes.sumByAndBy();
      if (all !== null) progress(this.#done, all);
    }
  }

  *#jobs(files: readonly PayloadFile[], sizes: FileSizes): Generator<DigestJob> {
    for (const [at, { path, file }] of files.entries()) {
      const key = `data/${path}`;
      this.#makePlace(key);
      const size = sizes.at(at);
      const job = this.#job(key, file, size, this.#plan);
      if (size < LARGE) yield job;
      else yield* halves(job);
    }
  }

  /** A file that is read once: counted, and written to its place in the zip file. Places are given in the order of the jobs. */
  #job(key: string, file: string, size: number, plan: DigestPlan): DigestJob {
    const zipStart = this.#given;
    this.#given += zipMemberLength(memberName(this.#target, key), size);
    return { key, file, start: 0, end: null, isDeflated: false, size, crc32: null, zipStart, plan };
  }

  /** Writes a text into the bag and into the zip file. */
  async #write(key: string, text: Iterable<string>): Promise<DigestAnswer> {
    const target = this.#makePlace(key);
    await writeText(target, text);
    const plan = { ...this.#plan, copyTo: null };
    return await this.#pool.answer(this.#job(key, target, sizeOf(target), plan));
  }

  /** A file of the payload that was written goes into the lists. */
  #taken(answer: DigestAnswer): void {
    this.#records.push(this.#packed.record(this.#listed(answer)));
    this.#done += answer.size;
  }

  #listed(answer: DigestAnswer): number {
    const { key, fault } = answer;
    if (fault !== null) throw new TaskError(`${key} could not be packed: ${fault}`);
    return this.#packed.add(answer);
  }

  async #packTags(bytes: number, declaration: DigestAnswer): Promise<void> {
    const { info } = this.#request;
    const sum: TagElement = ["Payload-Oxum", `${bytes}.${this.#records.length}`];
    const records = inOrder(this.#records);
    const tags = [await this.#writeTag("bag-info.txt", [writeTagElements([...info, sum])]), declaration];
    for (const algorithm of [...MANIFESTS].sort())
      tags.push(await this.#writeTag(`manifest-${algorithm}.txt`, payloadLines(records, algorithm)));
    for (const [at, algorithm] of MANIFESTS.entries()) {
      const lines = tags.map(({ key, sums }) => manifestLine(sums[at]!, key));
      await this.#writeTag(`tagmanifest-${algorithm}.txt`, lines);
    }
  }

  async #writeTag(name: string, text: Iterable<string>): Promise<DigestAnswer> {
    const answer = await this.#write(name, text);
    this.#listed(answer);
    return answer;
  }

  /** Gives the place of a file in the bag, whose folder is there then. */
  #makePlace(path: string): string {
    const target = `${this.#bag}/${path}`;
    const folder = dirname(target);
    if (!this.#folders.has(folder)) makeFolder(folder, this.#bag);
    this.#folders.add(folder);
    return target;
  }
}

/** So many sizes are asked for at a time for their sum: the threads that read wait for nobody meanwhile. */
const SIZES = 2048;

/** The sizes of files, asked for when they are needed, while the threads that read are at work. */
class FileSizes {
  readonly #files: readonly PayloadFile[];
  readonly #sizes: number[] = [];
  #summed = 0;
  #sum = 0;

  constructor(files: readonly PayloadFile[]) {
    this.#files = files;
  }

  at(number: number): number {
    this.#sizes[number] ??= sizeOf(this.#files[number]!.file);
    return this.#sizes[number];
  }

  /** Sums up some more; gives the sum when it is whole. */
  sumByAndBy(): number | null {
    const end = Math.min(this.#summed + SIZES, this.#files.length);
    for (; this.#summed < end; this.#summed++) this.#sum += this.at(this.#summed);
    return this.#summed === this.#files.length ? this.#sum : null;
  }
}

/** A file of so many bytes is read by two threads, one for each of its copies: else one would work while the others wait. */
const LARGE = 64 * 1024 * 1024;

/** The halves of a job: the copy with the first checksum, which takes as long as all others, and the rest. */
function halves(job: DigestJob): [DigestJob, DigestJob] {
  const { plan } = job;
  const [first, ...others] = plan.algorithms;
  return [
    { ...job, plan: { ...plan, algorithms: first === undefined ? [] : [first], isBlob: false, zipTo: null } },
    { ...job, plan: { ...plan, algorithms: others, copyTo: null } },
  ];
}

/**
 * Gives what joins the answers to halves, which follow each other, be it in two lots: the first has no blob. Both must have
 * read the same bytes.
 */
function wholes(): (answers: readonly DigestAnswer[]) => DigestAnswer[] {
  let first: DigestAnswer | null = null;
  return (answers) =>
    answers.flatMap((answer) => {
      const before = first;
      first = before === null && answer.blob === null && answer.fault === null ? answer : null;
      if (first !== null) return [];
      return [before === null ? answer : joined(before, answer)];
    });
}

function joined(first: DigestAnswer, second: DigestAnswer): DigestAnswer {
  const changed = first.crc32 === second.crc32 ? null : "it was changed while it was packed";
  const algorithms = [...first.algorithms, ...second.algorithms];
  return { ...second, algorithms, sums: [...first.sums, ...second.sums], fault: second.fault ?? changed };
}

function* payloadLines(
  records: readonly FileRecord[],
  algorithm: (typeof MANIFESTS)[number],
): Generator<string> {
  for (const record of records) yield manifestLine(record[algorithm], `data/${record.path}`);
}

function inOrder(records: readonly FileRecord[]): FileRecord[] {
  return [...records].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Text is written in pieces of about this many characters. */
const PIECE = 64 * 1024;

async function writeText(target: string, text: Iterable<string>): Promise<void> {
  const handle = await open(target, "wx", 0o644);
  try {
    let piece = "";
    for (const part of text) {
      piece += part;
      if (piece.length < PIECE) continue;
      await writeWhole(handle, piece);
      piece = "";
    }
    await writeWhole(handle, piece);
    await handle.chmod(0o644);
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, piece: string): Promise<void> {
  await handle.writeFile(piece);
}

/** Folders are made as packages have them, whatever the umask. */
function makeFolder(folder: string, bag: string): void {
  mkdirSync(folder, { recursive: true });
  for (let at = folder; at.length >= bag.length; at = dirname(at)) chmodSync(at, 0o755);
}

function sizeOf(file: string): number {
  return statSync(file).size;
}
