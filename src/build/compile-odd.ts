import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readOdd } from "../odd/index.ts";
import { readDocument } from "../read/index.ts";
import { collect, type Report, summarize } from "../report/index.ts";
import { FileError } from "./files.ts";
import { compiledFiles } from "./schema-shelf.ts";

/**
 * Compiles an ODD to `NAME.rng` and `NAME.sch` in a folder, its own when null. Gives what was found wrong with it and
 * the paths written; an ODD with errors writes nothing. Throws a {@link FileError} where there is no such file.
 */
export async function compileOdd(
  path: string,
  folder: string | null,
): Promise<{ report: Report; written: string[] }> {
  if (!existsSync(path)) throw new FileError(`There is no file ${path}.`);
  const { tree, findings } = readDocument(await readFile(path), { path });
  const odd = tree === null ? null : readOdd(tree);
  const report = collect([{ path, findings: [...findings, ...(odd?.findings ?? [])] }]);
  if (odd === null || summarize(report).errors > 0) return { report, written: [] };
  const { relaxng, schematron } = compiledFiles(odd, path);
  const target = folder ?? dirname(path);
  await mkdir(target, { recursive: true });
  const files = odd.constraints.length === 0 ? [relaxng] : [relaxng, schematron];
  for (const file of files) await writeFile(join(target, file.path), file.bytes);
  return { report, written: files.map((file) => join(target, file.path)) };
}
