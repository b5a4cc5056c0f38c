import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type EditionMetadata,
  nextVersion,
  OCFL_DECLARATION,
  type OcflInventory,
  type OcflStep,
  parseInventory,
  writeInventory,
} from "../../archive/index.ts";
import { TaskError } from "../run/task-error.ts";
import type { Packed } from "./pack.ts";

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
  const file = join(folder, "inventory.json");
  const { inventory } = parseInventory(existsSync(file) ? readFileSync(file, "utf8") : "");
  if (inventory === null || inventory.digestAlgorithm !== "sha512")
    throw new TaskError(`${folder} is no OCFL object with sha512; nothing was written.`);
  return inventory;
}

function startObject(folder: string, packed: Packed, step: OcflStep): void {
  const next = nextTo(folder);
  mkdirSync(next, { recursive: true });
  writeFileSync(join(next, OCFL_DECLARATION.file), OCFL_DECLARATION.text);
  fillVersion(join(next, step.inventory.head), packed, step);
  writeInventories(next, step.inventory);
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}

function addVersion(folder: string, packed: Packed, step: OcflStep): void {
  const next = nextTo(folder);
  fillVersion(next, packed, step);
  renameSync(next, join(folder, step.inventory.head));
  recover(folder);
}

/** A version has its content, if any is new, and its own inventory. */
function fillVersion(target: string, packed: Packed, { inventory, content }: OcflStep): void {
  mkdirSync(target, { recursive: true });
  for (const [path, place] of content) {
    const file = join(target, place.slice(inventory.head.length + 1));
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(join(packed.bag, "data", path), file);
  }
  writeInventories(target, inventory);
}

function writeInventories(folder: string, inventory: OcflInventory): void {
  const text = writeInventory(inventory);
  const digest = createHash("sha512").update(text).digest("hex");
  for (const [name, content] of [
    ["inventory.json", text],
    [SIDECAR, `${digest} inventory.json\n`],
  ] as const) {
    const made = join(folder, `${name}.new`);
    writeFileSync(made, content);
    renameSync(made, join(folder, name));
  }
}

/** The last version that is whole is the head: its inventory is the object's, whatever a process that died left. */
function recover(folder: string): void {
  rmSync(nextTo(folder), { recursive: true, force: true });
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.endsWith(".new")) rmSync(join(folder, name));
  const versions = readdirSync(folder).filter((name) => /^v\d+$/u.test(name));
  const last = versions.sort((one, other) => Number(other.slice(1)) - Number(one.slice(1)))[0];
  const head = last === undefined ? null : join(folder, last, "inventory.json");
  if (head === null || !existsSync(head)) return;
  const text = readFileSync(head, "utf8");
  const root = join(folder, "inventory.json");
  const isWhole =
    existsSync(join(folder, SIDECAR)) && existsSync(root) && readFileSync(root, "utf8") === text;
  const { inventory } = parseInventory(text);
  const sidecar = createHash("sha512").update(text).digest("hex");
  if (isWhole && readFileSync(join(folder, SIDECAR), "utf8").startsWith(sidecar)) return;
  if (inventory !== null && inventory.head === last && inventory.digestAlgorithm === "sha512")
    writeInventories(folder, inventory);
}

function nextTo(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}-next`);
}
