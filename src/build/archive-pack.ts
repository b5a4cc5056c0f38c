import { chmodSync, createReadStream, mkdirSync, readFileSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import {
  DECLARATION,
  type FileRecord,
  manifestLine,
  type RecordFile,
  type TagElement,
  writeTagElements,
} from "../archive/index.ts";
import { SMALL_FILE, ZipWriter } from "../formats/index.ts";
import type { DigestAnswer, DigestJob } from "./archive-digest-job.ts";
import { DigestPool } from "./archive-digests.ts";
import type { PayloadFile } from "./archive-payload.ts";
import { ZipSeal } from "./archive-seal.ts";
import { publishFrom } from "./publish.ts";

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

/** The checksums of manifests. */
const MANIFESTS = ["sha512", "sha256"] as const;

/**
 * Packs a BagIt 1.0 bag and a zip file of it into a folder beside, and moves both into place when they are whole: whoever
 * looks sees the old package, the new one, or none. Every file is read once, counted and copied while it is read, and written to
 * the zip file behind; what is held in memory is a line for each file.
 */
export async function packBag(request: PackRequest): Promise<Packed> {
  return await publishFrom(request.folder, async (staging) => {
    const pool = new DigestPool(request.jobs);
    const packer = new Packer(staging, request, pool);
    try {
      return await packer.pack();
    } finally {
      await pool.close();
      await packer.close();
    }
  });
}

class Packer {
  readonly #bag: string;
  readonly #request: PackRequest;
  readonly #pool: DigestPool;
  readonly #zip = new ZipWriter();
  readonly #seal: ZipSeal;
  readonly #sealed: Promise<void>;
  readonly #folders = new Set<string>();
  readonly #records: FileRecord[] = [];
  #done = 0;

  constructor(staging: string, request: PackRequest, pool: DigestPool) {
    this.#bag = join(staging, request.name);
    this.#request = request;
    this.#pool = pool;
    this.#seal = new ZipSeal(join(staging, `${request.name}.zip`));
    this.#sealed = this.#seal.take(this.#zip.output as Readable);
    this.#sealed.catch(() => {});
  }

  async pack(): Promise<Packed> {
    const { folder, name, records } = this.#request;
    await this.#writeTag("bagit.txt", [DECLARATION]);
    await this.#packPayload();
    for (const make of records) {
      const before = inOrder(this.#records);
      for (const record of make(before)) await this.#packRecord(record);
    }
    const bytes = this.#records.reduce((sum, { size }) => sum + size, 0);
    await this.#packTags(bytes);
    this.#zip.end(this.#seal.comment);
    await this.#sealed;
    await this.#seal.close();
    const bag = join(folder, name);
    return { bag, zip: `${bag}.zip`, files: this.#records.length, bytes, records: inOrder(this.#records) };
  }

  /** Ends what is still open, also where packing failed. */
  async close(): Promise<void> {
    await this.#seal.close();
  }

  async #packPayload(): Promise<void> {
    const { files, progress } = this.#request;
    const sizes = files.map(({ file }) => sizeOf(file));
    const all = sizes.reduce((sum, size) => sum + size, 0);
    for await (const answer of this.#pool.run(this.#jobs(files, sizes))) {
      await this.#taken(answer);
      progress(this.#done, all);
    }
  }

  *#jobs(files: readonly PayloadFile[], sizes: readonly number[]): Generator<DigestJob> {
    for (const [at, { path, file }] of files.entries()) {
      const target = this.#place(`data/${path}`);
      yield { ...jobOf(path, file), size: sizes[at]!, copyTo: target };
    }
  }

  async #packRecord({ path, text }: RecordFile): Promise<void> {
    const target = this.#place(`data/${path}`);
    await writeText(target, text);
    for await (const answer of this.#pool.run([jobOf(path, target)])) await this.#taken(answer);
  }

  /** A file of the payload that lies in the bag and is counted goes into the list and into the zip file. */
  async #taken({ key, size, digests, blob, fault }: DigestAnswer): Promise<void> {
    if (fault !== null) throw new Error(`${key} could not be packed: ${fault}`);
    this.#records.push({ path: key, size, sha512: digests.sha512!, sha256: digests.sha256!, blob: blob! });
    this.#done += size;
    await this.#addToZip(`data/${key}`, size);
  }

  async #packTags(bytes: number): Promise<void> {
    const { info } = this.#request;
    const sum: TagElement = ["Payload-Oxum", `${bytes}.${this.#records.length}`];
    const names = [
      "bagit.txt",
      "bag-info.txt",
      ...MANIFESTS.map((algorithm) => `manifest-${algorithm}.txt`),
    ].sort();
    await this.#writeTag("bag-info.txt", [writeTagElements([...info, sum])]);
    const records = inOrder(this.#records);
    for (const algorithm of MANIFESTS)
      await this.#writeTag(`manifest-${algorithm}.txt`, payloadLines(records, algorithm));
    const tags = await this.#count(names);
    for (const algorithm of MANIFESTS) {
      const lines = tags.map(({ key, digests }) => manifestLine(digests[algorithm]!, key));
      await this.#writeTag(`tagmanifest-${algorithm}.txt`, lines);
    }
  }

  async #count(names: readonly string[]): Promise<DigestAnswer[]> {
    const answers: DigestAnswer[] = [];
    for await (const answer of this.#pool.run(names.map((name) => jobOf(name, join(this.#bag, name)))))
      answers.push(answer);
    return answers;
  }

  async #writeTag(name: string, text: Iterable<string>): Promise<void> {
    const target = this.#place(name);
    await writeText(target, text);
    await this.#addToZip(name, sizeOf(target));
  }

  async #addToZip(path: string, size: number): Promise<void> {
    const file = join(this.#bag, path);
    const name = `${this.#request.name}/${path}`;
    const added =
      size <= SMALL_FILE
        ? this.#zip.addBytes(name, readFileSync(file))
        : this.#zip.addStream(name, size, () => createReadStream(file, { highWaterMark: SMALL_FILE }));
    // Where the zip file cannot be written, nothing takes what is added, and the waiting would never end.
    await Promise.race([added, this.#sealed]);
  }

  /** Gives the place of a file in the bag, whose folder is there then. */
  #place(path: string): string {
    const target = join(this.#bag, path);
    const folder = dirname(target);
    if (!this.#folders.has(folder)) makeFolder(folder, this.#bag);
    this.#folders.add(folder);
    return target;
  }
}

function jobOf(key: string, file: string): DigestJob {
  return {
    key,
    file,
    start: 0,
    end: null,
    isDeflated: false,
    size: null,
    crc32: null,
    algorithms: MANIFESTS,
    isBlob: true,
    copyTo: null,
  };
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
