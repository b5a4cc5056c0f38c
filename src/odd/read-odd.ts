import { catalogue, type Finding } from "../report/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { tokens } from "./attribute-value.ts";
import { emptySpecifications, isLibrary, readLibrary, schemaSpecOf } from "./base.ts";
import { checkOdd } from "./check-odd.ts";
import { classMembers } from "./class-members.ts";
import { constraintsIn } from "./constraints.ts";
import { Customisation } from "./customisation.ts";
import { foreignNames } from "./foreign-grammar.ts";
import { patternName } from "./pattern-name.ts";
import { nameException } from "./relaxng-content.ts";
import { schemaParts } from "./schema-parts.ts";
import type { Odd, OddFiles, Specifications } from "./specification.ts";

/** What `anyElement` leaves out where the schema does not say (TEI Guidelines, `schemaSpec/@defaultExceptions`). */
const EXCEPTIONS = "http://www.tei-c.org/ns/1.0 teix:egXML";

const NO_FILES: OddFiles = { source: () => null, file: () => null };

/**
 * Reads an ODD. One that customises others (`moduleRef`, references, specifications with a mode) is put together with
 * what it customises, which `files` finds: the specifications of TEI, or another ODD, which may customise a third.
 * What is wrong with it is in its findings, and what can be read is read (TEI Guidelines, chapter 23).
 */
export function readOdd(tree: Tree, files: OddFiles = NO_FILES): Odd {
  return readChained(tree, files, [tree.path]);
}

/** `chain` holds the paths of the ODDs that stand on this one, and its own. */
function readChained(tree: Tree, files: OddFiles, chain: readonly string[]): Odd {
  const schema = schemaSpecOf(tree);
  if (schema === null)
    return oddOf(tree, null, files, emptySpecifications(), [catalogue.oddWithoutSchema(tree.root, {})]);
  const findings: Finding[] = [];
  const parts = schemaParts(schema, files, findings);
  const customisation = new Customisation(schema, files, findings, (source, where) =>
    specificationsOf(source, where, files, chain, findings),
  );
  const specs = customisation.put(parts);
  const odd = oddOf(tree, schema, files, specs, findings, customisation);
  const all = { ...odd, constraints: constraintsIn(schema, specs) };
  return { ...all, findings: customisation.isWhole ? [...findings, ...checkOdd(all, schema)] : findings };
}

function oddOf(
  tree: Tree,
  schema: XmlNode | null,
  files: OddFiles,
  specs: Specifications,
  findings: readonly Finding[],
  customisation: Customisation | null = null,
): Odd {
  const foreign = customisation?.foreign ?? [];
  const where = schema ?? tree.root;
  const prefix = where.get("prefix") ?? "";
  return {
    path: tree.path,
    schemaIdent: where.get("ident") ?? "",
    prefix,
    start: startOf(schema, specs, customisation),
    exceptions: tokens(where.get("defaultExceptions") ?? EXCEPTIONS).map((name) =>
      nameException(where, name),
    ),
    foreign,
    members: classMembers(specs),
    definitions: new Set([...foreignNames(foreign, files), ...patternNames(prefix, specs)]),
    files,
    customised: customisation?.base ?? null,
    ...specs,
    constraints: [],
    findings,
  };
}

function patternNames(prefix: string, specs: Specifications): string[] {
  const kinds = [specs.elements, specs.classes, specs.macros, specs.datatypes];
  return kinds.flatMap((kind) => [...kind.values()].map((spec) => patternName({ prefix }, spec)));
}

/** A customisation of TEI begins with `TEI`, and with `teiCorpus` where it has that. */
function startOf(
  schema: XmlNode | null,
  { elements }: Specifications,
  customisation: Customisation | null,
): string[] {
  const said = schema?.get("start") ?? null;
  if (said !== null) return tokens(said);
  const hasCorpus = customisation?.base !== null && elements.has("teiCorpus");
  return hasCorpus ? ["TEI", "teiCorpus"] : ["TEI"];
}

/** The specifications of a file that an ODD customises; an ODD is read in the same way first. */
function specificationsOf(
  source: Tree,
  where: XmlNode,
  files: OddFiles,
  chain: readonly string[],
  findings: Finding[],
): Specifications | null {
  if (isLibrary(source)) return readLibrary(source);
  if (chain.includes(source.path)) {
    findings.push(catalogue.oddReferenceCircle(where, { name: source.path }));
    return null;
  }
  const odd = readChained(source, files, [...chain, source.path]);
  findings.push(...odd.findings.filter(({ severity }) => severity === "error"));
  return odd;
}
