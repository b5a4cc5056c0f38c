import { citeEdition } from "./edition/cite-edition.ts";
import {
  type CheckSetup,
  type CiteSetup,
  checkEdition,
  type Dress,
  type MadeEdition,
  type OutputFile,
  type ReadSetup,
  readEdition,
  type Source,
} from "./edition/index.ts";
import { indexFiles, reportFiles, siteFiles, textFiles } from "./edition/outputs.ts";

export { citeEdition, citeOne, passagesBy } from "./edition/cite-edition.ts";
export { documentPage } from "./edition/document-page.ts";
export { indexesOf, recordIndexes, reportFiles, texts } from "./edition/outputs.ts";

/** How an edition is made, step by step. */
export interface EditionSetup {
  readonly read: ReadSetup;
  readonly cite: CiteSetup;
  readonly check: Omit<CheckSetup, "cited">;
}

/** The kinds of output, in the order in which they are written. */
export type Form = "html" | "text" | "index" | "report";

/**
 * The pipeline, first half: what the documents say. Bytes become trees, and registers and ids become links (`read/`,
 * `resolve/`); citations, quotations and speeches are found and resolved (`cite/`); and everything is held to its schemas,
 * rules, links and citations (`validate/`, `resolve/`), which gives one report. `context` holds documents that are pointed
 * to and not asked about.
 *
 * A document at a time, with what is known kept from run to run, `build/` does the same by the same functions.
 */
export async function makeEdition(
  sources: readonly Source[],
  context: readonly Source[],
  { read, cite, check }: EditionSetup,
): Promise<MadeEdition> {
  const edition = readEdition(sources, context, read);
  const cited = check.checks.includes("citations") ? citeEdition(edition, cite) : [];
  const report = await checkEdition(edition, { ...check, cited });
  return { edition, cited, report };
}

/**
 * The pipeline, second half: what is made of it. Models turn trees into pages and reading texts (`odd/`, `render/`,
 * `site/`), what was found becomes indexes (`cite/`), and the report is written for programs (`report/`). Each file is made
 * when it is asked for, so writing, packing and looking on are one call.
 */
export async function* editionFiles(
  made: MadeEdition,
  dress: Dress,
  forms: readonly Form[] = ["html", "text", "index", "report"],
): AsyncGenerator<OutputFile> {
  const input = { ...made, ...dress };
  for (const form of forms) {
    if (form === "html") yield* siteFiles(input);
    else if (form === "text") yield* textFiles(input);
    else if (form === "index") yield* indexFiles(input);
    else yield* reportFiles(input);
  }
}
