import { LineTable } from "./line-table.ts";
import { type NameTable, XML_NAMESPACE } from "./name.ts";
import { XmlAttribute, XmlNode } from "./node.ts";
import { JoinedLines, partAt, type TreePart } from "./part.ts";

/** The kinds of node, numbered as the tree stores them. */
export const NodeKind = { document: 0, element: 1, text: 2, comment: 3, instruction: 4 } as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/** No such node: the value of a link that leads nowhere. */
export const NONE = -1;

/** A notation that a DTD declares (XML 1.0, section 4.7). */
export interface Notation {
  readonly name: string;
  readonly publicId: string | null;
  readonly systemId: string | null;
}

/** A processing instruction that is no node: its target, and its data without the white space before it. */
export interface Instruction {
  readonly target: string;
  readonly data: string;
}

/** A document type declaration as it was read (XML 1.0, section 2.8). */
export interface Doctype {
  readonly name: string;
  readonly publicId: string | null;
  readonly systemId: string | null;
  /** The internal subset between its brackets, as written; null where there is none. */
  readonly internalSubset: string | null;
  readonly notations: readonly Notation[];
  /** The processing instructions of the internal subset; those outside it are nodes of the tree. */
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly end: number;
}

/**
 * The columns of a document, one row a node, in document order. Row 0 is the document itself. `<p n="1">a<b/></p>` is
 *
 *     row  kind      name  parent  next  previous  start  tagEnd  end
 *     0    document  -     NONE    NONE  NONE      0      0       18
 *     1    element   p     0       NONE  NONE      0      9       18
 *     2    text      -     1       3     NONE      9      9       10
 *     3    element   b     1       NONE  2         10     14      14
 *
 * The first child of a row is the next row, if that row names it as its parent. `tagEnd` is the end of the start tag.
 * A node that came out of an entity has the offsets of the reference. Attributes have columns of their own, those of
 * one element side by side from `firstAttribute[row]` up to `firstAttribute[row + 1]`.
 */
export interface TreeColumns {
  readonly kind: Uint8Array;
  readonly name: Int32Array;
  readonly parent: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  readonly start: Uint32Array;
  readonly tagEnd: Uint32Array;
  readonly end: Uint32Array;
  /** One longer than the number of rows. */
  readonly firstAttribute: Uint32Array;
  readonly attributeName: Int32Array;
  readonly attributeOwner: Int32Array;
  /** The whole attribute, from its name to behind its closing quote. */
  readonly attributeStart: Uint32Array;
  readonly attributeEnd: Uint32Array;
  /** The value between the quotes; equal where the value was supplied by a declaration. */
  readonly valueStart: Uint32Array;
  readonly valueEnd: Uint32Array;
}

/** The encodings that a document may be in. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "iso-8859-1" | "us-ascii";

/** What a tree is made of; `read/` makes one, nothing else does. */
export interface TreeParts {
  readonly path: string;
  /** The whole text, with its byte order mark if it has one. */
  readonly source: string;
  readonly encoding: Encoding;
  readonly names: NameTable;
  readonly columns: TreeColumns;
  /** Text of a node that is not the plain slice of the source: references, CDATA, CR, entity content. */
  readonly texts: ReadonlyMap<number, string>;
  /** Value of an attribute that is not the plain slice of the source, by attribute row. */
  readonly values: ReadonlyMap<number, string>;
  readonly doctype: Doctype | null;
  /** Attribute rows that a DTD declares to be of type ID. */
  readonly declaredIds: ReadonlySet<number>;
  /** The files whose texts are the source, in its order; absent where there is one. */
  readonly parts?: readonly TreePart[];
}

/** Other names for a document: a table of them, and the number that each row and each attribute row has in it. */
export interface Renaming {
  readonly names: NameTable;
  readonly elements: Int32Array;
  readonly attributes: Int32Array;
  /** What some attribute rows hold instead. */
  readonly values: ReadonlyMap<number, string>;
}

/** One XML document, read once and never changed. Nodes are numbers in it and, when asked for, views. */
export class Tree {
  readonly path: string;
  readonly source: string;
  /** What the document was in as bytes; `utf-8` for one that was a string. */
  readonly encoding: Encoding;
  readonly names: NameTable;
  readonly columns: TreeColumns;
  readonly lines: LineTable;
  /** The files it was made from: its own, and those that XInclude put into it. */
  readonly parts: readonly TreePart[];
  readonly doctype: Doctype | null;
  readonly #texts: ReadonlyMap<number, string>;
  readonly #values: ReadonlyMap<number, string>;
  readonly #declaredIds: ReadonlySet<number>;
  /** The number of the name `xml:id`, or null. */
  readonly #xmlId: number | null;
  #views: (XmlNode | undefined)[] | undefined;
  #attributeViews: (XmlAttribute | undefined)[] | undefined;
  #ordinals: Int32Array | undefined;
  #ids: Map<string, XmlNode> | undefined;

  constructor(parts: TreeParts) {
    this.path = parts.path;
    this.source = parts.source;
    this.encoding = parts.encoding;
    this.names = parts.names;
    this.columns = parts.columns;
    this.lines =
      parts.parts === undefined ? new LineTable(parts.source) : new JoinedLines(parts.source, parts.parts);
    this.parts = parts.parts ?? [{ path: parts.path, lines: this.lines, start: 0 }];
    this.doctype = parts.doctype;
    this.#texts = parts.texts;
    this.#values = parts.values;
    this.#declaredIds = parts.declaredIds;
    this.#xmlId = parts.names.maybeId("xml", "id", XML_NAMESPACE);
  }

