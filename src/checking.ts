import type { CitedDocument } from "./cite/index.ts";
import {
  type IncludedPart,
  includeParts,
  Library,
  type Limits,
  type OpenFile,
  type ReadResult,
  readDocument,
} from "./read/index.ts";
import {
  collect,
  type DocumentCheck,
  type Finding,
  programFailed,
  type Report,
  type SeveritySetting,
  type Suppression,
  suppress,
  suppressionsIn,
} from "./report/index.ts";
import {
  anchorsOf,
  checkCircles,
  checkLinks,
  checkUnusedIds,
  type LinkScope,
  type LoadTree,
  linkScope,
  type Registers,
  readRegisters,
  targetsOf,
} from "./resolve/index.ts";
import { normalPath, type Tree } from "./tree/index.ts";
import { type Grammar, type Schematron, validateGrammar, validateSchematron } from "./validate/index.ts";

/** A document as it was loaded: its id, the path the user knows it by, and its bytes. */
export interface Source {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A document that could be read. */
export interface EditionDocument extends Source {
  /** The document after XInclude, which links, citations and outputs are about. */
  readonly tree: Tree;
  /** The document as it is written. */
  readonly written: Tree;
  /** The files that XInclude put into it. */
  readonly parts: readonly IncludedPart[];
  /** Whether all that it includes was there. */
  readonly isComplete: boolean;
}

/** A source with what came of reading it: the trees are null where it is not well-formed. */
export interface ReadSource extends Source {
  readonly tree: Tree | null;
  readonly written: Tree | null;
  readonly parts: readonly IncludedPart[];
  readonly isComplete: boolean;
  readonly findings: readonly Finding[];
}

/** An edition, read: what was asked for, and what pointers lead to. */
export interface Edition {
  readonly sources: readonly ReadSource[];
  /** The sources that could be read. */
  readonly documents: readonly EditionDocument[];
  /** The other documents of the edition, which point to those asked for. */
  readonly context: readonly EditionDocument[];
  readonly registers: Registers;
  readonly scope: LinkScope;
}

/** What is being done to a document, or to all of them together. */
export type Stage = "read" | "include" | "registers" | "cite" | "schema" | "schematron" | "links" | "render";

/** Runs a piece of the work and gives what came of it: told which, for progress and for the time each stage takes. */
export type Watch = <T>(stage: Stage, path: string | null, work: () => T) => T;

/** How an edition is read. */
export interface ReadSetup {
  readonly limits: Partial<Limits>;
  /** Reads files that pointers lead to and that are no documents. */
  readonly load: LoadTree;
  /** Opens files that documents include. */
  readonly open?: OpenFile;
  /** The files that are documents even where others include them; every other such file is part of those alone. */
  readonly named?: ReadonlySet<string>;
  readonly watch?: Watch;
}

/** The schemas of one document; findings are about finding them. */
export interface DocumentSchemas {
  /** Every one of them has to hold. */
  readonly grammars: readonly Grammar[];
  readonly schematron: readonly Schematron[];
  readonly findings: readonly Finding[];
  /** Whether no schema is named for the document anywhere. */
  readonly areNone?: boolean;
}

/** Finds the schemas of a document. */
export type SchemasOf = (tree: Tree) => Promise<DocumentSchemas>;

/** Reads the documents of an edition; `context` holds registers and targets of pointers, and is not checked itself. */
export function readEdition(
  sources: readonly Source[],
  context: readonly Source[],
  setup: ReadSetup,
): Edition {
  const { limits, load, open = nothingThere, named = new Set(), watch = unwatched } = setup;
  const library = new Library(open, limits);
  const written = [...sources, ...context].map((source) => {
    const result = watch("read", source.path, () => readWritten(source, limits));
    library.add(source.path, result);
    return { ...source, ...result };
  });
  const read = written.map((one) => watch("include", one.path, () => included(one, library)));
  const asked = withoutParts(read.slice(0, sources.length), read, named);
  const others = withoutParts(read.slice(sources.length), read, new Set());
  const documents = asked.filter(isRead);
  const all = [...documents, ...others.filter(isRead)];
  return watch("registers", null, () => ({
    sources: asked,
    documents,
    context: others.filter(isRead),
    registers: readRegisters(withoutParts(all, read, new Set())),
    scope: linkScope(all.map(anchorsOf), load),
  }));
}

/** Reads one source by itself, with what it includes. */
export function readOne(source: Source, library: Library, watch: Watch = unwatched): ReadSource {
  const written = watch("read", source.path, () => readWritten(source, library.limits));
  library.add(source.path, written);
  return watch("include", source.path, () => included({ ...source, ...written }, library));
}

/** A fault of the program in one document is a finding of that document, and the others go on. */
function readWritten({ bytes, path }: Source, limits: Partial<Limits>): ReadResult {
  try {
    return readDocument(bytes, { path, limits });
  } catch (error) {
    return { tree: null, findings: [programFailed("wellformed", path, error)] };
  }
}

function included({ tree: written, findings, ...source }: Source & ReadResult, library: Library): ReadSource {
  if (written === null) return { ...source, tree: null, written, parts: [], isComplete: true, findings };
  try {
    const { findings: more, ...rest } = includeParts(written, library);
    return { ...source, written, ...rest, findings: [...findings, ...more] };
  } catch (error) {
    const failed = programFailed("wellformed", source.path, error);
    return { ...source, tree: null, written, parts: [], isComplete: false, findings: [...findings, failed] };
  }
}

/** The files that are wholly part of a document. */
export function wholeParts({ parts }: Pick<ReadSource, "parts">): string[] {
  return parts.filter(({ isWhole }) => isWhole).map(({ tree }) => normalPath(tree.path));
}

function withoutParts<T extends ReadSource>(
  documents: readonly T[],
  all: readonly ReadSource[],
  named: ReadonlySet<string>,
): T[] {
  const paths = all.map((one) => ({ path: one.path, wholeParts: wholeParts(one) }));
  return leaveOutParts(documents, paths, named);
}

/** Leaves out what is wholly part of another document, unless that is part of it in turn, or is named. */
export function leaveOutParts<T extends { readonly path: string }>(
  documents: readonly T[],
  all: readonly { readonly path: string; readonly wholeParts: readonly string[] }[],
  named: ReadonlySet<string>,
): T[] {
  const partsOf = new Map(
    all
      .filter((one) => one.wholeParts.length > 0)
      .map((one) => [normalPath(one.path), new Set(one.wholeParts)]),
  );
  return documents.filter(({ path }) => {
    const own = normalPath(path);
    if (named.has(own)) return true;
    return ![...partsOf].some(
      ([host, parts]) => host !== own && parts.has(own) && !partsOf.get(own)?.has(host),
    );
  });
}

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

type Add = (path: string, findings: readonly Finding[]) => void;

/** Runs the checks asked for; the report has every source, in the order given. */
export async function checkEdition(edition: Edition, setup: CheckSetup): Promise<Report> {
  const { checks, cited, severity, root = "" } = setup;
  const found = new Map(edition.sources.map(({ path, findings }) => [path, [...findings]]));
  const add: Add = (path, findings) => void found.get(path)?.push(...findings);
  const schemaless = await checkSchemas(edition.documents, setup, add);
  if (checks.includes("links")) checkAllLinks(edition, setup, add);
  if (checks.includes("citations")) {
    edition.documents.forEach(({ path }, at) => void add(path, cited[at]!.findings));
  }
  const documents = edition.sources.map((source) => ({
    path: source.path,
    findings: suppress(found.get(source.path)!, suppressionsOf(source), checks),
  }));
  const report = collect(documents, severity, root);
  return schemaless.length === 0 ? report : { ...report, notes: [schemalessNote(schemaless)] };
}

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
  const findings: Finding[] = [];
  let isLeft = false;
  const schemasOf: SchemasOf = async (tree) => {
    const found = await setup.schemasOf(tree);
    const grammars = found.grammars.filter(({ language }) => language === "relaxng");
    isLeft ||= grammars.length < found.grammars.length;
    return { ...found, grammars };
  };
  const add: Add = (_path, more) => void findings.push(...more);
  const schemaless = await checkSchemas([document], { ...setup, schemasOf }, add, seen);
  if (checks.includes("links")) {
    const check = (): Finding[] => checkLinks(document, scope, { registers, exists });
    findings.push(...watch("links", path, () => guarded("links", path, check)));
  }
  if (checks.includes("citations") && cited !== null) findings.push(...cited.findings);
  return { findings, schemaless, isLeft };
}

