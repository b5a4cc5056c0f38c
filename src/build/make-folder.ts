import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder with those around it that are missing, and gives the outermost that was made, or undefined. Node has that
 * too, but goes round for ever where a folder that is there lets none be made in it and says that there is none, as /proc
 * does, and some that are mounted. Throws the error of the system where a folder cannot be made.
 */
export function makeFolder(path: string): string | undefined {
  const folder = resolve(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return undefined;
  const around = dirname(folder);
  const isMissing = around !== folder && !existsSync(around);
  const outermost = isMissing ? makeFolder(around) : undefined;
  if (!madeAlone(folder)) return outermost;
  return outermost ?? folder;
}

/** Gives false where somebody else has made the folder meanwhile. */
function madeAlone(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return false;
    throw error;
  }
}
