import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { SETTINGS } from "../site/index.ts";
import { FileError, listDocuments } from "./files.ts";
import { LETTER, NEXT, PLAY, REGISTER, WORKFLOW } from "./init-files.ts";
import { guessFrom } from "./init-guess.ts";
import { makeFolder } from "./make-folder.ts";

/**
 * Starts a new edition in a folder: a letter, a scene, a register, a configuration, a workflow for CI, and a page on what to do
 * next. Gives the paths written, as named by the user. Throws a {@link FileError} where one of them stands there already;
 * nothing is written then.
 */
export async function initEdition(folder: string): Promise<string[]> {
  const documents = await listDocuments(folder, undefined);
  const files = Object.entries(
    template(folder, await configuration(folder, documents), documents.length > 0),
  );
  const standing = files.map(([path]) => join(folder, path)).filter((path) => existsSync(path));
  if (standing.length > 0) throw new FileError(alreadyThere(standing));
  for (const [path, text] of files) {
    makeFolder(dirname(join(folder, path)));
    await writeFile(join(folder, path), text, { flag: "wx" });
  }
  return files.map(([path]) => join(folder, path));
}

function alreadyThere(paths: readonly string[]): string {
  const stand = paths.length === 1 ? "stands" : "stand";
  const what = `${paths.join(", ")} ${stand} there already; nothing was written.`;
  return `${what} To start an edition in a folder of its own: colophon init my-edition`;
}

/** What documents that are there say of the edition is asked of nobody. */
async function configuration(folder: string, documents: readonly string[]): Promise<object> {
  const name = basename(resolve(folder)) || "edition";
  const guess = documents.length === 0 ? null : await guessFrom(folder, documents);
  const settings = { id: idOf(name), title: guess?.title ?? titleOf(name), version: "0.1.0" };
  const language = guess?.language ?? SETTINGS.language;
  const site = {
    ...(language === SETTINGS.language ? {} : { language }),
    ...(guess?.isDated === true ? { order: "date" } : {}),
  };
  return Object.keys(site).length === 0 ? settings : { ...settings, site };
}

/** Where there are documents already, none is added; nor is a file that a repository has anyway. */
function template(folder: string, settings: object, hasDocuments: boolean): Record<string, string> {
  const samples = hasDocuments
    ? {}
    : { "tei/letter.xml": LETTER, "tei/scene.xml": PLAY, "tei/register.xml": REGISTER };
  const own = {
    "colophon.config.json": `${JSON.stringify(settings, null, 2)}\n`,
    ...samples,
    "NEXT.md": NEXT,
  };
  const usual = { ".github/workflows/edition.yml": WORKFLOW, ".gitignore": "out/\nnode_modules/\n" };
  const missing = Object.entries(usual).filter(([path]) => !existsSync(join(folder, path)));
  return { ...own, ...Object.fromEntries(missing) };
}

/** A name that fits in file names and addresses. */
function idOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/gu, "-").replace(/^-+|-+$/gu, "") || "edition";
}

/** The name of the folder in words: “my-edition” is “My edition”. */
function titleOf(name: string): string {
  const words = name.replace(/[-_.\s]+/gu, " ").trim() || "A new edition";
  return words.charAt(0).toUpperCase() + words.slice(1);
}
