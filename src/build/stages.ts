import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Tree } from "../tree/index.ts";
import { openStylesheetEngine, StylesheetError } from "../xpath/index.ts";
import { ConfigurationError, type StageConfig } from "./configuration.ts";
import type { EditionFiles, EditionOptions } from "./edition-files.ts";
import { FileError } from "./files.ts";
import type { OutputFile } from "./publish.ts";
import { TaskError } from "./task-error.ts";
import { inWords, readLocal } from "./transform-file.ts";

/** A text that stages run on. */
export interface StageDocument {
  readonly id: string;
  readonly path: string;
  readonly tree: Tree;
}

/**
 * Runs the edition's own stylesheets on its texts, as the configuration says. Throws a `TaskError` where one fails and
 * a `ConfigurationError` where `--safe` refuses them, since a stylesheet is code.
 */
export async function* stageFiles(
  documents: Iterable<StageDocument>,
  { config, prefix }: EditionFiles,
  options: EditionOptions,
): AsyncGenerator<OutputFile> {
  const stages = config.stages ?? [];
  if (stages.length === 0) return;
  if (options.safe)
    throw new ConfigurationError(
      "The configuration has stages; stylesheets are code, which --safe does not run.",
    );
  const texts = [...documents];
  const engine = openStylesheetEngine({ resolve: readLocal });
  try {
    for (const stage of stages) {
      const path = join(options.folder, prefix, stage.stylesheet);
      const stylesheet = await named(stage, async () =>
        engine.compile({ path, text: await textAt(path, stage) }),
      );
      for (const document of texts) {
        const source = { path: resolve(options.folder, document.path), text: document.tree.source };
        const { principal, resultDocuments } = await named(stage, () =>
          engine.transform({ stylesheet, document: source, parameters: stage.parameters ?? {} }),
        );
        yield output(stage.output.replaceAll("{id}", document.id), principal);
        for (const [name, text] of resultDocuments) yield output(`xslt/${name}`, text);
      }
    }
  } finally {
    await engine.close();
  }
}

async function textAt(path: string, { name, stylesheet }: StageConfig): Promise<string> {
  return await readFile(path, "utf8").catch(() => {
    throw new FileError(`The stage “${name}” names a stylesheet that is not there: ${stylesheet}`);
  });
}

async function named<T>({ name }: StageConfig, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StylesheetError)
      throw new TaskError(`The stage “${name}” failed: ${inWords(error)}`);
    throw error;
  }
}

function output(path: string, text: string): OutputFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
