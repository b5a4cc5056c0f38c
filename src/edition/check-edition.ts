import type { CitedDocument } from "../cite/index.ts";
import {
  collect,
  type DocumentCheck,
  type Finding,
  type Report,
  type SeveritySetting,
  type Suppression,
  suppress,
  suppressionsIn,
} from "../report/index.ts";
import type { LoadTree } from "../resolve/index.ts";
import { checkLinksOf } from "./link-check.ts";
import type { Edition } from "./read-edition.ts";
import { checkSchemas, type SchemasOf } from "./schema-check.ts";
import type { ReadSource } from "./source.ts";
import type { Watch } from "./watch.ts";

/** How an edition is checked. */
export interface CheckSetup {
  readonly checks: readonly DocumentCheck[];
  readonly schemasOf: SchemasOf;
  /** What {@link citeEdition} found. */
  readonly cited: readonly CitedDocument[];
  /** Other severities than the catalogue's, by code; `off` for what is not to be told. */
  readonly severity: Readonly<Record<string, SeveritySetting>>;
  /** Whether the schema checks see documents after XInclude; else they see each file as it is written. */
  readonly xinclude?: boolean;
  /** Says whether a picture or a recording is there; not asked where absent. */
  readonly exists?: (path: string) => boolean;
  /** Gives another document that Schematron rules ask for (`pattern/@documents`), by its path; none where absent. */
  readonly load?: LoadTree;
  /** The elements whose ids must be pointed to. */
  readonly mustBeUsed?: readonly string[];
  /** Where the edition lies, as paths of documents begin: fingerprints do not depend on it. */
  readonly root?: string;
  readonly watch?: Watch;
}

/** Adds findings to a document, by its path. */
export type Add = (path: string, findings: readonly Finding[]) => void;

/** Runs the checks asked for; the report has every source, in the order given. */
export async function checkEdition(edition: Edition, setup: CheckSetup): Promise<Report> {
  const { checks, cited, severity, root = "" } = setup;
  const found = new Map(edition.sources.map(({ path, findings }) => [path, [findings]]));
  const add: Add = (path, findings) => void found.get(path)?.push(findings);
  const schemaless = await checkSchemas(edition.documents, setup, add);
  if (checks.includes("links")) checkLinksOf(edition, setup, add);
  if (checks.includes("citations")) {
    edition.documents.forEach(({ path }, at) => void add(path, cited[at]!.findings));
  }
  const documents = edition.sources.map((source) => ({
    path: source.path,
    findings: suppress(found.get(source.path)!.flat(), suppressionsOf(source), checks),
  }));
  const report = collect(documents, severity, root);
  return schemaless.length === 0
    ? report
    : { ...report, notes: [schemalessNote(schemaless[0]!, schemaless.length)] };
}

/** That documents were checked against no schema is never passed over in silence. */
export function schemalessNote(first: string, count: number): string {
  const who = count === 1 ? first : `${count} documents (${first} is the first)`;
  return `No schema is named for ${who}, and none is in schemas/: checked against none. Name one with --schema or in the configuration.`;
}

/** The suppressions in a document and in the files it includes. */
export function suppressionsOf({ written, parts }: Pick<ReadSource, "written" | "parts">): Suppression[] {
  if (written === null) return [];
  return [written, ...parts.map(({ tree }) => tree)].flatMap(suppressionsIn);
}
