import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readString } from "../read/index.ts";
import { compileStylesheet, StylesheetError, type StylesheetResult, transform } from "../xpath/index.ts";
import { documentText, refuseLargeText } from "./document-file.ts";
import { FileError } from "./files.ts";
import { TaskError } from "./run/task-error.ts";
import { stylesheetReader } from "./stylesheet-reader.ts";
import { writeWhole } from "./write-whole.ts";

/** What `colophon transform` is asked for. */
export interface TransformOptions {
  readonly stylesheet: string;
  /** Where the result goes, or null for whoever asked. */
  readonly output: string | null;
  /** `name=value`, each. */
  readonly parameters: readonly string[];
  readonly safe: boolean;
}

/**
 * Runs a stylesheet on a document. It reads what lies in the folder the command runs in and beside the document; its further
 * results go to the folder of the output. Throws a `TaskError` where it cannot be run, and a `FileError` for missing files.
 */
export async function transformFile(file: string, options: TransformOptions): Promise<StylesheetResult> {
  if (options.safe) throw new TaskError("A stylesheet is code, which --safe does not run.");
  refuseMissing(file);
  const document = documentText(resolve(file), file);
  const stylesheet = await textOf(options.stylesheet);
  const result = await runStylesheet(
    { path: options.stylesheet, text: stylesheet },
    { path: file, text: document },
    Object.fromEntries(options.parameters.map(parameterOf)),
  );
  if (options.output !== null) await writeResults(options.output, result);
  return result;
}

async function writeResults(output: string, { principal, resultDocuments }: StylesheetResult): Promise<void> {
  const folder = dirname(resolve(output));
  for (const [path, text] of resultDocuments) await writeWhole(join(folder, path), text);
  await writeWhole(resolve(output), principal);
}

async function runStylesheet(
  stylesheet: { readonly path: string; readonly text: string },
  document: { readonly path: string; readonly text: string },
  parameters: Readonly<Record<string, string>>,
): Promise<StylesheetResult> {
  const reader = stylesheetReader(stylesheet.path, [".", dirname(document.path)]);
  try {
    const compiled = await compileStylesheet(stylesheet, { resolve: reader.modules });
    const reads = reader.documents(compiled.modules);
    return await transform({ stylesheet: compiled, document, parameters }, reads);
  } catch (error) {
    if (error instanceof StylesheetError) throw new TaskError(faultOfDocument(document) ?? inWords(error));
    throw error;
  }
}

/**
 * Says where the document that a stylesheet failed on is not well-formed, or gives null: the processor blames the stylesheet, and
 * counts the lines of documents from 0. The text is decoded already.
 */
export function faultOfDocument({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): string | null {
  const { tree, findings } = readString(text, { path });
  const [first] = findings;
  return tree !== null || first === undefined ? null : `${path}:${first.line}: ${first.message}`;
}

/** Says where a stylesheet failed, and why. */
export function inWords({ path, line, message }: StylesheetError): string {
  const place = [path, line].filter((part) => part !== null && part !== undefined).join(":");
  return place === "" ? message : `${place}: ${message}`;
}

async function textOf(path: string): Promise<string> {
  refuseMissing(path);
  refuseLargeText(resolve(path), path);
  return await readFile(resolve(path), "utf8");
}

function refuseMissing(path: string): void {
  if (!existsSync(path)) throw new FileError(`There is no file ${path}.`);
}

function parameterOf(pair: string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1) throw new TaskError(`A parameter is written name=value; “${pair}” is not.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
