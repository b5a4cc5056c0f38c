import { catalogue, type Finding } from "../report/index.ts";
import { LineTable, type Tree } from "../tree/index.ts";
import { Content } from "./content.ts";
import type { Declarations } from "./declarations.ts";
import { type Decoded, decode } from "./decode.ts";
import { type DocumentBytes, isOversize, tooLarge } from "./document-size.ts";
import type { Undecoded } from "./encoding.ts";
import { Entities, type Redefined, type Unread } from "./entity.ts";
import { Expansion } from "./expansion.ts";
import { Fault, fault } from "./fault.ts";
import { forbiddenAt } from "./forbidden.ts";
import { type Limits, limitsWith } from "./limits.ts";
import { readXmlDeclaration } from "./xml-declaration.ts";

export interface ReadOptions {
  /** The document, as findings are to name it. */
  readonly path: string;
  readonly limits?: Partial<Limits>;
}

/**
 * What came of reading a document. The tree is null where the document is not well-formed or passes a limit; a finding
 * then says why. A tree with findings is one to which something outside the document is missing.
 */
export interface ReadResult {
  readonly tree: Tree | null;
  readonly findings: readonly Finding[];
}

/** What came of decoding a document. */
export type TextResult =
  | { readonly text: string; readonly finding: null }
  | { readonly text: null; readonly finding: Finding };

/**
 * Reads the bytes of an XML document (XML 1.0 fifth edition, Namespaces in XML 1.0 third edition), without validating it
 * and without fetching anything. Faults of the document come back as findings; nothing is thrown for them.
 */
export function readDocument(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const limits = limitsWith(options.limits);
  const decoded = decode(bytes, limits);
  if ("fault" in decoded) return refused(decoded, options.path);
  return readDecoded(decoded, options.path, limits);
}

/** Refuses a document that is too large, before its bytes are asked for; gives null where it is not. */
export function refuseOversize(document: DocumentBytes, options: ReadOptions): ReadResult | null {
  const limits = limitsWith(options.limits);
  return isOversize(document, limits) ? refused(tooLarge(limits), options.path) : null;
}

/** Reads an XML document whose bytes may lie on the disk; those of one that is too large are not asked for. */
export function readBytes(document: DocumentBytes, options: ReadOptions): ReadResult {
  return refuseOversize(document, options) ?? readDocument(document.bytes, options);
}

/** Gives what the bytes of an XML document say, in whatever encoding, without reading it; null and a finding where they say nothing. */
export function readText(bytes: Uint8Array, { path, limits }: ReadOptions): TextResult {
  const decoded = decode(bytes, limitsWith(limits));
  if (!("fault" in decoded)) return { text: decoded.source, finding: null };
  return { text: null, finding: decoded.fault.finding(path, new LineTable(decoded.source)) };
}

/** Reads an XML document that is a string already; what its declaration says of an encoding does not matter. */
export function readString(source: string, options: ReadOptions): ReadResult {
  const limits = limitsWith(options.limits);
  if (source.length > limits.documentSize) return refused(tooLarge(limits), options.path);
  return readDecoded({ source, encoding: "utf-8", isClean: false }, options.path, limits);
}

function readDecoded({ source, encoding, isClean }: Decoded, path: string, limits: Limits): ReadResult {
  try {
    if (!isClean) checkCharacters(source);
    const { end, standalone } = readXmlDeclaration(source);
    const entities = new Entities(new Expansion(limits, source.length));
    const declarations: Declarations = {
      entities,
      attributes: new Map(),
      notations: new Map(),
      instructions: [],
      standalone,
      hasGap: false,
    };
    const content = new Content(source, end, declarations, limits);
    content.read();
    const tree = content.builder.finish({ path, source, encoding, doctype: content.doctype });
    const findings = [
      ...entities.redefined.map((redefined) => notRedefined(redefined, tree)),
      ...[...entities.unread.values()].map((unread) => notRead(unread, tree)),
    ];
    return { tree, findings };
  } catch (error) {
    if (error instanceof Fault) return refused({ fault: error, source }, path);
    throw error;
  }
}

/** Whatever is read afterwards need not look at single characters again, but for those that references give. */
function checkCharacters(source: string): void {
  const at = forbiddenAt(source);
  if (at === -1) return;
  throw fault(catalogue.characterForbidden, { code: source.charCodeAt(at) }, { start: at, end: at + 1 });
}

function refused({ fault: found, source }: Undecoded, path: string): ReadResult {
  return { tree: null, findings: [found.finding(path, new LineTable(source))] };
}

function notRedefined({ name, place }: Redefined, { path, lines }: Tree): Finding {
  return catalogue.entityRedefined({ path, lines, span: place, elementPath: null }, { name });
}

function notRead({ name, why, count, place }: Unread, tree: Tree): Finding {
  const { path, lines } = tree;
  return catalogue.entityNotRead({ path, lines, span: place, elementPath: null }, { name, why, count });
}
