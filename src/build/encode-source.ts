import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type Manuscript, readDocx, readMarkdown, type TextKind } from "../encode/index.ts";
import { ZipError } from "../formats/index.ts";
import { refuseLargeText } from "./document-file.ts";
import { FileError } from "./files.ts";
import { withZip } from "./zip-file.ts";

/** What a DOCX may come to when it is unpacked: a long book has a hundredth of it, but for images. */
const LARGEST_DOCX = 512 * 2 ** 20;

/** Formats that are often taken for a text, by the bytes with which they begin, and what to do with them. */
const FOREIGN: readonly (readonly [start: string, said: string])[] = [
  ["\xd0\xcf\x11\xe0", "an old Word document (.doc)"],
  ["{\\rtf", "rich text (.rtf)"],
  ["%PDF", "a PDF"],
];

/** Whether a source is to be read as DOCX. */
export function isDocx(path: string): boolean {
  return extname(path).toLowerCase() === ".docx";
}

/** Reads a source as a manuscript. Throws a {@link FileError} for a file that cannot be read as what it is called. */
export async function readManuscript(path: string, folder: string, kind: TextKind): Promise<Manuscript> {
  if (!isDocx(path)) return readMarkdown(await readText(path, folder), kind);
  refuseMissing(path, folder);
  const bytes = await readFile(place(path, folder));
  refuseForeign(path, bytes);
  try {
    await refuseLarge(path, place(path, folder));
    return await readDocx(bytes);
  } catch (error) {
    if (error instanceof FileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError(
      `${path} cannot be read as DOCX: ${error instanceof ZipError ? "it is damaged, or something else by another name" : reason}`,
    );
  }
}

/** Reads a text in UTF-8. Throws a {@link FileError} where there is none, or it is something else. */
export async function readText(path: string, folder: string): Promise<string> {
  refuseMissing(path, folder);
  refuseLargeText(place(path, folder), path);
  const bytes = await readFile(place(path, folder));
  refuseForeign(path, bytes);
  if (startsWith(bytes, "PK\x03\x04"))
    throw new FileError(
      `${path} is a packed file and no text. A Word document is read where its name ends in .docx; save other formats as one.`,
    );
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FileError(
      `${path} is not in UTF-8. Convert it first, for example with iconv -f latin1 -t utf-8.`,
    );
  }
}

/** Where a path of the command line leads from the folder it is run in. */
export function place(path: string, folder: string): string {
  return path.startsWith("/") ? path : join(folder, path);
}

function refuseMissing(path: string, folder: string): void {
  if (!existsSync(place(path, folder))) throw new FileError(`There is no file ${path}.`);
}

function refuseForeign(path: string, bytes: Uint8Array): void {
  const found = FOREIGN.find(([start]) => startsWith(bytes, start));
  if (found !== undefined)
    throw new FileError(
      `${path} is ${found[1]}, which is not read. Open it and save it as .docx or as plain text.`,
    );
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  return Buffer.from(bytes.subarray(0, start.length)).toString("latin1") === start;
}

async function refuseLarge(path: string, file: string): Promise<void> {
  const size = await withZip(file, async (zip) => {
    let sum = 0;
    for await (const entry of zip.entries()) sum += entry.size;
    return sum;
  });
  if (size > LARGEST_DOCX)
    throw new FileError(
      `${path} would come to ${size} bytes when it is unpacked; at most ${LARGEST_DOCX} are read.`,
    );
}
