import { readDocument } from "../../read/index.ts";
import type { Tree, XmlNode } from "../../tree/index.ts";
import { externalEntities, isAddress, resolveReference, type SchemaFile } from "../../validate/index.ts";
import { isCompact, languageOf } from "./kind.ts";

/** A file that a schema takes in: its path or address, resolved against that of the schema. */
export interface TakenIn {
  readonly target: string;
  /** Whether the schema cannot be used without it. */
  readonly isNeeded: boolean;
}

const RELAXNG = "http://relaxng.org/ns/structure/1.0";
const SCHEMATRON = "http://purl.oclc.org/dsdl/schematron";
const XSD = "http://www.w3.org/2001/XMLSchema";

/**
 * Gives the files that a schema takes in directly: `include` and `externalRef` of RELAX NG in both its syntaxes,
 * `include` and `extends` of Schematron, `include`, `import`, `redefine` of XML Schema, the external entities of a DTD,
 * and what an ODD customises. Null where the file is no schema at all.
 */
export function takenInBy(file: SchemaFile): readonly TakenIn[] | null {
  if (isCompact(file)) return needed(compactReferences(textOf(file)), file.path);
  const language = languageOf(file);
  if (language === "dtd") return optional(entityReferences(file), file.path);
  const { tree } = readDocument(file.bytes, { path: file.path });
  if (tree === null || language === null) return null;
  return language === "odd" ? oddSources(tree, file.path) : xmlReferences(tree, file.path);
}

function needed(references: readonly string[], base: string): TakenIn[] {
  return references.map((reference) => ({ target: resolveReference(reference, base), isNeeded: true }));
}

function optional(references: readonly string[], base: string): TakenIn[] {
  return needed(references, base).map(({ target }) => ({ target, isNeeded: false }));
}

/** RELAX NG compact syntax, appendix A: `include "x"` and `external "x"`, outside comments and other literals. */
function compactReferences(text: string): string[] {
  const tokens = text.matchAll(
    /#[^\n]*|(?:\b(include|external)\s+)?(?:"""(.*?)"""|'''(.*?)'''|"([^"\n]*)"|'([^'\n]*)')/gsu,
  );
  return [...tokens].flatMap(([, keyword, ...literals]) =>
    keyword === undefined ? [] : (literals.find((literal) => literal !== undefined) ?? []),
  );
}

function entityReferences(file: SchemaFile): string[] {
  return externalEntities(textOf(file)).map(({ systemId }) => systemId);
}

function textOf({ bytes }: SchemaFile): string {
  return Buffer.from(bytes).toString("utf8");
}

function xmlReferences(tree: Tree, base: string): TakenIn[] {
  return [...tree.document.descendantElements()].flatMap((node) => {
    const reference = referenceOf(node);
    const target = reference === null ? "" : resolveReference(reference.trim(), base);
    return target === "" || target === base ? [] : [{ target, isNeeded: node.local !== "import" }];
  });
}

function referenceOf(node: XmlNode): string | null {
  const { uri, local } = node;
  if (uri === RELAXNG && (local === "include" || local === "externalRef")) return node.get("href");
  if (uri === SCHEMATRON && (local === "include" || local === "extends")) return node.get("href");
  const isInclusion = uri === XSD && ["include", "import", "redefine", "override"].includes(local);
  return isInclusion ? node.get("schemaLocation") : null;
}

/** Where TEI keeps its specifications; `tei:current` and `tei:4.9.0` name a release (TEI P5, 23.2.1.3). */
const VAULT = "https://www.tei-c.org/Vault/P5/";
const SPECIFICATIONS = "/xml/tei/odd/p5subset.xml";

/** What an ODD customises: the TEI it names, or the current one where it takes modules without saying of what. */
function oddSources(tree: Tree, base: string): TakenIn[] {
  const nodes = [...tree.document.descendantElements()];
  const sources = nodes.flatMap((node) => [
    node.get("source"),
    node.local === "moduleRef" ? node.get("url") : null,
  ]);
  const named = sources.filter((source) => source !== null && source !== "" && !source.startsWith("#"));
  const targets = named.map((source) => teiRelease(source!) ?? resolveReference(source!, base));
  const isCustomisation = nodes.some((node) => node.local === "moduleRef" && node.get("key") !== null);
  if (isCustomisation && nodes.every((node) => node.local !== "schemaSpec" || node.get("source") === null))
    targets.push(`${VAULT}current${SPECIFICATIONS}`);
  return [...new Set(targets)]
    .filter((target) => !isAddress(target) || /^https?:/iu.test(target))
    .map((target) => ({ target, isNeeded: true }));
}

function teiRelease(source: string): string | null {
  const release = /^tei:(current|\d+(?:\.\d+)*[a-z]?)$/u.exec(source)?.[1];
  return release === undefined ? null : `${VAULT}${release}${SPECIFICATIONS}`;
}
