import type { DocumentBytes, IncludedPart } from "../read/index.ts";
import type { Finding } from "../report/index.ts";
import { isPieceOfText, normalPath, TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";

/** A document as it was loaded: its id, the path the user knows it by, and its bytes, which may lie on the disk. */
export interface Source extends DocumentBytes {
  readonly id: string;
  readonly path: string;
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

/** The files that are wholly part of a document. */
export function wholeParts({ parts }: Pick<ReadSource, "parts">): string[] {
  return parts.filter(({ isWhole }) => isWhole).map(({ tree }) => normalPath(tree.path));
}

/** A document with the files that are parts of it as a whole. */
interface Hosting {
  readonly path: string;
  readonly wholeParts: readonly string[];
}

/** Gives who says whether a document is no part of another as a whole, or that is part of it in turn, or it is named. */
export function standingAlone(
  all: Iterable<Hosting>,
  named: ReadonlySet<string>,
): (document: { readonly path: string }) => boolean {
  const partsOf = new Map<string, ReadonlySet<string>>();
  for (const { path, wholeParts: parts } of all)
    if (parts.length > 0) partsOf.set(normalPath(path), new Set(parts));
  if (partsOf.size === 0) return () => true;
  return ({ path }) => {
    const own = normalPath(path);
    if (named.has(own)) return true;
    return ![...partsOf].some(
      ([host, parts]) => host !== own && parts.has(own) && !partsOf.get(own)?.has(host),
    );
  };
}

/** Whether a source could be read. */
export function isRead(source: ReadSource): source is ReadSource & EditionDocument {
  return source.tree !== null;
}

/** What is read as a text, or line by line as its source; programs may leave out the `text` around a `body`. */
const TEXTS: readonly string[] = ["text", "body", "sourceDoc"];

/** What has to be there for a document to be seen in pictures. */
const PICTURED: readonly string[] = ["facsimile", "graphic"];

/** Whether a document holds a text: a register without one is none. */
export function hasText({ root }: Tree): boolean {
  const names = function* (): Generator<Name> {
    for (const { name } of root.descendantElements(...TEXTS, ...PICTURED, "standOff")) yield name;
  };
  return hasTextOf(root.name, names());
}

type Name = Pick<XmlNode["name"], "uri" | "local">;

/** The same of a document with an outermost element of this name and, in it, elements of others. */
export function hasTextOf(root: Name, names: Iterable<Name>): boolean {
  if (isPieceOfText(root) || TEXTS.includes(root.local)) return true;
  const found = new Set<string>();
  for (const { uri, local } of names) {
    // An example of TEI in a text of TEI is none.
    if (uri !== TEI_NAMESPACE && root.uri === TEI_NAMESPACE) continue;
    if (TEXTS.includes(local)) return true;
    found.add(local);
  }
  // Where pictures are all there is, they are seen as the text.
  return PICTURED.every((local) => found.has(local)) && !found.has("standOff");
}
