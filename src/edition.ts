import { type CitedDocument, citeDocument } from "./cite/index.ts";
import { type Limits, readDocument } from "./read/index.ts";
import { type Check, collect, type Finding, type Report, type Severity } from "./report/index.ts";
import {
  anchorsOf,
  checkLinks,
  indexWorks,
  type LinkScope,
  type LoadTree,
  linkScope,
  type Registers,
  readRegisters,
} from "./resolve/index.ts";
import type { Tree } from "./tree/index.ts";
import { type Grammar, type Schematron, validateGrammar, validateSchematron } from "./validate/index.ts";

/** A document as it was loaded: its id, the path the user knows it by, and its bytes. */
export interface Source {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A document that could be read. */
export interface EditionDocument extends Source {
  readonly tree: Tree;
}

/** A source with what came of reading it: the tree is null where it is not well-formed. */
interface ReadSource extends Source {
  readonly tree: Tree | null;
  readonly findings: readonly Finding[];
}

/** An edition, read: what was asked for, and what pointers lead to. */
export interface Edition {
  readonly sources: readonly ReadSource[];
  /** The sources that could be read. */
  readonly documents: readonly EditionDocument[];
  readonly registers: Registers;
  readonly scope: LinkScope;
}

/** The schemas of one document; findings are about finding them. */
export interface DocumentSchemas {
  /** Every one of them has to hold. */
  readonly grammars: readonly Grammar[];
  readonly schematron: readonly Schematron[];
  readonly findings: readonly Finding[];
}

/** Finds the schemas of a document. */
export type SchemasOf = (tree: Tree) => Promise<DocumentSchemas>;

/** Reads the documents of an edition; `context` holds registers and targets of pointers, and is not checked itself. */
export function readEdition(
  sources: readonly Source[],
  context: readonly Source[],
  options: { readonly limits: Partial<Limits>; readonly load: LoadTree },
): Edition {
  const read = (source: Source): ReadSource => ({
    ...source,
    ...readDocument(source.bytes, { path: source.path, limits: options.limits }),
  });
  const asked = sources.map(read);
  const documents = asked.filter(isRead);
  const all = [...documents, ...context.map(read).filter(isRead)];
  return {
    sources: asked,
    documents,
    registers: readRegisters(all),
    scope: linkScope(all.map(anchorsOf), options.load),
  };
}

/** How an edition is checked. */
export interface CheckSetup {
  readonly checks: readonly Check[];
  readonly schemasOf: SchemasOf;
  /** What {@link citeEdition} found. */
  readonly cited: readonly CitedDocument[];
  /** Other severities than the catalogue's, by code. */
  readonly severity: Readonly<Record<string, Severity>>;
}

/** Runs the checks asked for; the report has every source, in the order given. */
export async function checkEdition(edition: Edition, setup: CheckSetup): Promise<Report> {
  const { checks, schemasOf, cited, severity } = setup;
  const found = new Map(edition.sources.map(({ path, findings }) => [path, [...findings]]));
  const add = (path: string, findings: readonly Finding[]): void => void found.get(path)?.push(...findings);
  await checkSchemas(edition.documents, checks, schemasOf, add);
  for (const document of checks.includes("links") ? edition.documents : []) {
    add(document.path, checkLinks(document, edition.scope));
  }
  if (checks.includes("citations")) {
    edition.documents.forEach(({ path }, at) => void add(path, cited[at]!.findings));
  }
  return collect(
    edition.sources.map(({ path }) => ({ path, findings: found.get(path)! })),
    severity,
  );
}

/** Documents with the same schema are handed to it together, because it is compiled once for all of them. */
async function checkSchemas(
  documents: readonly EditionDocument[],
  checks: readonly Check[],
  schemasOf: SchemasOf,
  add: (path: string, findings: readonly Finding[]) => void,
): Promise<void> {
  if (!checks.includes("schema") && !checks.includes("schematron")) return;
  const byGrammar = new Map<Grammar, EditionDocument[]>();
  for (const document of documents) {
    const { grammars, schematron, findings } = await schemasOf(document.tree);
    if (checks.includes("schema")) {
      add(document.path, findings);
      for (const grammar of grammars) byGrammar.set(grammar, [...(byGrammar.get(grammar) ?? []), document]);
    }
    for (const rules of checks.includes("schematron") ? schematron : []) {
      add(document.path, [...rules.findings, ...validateSchematron(document.tree, rules)]);
    }
  }
  for (const [grammar, kin] of byGrammar) {
    const verdicts = await validateGrammar(
      kin.map(({ tree }) => tree),
      grammar,
    );
    kin.forEach(({ path }, at) => void add(path, verdicts[at]!));
  }
}

/** Finds the citations, quotations and speeches of each document, and resolves them. */
export function citeEdition({ documents, registers, scope }: Edition): readonly CitedDocument[] {
  const works = indexWorks(registers);
  return documents.map(({ id, tree }) => citeDocument(tree, { id, registers, scope, works }));
}

function isRead(source: ReadSource): source is ReadSource & EditionDocument {
  return source.tree !== null;
}
