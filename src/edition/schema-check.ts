import { XINCLUDE_NAMESPACE } from "../read/index.ts";
import { catalogue, type Finding, programFailed } from "../report/index.ts";
import { normalPath, type Tree, type XmlNode } from "../tree/index.ts";
import { type Grammar, type Schematron, validateGrammar, validateSchematron } from "../validate/index.ts";
import type { Add, CheckSetup } from "./check-edition.ts";
import { guarded } from "./guarded.ts";
import type { EditionDocument } from "./source.ts";
import { unwatched, type Watch } from "./watch.ts";

/** The schemas of one document; findings are about finding them. */
export interface DocumentSchemas {
  /** Every one of them has to hold. */
  readonly grammars: readonly Grammar[];
  readonly schematron: readonly Schematron[];
  readonly findings: readonly Finding[];
  /** Whether no schema is named for the document anywhere. */
  readonly areNone?: boolean;
}

/** Finds the schemas of a document by its path, and by what it names itself, which is asked for only where that matters. */
export type SchemasOf = (path: string, tree: () => Tree) => Promise<DocumentSchemas>;

/** A tree that the schema checks look at, and the document whose findings are about it. */
interface SchemaSubject {
  readonly path: string;
  readonly tree: Tree;
}

/**
 * What the schema checks see. As it is written, an edition split over XInclude has several documents: besides the one
 * asked for those of its parts that are TEI documents by themselves. A part of two documents is looked at once.
 */
function schemaSubjects(
  documents: readonly EditionDocument[],
  afterInclusion: boolean,
  elsewhere: ReadonlySet<string>,
): SchemaSubject[] {
  if (afterInclusion) return documents.map(({ path, tree }) => ({ path, tree }));
  const seen = new Set(documents.map(({ written }) => written));
  return documents.flatMap(({ path, written, parts }) => {
    const own = parts
      .filter(({ tree }) => tree.root.isTei("TEI", "teiCorpus") && !seen.has(tree) && seen.add(tree))
      .filter(({ tree }) => !elsewhere.has(normalPath(tree.path)))
      .map(({ tree }) => ({ path, tree }));
    return [{ path, tree: written }, ...own];
  });
}

/**
 * Documents with the same schema are handed to it together, because it is compiled once for all of them. Gives the paths
 * of the documents for which there is no schema.
 */
export async function checkSchemas(
  documents: readonly EditionDocument[],
  setup: Omit<CheckSetup, "cited" | "severity">,
  add: Add,
  elsewhere: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  const { checks, schemasOf, xinclude = false, load, watch = unwatched } = setup;
  const asking = load === undefined ? {} : { load };
  const schemaless: string[] = [];
  if (!checks.includes("schema") && !checks.includes("schematron")) return schemaless;
  const byGrammar = new Map<Grammar, SchemaSubject[]>();
  for (const subject of schemaSubjects(documents, xinclude, elsewhere)) {
    const { path, tree } = subject;
    const found = await watch("schema", tree.path, () => schemasOf(tree.path, () => tree));
    const { grammars, schematron, findings, areNone = false } = found;
    add(path, findings);
    if (checks.includes("schema")) {
      if (areNone) schemaless.push(tree.path);
      if (grammars.length + schematron.length === 0 && isForeign(tree.root)) add(path, [foreign(tree.root)]);
      for (const grammar of grammars) byGrammar.set(grammar, [...(byGrammar.get(grammar) ?? []), subject]);
    }
    for (const rules of checks.includes("schematron") ? schematron : []) {
      const check = (): Finding[] => [...rules.findings, ...validateSchematron(tree, rules, asking)];
      add(
        path,
        watch("schematron", tree.path, () => guarded("schematron", tree.path, check)),
      );
    }
  }
  for (const [grammar, kin] of byGrammar) await checkGrammar(grammar, kin, watch, add);
  return schemaless;
}

function foreign(root: XmlNode): Finding {
  const { uri, local } = root.name;
  return catalogue.notTei(root, { element: local, uri, form: root.get("TEIform") ?? local });
}

/** Whether nothing in an element is TEI, and nothing is taken in from elsewhere that may be. */
function isForeign(root: XmlNode): boolean {
  if (mayBeTei(root)) return false;
  for (const element of root.descendantElements()) if (mayBeTei(element)) return false;
  return true;
}

function mayBeTei(element: XmlNode): boolean {
  return element.isTei() || element.name.uri === XINCLUDE_NAMESPACE;
}

/** Where the program fails, the documents are taken one by one, so that only the one it fails on is without a verdict. */
async function checkGrammar(
  grammar: Grammar,
  kin: readonly SchemaSubject[],
  watch: Watch,
  add: Add,
): Promise<void> {
  const trees = kin.map(({ tree }) => tree);
  const path = kin.length === 1 ? kin[0]!.path : null;
  try {
    const verdicts = await watch("schema", path, () => validateGrammar(trees, grammar));
    kin.forEach((subject, at) => void add(subject.path, verdicts[at]!));
  } catch (error) {
    if (kin.length > 1) for (const one of kin) await checkGrammar(grammar, [one], watch, add);
    else add(kin[0]!.path, [programFailed("schema", kin[0]!.tree.path, error)]);
  }
}
