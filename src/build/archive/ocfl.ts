import { createHash, type Hash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  digestOf,
  type EditionMetadata,
  nextVersion,
  OCFL_DECLARATION,
  type OcflInventory,
  type OcflStep,
  parseInventory,
  writeInventory,
} from "../../archive/index.ts";
import { filePieces } from "../file-pieces.ts";
import { makeFolder } from "../make-folder.ts";
import { TaskError } from "../run/task-error.ts";
import { writePieces } from "../write-pieces.ts";
import type { Packed } from "./pack.ts";

const INVENTORY = "inventory.json";
const SIDECAR = "inventory.json.sha512";

/**
 * Writes the payload of a packed bag as an OCFL 1.1 object: a new one, or the next version of one that is there, with only
 * the content it did not hold. Gives the number of the version, or null where nothing changed. A version is made beside
 * and moved into place; what a process that died left unfinished is finished or taken away first. Throws a `TaskError`
 * where the folder is no object, or there is no date, which OCFL asks for.
 */
export function writeOcfl(folder: string, packed: Packed, metadata: EditionMetadata): string | null {
  const { date, doi, siteUrl, id, version, organisation, publisher, contactEmail } = metadata;
  if (date === null)
    throw new TaskError("An OCFL version needs a date: set SOURCE_DATE_EPOCH, or commit the sources.");
  recover(folder);
  const previous = readObject(folder);
  const step = nextVersion(previous, packed.records, {
    id: doi === null ? (siteUrl ?? `info:colophon/${id}`) : `https://doi.org/${doi}`,
    created: date,
    message: version === null ? "Packed by Colophon" : `Version ${version}, packed by Colophon`,
    userName: organisation ?? publisher ?? "Colophon",
    userAddress: contactEmail === null ? null : `mailto:${contactEmail}`,
  });
  if (step === null) return null;
  if (previous === null) startObject(folder, packed, step);
  else addVersion(folder, packed, step);
  return step.inventory.head;
}

function readObject(folder: string): OcflInventory | null {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return null;
  const file = join(folder, INVENTORY);
  const { inventory } = parseInventory(existsSync(file) ? filePieces({ file }) : []);
  if (inventory === null || inventory.digestAlgorithm !== "sha512")
    throw new TaskError(`${folder} is no OCFL object with sha512; nothing was written.`);
  return inventory;
}

function startObject(folder: string, packed: Packed, step: OcflStep): void {
  const next = nextTo(folder);
  makeFolder(next);
  writeFileSync(join(next, OCFL_DECLARATION.file), OCFL_DECLARATION.text);
  const version = join(next, step.inventory.head);
  const digest = fillVersion(version, packed, step);
  copyInventory(version, next, digest);
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}

function addVersion(folder: string, packed: Packed, step: OcflStep): void {
  const next = nextTo(folder);
  const digest = fillVersion(next, packed, step);
  const version = join(folder, step.inventory.head);
  renameSync(next, version);
  copyInventory(version, folder, digest);
}

/** A version has its content, if any is new, and its own inventory, whose sha512 is given. */
function fillVersion(target: string, packed: Packed, { inventory, content }: OcflStep): string {
  makeFolder(target);
  for (const path of content) {
    const file = join(target, "content", path);
    makeFolder(dirname(file));
    copyFileSync(join(packed.bag, "data", path), file);
  }
  const digest = writeHashed(join(target, INVENTORY), writeInventory(inventory));
  writeFileSync(join(target, SIDECAR), sidecarOf(digest));
  return digest;
}

function sidecarOf(digest: string): string {
  return `${digest} ${INVENTORY}\n`;
}

/** Bytes written at a time. */
const PIECE = 256 * 1024;

/** Writes a text, of which no more is in memory than a piece; gives its sha512. */
function writeHashed(file: string, text: Iterable<string>): string {
  const hash = createHash("sha512");
  writePieces(file, hashing(hash, bytesOf(text)));
  return hash.digest("hex");
}

function* hashing(hash: Hash, pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

/** Gives a text as bytes, piece by piece; each is good until the next is asked for. */
function* bytesOf(text: Iterable<string>): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE);
  let filled = 0;
  for (const part of text) {
    const most = part.length * 3;
    if (filled + most > PIECE) {
      yield buffer.subarray(0, filled);
      filled = 0;
    }
    if (most > PIECE) yield Buffer.from(part);
    else filled += buffer.write(part, filled);
  }
  yield buffer.subarray(0, filled);
}

/** The inventory of a version becomes that of the object, with its sha512 beside it. */
function copyInventory(version: string, folder: string, digest: string): void {
  const made = (name: string): string => join(folder, `${name}.new`);
  copyFileSync(join(version, INVENTORY), made(INVENTORY));
  renameSync(made(INVENTORY), join(folder, INVENTORY));
  writeFileSync(made(SIDECAR), sidecarOf(digest));
  renameSync(made(SIDECAR), join(folder, SIDECAR));
}

/** The last version that is whole is the head: its inventory is the object's, whatever a process that died left. */
function recover(folder: string): void {
  rmSync(nextTo(folder), { recursive: true, force: true });
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.endsWith(".new")) rmSync(join(folder, name));
  const versions = readdirSync(folder).filter((name) => /^v\d+$/u.test(name));
  const last = versions.sort((one, other) => Number(other.slice(1)) - Number(one.slice(1)))[0];
  if (last === undefined || !existsSync(join(folder, last, INVENTORY))) return;
  const file = join(folder, last, INVENTORY);
  const digest = sha512Of(file);
  if (isOfObject(folder, digest)) return;
  const { inventory } = parseInventory(filePieces({ file }));
  if (inventory === null || inventory.head !== last || inventory.digestAlgorithm !== "sha512") return;
  copyInventory(join(folder, last), folder, digest);
}

/** Whether the inventory of an object has a checksum, and says so beside it. */
function isOfObject(folder: string, digest: string): boolean {
  const [root, sidecar] = [join(folder, INVENTORY), join(folder, SIDECAR)];
  if (!existsSync(root) || !existsSync(sidecar)) return false;
  return readFileSync(sidecar, "utf8").startsWith(digest) && sha512Of(root) === digest;
}

function sha512Of(file: string): string {
  return digestOf(filePieces({ file }), "sha512");
}

function nextTo(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}-next`);
}
