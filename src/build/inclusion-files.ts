import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Opened, OpenFile } from "../read/index.ts";
import { once } from "../tree/index.ts";
import { documentFile } from "./document-file.ts";
import { isWithin, realPath } from "./within.ts";

/**
 * Makes the opener of files that documents include. It keeps to the project: the edition's folder, or for files that belong
 * to no edition the folder the command runs in and those of the files. A link that leads out of the project leads outside.
 */
export function inclusionOpener(
  folder: string,
  prefix: string,
  documents: () => readonly string[],
): OpenFile {
  const roots = once(() => rootsOf(folder, prefix, documents()));
  return (path) => open(resolve(folder, path), roots());
}

function rootsOf(folder: string, prefix: string, documents: readonly string[]): string[] {
  const root = realPath(resolve(folder, prefix));
  const folders = new Set(documents.map((path) => dirname(resolve(folder, path))));
  const elsewhere = [...folders].map(realPath).filter((each) => !isWithin(each, root));
  return [root, ...new Set(elsewhere)];
}

function open(file: string, roots: readonly string[]): Opened {
  if (!roots.some((root) => isWithin(realPath(file), root))) return { kind: "outside" };
  if (!existsSync(file) || !statSync(file).isFile()) return { kind: "missing" };
  return { kind: "file", document: documentFile(file) };
}
