import { type CitedDocument, citationsJson, EXPLAINED_COLUMNS, explainCitations } from "../cite/index.ts";
import { checkEdition, citeEdition, type Edition, readEdition } from "../edition.ts";
import type { Check, Report } from "../report/index.ts";
import {
  type EditionFiles,
  type EditionOptions,
  loadEdition,
  loadFiles,
  treeLoader,
} from "./edition-files.ts";
import { identityOf } from "./identity.ts";
import { schemaSearch } from "./schema-options.ts";
import { findSchemas } from "./schemas.ts";
import { textTable } from "./text-table.ts";

/** What `colophon check` is asked for. */
export interface CheckOptions extends EditionOptions {
  readonly checks: readonly Check[];
  /** Schemas named by the user, from the folder; none for what the edition or the documents say. */
  readonly schemas: readonly string[];
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

/** Checks documents by their paths, or the edition in the folder where none is named. */
export async function checkPaths(paths: readonly string[], options: CheckOptions): Promise<Report> {
  const files = await load(paths, options);
  return (await checkFiles(files, options)).report;
}

/** Reads, cites and checks what was loaded. */
export async function checkFiles(files: EditionFiles, options: CheckOptions): Promise<CheckedEdition> {
  const { config } = files;
  const limits = config.limits ?? {};
  const edition = readEdition(files.sources, files.context, {
    limits,
    load: treeLoader(options.folder, limits),
  });
  const schemasOf = await findSchemas(schemaSearch(files, options));
  const cited = citeEdition(edition);
  const report = await checkEdition(edition, {
    checks: options.checks,
    schemasOf,
    cited,
    severity: config.severity ?? {},
  });
  return { files, edition, cited, report };
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
  const rows = records
    .flatMap(explainCitations)
    .map((row) => EXPLAINED_COLUMNS.map(([key]) => String(row[key] ?? "–")));
  return {
    table: textTable(
      EXPLAINED_COLUMNS.map(([, heading]) => heading),
      rows,
    ),
    json: citationsJson(identityOf(files.config), records),
    report,
  };
}

function load(paths: readonly string[], options: EditionOptions): Promise<EditionFiles> {
  return paths.length === 0 ? loadEdition(options) : loadFiles(paths, options);
}
