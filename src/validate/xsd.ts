import { posix } from "node:path";
import { readDocument } from "../read/index.ts";
import { catalogue, type Finding } from "../report/index.ts";
import { applyEdits, type Tree, type XmlNode } from "../tree/index.ts";
import { type LoadSchemaFile, resolveReference, type SchemaFile } from "./schema-file.ts";
import { type XmllintFile, XmllintSchemaError, xmllintXsd } from "./xmllint.ts";
import { xmllintInput } from "./xmllint-input.ts";
import { xsdFindings } from "./xsd-finding.ts";

const XSD_NAMESPACE = "http://www.w3.org/2001/XMLSchema";

/** The elements that take in another file (XML Schema 1.0 part 1, sections 4.2.1 to 4.2.3). */
const INCLUSIONS: readonly string[] = ["include", "import", "redefine"];

/** An XML Schema and the files it takes in, each under a plain name that the references were changed to. */
export interface XsdSchema {
  readonly path: string;
  readonly tree: Tree;
  readonly text: string;
  readonly related: readonly XmllintFile[];
}

/** The files of a schema while they are gathered: by path, with the plain name each has for libxml2. */
interface Gathering {
  readonly load: LoadSchemaFile;
  readonly names: Map<string, string>;
  readonly related: XmllintFile[];
  readonly findings: Finding[];
}

/** Reads an XML Schema with all it includes, imports and redefines. What is missing or no schema gives findings. */
export function compileXsd(
  main: SchemaFile,
  load: LoadSchemaFile,
): { readonly schema: XsdSchema | null; readonly findings: readonly Finding[] } {
  const { tree, findings } = readDocument(main.bytes, { path: main.path });
  if (tree === null) return { schema: null, findings };
  const { root } = tree;
  if (root.uri !== XSD_NAMESPACE || root.local !== "schema") {
    const reason = `its outermost element <${root.name.qualified}> is not XML Schema`;
    return { schema: null, findings: [catalogue.schemaInvalid(root, { reason })] };
  }
  const gathering: Gathering = {
    load,
    names: new Map([[main.path, "schema.xsd"]]),
    related: [],
    findings: [],
  };
  const text = withPlainNames(tree, gathering);
  if (gathering.findings.length > 0) return { schema: null, findings: gathering.findings };
  return { schema: { path: main.path, tree, text, related: gathering.related }, findings: [] };
}

/** Writes a schema with its references changed to plain names, and gathers what they lead to. */
function withPlainNames(tree: Tree, gathering: Gathering): string {
  const edits: { start: number; end: number; text: string }[] = [];
  for (const node of inclusionsOf(tree)) {
    const location = [...node.attributes()].find(({ name }) => name.qualified === "schemaLocation");
    if (location === undefined) continue;
    const name = plainName(resolveReference(location.value.trim(), tree.path), node, gathering);
    // An import may be left without a place: the declarations may come by another way (section 4.2.3).
    edits.push({
      start: location.start,
      end: location.end,
      text: name === null ? "" : `schemaLocation="${name}"`,
    });
  }
  return applyEdits(withoutEncoding(tree), edits);
}

/** The text goes on as UTF-8, whatever its declaration says; spaces keep the offsets. */
function withoutEncoding({ source }: Tree): string {
  return source.replace(/^\uFEFF?<\?xml[^?]*\?>/u, (declaration) => " ".repeat(declaration.length));
}

function inclusionsOf(tree: Tree): XmlNode[] {
  return [...tree.root.elements()].filter(
    (node) => node.uri === XSD_NAMESPACE && INCLUSIONS.includes(node.local),
  );
}

/** The plain name of a file that is taken in; null where an import leads nowhere. */
function plainName(path: string, from: XmlNode, gathering: Gathering): string | null {
  const known = gathering.names.get(path);
  if (known !== undefined) return known;
  const bytes = gathering.load(path);
  if (bytes === null) {
    if (from.local !== "import" || isUsed(from))
      gathering.findings.push(catalogue.schemaPartMissing(from, { href: path }));
    return null;
  }
  const name = `part-${gathering.names.size}${posix.extname(path) || ".xsd"}`;
  gathering.names.set(path, name);
  const { tree, findings } = readDocument(bytes, { path });
  if (tree === null) gathering.findings.push(...findings);
  else gathering.related.push({ name, text: withPlainNames(tree, gathering) });
  return name;
}

/** Whether a schema refers to anything in the namespace that it imports; an import of no use is no fault. */
function isUsed(importing: XmlNode): boolean {
  const namespace = importing.get("namespace") ?? "";
  const prefixes = namespacesOf(importing)
    .filter(([, uri]) => uri === namespace)
    .map(([prefix]) => prefix);
  if (namespace === "http://www.w3.org/XML/1998/namespace") prefixes.push("xml");
  const nodes = [...importing.tree.root.descendantElements()];
  return nodes.some((node) =>
    ["ref", "type", "base", "itemType", "memberTypes", "substitutionGroup", "refer"].some((attribute) =>
      (node.get(attribute) ?? "")
        .split(/\s+/u)
        .some((name) => name.includes(":") && prefixes.includes(name.slice(0, name.indexOf(":")))),
    ),
  );
}

function namespacesOf(node: XmlNode): [prefix: string, uri: string][] {
  return [...node.tree.root.attributesAndNamespaces(), ...node.attributesAndNamespaces()]
    .filter(({ name }) => name.qualified.startsWith("xmlns:"))
    .map(({ name, value }) => [name.qualified.slice("xmlns:".length), value]);
}

/**
 * Checks documents against an XML Schema, which is compiled once for all of them. Where the schema itself cannot be
 * used, each document gets one finding, which stands in the schema.
 */
export async function validateXsd(
  trees: readonly Tree[],
  schema: XsdSchema,
): Promise<readonly (readonly Finding[])[]> {
  const inputs = trees.map(xmllintInput);
  try {
    const verdicts = await xmllintXsd(
      schema.text,
      inputs.map(({ text }) => text),
      schema.related,
    );
    return trees.map((tree, at) => {
      const { valid, messages } = verdicts[at]!;
      return valid ? [] : xsdFindings(messages, tree, inputs[at]!.rowOfLine);
    });
  } catch (error) {
    if (!(error instanceof XmllintSchemaError)) throw error;
    return trees.map(() => [unusable(schema, error.message)]);
  }
}

/** libxml2 names the file and line of the fault; the place is given where it is the main file's. */
function unusable({ tree }: XsdSchema, message: string): Finding {
  const found = /(\S+?):(\d+):[^\n]*?(?:parser )?error : ([^\n]+)/u.exec(message);
  const reason = found?.[3] ?? message.split("\n")[0] ?? "libxml2 gave no reason";
  if (found?.[1] !== "schema.xsd") return catalogue.schemaInvalid(tree.root, { reason });
  const line = Number(found[2]);
  const start = tree.lines.offset(line, 1);
  const span = { start, end: start + tree.lines.text(line).length };
  return catalogue.schemaInvalid({ path: tree.path, lines: tree.lines, span, elementPath: null }, { reason });
}