/** Checks documents against those of their grammars that {@link checkOne} leaves; gives the findings of each, by its path. */
export async function checkTogether(
  documents: readonly EditionDocument[],
  setup: OwnSetup,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const schemasOf: SchemasOf = async (tree) => {
    const { grammars } = await setup.schemasOf(tree);
    return {
      grammars: grammars.filter(({ language }) => language !== "relaxng"),
      schematron: [],
      findings: [],
    };
  };
  const found = new Map<string, Finding[]>(documents.map(({ path }) => [path, []]));
  const add: Add = (path, more) => void found.get(path)?.push(...more);
  await checkSchemas(documents, { ...setup, schemasOf }, add, setup.seen);
  return found;
}

/** That documents were checked against no schema is never passed over in silence. */
export function schemalessNote(paths: readonly string[]): string {
  const who = paths.length === 1 ? paths[0] : `${paths.length} documents (${paths[0]} is the first)`;
  return `No schema is named for ${who}, and none is in schemas/: checked against none. Name one with --schema or in the configuration.`;
}

/** The suppressions in a document and in the files it includes. */
export function suppressionsOf({ written, parts }: Pick<ReadSource, "written" | "parts">): Suppression[] {
  if (written === null) return [];
  return [written, ...parts.map(({ tree }) => tree)].flatMap(suppressionsIn);
}

