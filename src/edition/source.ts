import type { IncludedPart } from "../read/index.ts";
import type { Finding } from "../report/index.ts";
import { normalPath, type Tree } from "../tree/index.ts";

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

/** The files that are wholly part of a document. */
export function wholeParts({ parts }: Pick<ReadSource, "parts">): string[] {
  return parts.filter(({ isWhole }) => isWhole).map(({ tree }) => normalPath(tree.path));
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
  if (partsOf.size === 0) return [...documents];
  return documents.filter(({ path }) => {
    const own = normalPath(path);
    if (named.has(own)) return true;
    return ![...partsOf].some(
      ([host, parts]) => host !== own && parts.has(own) && !partsOf.get(own)?.has(host),
    );
  });
}

/** Whether a source could be read. */
export function isRead(source: ReadSource): source is ReadSource & EditionDocument {
  return source.tree !== null;
}

/** Whether a document is read as a text, or line by line as its source: a register without either is none. */
export function hasText({ root }: Tree): boolean {
  return root.local === "text" || root.descendantElements("text", "sourceDoc").next().value !== undefined;
}
