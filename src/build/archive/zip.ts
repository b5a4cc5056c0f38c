import { resolve } from "node:path";
import { unsafePathRule } from "../../archive/index.ts";
import { type OpenZip, type ZipEntry, ZipError } from "../../formats/index.ts";
import { catalogue, type Finding, wholeOf } from "../../report/index.ts";
import { withZip } from "../zip-file.ts";
import { type Content, type Contents, inOrder } from "./open.ts";
import { hasSeal, sealFault } from "./seal.ts";

/**
 * Deflate makes at most 1,032 bytes of one; XML and tables come to 5 to 50, and a sparse image seldom beyond 200. What claims
 * more, and is large, was made to fill a disk.
 */
const HONEST_RATIO = 250;
const HARMLESS = 10 * 1024 * 1024;

/** A directory of two million names takes a gigabyte of memory here; no edition comes near. */
const MOST_ENTRIES = 2_000_000;

const LINK = 0o120000;
const REGULAR = 0o100000;
const KIND = 0o170000;

/** A zip file that was opened, and whether the checksum is in its comment that a zip file of ours has. */
export interface ZipContents extends Contents {
  readonly isSealed: boolean;
}

/**
 * Lists a zip file without unpacking it. The folder of the package is the one at the top of the zip file, or the zip file
 * itself. What is unsafe, dishonest or damaged is a finding, and is not among the contents.
 */
export async function openZipPackage(path: string): Promise<ZipContents> {
  try {
    return await withZip(path, (zip) => packageOf(path, zip));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const findings = [catalogue.zipFaulty(wholeOf(path), { reason: error.message })];
    return { name: path, contents: new Map(), folders: new Set(), findings, isSealed: false };
  }
}

async function packageOf(path: string, zip: OpenZip): Promise<ZipContents> {
  const findings: Finding[] = [];
  const add = (finding: Finding): void => void findings.push(finding);
  if (zip.count > MOST_ENTRIES) throw new ZipError(`it has ${zip.count} entries`);
  const entries: ZipEntry[] = [];
  for await (const entry of zip.entries()) entries.push(entry);
  checkHonesty(path, entries, zip.size, add);
  const honest = findings.length === 0 ? entries.filter((entry) => isUsable(path, entry, add)) : [];
  const isSealed = hasSeal(zip.comment);
  const fault = isSealed && findings.length === 0 ? sealFault(path, entries, zip) : null;
  if (fault !== null) add(catalogue.zipFaulty(wholeOf(path), { reason: fault }));
  return { name: path, findings, isSealed, ...listed(path, honest, add) };
}

/** Sizes that cannot be honest, and entries that share bytes, are refused before anything is read. */
function checkHonesty(
  path: string,
  entries: readonly ZipEntry[],
  size: number,
  add: (finding: Finding) => void,
): void {
  const refuse = (reason: string): void => add(catalogue.zipBomb(wholeOf(path), { reason }));
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > HARMLESS && total > size * HONEST_RATIO)
    refuse(`its ${size} bytes would unpack to ${total}, more than ${HONEST_RATIO} times as many`);
  for (const { name, size: own, compressedSize } of entries) {
    if (own > HARMLESS && own > compressedSize * HONEST_RATIO)
      refuse(`${shown(name)} would unpack from ${compressedSize} bytes to ${own}`);
  }
  const byPlace = [...entries].sort((one, other) => one.start - other.start);
  for (const [at, { name, contentStart, compressedSize }] of byPlace.entries()) {
    const next = byPlace[at + 1];
    if (next !== undefined && contentStart + compressedSize > next.start)
      refuse(`${shown(name)} and ${shown(next.name)} share bytes of the zip file`);
  }
}

function isUsable(path: string, entry: ZipEntry, add: (finding: Finding) => void): boolean {
  const { name, mode } = entry;
  const within = wholeOf(path, shown(name));
  const rule = unsafePathRule(name.replace(/\/$/u, ""));
  const faults = [
    ...entry.disagreements.map((what) => `the ${what} of ${name} is not the one its directory gives`),
    ...(entry.isEncrypted ? [`${name} is encrypted`] : []),
    ...(entry.compression === "other" ? [`${name} is compressed in a way that is not known here`] : []),
  ];
  if (rule !== null) add(catalogue.unsafePath(within, { path: shown(name), where: "the zip file", rule }));
  else if ((mode & KIND) === LINK) add(catalogue.notAFile(within, { path: name, what: "a symbolic link" }));
  else if (!name.endsWith("/") && (mode & KIND) !== 0 && (mode & KIND) !== REGULAR)
    add(catalogue.notAFile(within, { path: name, what: "neither a file nor a folder" }));
  else if (faults.length > 0) for (const reason of faults) add(catalogue.zipFaulty(within, { reason }));
  else return true;
  return false;
}

/** What marks the folder of a package. */
const MARKS = /^(?:[^/]+\/)?(?:bagit\.txt|0=ocfl_object_[\d.]+|ro-crate-metadata\.json)$/u;

function listed(
  path: string,
  entries: readonly ZipEntry[],
  add: (finding: Finding) => void,
): Pick<Contents, "contents" | "folders"> {
  const mark = entries.map(({ name }) => name).filter((name) => MARKS.test(name));
  const top = mark.some((name) => !name.includes("/")) ? "" : (mark[0]?.replace(/[^/]*$/u, "") ?? "");
  const file = resolve(path);
  const found = new Map<string, Content>();
  const folders = new Set([""]);
  for (const entry of entries) {
    const { name } = entry;
    if (!name.startsWith(top))
      add(catalogue.fileExtra(wholeOf(path, name), { path: name, by: `the folder ${top}` }));
    else if (found.has(name.slice(top.length)))
      add(catalogue.zipFaulty(wholeOf(path, name), { reason: `it holds ${name} twice` }));
    else {
      addFolders(folders, name.slice(top.length));
      if (!name.endsWith("/"))
        found.set(name.slice(top.length), contentOf(file, entry, name.slice(top.length)));
    }
  }
  for (const name of folders) {
    if (found.has(name))
      add(catalogue.zipFaulty(wholeOf(path, name), { reason: `it holds ${name} as a file and as a folder` }));
  }
  return { contents: inOrder([...found.values()]), folders };
}

function addFolders(folders: Set<string>, path: string): void {
  for (
    let at = path.lastIndexOf("/");
    at > 0 && !folders.has(path.slice(0, at));
    at = path.lastIndexOf("/", at - 1)
  ) {
    folders.add(path.slice(0, at));
  }
}

function contentOf(file: string, entry: ZipEntry, path: string): Content {
  const { size, contentStart, compressedSize, compression, crc32 } = entry;
  return {
    path,
    size,
    file,
    start: contentStart,
    end: contentStart + compressedSize,
    isDeflated: compression === "deflated",
    crc32,
  };
}

/** Names of a zip file may hold anything; what is shown holds no controls. */
function shown(name: string): string {
  return name.replace(/\p{Cc}/gu, "\ufffd");
}
