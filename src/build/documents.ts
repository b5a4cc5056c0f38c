import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  citationsJson,
  type DocumentRecords,
  EXPLAINED_COLUMNS,
  explainCitations,
  explainQuotations,
  QUOTATION_COLUMNS,
  type QuotationSources,
} from "../cite/index.ts";
import type { MadeEdition, Watch } from "../edition/index.ts";
import { makeEdition } from "../edition.ts";
import type { DocumentCheck, LongReport } from "../report/index.ts";
import type { Registers } from "../resolve/index.ts";
import { citationLanguages } from "./citation-languages.ts";
import { type EditionFiles, type EditionOptions, treeLoader } from "./edition-files.ts";
import { loadModels } from "./edition-models.ts";
import { identityOf } from "./identity.ts";
import { openSources } from "./quotation-sources.ts";
import { load, readSetup } from "./read-edition.ts";
import { defaultJobs } from "./run/jobs.ts";
import { recordsOf } from "./run/kept-pages.ts";
import { type OpenRun, openRun } from "./run/open-run.ts";
import { schemaSearch } from "./schemas/options.ts";
import { findSchemas } from "./schemas/schemas.ts";
import { textTable } from "./text-table.ts";

/** What `colophon check` is asked for. */
export interface CheckOptions extends EditionOptions {
  readonly checks: readonly DocumentCheck[];
  /** Whether the schema checks see documents after XInclude; null for what the configuration says. */
  readonly xinclude?: boolean | null;
  /** Told of each piece of the work. */
  readonly watch?: Watch;
  /** Schemas named by the user, from the folder; none for what the edition or the documents say. */
  readonly schemas: readonly string[];
  /** The files that the user named: they are documents also where others include them. */
  readonly named?: readonly string[];
  /** Catalogs named by the user, from the folder; none for those of the edition. */
  readonly catalogs: readonly string[];
  /** Whether compiled schemas are kept between runs. */
  readonly cache: boolean;
}

/** An edition that was loaded, read, cited and checked. */
export interface CheckedEdition extends MadeEdition {
  readonly files: EditionFiles;
}

/** Reads, cites and checks what was loaded. */
export async function checkFiles(files: EditionFiles, options: CheckOptions): Promise<CheckedEdition> {
  const { config, sources, context } = files;
  const { schemasOf, keep } = await findSchemas(schemaSearch(files, options));
  const watch = options.watch === undefined ? {} : { watch: options.watch };
  const models = await loadModels(config, join(options.folder, files.prefix));
  const made = await makeEdition([...sources], [...context], {
    read: readSetup(files, options),
    cite: { languages: citationLanguages(config), sources: quotedTexts(files, options), models, ...watch },
    check: {
      checks: options.checks,
      schemasOf,
      severity: config.severity ?? {},
      xinclude: options.xinclude ?? config.xinclude ?? false,
      exists: (path) => existsSync(resolve(options.folder, path)),
      load: treeLoader(options.folder, config.limits ?? {}),
      mustBeUsed: config.links?.mustBeUsed ?? [],
      root: files.prefix,
      ...watch,
    },
  });
  keep();
  return { files, ...made };
}

/** Gives the texts that quotations are held against. */
function quotedTexts(
  { config, prefix, sources, context }: EditionFiles,
  { folder }: EditionOptions,
): (registers: Registers) => QuotationSources {
  const paths = (): string[] => [...sources, ...context].map(({ path }) => path);
  const shelf = openSources({ folder, prefix, config, paths, limits: config.limits ?? {} });
  return ({ works }) =>
    shelf.sources(
      () => {},
      (work) => works.get(work)?.textFile ?? null,
    );
}

/** Every citation explained, as a table for a person and as `citations.json`. */
export interface ExplainedCitations {
  readonly table: string;
  readonly json: string;
  readonly report: LongReport;
}

/** Explains the citations of documents, or of the edition in the folder where none is named. */
export async function explainFiles(
  paths: readonly string[],
  options: EditionOptions,
): Promise<ExplainedCitations> {
  const files = await load(paths, options);
  const opened = await openRun(files, {
    ...options,
    jobs: options.jobs ?? defaultJobs(),
    cache: true,
    checks: ["citations"],
    hasCitations: true,
    hasPage: false,
    reading: null,
    xinclude: null,
    schemas: [],
    catalogs: [],
    named: paths,
  });
  const [records, report] = await allOf(opened).finally(opened.close);
  const quoted = records.flatMap(explainQuotations);
  const tables = [tableOf(EXPLAINED_COLUMNS, records.flatMap(explainCitations))];
  if (quoted.length > 0) tables.push(tableOf(QUOTATION_COLUMNS, quoted));
  return {
    table: tables.join("\n"),
    json: citationsJson(identityOf(files.config), records),
    report,
  };
}

async function allOf(opened: OpenRun): Promise<[DocumentRecords[], LongReport]> {
  return [await recordsOf(opened), await opened.run.report()];
}

function tableOf<T extends object>(
  columns: readonly (readonly [keyof T, string])[],
  rows: readonly T[],
): string {
  return textTable(
    columns.map(([, heading]) => heading),
    rows.map((row) => columns.map(([key]) => String(row[key] ?? "–"))),
  );
}