  /** The same document with other names, and other values of some attributes: rows and offsets are what they were. */
  renamed({ names, elements, attributes, values }: Renaming): Tree {
    const { path, source, encoding, doctype, parts } = this;
    return new Tree({
      ...{ path, source, encoding, doctype, names },
      columns: { ...this.columns, name: elements, attributeName: attributes },
      texts: this.#texts,
      values: new Map([...this.#values, ...values]),
      declaredIds: this.#declaredIds,
      ...(parts.length === 1 ? {} : { parts }),
    });
  }

  /** How many nodes there are, the document itself included, attributes not. */
  get size(): number {
    return this.columns.kind.length;
  }

  /** The document node. */
  get document(): XmlNode {
    return this.node(0);
  }

  /** The outermost element. */
  get root(): XmlNode {
    const root = this.document.maybeElement();
    if (root === null) throw new RangeError(`${this.path} has no element`);
    return root;
  }

  /** Gives the view of a node, the same object each time; throws a `RangeError` where there is no such row. */
  node(row: number): XmlNode {
    if (!(row >= 0 && row < this.size)) throw new RangeError(`${this.path} has no node ${row}`);
    this.#views ??= new Array(this.size).fill(undefined);
    this.#views[row] ??= new XmlNode(this, row);
    return this.#views[row];
  }

  /** Gives the view of an attribute by its row, the same object each time. */
  attribute(row: number): XmlAttribute {
    this.#attributeViews ??= new Array(this.columns.attributeOwner.length).fill(undefined);
    this.#attributeViews[row] ??= new XmlAttribute(this, row);
    return this.#attributeViews[row];
  }

  /**
   * Lets go of the views made so far, which take several times the memory of the tree itself. Views that somebody still
   * holds go on working; asked for again, a node has another view.
   */
  releaseViews(): void {
    this.#views = undefined;
    this.#attributeViews = undefined;
    this.#ids = undefined;
  }

  /** Gives the text of a text node, comment or processing instruction (its data) by row. */
  data(row: number): string {
    return this.#texts.get(row) ?? this.#plainData(row);
  }

  /** Gives the normalised value of an attribute by its row (XML 1.0, section 3.3.3). */
  value(row: number): string {
    const { valueStart, valueEnd } = this.columns;
    return this.#values.get(row) ?? this.source.slice(valueStart[row], valueEnd[row]);
  }

  /** Gives the text of a node where it is not the plain slice of the source, else null. */
  ownData(row: number): string | null {
    return this.#texts.get(row) ?? null;
  }

  /** Gives the value of an attribute where it is not the plain slice of the source, else null. */
  ownValue(row: number): string | null {
    return this.#values.get(row) ?? null;
  }

  /** Gives the file in which an offset of the source lies. */
  partAt(offset: number): TreePart {
    return this.parts.length === 1 ? this.parts[0]! : partAt(this.parts, offset);
  }

  /**
   * Which of the siblings of its name an element is, counted from 1; 0 where it is the only one. The siblings are counted
   * together when one is asked for, because ten thousand entries of a register may each be asked for.
   */
  ordinal(row: number): number {
    this.#ordinals ??= new Int32Array(this.size).fill(NONE);
    if (this.#ordinals[row] === NONE) this.#countSiblings(row, this.#ordinals);
    return this.#ordinals[row]!;
  }

  #countSiblings(row: number, ordinals: Int32Array): void {
    const { kind, name, next, parent } = this.columns;
    const seen = new Map<number, { first: number; count: number }>();
    for (let at = parent[row]! + 1; at !== NONE; at = next[at]!) {
      if (kind[at] !== NodeKind.element) continue;
      const kin = seen.get(name[at]!) ?? { first: at, count: 0 };
      seen.set(name[at]!, kin);
      ordinals[at] = ++kin.count;
    }
    for (const { first, count } of seen.values()) if (count === 1) ordinals[first] = 0;
  }

  /** The row behind the last descendant of a row. */
  behind(row: number): number {
    const { next, parent } = this.columns;
    for (let at = row; at !== NONE; at = parent[at]!) {
      if (next[at] !== NONE) return next[at]!;
    }
    return this.size;
  }

  /** Gives the element with an `xml:id` (or an ID that the internal subset declares), the first where two share it. */
  maybeById(id: string): XmlNode | null {
    this.#ids ??= this.#indexIds();
    return this.#ids.get(id) ?? null;
  }

  /** The ids of the document, each once, in document order. */
  idNames(): IterableIterator<string> {
    this.#ids ??= this.#indexIds();
    return this.#ids.keys();
  }

  /** Whether the internal subset declares an attribute row to be an ID. */
  isDeclaredId(row: number): boolean {
    return this.#declaredIds.has(row);
  }

  /** Whether an attribute row is an ID: `xml:id`, or declared so in the internal subset. */
  isId(row: number): boolean {
    return this.columns.attributeName[row] === this.#xmlId || this.#declaredIds.has(row);
  }

  #plainData(row: number): string {
    const { kind, start, end } = this.columns;
    const from = start[row]!;
    const to = end[row]!;
    if (kind[row] === NodeKind.comment) return this.source.slice(from + 4, to - 3);
    if (kind[row] === NodeKind.instruction) return instructionData(this.source.slice(from + 2, to - 2));
    return this.source.slice(from, to);
  }

  #indexIds(): Map<string, XmlNode> {
    const ids = new Map<string, XmlNode>();
    const { attributeOwner } = this.columns;
    for (let row = 0; row < attributeOwner.length; row++) {
      if (!this.isId(row)) continue;
      const id = this.value(row);
      if (!ids.has(id)) ids.set(id, this.node(attributeOwner[row]!));
    }
    return ids;
  }
}

function instructionData(content: string): string {
  return content.replace(/^\S+\s*/u, "");
}