function checkAllLinks(edition: Edition, setup: CheckSetup, add: Add): void {
  const { exists = null, mustBeUsed = [], watch = unwatched } = setup;
  const { documents, context, scope, registers } = edition;
  const setting = { registers, exists };
  for (const document of documents) {
    const check = (): Finding[] => checkLinks(document, scope, setting);
    add(
      document.path,
      watch("links", document.path, () => guarded("links", document.path, check)),
    );
  }
  watch("links", null, () => {
    const byFile = new Map(
      documents.flatMap(({ path, tree }) => tree.parts.map((part) => [part.path, path])),
    );
    for (const circle of checkCircles([...documents, ...context], scope)) {
      const path = byFile.get(circle.path);
      if (path !== undefined) add(path, [circle]);
    }
    if (mustBeUsed.length === 0) return;
    const all = [...documents, ...context].map((each) => targetsOf(each, scope, registers));
    const targets = new Set(all.flatMap((each) => [...each]));
    for (const document of documents) add(document.path, checkUnusedIds(document, targets, mustBeUsed));
  });
}

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
async function checkSchemas(
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
    const found = await watch("schema", tree.path, () => schemasOf(tree));
    const { grammars, schematron, findings, areNone = false } = found;
    if (checks.includes("schema")) {
      if (areNone) schemaless.push(tree.path);
      add(path, findings);
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

function guarded(check: DocumentCheck, path: string, work: () => Finding[]): Finding[] {
  try {
    return work();
  } catch (error) {
    return [programFailed(check, path, error)];
  }
}

/** Looks on at nothing. */
export const unwatched: Watch = (_stage, _path, work) => work();

function nothingThere(): { readonly kind: "missing" } {
  return { kind: "missing" };
}

function isRead(source: ReadSource): source is ReadSource & EditionDocument {
  return source.tree !== null;
}
