import { readFileSync, statSync } from "node:fs";
import { type DocumentBytes, readText, refuseOversize } from "../read/index.ts";
import { filePieces } from "./file-pieces.ts";
import { FileError } from "./files.ts";

/** Gives a file as a document, which is read when its bytes are asked for. */
export function documentFile(file: string): DocumentBytes {
  return {
    size: statSync(file).size,
    get bytes() {
      return readFileSync(file);
    },
    pieces: () => filePieces({ file }),
  };
}

/** Throws a {@link FileError} where a file is too large to be a text; `path` is what the user calls it. */
export function refuseLargeText(file: string, path: string): void {
  const refused = refuseOversize(documentFile(file), { path });
  if (refused !== null) throw new FileError(`${path} cannot be read. ${refused.findings[0]!.message}.`);
}

/**
 * Gives what a file of XML says, in the encoding that it declares, well-formed or not. Throws a {@link FileError} for one that is too
 * large and for bytes that are not in that encoding; `path` is what the user calls it.
 */
export function documentText(file: string, path: string): string {
  refuseLargeText(file, path);
  const { text, finding } = readText(readFileSync(file), { path });
  if (text === null) throw new FileError(`${path}:${finding.line}: ${finding.message}`);
  return text;
}
