import { posix } from "node:path";
import { catalogue, type Finding, type SourcePlace } from "../report/index.ts";
import { LineTable, NONE, type Tree } from "../tree/index.ts";
import { dtdFindings } from "./dtd-finding.ts";
import type { DtdQuestion, DtdSaying } from "./dtd-message.ts";
import { askDtdThread, DtdThreadError } from "./dtd-thread.ts";
import { isAddress, type LoadSchemaFile, resolveReference, type SchemaFile } from "./schema-file.ts";

/** A DTD and the files its entities lead to. */
export interface DtdSchema {
  readonly path: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Loads what the internal subset of a document takes in by itself. */
  readonly load: LoadSchemaFile;
}

/** An external entity (XML 1.0, production 75), parsed ones only: `NDATA` stands behind the others. */
const EXTERNAL_ENTITY =
  /<!ENTITY\s+(?:%\s+)?[^\s"'<>]+\s+(?:SYSTEM|PUBLIC\s+(?:"([^"]*)"|'([^']*)'))\s+(?:"([^"]*)"|'([^']*)')\s*>/gu;

/** Reads a DTD with the files that its external entities name; one that is missing is found out when it is used. */
export function compileDtd(main: SchemaFile, load: LoadSchemaFile): DtdSchema {
  const files = new Map([[main.path, main.bytes]]);
  gather(textOf(main.bytes), main.path, files, load);
  return { path: main.path, files, load };
}

function gather(text: string, base: string, files: Map<string, Uint8Array>, load: LoadSchemaFile): void {
  for (const { systemId, publicId } of externalEntities(text)) {
    const path = resolveReference(systemId, base);
    if (files.has(path)) continue;
    const bytes = load(path, publicId);
    if (bytes === null) continue;
    files.set(path, bytes);
    gather(textOf(bytes), path, files, load);
  }
}

/** The external parsed entities that a DTD or an internal subset declares, in the order of the text. */
export function externalEntities(text: string): { systemId: string; publicId: string | null }[] {
  const plain = text.replace(/<!--.*?-->/gsu, "");
  return [...plain.matchAll(EXTERNAL_ENTITY)].map((match) => ({
    systemId: match[3] ?? match[4] ?? "",
    publicId: match[1] ?? match[2] ?? null,
  }));
}

/** Whether a DTD says anything of elements; one that declares only entities is no grammar. */
export function declaresElements(schema: DtdSchema): boolean {
  return [...schema.files.values()].some((bytes) => Buffer.from(bytes).includes("<!ELEMENT"));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

/**
 * Checks documents for validity by a DTD (XML 1.0, section 2.8), each with its own internal subset before it. Where the
 * DTD itself is broken, each document gets a finding that stands in the DTD.
 */
export async function validateDtd(
  trees: readonly Tree[],
  schema: DtdSchema,
): Promise<readonly (readonly Finding[])[]> {
  const replies = await askDtdThread(trees.map((tree) => questionOf(tree, schema)));
  return trees.map((tree, at) => {
    const reply = replies[at]!;
    if (reply instanceof DtdThreadError) return [catalogue.notValid(tree.root, { reason: reply.message })];
    const inDocument = reply.filter(({ file }) => file === null || file === virtual(tree.path));
    const elsewhere = reply.filter(
      ({ file, level }) => level > 1 && file !== null && file !== virtual(tree.path),
    );
    const files = filesOf(tree, schema);
    const inDtd = elsewhere.find(({ xpath }) => xpath === null);
    const inEntities = elsewhere.filter(({ xpath }) => xpath !== null);
    return [
      ...dtdFindings(inDocument, tree),
      ...inEntities.map((saying) => catalogue.notValid(placeOf(saying, files), { reason: saying.message })),
      ...(inDtd === undefined
        ? []
        : [catalogue.schemaInvalid(placeOf(inDtd, files), { reason: inDtd.message })]),
    ];
  });
}

/** The files of a DTD, and those that the document's own entities name. */
function filesOf(tree: Tree, schema: DtdSchema): ReadonlyMap<string, Uint8Array> {
  const files = new Map(schema.files);
  gather(tree.doctype?.internalSubset ?? "", tree.path, files, schema.load);
  return files;
}

function questionOf(tree: Tree, schema: DtdSchema): DtdQuestion {
  return {
    text: withDoctype(tree, virtual(schema.path)),
    url: virtual(tree.path),
    isHuge: isHuge(tree),
    files: new Map([...filesOf(tree, schema)].map(([path, bytes]) => [virtual(path), bytes])),
  };
}

/** A folder deep enough that no `..` of a relative path leaves it. */
const VIRTUAL_FOLDER = "/0/1/2/3/4/5/6/7/8/9";

/** libxml2 joins addresses in ways of its own; absolute paths are joined by all alike. */
function virtual(path: string): string {
  return isAddress(path) ? path : posix.resolve(VIRTUAL_FOLDER, path);
}

/**
 * The document with a declaration that names the DTD under the address by which it is handed over, and keeps the
 * internal subset. Line ends are kept in number, and the encoding declared is left out since the text is one no more.
 */
function withDoctype(tree: Tree, dtd: string): string {
  const { source, doctype, root } = tree;
  const subset = doctype?.internalSubset ?? null;
  const start = doctype?.start ?? root.start;
  const end = doctype?.end ?? root.start;
  const open = `<!DOCTYPE ${doctype?.name ?? root.name.qualified} SYSTEM "${dtd}"${subset === null ? "" : ` [${subset}]`}`;
  const lost = linesOf(source.slice(start, end)) - linesOf(open);
  const head = source.slice(0, start).replace(/^\uFEFF/u, "");
  const plain = head.replace(/^<\?xml[^?]*\?>/u, (declaration) => "\n".repeat(linesOf(declaration)));
  return `${plain}${open}${"\n".repeat(Math.max(lost, 0))}>${source.slice(end)}`;
}

function linesOf(text: string): number {
  return text.split("\n").length - 1;
}

/** libxml2 takes 256 levels and ten million bytes in one text, unless it is told to take more, and to trust entities. */
function isHuge(tree: Tree): boolean {
  if (tree.source.length > 9_000_000) return true;
  const { parent } = tree.columns;
  const depth = new Uint32Array(tree.size);
  for (let row = 1; row < tree.size; row++) {
    const above = parent[row]!;
    depth[row] = above === NONE ? 0 : depth[above]! + 1;
    if (depth[row]! > 250) return true;
  }
  return false;
}

/** A line of a file beside the document. */
function placeOf({ file, line }: DtdSaying, files: ReadonlyMap<string, Uint8Array>): SourcePlace {
  const [path, bytes] = [...files].find(([name]) => virtual(name) === file) ?? [file ?? "", new Uint8Array()];
  const lines = new LineTable(textOf(bytes));
  const start = lineStart(lines, line);
  const span = { start, end: start + lines.text(line).length };
  return { path, lines, span, elementPath: null };
}

function lineStart(lines: LineTable, line: number): number {
  return line > 0 && lines.text(line) !== "" ? lines.offset(line, 1) : 0;
}
