import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { OutputFile } from "../edition/index.ts";
import { PublishError, within } from "./output-place.ts";
import { onInterruption } from "./run/interruption.ts";
import { type AmendedPart, Staging } from "./staging.ts";

const STAGING = ".next-";
/** Files that wait to be moved into parts that stay, and beside them the paths of those that go. */
const AMENDMENTS = ".changes";
const GONE = ".gone";
const PREVIOUS = ".previous";

/**
 * Writes files to an output folder so that a reader of it meets either the old or the new: they are written to a
 * folder beside, then each top-level part (`site`, `text`, …) is moved into place. Of a part in which few files are others
 * than before, these alone are moved, one after the other. Parts that are not among the files stay as they are. Returns the number of files. Throws a {@link PublishError} where the folder cannot be written; what
 * stood there is then as it was.
 */
export async function publish(
  folder: string,
  files: AsyncIterable<OutputFile | AmendedPart> | Iterable<OutputFile>,
): Promise<number> {
  let amended: readonly AmendedPart[] = [];
  const fill = async (place: string): Promise<number> => {
    const staging = new Staging(place, folder);
    for await (const file of files) staging.add(file);
    amended = staging.finish();
    return staging.count;
  };
  return await publishFrom(folder, fill, () => amended);
}

/**
 * Has a folder beside filled, then moves each of its parts into place, as {@link publish} does. Gives what filling gave.
 * Throws a {@link PublishError} where the folder cannot be written; what stood there is then as it was.
 */
export async function publishFrom<T>(
  folder: string,
  fill: (staging: string) => Promise<T>,
  amended: () => readonly AmendedPart[] = () => [],
): Promise<T> {
  let staging: string | null = null;
  let made: string | undefined;
  const release = onInterruption(() => takeBack(folder, staging, made));
  try {
    made = mkdirSync(folder, { recursive: true });
    restore(folder);
    await sweep(folder);
    staging = mkdtempSync(join(folder, `${STAGING}${process.pid}-`));
    const filled = await fill(staging);
    const amendments = setApart(staging, amended());
    swap(folder, staging);
    if (amendments !== null) {
      renameSync(amendments, join(folder, AMENDMENTS));
      amend(folder);
    }
    made = undefined;
    return filled;
  } catch (error) {
    if (isSystemError(error)) throw new PublishError(`${folder} cannot be written: ${error.message}`);
    throw error;
  } finally {
    if (staging !== null) await rm(staging, { recursive: true, force: true });
    release();
  }
}

/** Leaves the folder as it was before: what had begun is taken away, with the folders that were made for it. */
function takeBack(folder: string, staging: string | null, made: string | undefined): void {
  if (staging !== null) rmSync(staging, { recursive: true, force: true });
  restore(folder);
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
}

/**
 * Moves each part into place; the old one waits in `.previous` until the new one stands. No signal is heeded between the
 * moves, as nothing is waited for.
 */
function swap(folder: string, staging: string): void {
  const previous = join(folder, PREVIOUS);
  mkdirSync(previous, { recursive: true });
  for (const part of readdirSync(staging).sort()) {
    if (existsSync(join(folder, part))) renameSync(join(folder, part), join(previous, part));
    renameSync(join(staging, part), join(folder, part));
  }
  rmSync(previous, { recursive: true, force: true });
}

/** Gathers what is staged of parts that stay in a folder that can be moved at once; null where there is none. */
function setApart(staging: string, amended: readonly AmendedPart[]): string | null {
  if (amended.length === 0) return null;
  const apart = `${staging}${AMENDMENTS}`;
  mkdirSync(apart);
  for (const { part } of amended)
    if (existsSync(join(staging, part))) renameSync(join(staging, part), join(apart, part));
  writeFileSync(join(apart, GONE), amended.flatMap(({ gone }) => gone).join("\n"));
  return apart;
}

/**
 * Moves files into parts that stay. They wait beside until the last of them is moved, so that a process that dies between
 * two of them leaves the rest to the next one.
 */
function amend(folder: string): void {
  const apart = join(folder, AMENDMENTS);
  if (!existsSync(apart)) return;
  const gone = join(apart, GONE);
  for (const path of existsSync(gone) ? readFileSync(gone, "utf8").split("\n") : [])
    if (path !== "") remove(folder, path);
  rmSync(gone, { force: true });
  for (const entry of readdirSync(apart, { recursive: true, withFileTypes: true })) {
    const staged = join(entry.parentPath, entry.name);
    const place = join(folder, staged.slice(apart.length));
    if (entry.isDirectory()) mkdirSync(place, { recursive: true });
    else renameSync(staged, place);
  }
  rmSync(apart, { recursive: true, force: true });
}

/** Takes away a file, and the folders in which it was the last. */
function remove(folder: string, path: string): void {
  let place = within(folder, path);
  rmSync(place, { force: true });
  try {
    for (place = dirname(place); place.startsWith(folder + sep); place = dirname(place)) rmdirSync(place);
  } catch {
    // There is something else in it.
  }
}

/** Puts back what a process that died between two moves had taken away. */
function restore(folder: string): void {
  amend(folder);
  const previous = join(folder, PREVIOUS);
  if (!existsSync(previous)) return;
  for (const part of readdirSync(previous)) {
    if (!existsSync(join(folder, part))) renameSync(join(previous, part), join(folder, part));
  }
  rmSync(previous, { recursive: true, force: true });
}

/** Takes away what a process that died while writing left behind; its number is in the folder's name. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const writer = /^\.next-(\d+)-/u.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
