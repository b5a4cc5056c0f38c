import { constants, type Dirent, lstatSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { crc32, createInflateRaw } from "node:zlib";
import {
  type DigestRequest,
  type DigestResult,
  LARGEST_TAG_FILE,
  type PackageEntry,
  type PackageReader,
  unsafePathRule,
} from "../../archive/index.ts";
import { catalogue, type Finding, wholeOf } from "../../report/index.ts";
import { filePieces } from "../file-pieces.ts";
import { countingPlan, type DigestJob, type DigestPlan } from "./digest-job.ts";
import type { DigestPool } from "./digests.ts";

/** Where the content of a package's file lies on the disk: a file, or a stretch of a zip file. */
export interface Content extends PackageEntry {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly isDeflated: boolean;
  readonly crc32: number | null;
}

/** What a package holds, however it is wrapped. */
export interface Contents {
  readonly name: string;
  readonly contents: ReadonlyMap<string, Content>;
  readonly folders: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Makes a reader of what a package holds; checksums are counted by the pool. */
export function packageReader(
  { name, contents, folders, findings }: Contents,
  pool: DigestPool,
): PackageReader {
  return {
    name,
    entries: contents,
    folders,
    findings,
    read: (path) => readContent(contents.get(path), path),
    pieces: async (path) => {
      const content = contents.get(path);
      const isStored = content !== undefined && !content.isDeflated;
      return isStored ? storedPieces(content) : [await readContent(content, path)];
    },
    digest: (requests) => digests(requests, contents, pool),
  };
}

async function* digests(
  requests: Iterable<DigestRequest>,
  contents: ReadonlyMap<string, Content>,
  pool: DigestPool,
): AsyncGenerator<DigestResult> {
  for await (const answers of pool.run(jobs(requests, contents))) {
    for (const { key, size, algorithms, sums, fault } of answers)
      yield {
        path: key,
        size,
        digests: Object.fromEntries(algorithms.map((name, at) => [name, sums[at]!])),
        fault,
      };
  }
}

function* jobs(
  requests: Iterable<DigestRequest>,
  contents: ReadonlyMap<string, Content>,
): Generator<DigestJob> {
  const plans = new Map<string, DigestPlan>();
  for (const { path, algorithms } of requests) {
    const { file, start, end, isDeflated, size, crc32 } = contents.get(path)!;
    const names = algorithms.join();
    const plan = plans.get(names) ?? countingPlan(algorithms);
    plans.set(names, plan);
    yield { key: path, file, start, end, isDeflated, size, crc32, zipStart: 0, plan };
  }
}

async function readContent(content: Content | undefined, path: string): Promise<Uint8Array> {
  if (content === undefined) throw new Error(`There is no ${path}.`);
  if (content.size > LARGEST_TAG_FILE) throw tooLarge();
  const handle = await open(content.file, NOT_LINKED);
  try {
    const bytes = Buffer.alloc(content.end - content.start);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, content.start);
    if (bytesRead < bytes.length) throw cutOff();
    const whole = content.isDeflated ? await inflated(bytes, content.size) : bytes;
    if (content.crc32 !== null && crc32(whole) !== content.crc32) throw otherCrc32();
    return whole;
  } finally {
    await handle.close();
  }
}

function* storedPieces({ file, start, end, size, crc32: expected }: Content): Generator<Uint8Array> {
  if (size > LARGEST_TAG_FILE) throw tooLarge();
  let [length, found] = [0, 0];
  for (const piece of filePieces({ file, start, end, flags: NOT_LINKED })) {
    length += piece.length;
    if (expected !== null) found = crc32(piece, found);
    yield piece;
  }
  if (length < end - start) throw cutOff();
  if (expected !== null && found !== expected) throw otherCrc32();
}

/** Files are read where the package has them, and not where a link leads that was put there since. */
const NOT_LINKED = constants.O_RDONLY | constants.O_NOFOLLOW;

function tooLarge(): Error {
  return new Error(`it is larger than ${LARGEST_TAG_FILE} bytes`);
}

function cutOff(): Error {
  return new Error("it ends too early");
}

function otherCrc32(): Error {
  return new Error("its CRC-32 is another than the zip file says");
}

async function inflated(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const inflate = createInflateRaw();
  inflate.end(bytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > size) throw new Error(`it is larger than the ${size} bytes that its zip file says`);
  }
  return Buffer.concat(chunks);
}

/** Lists a folder: its files are contents; links, what else is no file and what cannot be read are findings, and are not followed. */
export async function openFolder(folder: string): Promise<Contents> {
  const root = resolve(folder);
  const found: Content[] = [];
  const folders = new Set([""]);
  const findings: Finding[] = [];
  const waiting = [""];
  for (let below = waiting.shift(); below !== undefined; below = waiting.shift()) {
    for (const entry of await entriesOf(root, below, folder, findings)) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      const finding = entryFault(entry, path, folder);
      if (finding !== null) findings.push(finding);
      else if (entry.isDirectory()) {
        folders.add(path);
        waiting.push(path);
      } else found.push(contentOf(root, path));
    }
  }
  return { name: folder, contents: inOrder(found), folders, findings };
}

async function entriesOf(root: string, below: string, name: string, findings: Finding[]): Promise<Dirent[]> {
  try {
    return await readdir(join(root, below), { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    findings.push(catalogue.fileUnreadable(wholeOf(name, below), { path: `${below}/`, reason }));
    return [];
  }
}

function entryFault(entry: Dirent, path: string, folder: string): Finding | null {
  const place = wholeOf(folder, path);
  const rule = unsafePathRule(path);
  if (rule !== null && !/home folder/u.test(rule))
    return catalogue.unsafePath(place, { path, where: "the folder", rule });
  if (entry.isDirectory() || entry.isFile()) return null;
  return catalogue.notAFile(place, {
    path,
    what: entry.isSymbolicLink() ? "a symbolic link" : "neither a file nor a folder",
  });
}

function contentOf(root: string, path: string): Content {
  const file = join(root, path);
  // A file that is gone by now is told when it is read.
  const size = lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return { path, size, file, start: 0, end: size, isDeflated: false, crc32: null };
}

/** Puts contents in the order of their paths by code unit, since a folder lists them in any. */
export function inOrder(contents: readonly Content[]): Map<string, Content> {
  const sorted = [...contents].sort((one, other) => (one.path < other.path ? -1 : 1));
  return new Map(sorted.map((content) => [content.path, content]));
}
