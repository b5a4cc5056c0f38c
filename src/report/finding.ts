import { LineTable, type Tree, type XmlAttribute, type XmlNode } from "../tree/index.ts";

/** The five checks of `colophon check`, and what `colophon archive` checks: an edition as a package, and packages. */
export type Check = "wellformed" | "schema" | "schematron" | "links" | "citations" | "archive";
export type Severity = "error" | "warning" | "info";
/** The checks of `colophon check`: those that are about documents. */
export type DocumentCheck = Exclude<Check, "archive">;
/** What a configuration may say of a code: its severity, or that it is not to be told. */
export type SeveritySetting = Severity | "off";

/** A stretch of a source, in UTF-16 units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One fault of one document: data, made by the factory of its code in the catalogue. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** What stands there, what was expected. */
  readonly message: string;
  /** The way out, or null. */
  readonly help: string | null;
  readonly check: Check;
  /** The document, as it was named to the program. */
  readonly path: string;
  /** Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The line it stands on, as written; of a very long one what is around the fault. */
  readonly excerpt: string;
  /** What stands on the line before the excerpt; absent where that begins with the line. */
  readonly excerptAfter?: Stretch;
  /** `/TEI/text/body/p[3]`; null where the document could not be read. */
  readonly elementPath: string | null;
  /** The same for the same fault after lines elsewhere were added or taken away, wherever the edition lies. */
  readonly fingerprint: string;
}

/** How long a stretch of a line is, in UTF-16 units and in bytes of UTF-8. */
export interface Stretch {
  readonly units: number;
  readonly bytes: number;
}

/** A stretch of a text that may not have become a tree. */
export interface SourcePlace {
  readonly path: string;
  readonly lines: LineTable;
  readonly span: Span;
  readonly elementPath: string | null;
}

/** Where a finding stands: an element (its start tag), a text, an attribute, or a stretch of a source. */
export type Where = XmlNode | XmlAttribute | SourcePlace;

/** The place of a stretch inside a tree, for findings about part of a text: in the file that the stretch stands in. */
export function placeIn(tree: Tree, span: Span, node: XmlNode): SourcePlace {
  const { path, lines, start } = tree.partAt(span.start);
  return {
    path,
    lines,
    span: { start: span.start - start, end: span.end - start },
    elementPath: node.path,
  };
}

/** The place of something that is found in a file as a whole, or in a package; `within` names the part meant, or is null. */
export function wholeOf(path: string, within: string | null = null): SourcePlace {
  return { path, lines: new LineTable(""), span: { start: 0, end: 0 }, elementPath: within };
}
