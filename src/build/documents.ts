import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  type CitedDocument,
  citationsJson,
  EXPLAINED_COLUMNS,
  explainCitations,
  explainQuotations,
  QUOTATION_COLUMNS,
  type QuotationSources,
} from "../cite/index.ts";
import { checkEdition, citeEdition, type Edition, type Watch } from "../edition.ts";
import type { DocumentCheck, Report } from "../report/index.ts";
import { citationLanguages } from "./citation-languages.ts";
import { type EditionFiles, type EditionOptions, treeLoader } from "./edition-files.ts";
import { identityOf } from "./identity.ts";
import { openSources } from "./quotation-sources.ts";
import { load, readFiles } from "./read-edition.ts";
import { schemaSearch } from "./schema-options.ts";
import { findSchemas } from "./schemas.ts";
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

/** An edition that was read, cited and checked: what outputs are made from. */
export interface CheckedEdition {
  readonly files: EditionFiles;
  readonly edition: Edition;
  readonly cited: readonly CitedDocument[];
  readonly report: Report;
}

/** Reads, cites and checks what was loaded. */
export async function checkFiles(files: EditionFiles, options: CheckOptions): Promise<CheckedEdition> {
  const { config } = files;
  const edition = readFiles(files, options);
  const { schemasOf, keep } = await findSchemas(schemaSearch(files, options));
  const cited = options.checks.includes("citations")
    ? citeEdition(edition, options.watch, citationLanguages(config), quotedTexts(files, edition, options))
    : [];
  const report = await checkEdition(edition, {
    checks: options.checks,
    schemasOf,
    cited,
    severity: config.severity ?? {},
    xinclude: options.xinclude ?? config.xinclude ?? false,
    exists: (path) => existsSync(resolve(options.folder, path)),
    load: treeLoader(options.folder, config.limits ?? {}),
    mustBeUsed: config.links?.mustBeUsed ?? [],
    root: files.prefix,
    ...(options.watch === undefined ? {} : { watch: options.watch }),
  });
  keep();
  return { files, edition, cited, report };
}

/** The texts that quotations are held against. */
function quotedTexts(
  { config, prefix, sources, context }: EditionFiles,
  { registers }: Edition,
  { folder }: EditionOptions,
): QuotationSources {
  const paths = [...sources, ...context].map(({ path }) => path);
  const shelf = openSources({ folder, prefix, config, paths, limits: config.limits ?? {} });
  return shelf.sources(
    () => {},
    (work) => registers.works.get(work)?.textFile ?? null,
  );
}

/** Every citation explained, as a table for a person and as `citations.json`. */
export interface ExplainedCitations {
  readonly table: string;
  readonly json: string;
  readonly report: Report;
}

/** Explains the citations of documents, or of the edition in the folder where none is named. */
export async function explainFiles(
  paths: readonly string[],
  options: EditionOptions,
): Promise<ExplainedCitations> {
  const files = await load(paths, options);
  const { cited, report } = await checkFiles(files, {
    ...options,
    checks: ["citations"],
    schemas: [],
    catalogs: [],
    cache: false,
  });
  const records = cited.map((each) => each.records);
  const quoted = records.flatMap(explainQuotations);
  const tables = [tableOf(EXPLAINED_COLUMNS, records.flatMap(explainCitations))];
  if (quoted.length > 0) tables.push(tableOf(QUOTATION_COLUMNS, quoted));
  return {
    table: tables.join("\n"),
    json: citationsJson(identityOf(files.config), records),
    report,
  };
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
