import { concordance, concordanceCsv, concordanceText } from "../cite/index.ts";
import { entryOf } from "../resolve/index.ts";
import { checkFiles } from "./documents.ts";
import type { EditionOptions } from "./edition-files.ts";
import { load } from "./read-edition.ts";
import { TaskError } from "./run/task-error.ts";

/** How a concordance is written. */
export type ConcordanceFormat = "text" | "json" | "csv";

/**
 * Finds a word in the edition, and writes where it is said. Throws a `TaskError` for a speaker whom neither the registers nor
 * the speeches know.
 */
export async function findInEdition(
  word: string,
  speaker: string | null,
  format: ConcordanceFormat,
  options: EditionOptions,
): Promise<string> {
  const files = await load([], options);
  const checks = { checks: ["citations" as const], schemas: [], catalogs: [], cache: false };
  const { edition, cited } = await checkFiles(files, { ...options, ...checks });
  const documents = edition.documents.map(({ tree }, at) => ({ tree, records: cited[at]!.records }));
  const speaks = (key: string): boolean =>
    documents.some(({ records }) => records.speeches.some(({ who }) => who.includes(key)));
  if (speaker !== null && entryOf(edition.registers, speaker) === null && !speaks(speaker))
    throw new TaskError(
      `There is no ${speaker} in the registers, and no one of that name speaks: --speaker takes an xml:id.`,
    );
  const hits = concordance(word, documents, edition.registers, speaker);
  if (format === "json") return `${JSON.stringify({ word, speaker, hits }, null, 2)}\n`;
  return format === "csv" ? concordanceCsv(hits) : concordanceText(hits);
}
