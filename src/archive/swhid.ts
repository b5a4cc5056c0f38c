import { createHash } from "node:crypto";
import type { FileRecord } from "./description.ts";

/** Gives the SWHID of a content (ISO/IEC 18670): git's checksum of the blob. */
export function contentSwhid({ blob }: FileRecord): string {
  return `swh:1:cnt:${blob}`;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: Map<string, string>;
}

/**
 * Gives the SWHID of every folder of the payload, by its path without the final slash; the payload itself is the empty
 * string. A folder's is git's checksum of the tree: names in byte order, a folder's taken with a slash behind it.
 */
export function directorySwhids(records: Iterable<FileRecord>): Map<string, string> {
  const root: Folder = { folders: new Map(), files: new Map() };
  for (const { path, blob } of records) {
    const steps = path.split("/");
    const name = steps.pop()!;
    steps.reduce(folderIn, root).files.set(name, blob);
  }
  const found = new Map<string, string>();
  treeOf(root, "", found);
  return new Map(
    [...found]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, id]) => [path, `swh:1:dir:${id}`]),
  );
}

function folderIn(folder: Folder, name: string): Folder {
  const known = folder.folders.get(name);
  if (known !== undefined) return known;
  const made: Folder = { folders: new Map(), files: new Map() };
  folder.folders.set(name, made);
  return made;
}

function treeOf(folder: Folder, path: string, found: Map<string, string>): string {
  const below = [...folder.folders].map(([name, each]) => ({
    key: Buffer.from(`${name}/`),
    head: `40000 ${name}\0`,
    id: treeOf(each, path === "" ? name : `${path}/${name}`, found),
  }));
  const files = [...folder.files].map(([name, id]) => ({
    key: Buffer.from(name),
    head: `100644 ${name}\0`,
    id,
  }));
  const entries = [...below, ...files].sort((one, other) => Buffer.compare(one.key, other.key));
  const body = Buffer.concat(entries.flatMap(({ head, id }) => [Buffer.from(head), Buffer.from(id, "hex")]));
  const id = createHash("sha1").update(`tree ${body.length}\0`).update(body).digest("hex");
  found.set(path, id);
  return id;
}

/** Writes the list of SWHIDs: folders, then contents, each with its path. */
export function* swhidTable(records: readonly FileRecord[]): Generator<string> {
  yield "swhid\tpath\n";
  for (const [path, id] of directorySwhids(records)) yield `${id}\t${path === "" ? "." : path}\n`;
  for (const record of records) yield `${contentSwhid(record)}\t${record.path}\n`;
}
