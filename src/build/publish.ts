import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { OutputFile } from "../edition/index.ts";
import { makeFolder } from "./make-folder.ts";
import { PublishError } from "./output-place.ts";
import { removeFolder } from "./remove-folder.ts";
import { onInterruption } from "./run/interruption.ts";
import { type AmendedPart, Staging } from "./staging.ts";

const STAGING = ".next-";
const PREVIOUS = ".previous";

/**
 * Writes files to an output folder so that a reader of it meets either the old or the new: they are written to a
 * folder beside, then each top-level part (`site`, `text`, …) is moved into place. Of a part in which a single file is another
 * than before, it alone is moved. Parts that are not among the files stay as they are. Returns the number of files. Throws a
 * {@link PublishError} where the folder cannot be written; what stood there is then as it was.
 */
export async function publish(
  folder: string,
  files: AsyncIterable<OutputFile | AmendedPart> | Iterable<OutputFile>,
): Promise<number> {
  return await publishFrom(folder, async (place) => {
    const staging = new Staging(place, folder);
    for await (const file of files) staging.add(file);
    staging.finish();
    return staging.count;
  });
}

/**
 * Has a folder beside filled, then moves each of its parts into place, as {@link publish} does. Gives what filling gave.
 * Throws a {@link PublishError} where the folder cannot be written; what stood there is then as it was.
 */
export async function publishFrom<T>(folder: string, fill: (staging: string) => Promise<T>): Promise<T> {
  let staging: string | null = null;
  let made: string | undefined;
  const release = onInterruption(() => takeBack(folder, staging, made));
  try {
    made = makeFolder(folder);
    restore(folder);
    await sweep(folder);
    staging = mkdtempSync(join(folder, `${STAGING}${process.pid}-`));
    const filled = await fill(staging);
    swap(folder, staging);
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
  removeFolder(previous);
}

/** Puts back what a process that died between two moves had taken away. */
function restore(folder: string): void {
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
