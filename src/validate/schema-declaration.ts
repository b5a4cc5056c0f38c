import type { Where } from "../report/index.ts";
import { lookUp, NodeKind, type Tree, type XmlNode } from "../tree/index.ts";

/** The languages in which a document may name a schema. */
export type SchemaLanguage = "relaxng" | "schematron" | "xsd" | "dtd" | "odd";

/** A schema that a document names, and where it does. */
export interface SchemaDeclaration {
  readonly href: string;
  /** The public identifier of a DTD; null for all others. */
  readonly publicId: string | null;
  /** What the document says of the language; null where it says nothing, and the schema itself has to tell. */
  readonly language: SchemaLanguage | null;
  /** A language that is not understood, in the document's words; null for the others. */
  readonly unknown: string | null;
  /** What is checked before a Schematron schema is applied (ISO/IEC 19757-3, section 5.4.11), where it is said. */
  readonly phase: string | null;
  readonly where: Where;
}

/**
 * Gives the schemas a document names, in order: `xml-model` instructions (Associating Schemas with XML documents 1.0) and
 * those of oXygen before its outermost element, its document type declaration, and `xsi:schemaLocation` on that element.
 */
export function schemaDeclarations(tree: Tree): readonly SchemaDeclaration[] {
  return [...instructions(tree), ...doctype(tree), ...schemaLocations(tree)];
}

function* instructions(tree: Tree): Generator<SchemaDeclaration> {
  for (const node of tree.document.children()) {
    if (node.isElement) return;
    if (node.kind !== NodeKind.instruction) continue;
    const said = pseudoAttributes(node.text);
    const declared = node.local === "xml-model" ? model(said) : node.local === "oxygen" ? oxygen(said) : null;
    if (declared !== null) yield { publicId: null, unknown: null, phase: null, ...declared, where: node };
  }
}

type Declared = Pick<SchemaDeclaration, "href" | "language"> & Partial<SchemaDeclaration>;

const LANGUAGES: Readonly<Record<string, SchemaLanguage>> = {
  "http://relaxng.org/ns/structure/1.0": "relaxng",
  "http://purl.oclc.org/dsdl/schematron": "schematron",
  "http://www.ascc.net/xml/schematron": "schematron",
  "http://www.w3.org/2001/XMLSchema": "xsd",
  "application/relax-ng-compact-syntax": "relaxng",
  "application/xml-dtd": "dtd",
};

/** The namespace of the language goes before the media type, which mostly says no more than that it is XML. */
function model(said: ReadonlyMap<string, string>): Declared | null {
  const href = said.get("href");
  if (href === undefined) return null;
  const namespace = said.get("schematypens");
  const phase = said.get("phase") ?? null;
  const language = lookUp(LANGUAGES, namespace ?? "") ?? lookUp(LANGUAGES, said.get("type") ?? "") ?? null;
  const unknown = namespace !== undefined && namespace !== "" && lookUp(LANGUAGES, namespace) === undefined;
  return { href, language: unknown ? null : language, phase, unknown: unknown ? namespace : null };
}

/** Editions made before `xml-model` have `<?oxygen RNGSchema="…" type="xml"?>` or `SCHSchema="…"`. */
function oxygen(said: ReadonlyMap<string, string>): Declared | null {
  const grammar = said.get("RNGSchema");
  if (grammar !== undefined) return { href: grammar, language: "relaxng" };
  const rules = said.get("SCHSchema");
  return rules === undefined ? null : { href: rules, language: "schematron" };
}

/** A DOCTYPE without an external DTD mostly declares entities only, and is no schema. */
function doctype(tree: Tree): SchemaDeclaration[] {
  const { doctype: declared } = tree;
  if (declared === null || declared.systemId === null) return [];
  const { start, end } = declared;
  const where = { path: tree.path, lines: tree.lines, span: { start, end }, elementPath: null };
  const { systemId: href, publicId } = declared;
  return [{ href, publicId, language: "dtd", unknown: null, phase: null, where }];
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** XML Schema part 1, section 4.3.2; of several places the one for the namespace of the outermost element counts. */
function schemaLocations(tree: Tree): SchemaDeclaration[] {
  const { root } = tree;
  const found: SchemaDeclaration[] = [];
  for (const attribute of root.attributes()) {
    if (attribute.name.uri !== XSI) continue;
    const words = attribute.value.trim().split(/\s+/u);
    const href =
      attribute.name.local === "schemaLocation"
        ? locationFor(words, root)
        : attribute.name.local === "noNamespaceSchemaLocation" && root.uri === ""
          ? words[0]
          : undefined;
    if (href !== undefined && href !== "")
      found.push({ href, publicId: null, language: "xsd", unknown: null, phase: null, where: attribute });
  }
  return found;
}

function locationFor(words: readonly string[], root: XmlNode): string | undefined {
  const at = words.findIndex((word, index) => index % 2 === 0 && word === root.uri);
  return at < 0 ? undefined : words[at + 1];
}

function pseudoAttributes(data: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of data.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)) {
    found.set(name!, resolved(double ?? single ?? ""));
  }
  return found;
}

const REFERENCES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

/** Pseudo-attributes may hold the references that XML itself knows. */
function resolved(value: string): string {
  return value.replace(/&(?:amp|lt|gt|quot|apos);/gu, (reference) => REFERENCES[reference]!);
}
