import { relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import type { Edition, EditionDocument } from "../edition/index.ts";
import { filesPointedTo } from "../resolve/index.ts";
import { normalPath } from "../tree/index.ts";
import type { EditionFiles } from "./edition-files.ts";
import { TaskError } from "./run/task-error.ts";

/** Files that all documents depend on: a configuration, a schema, a catalog. */
const FOR_ALL =
  /(?:^|\/)(?:colophon\.config\.\w+|catalog\.xml)$|\.(?:rng|rnc|sch|odd|xsd|dtd)$|(?:^|\/)schemas\//u;

/**
 * Gives the paths of the documents that git says have changed since a revision, with those that depend on what has: they
 * point into it or include it, or cite works while a register of works has changed. A change of the configuration or of a
 * schema concerns all of them. Throws a `TaskError` where git cannot say.
 */
export async function changedDocuments(
  { sources }: EditionFiles,
  edition: Edition,
  revision: string,
  folder: string,
): Promise<Set<string>> {
  const changed = await changedFiles(revision, folder);
  const all = sources.map(({ path }) => path);
  if ([...changed].some((path) => FOR_ALL.test(path))) return new Set(all);
  const hasNewWorks = [...edition.registers.works.values()].some(({ document }) =>
    changed.has(normalPath(pathOf(document, edition) ?? "")),
  );
  const dependent = edition.documents.filter((document) =>
    dependsOn(document, changed, edition, hasNewWorks),
  );
  return new Set([
    ...all.filter((path) => changed.has(normalPath(path))),
    ...dependent.map(({ path }) => path),
  ]);
}

function dependsOn(
  document: EditionDocument,
  changed: ReadonlySet<string>,
  { scope }: Edition,
  hasNewWorks: boolean,
): boolean {
  if (document.parts.some(({ tree }) => changed.has(normalPath(tree.path)))) return true;
  if (
    hasNewWorks &&
    document.tree.document.descendantElements("bibl", "cit", "ref", "note", "quote").next().value
  )
    return true;
  return [...filesPointedTo(document, scope)].some((path) => changed.has(path));
}

function pathOf(document: string, { documents, context }: Edition): string | null {
  return [...documents, ...context].find(({ id }) => id === document)?.path ?? null;
}

/** What has changed in the working tree since a revision and this one parted, new files included, from the folder. */
async function changedFiles(revision: string, folder: string): Promise<Set<string>> {
  const { execFile } = await import("node:child_process");
  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)("git", ["-C", folder, ...args], { maxBuffer: 1 << 28 })).stdout;
  try {
    const top = (await git("rev-parse", "--show-toplevel")).trim();
    const known = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
    const parting = await git("merge-base", known.trim(), "HEAD").catch(() => known);
    const changed = await git("diff", "--name-only", "-z", "--no-renames", parting.trim(), "--");
    const fresh = await git("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/");
    const paths = [...changed.split("\0"), ...fresh.split("\0")].filter((path) => path !== "");
    return new Set(paths.map((path) => fromFolder(resolve(top, path), folder)));
  } catch (error) {
    throw new TaskError(reasonOf(error, revision));
  }
}

function fromFolder(path: string, folder: string): string {
  return normalPath(relative(resolve(folder), path).split(sep).join("/"));
}

function reasonOf(error: unknown, revision: string): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "--changed asks git what has changed, and there is no git on this machine.";
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  if (/not a git repository/iu.test(said))
    return "--changed asks git what has changed, and this is no git repository.";
  return said === ""
    ? `git knows no revision “${revision}” here. A shallow clone has only the last one; in CI, fetch the history.`
    : `git cannot say what has changed since “${revision}”: ${said}`;
}
