import { Buffer } from "node:buffer";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type CslItem,
  distinctItems,
  listBiblDocument,
  mergeWorks,
  type ReadWorks,
  readWorks,
  worksFormatOf,
} from "../cite/index.ts";
import { readDocument } from "../read/index.ts";
import { applyEdits, encodeText } from "../tree/index.ts";
import { FileError } from "./files.ts";
import { lineDiff } from "./line-diff.ts";
import { TaskError } from "./run/task-error.ts";
import { writeWhole } from "./write-whole.ts";

/** What `colophon import` is asked for; paths are from the folder the command runs in. */
export interface ImportOptions {
  readonly folder: string;
  /** The TEI file with the list of works; null to write a list to stdout. */
  readonly into: string | null;
  readonly dryRun: boolean;
}

/** What came of it: what goes to stdout, and a sentence for each entry. */
export interface ImportedWorks {
  readonly out: string;
  readonly notes: readonly string[];
}

/**
 * Brings works of CSL-JSON, BibTeX and RIS into the list of works of a TEI file, which is made where it is not there. Throws
 * a `FileError` for what cannot be read or written, and a `TaskError` for a file that has no place for works.
 */
export async function importWorks(paths: readonly string[], options: ImportOptions): Promise<ImportedWorks> {
  const items: CslItem[] = [];
  const left: string[] = [];
  for (const path of paths) {
    const works = await worksIn(path, options.folder);
    items.push(...works.items);
    left.push(...leftOf(works).map((note) => `${path}: ${note}`));
  }
  const { into, folder, dryRun } = options;
  const distinct = distinctItems(items);
  const count = distinct.items.length;
  if (into === null)
    return {
      out: listBiblDocument(distinct.items, "Works"),
      notes: [...left, ...distinct.notes, `${count} works read`],
    };
  const file = resolve(folder, into);
  if (!existsSync(file)) {
    const made = listBiblDocument(distinct.items, "Works");
    if (!dryRun) await writeWhole(file, made);
    return {
      out: dryRun ? made : "",
      notes: [
        ...left,
        ...distinct.notes,
        `${into}: ${dryRun ? "would be made" : "made"}, with ${count} works`,
      ],
    };
  }
  const done = await merged(into, file, items, dryRun);
  return { ...done, notes: [...left, ...done.notes] };
}

/** A sentence for each field of the records that says something and is not taken over. */
function leftOf({ left }: ReadWorks): readonly string[] {
  return [...left].map(([field, ids]) => {
    const first = ids.slice(0, 3).join(", ");
    const where = ids.length > 3 ? `${first} and ${ids.length - 3} more` : first;
    return `“${field}” is not taken over (${where})`;
  });
}

async function merged(
  into: string,
  file: string,
  items: readonly CslItem[],
  dryRun: boolean,
): Promise<ImportedWorks> {
  const bytes = new Uint8Array(await readFile(file));
  const { tree } = readDocument(bytes, { path: into });
  if (tree === null)
    throw new TaskError(`${into} is not well-formed, and is left as it is; colophon check says where.`);
  if (!Buffer.from(encodeText(tree.source, tree.encoding)).equals(Buffer.from(bytes)))
    throw new TaskError(`The bytes of ${into} could not be kept, and it is left as it is.`);
  const merge = mergeWorks(tree, items);
  if (merge === null)
    throw new TaskError(`${into} has no <listBibl> to put works into: add an empty one where they belong.`);
  const source = applyEdits(tree.source, merge.edits);
  const after = readDocument(encodeText(source, tree.encoding), { path: into });
  if (after.tree === null) throw new Error(`The works would make ${into} ill-formed`);
  if (!dryRun && merge.edits.length > 0) await writeWhole(file, encodeText(source, tree.encoding));
  const notes = merge.notes.length === 0 ? ["nothing to change"] : merge.notes;
  return {
    out: dryRun && source !== tree.source ? lineDiff(into, tree.source, source) : "",
    notes: notes.map((note) => `${into}: ${note}`),
  };
}

async function worksIn(path: string, folder: string): Promise<ReadWorks> {
  const text = await readFile(resolve(folder, path), "utf8").catch(() => {
    throw new FileError(`There is no file ${path} that can be read.`);
  });
  const format = worksFormatOf(path, text);
  if (format === null)
    throw new TaskError(
      `${path} is neither CSL-JSON nor BibTeX nor RIS: export it from the reference manager as one of them.`,
    );
  try {
    return readWorks(text, format);
  } catch (error) {
    if (error instanceof SyntaxError) throw new TaskError(`${path} is not CSL-JSON: ${error.message}.`);
    throw error;
  }
}
