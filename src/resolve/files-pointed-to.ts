import { folderOf, normalPath } from "../tree/index.ts";
import { pointingsIn } from "./links.ts";
import { type LinkScope, resolvePointer } from "./pointer.ts";
import type { EditionDocument } from "./registers.ts";

/** The files that a document points into, those that are not there included: what it says depends on them. */
export function filesPointedTo(document: EditionDocument, scope: LinkScope): Set<string> {
  const files = new Set<string>();
  const folder = folderOf(document.tree.path);
  for (const { pointer, from } of pointingsIn(document)) {
    const target = resolvePointer(pointer, from, document.id, scope);
    if (target.kind === "no-file") files.add(normalPath(folder + target.file));
    else if (target.kind === "file") files.add(target.path);
    else if ("document" in target) {
      const path = scope.of(target.document)?.path;
      if (path !== undefined) files.add(path);
    }
  }
  return files;
}
