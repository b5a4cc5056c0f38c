import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import {
  compileCompact,
  compileRelaxng,
  compileSchematron,
  hasRules,
  type Odd,
  readOdd,
} from "../odd/index.ts";
import { collect, type Report, summarize } from "../report/index.ts";
import { FileError } from "./files.ts";
import { makeFolder } from "./make-folder.ts";
import { oddFiles, readOddFile } from "./odd-files.ts";
import { SchemaPlaces } from "./schemas/places.ts";

/** What `colophon schema compile` is asked for. */
export interface CompileOptions {
  /** The folder the command runs in, which is the edition's. */
  readonly folder: string;
  /** Where the compiled files go; the ODD's own folder when null. */
  readonly out: string | null;
  /** The specifications to customise, whatever the ODD says; null for what it says. */
  readonly source: string | null;
}

/**
 * Compiles an ODD to `NAME.rng`, `NAME.rnc` and, where it has rules, `NAME.sch`. Gives what was found wrong with it and
 * the paths written; an ODD with errors writes nothing. Throws a {@link FileError} where there is no such file.
 */
export async function compileOdd(
  path: string,
  { folder, out, source }: CompileOptions,
): Promise<{ report: Report; written: string[] }> {
  if (!existsSync(path)) throw new FileError(`There is no file ${path}.`);
  const places = new SchemaPlaces({ folder, prefix: "", catalogs: null });
  const { tree, findings } = readOddFile({ path, bytes: await readFile(path) }, places);
  const files = oddFiles({ places, store: folder, prefix: "", source });
  const odd = tree === null ? null : readOdd(tree, files);
  const report = collect([{ path, findings: [...findings, ...(odd?.findings ?? [])] }]);
  if (odd === null || summarize(report).errors > 0) return { report, written: [] };
  const target = out ?? dirname(path);
  makeFolder(target);
  const made = Object.entries(compiled(odd)).map(([extension, text]) => ({
    file: join(target, basename(path, extname(path)) + extension),
    text,
  }));
  for (const { file, text } of made) await writeFile(file, text);
  return { report, written: made.map(({ file }) => file) };
}

function compiled(odd: Odd): Readonly<Record<string, string>> {
  const grammars = { ".rng": compileRelaxng(odd), ".rnc": compileCompact(odd) };
  return hasRules(odd) ? { ...grammars, ".sch": compileSchematron(odd) } : grammars;
}
