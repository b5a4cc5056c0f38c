import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parsedJson } from "../../formats/index.ts";
import { FileError } from "../files.ts";

/** The name of the lockfile, in the edition's folder. */
export const LOCKFILE = "colophon.lock.json";

/** A file in the store. */
export interface LockedFile {
  /** Where it was taken from: a web address, or a path from the edition's folder. */
  readonly from: string;
  readonly sha256: string;
}

/** A schema in the store, with everything it takes in. */
export interface LockedSchema {
  /** The path of its main file, from the edition's folder. */
  readonly main: string;
  /** The address it stands for, where that is not where it was taken from. */
  readonly as?: string;
  /** All its files by their paths from the edition's folder, the main one among them. */
  readonly files: Readonly<Record<string, LockedFile>>;
}

/** What the lockfile holds: schemas by where they were taken from. */
export interface Lock {
  readonly schemas: Readonly<Record<string, LockedSchema>>;
}

/** The form of the lockfile; a program that knows only an older one refuses it. */
const VERSION = 1;

/** Reads the lockfile of an edition; an edition without one has an empty store. Throws a `FileError` for a broken one. */
export function readLock(folder: string): Lock {
  const file = join(folder, LOCKFILE);
  if (!existsSync(file)) return { schemas: {} };
  const value = parsedJson(readFileSync(file, "utf8"), isLock);
  if (value === null)
    throw new FileError(`${LOCKFILE} is broken. Take the old one back, or add the schemas again.`);
  if (value.version !== VERSION)
    throw new FileError(`${LOCKFILE} is of version ${value.version}; this program knows version ${VERSION}.`);
  return { schemas: value.schemas };
}

interface LockText extends Lock {
  readonly version: number;
}

function isLock(value: unknown): value is LockText {
  const { version, schemas } = (value ?? {}) as Partial<LockText>;
  if (typeof version !== "number" || typeof schemas !== "object" || schemas === null) return false;
  return Object.values(schemas).every(isLockedSchema);
}

function isLockedSchema(value: unknown): boolean {
  const { main, files } = (value ?? {}) as Partial<LockedSchema>;
  if (typeof main !== "string" || typeof files !== "object" || files === null) return false;
  return Object.entries(files).every(
    ([path, file]) => isInside(path) && typeof file?.from === "string" && /^[0-9a-f]{64}$/u.test(file.sha256),
  );
}

/** A lockfile comes with an edition from elsewhere: it must not lead out of its folder. */
function isInside(path: string): boolean {
  return !path.startsWith("/") && !/^[a-z]:/iu.test(path) && !path.split(/[\\/]/u).includes("..");
}

/** Writes the lockfile, sorted, so that the same store has the same bytes; whoever reads meets the old or the new. */
export async function writeLock(folder: string, { schemas }: Lock): Promise<void> {
  const text = `${JSON.stringify({ version: VERSION, schemas: sorted(schemas) }, null, 2)}\n`;
  const file = join(folder, LOCKFILE);
  const beside = `${file}.${randomUUID()}`;
  await writeFile(beside, text);
  await rename(beside, file);
}

function sorted(schemas: Lock["schemas"]): Lock["schemas"] {
  return inOrder(
    Object.fromEntries(
      Object.entries(schemas).map(([source, { main, as, files }]) => [
        source,
        { main, ...(as === undefined ? {} : { as }), files: inOrder(files) },
      ]),
    ),
  );
}

function inOrder<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
