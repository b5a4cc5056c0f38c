import type { CitedDocument } from "../cite/index.ts";
import type { Finding } from "../report/index.ts";
import { checkLinks } from "../resolve/index.ts";
import type { Add, CheckSetup } from "./check-edition.ts";
import { guarded } from "./guarded.ts";
import type { Edition } from "./read-edition.ts";
import { checkSchemas, type SchemasOf } from "./schema-check.ts";
import type { EditionDocument } from "./source.ts";
import { unwatched } from "./watch.ts";

/** What is found in one document by itself. */
export interface OwnVerdict {
  readonly findings: readonly Finding[];
  /** The files of it for which there is no schema. */
  readonly schemaless: readonly string[];
  /** Whether it has grammars that are compiled for all documents at once, by {@link checkTogether}. */
  readonly isLeft: boolean;
}

/** How one document is checked. */
export interface OwnSetup extends Omit<CheckSetup, "cited" | "severity" | "mustBeUsed" | "root"> {
  /** The files included in it that the schema checks see as part of another document, or as documents of their own. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Runs the checks asked for on one document: what {@link checkEdition} finds in it, but for circles, unused ids and the
 * grammars that are compiled for all documents at once. Suppressions are not looked at.
 */
export async function checkOne(
  document: EditionDocument,
  { registers, scope }: Pick<Edition, "registers" | "scope">,
  setup: OwnSetup,
  cited: CitedDocument | null,
): Promise<OwnVerdict> {
  const { checks, exists = null, watch = unwatched, seen } = setup;
  const { path } = document;
  // Lists of findings, since one of hundreds of thousands cannot be handed over as so many arguments.
  const found: (readonly Finding[])[] = [];
  let isLeft = false;
  const schemasOf: SchemasOf = async (path, tree) => {
    const found = await setup.schemasOf(path, tree);
    const grammars = found.grammars.filter(({ language }) => language === "relaxng");
    isLeft ||= grammars.length < found.grammars.length;
    return { ...found, grammars };
  };
  const add: Add = (_path, more) => void found.push(more);
  const schemaless = await checkSchemas([document], { ...setup, schemasOf }, add, seen);
  if (checks.includes("links")) {
    const check = (): Finding[] => checkLinks(document, scope, { registers, exists });
    found.push(watch("links", path, () => guarded("links", path, check)));
  }
  if (checks.includes("citations") && cited !== null) found.push(cited.findings);
  return { findings: found.flat(), schemaless, isLeft };
}

/** Checks documents against those of their grammars that {@link checkOne} leaves; gives the findings of each, by its path. */
export async function checkTogether(
  documents: readonly EditionDocument[],
  setup: OwnSetup,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const schemasOf: SchemasOf = async (path, tree) => {
    const { grammars } = await setup.schemasOf(path, tree);
    return {
      grammars: grammars.filter(({ language }) => language !== "relaxng"),
      schematron: [],
      findings: [],
    };
  };
  const found = new Map<string, (readonly Finding[])[]>(documents.map(({ path }) => [path, []]));
  const add: Add = (path, more) => void found.get(path)?.push(more);
  await checkSchemas(documents, { ...setup, schemasOf }, add, setup.seen);
  return new Map([...found].map(([path, all]) => [path, all.flat()]));
}
