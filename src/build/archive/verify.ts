import { existsSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import {
  CRATE_FILE,
  isOcflObject,
  type PackageReader,
  type Progress,
  verifyBag,
  verifyCrate,
  verifyOcfl,
} from "../../archive/index.ts";
import { catalogue, collect, type Finding, type Report, wholeOf } from "../../report/index.ts";
import { FileError } from "../files.ts";
import { DigestPool } from "./digests.ts";
import { openFolder, packageReader } from "./open.ts";
import { openZipPackage, type ZipContents } from "./zip.ts";

/** What `colophon archive verify` is asked for. */
export interface VerifyOptions {
  /** How many files are read at the same time. */
  readonly jobs: number;
  /** Told how many of all bytes were read. */
  readonly progress: (done: number, all: number) => void;
}

/** Verifies packages by their paths; each is a document of the report. Throws a `FileError` for what is not there. */
export async function verifyPackages(paths: readonly string[], options: VerifyOptions): Promise<Report> {
  const pool = new DigestPool(options.jobs);
  try {
    const documents = [];
    for (const path of paths) documents.push({ path, findings: await verifyPackage(path, pool, options) });
    return collect(documents);
  } finally {
    await pool.close();
  }
}

async function verifyPackage(path: string, pool: DigestPool, options: VerifyOptions): Promise<Finding[]> {
  if (!existsSync(path)) throw new FileError(`There is no file or folder ${path}.`);
  if (statSync(path).isDirectory())
    return await verifyReader(packageReader(await openFolder(path), pool), options);
  const reason = await otherWrapping(path);
  if (reason !== null) return [catalogue.packageUnknown(wholeOf(path), { reason })];
  const zip = await openZipPackage(path);
  const reader = packageReader(zip, pool);
  return [...(await verifyReader(reader, options)), ...(await sealFindings(zip, reader))];
}

async function verifyReader(reader: PackageReader, options: VerifyOptions): Promise<Finding[]> {
  if (reader.entries.size === 0 && reader.findings.length > 0) return [...reader.findings];
  const all = [...reader.entries.values()].reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const progress = (bytes: number): void => {
    done += bytes;
    options.progress(done, all);
  };
  return await verifyKind(reader, progress);
}

/** A bag, whose payload may be a crate; an OCFL object; a crate without a wrapping. */
async function verifyKind(reader: PackageReader, progress: Progress): Promise<Finding[]> {
  if (reader.entries.has("bagit.txt")) {
    const crate = reader.entries.has(`data/${CRATE_FILE}`) ? await verifyCrate(reader, "data/") : [];
    return [...(await verifyBag(reader, progress)), ...crate];
  }
  if (isOcflObject(reader)) return await verifyOcfl(reader, progress);
  if (reader.entries.has(CRATE_FILE)) return [...reader.findings, ...(await verifyCrate(reader, ""))];
  const reason = `${reader.name} has neither bagit.txt, nor an OCFL declaration, nor ${CRATE_FILE}`;
  return [...reader.findings, catalogue.packageUnknown(wholeOf(reader.name), { reason })];
}

const WRAPPINGS: readonly (readonly [string, number, readonly number[]])[] = [
  ["a gzip file", 0, [0x1f, 0x8b]],
  ["a bzip2 file", 0, [0x42, 0x5a, 0x68]],
  ["an xz file", 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["a 7z file", 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ["a tar file", 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
];

/** Says why a file that is no zip file is not opened, or gives null for one that may be. */
async function otherWrapping(path: string): Promise<string | null> {
  const handle = await open(path);
  try {
    const head = Buffer.alloc(512);
    await handle.read(head, 0, head.length, 0);
    const found = WRAPPINGS.find(([, at, mark]) => mark.every((byte, index) => head[at + index] === byte));
    if (found !== undefined)
      return `${path} is ${found[0]}, which is not opened here: unpack it, and verify the folder`;
    return head[0] === 0x50 && head[1] === 0x4b ? null : `${path} is neither a folder nor a zip file`;
  } finally {
    await handle.close();
  }
}

/** A zip file of ours has a checksum of its headers and its directory in its comment; one that lost it is damaged. */
async function sealFindings({ name, isSealed }: ZipContents, reader: PackageReader): Promise<Finding[]> {
  if (isSealed || !(await isOurs(reader))) return [];
  const reason = "the checksum in its comment is missing or damaged";
  return [catalogue.zipFaulty(wholeOf(name), { reason })];
}

async function isOurs(reader: PackageReader): Promise<boolean> {
  if (!reader.entries.has("bag-info.txt")) return false;
  const info = await reader.read("bag-info.txt").catch(() => new Uint8Array());
  return /^Bag-Software-Agent: Colophon /mu.test(Buffer.from(info).toString("utf8"));
}
