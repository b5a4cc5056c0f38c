import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FileError } from "./files.ts";
import { makeFolder } from "./make-folder.ts";

/**
 * Writes a file so that who looks sees the old one or the new one, never half of it: it is written beside and moved into
 * place, and nothing comes between the two. Throws a `FileError` where it cannot be written.
 */
export async function writeWhole(file: string, text: string | Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.part`;
  try {
    makeFolder(dirname(file));
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    discard(beside);
    throw new FileError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** A place that cannot be written cannot be swept either. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The reason for which it could not be written is told.
  }
}
