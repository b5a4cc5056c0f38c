import { existsSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  compileStylesheet,
  StylesheetError,
  type StylesheetResult,
  type TextResolver,
  transform,
} from "../xpath/index.ts";
import { FileError } from "./files.ts";
import { TaskError } from "./task-error.ts";

/** What `colophon transform` is asked for. */
export interface TransformOptions {
  readonly stylesheet: string;
  /** Where the result goes, or null for whoever asked. */
  readonly output: string | null;
  /** `name=value`, each. */
  readonly parameters: readonly string[];
  readonly safe: boolean;
}

/** Runs a stylesheet on a document. Throws a `TaskError` where it cannot be run, and a `FileError` for missing files. */
export async function transformFile(file: string, options: TransformOptions): Promise<StylesheetResult> {
  if (options.safe) throw new TaskError("A stylesheet is code, which --safe does not run.");
  const [document, stylesheet] = await Promise.all([textOf(file), textOf(options.stylesheet)]);
  const result = await runStylesheet(
    { path: options.stylesheet, text: stylesheet },
    { path: file, text: document },
    Object.fromEntries(options.parameters.map(parameterOf)),
  );
  if (options.output !== null) await writeFile(options.output, result.principal);
  return result;
}

async function runStylesheet(
  stylesheet: { readonly path: string; readonly text: string },
  document: { readonly path: string; readonly text: string },
  parameters: Readonly<Record<string, string>>,
): Promise<StylesheetResult> {
  try {
    const compiled = await compileStylesheet(stylesheet, { resolve: readLocal });
    return await transform({ stylesheet: compiled, document, parameters }, { resolve: readLocal });
  } catch (error) {
    if (error instanceof StylesheetError) throw new TaskError(inWords(error));
    throw error;
  }
}

/** Says where a stylesheet failed, and why. */
export function inWords({ path, line, message }: StylesheetError): string {
  const place = [path, line].filter((part) => part !== null && part !== undefined).join(":");
  return place === "" ? message : `${place}: ${message}`;
}

/** Stylesheets may read files of this machine: their modules, and documents they name. Nothing is fetched. */
export const readLocal: TextResolver = (uri) => {
  if (!uri.startsWith("file:")) return null;
  const path = fileURLToPath(uri);
  return existsSync(path) ? readFileSync(path, "utf8") : null;
};

async function textOf(path: string): Promise<string> {
  if (!existsSync(path)) throw new FileError(`There is no file ${path}.`);
  return await readFile(resolve(path), "utf8");
}

function parameterOf(pair: string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1) throw new TaskError(`A parameter is written name=value; “${pair}” is not.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
