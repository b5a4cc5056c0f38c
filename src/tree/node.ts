import type { Position } from "./line-table.ts";
import { type Name, TEI_NAMESPACE, XMLNS_NAMESPACE } from "./name.ts";
import { NONE, NodeKind, type Tree } from "./tree.ts";

/** A node of a tree as one reads it: a view, made when asked for, with the same identity each time. */
export class XmlNode {
  readonly tree: Tree;
  readonly row: number;

  constructor(tree: Tree, row: number) {
    this.tree = tree;
    this.row = row;
  }

  get kind(): NodeKind {
    return this.tree.columns.kind[this.row] as NodeKind;
  }

  get isElement(): boolean {
    return this.kind === NodeKind.element;
  }

  get isText(): boolean {
    return this.kind === NodeKind.text;
  }

  /** The name of an element or the target of an instruction; throws for other nodes. */
  get name(): Name {
    return this.tree.names.get(this.tree.columns.name[this.row]!);
  }

  /** The local name of an element or the target of an instruction; empty for other nodes. */
  get local(): string {
    return this.tree.columns.name[this.row] === NONE ? "" : this.name.local;
  }

  /** The namespace of an element; empty for other nodes. */
  get uri(): string {
    return this.tree.columns.name[this.row] === NONE ? "" : this.name.uri;
  }

  /** Offset in the source where the node begins. */
  get start(): number {
    return this.tree.columns.start[this.row]!;
  }

  /** Offset behind the node. */
  get end(): number {
    return this.tree.columns.end[this.row]!;
  }

  /** Offset behind the start tag of an element. */
  get tagEnd(): number {
    return this.tree.columns.tagEnd[this.row]!;
  }

  /** Line and column where the node begins. */
  get position(): Position {
    return this.tree.lines.position(this.start);
  }

  get parent(): XmlNode | null {
    return this.#at(this.tree.columns.parent[this.row]!);
  }

  get firstChild(): XmlNode | null {
    const { parent } = this.tree.columns;
    return parent[this.row + 1] === this.row ? this.tree.node(this.row + 1) : null;
  }

  get lastChild(): XmlNode | null {
    let last = this.firstChild;
    for (let at = last; at !== null; at = at.nextSibling) last = at;
    return last;
  }

  get nextSibling(): XmlNode | null {
    return this.#at(this.tree.columns.next[this.row]!);
  }

  get previousSibling(): XmlNode | null {
    return this.#at(this.tree.columns.previous[this.row]!);
  }

  /** The element behind it, whatever stands between. */
  get nextElementSibling(): XmlNode | null {
    for (let at = this.nextSibling; at !== null; at = at.nextSibling) if (at.isElement) return at;
    return null;
  }

  /** The element before it, whatever stands between. */
  get previousElementSibling(): XmlNode | null {
    for (let at = this.previousSibling; at !== null; at = at.previousSibling) if (at.isElement) return at;
    return null;
  }

  /** The children in order. */
  *children(): Generator<XmlNode, undefined> {
    for (let at = this.firstChild; at !== null; at = at.nextSibling) yield at;
  }

  /** The element children in order, all of them or those of a local name. */
  *elements(local?: string): Generator<XmlNode, undefined> {
    for (const child of this.children()) {
      if (child.isElement && (local === undefined || child.local === local)) yield child;
    }
  }

  /** The first element child, or the first of a local name, or null. */
  maybeElement(local?: string): XmlNode | null {
    return this.elements(local).next().value ?? null;
  }

  /** The first element child of a local name; throws a `RangeError` where there is none. */
  element(local: string): XmlNode {
    const found = this.maybeElement(local);
    if (found === null) throw new RangeError(`<${this.local}> holds no <${local}>`);
    return found;
  }

  /** The nodes below this one, in document order. */
  *descendants(): Generator<XmlNode, undefined> {
    const behind = this.tree.behind(this.row);
    for (let row = this.row + 1; row < behind; row++) yield this.tree.node(row);
  }

  /** The elements below this one in document order, all of them or those of some local names; views are made of these alone. */
  *descendantElements(...locals: readonly string[]): Generator<XmlNode, undefined> {
    const { columns, names } = this.tree;
    const wanted = locals.length === 0 ? null : names.withLocal(locals);
    if (wanted?.length === 0) return;
    const behind = this.tree.behind(this.row);
    for (let row = this.row + 1; row < behind; row++) {
      if (columns.kind[row] !== NodeKind.element) continue;
      if (wanted === null || wanted.includes(columns.name[row]!)) yield this.tree.node(row);
    }
  }

  /** The elements above this one, the nearest first. */
  *ancestors(): Generator<XmlNode, undefined> {
    for (let at = this.parent; at?.isElement; at = at.parent) yield at;
  }

  /** The nearest element above this one with one of these local names, or null. */
  maybeAncestor(...locals: readonly string[]): XmlNode | null {
    for (const above of this.ancestors()) if (locals.includes(above.local)) return above;
    return null;
  }

  /** Whether the other node stands below this one. */
  contains(other: XmlNode): boolean {
    return other.tree === this.tree && other.row > this.row && other.row < this.tree.behind(this.row);
  }

  /** Whether this is an element of the TEI namespace with one of these names; with none given, any TEI element. */
  isTei(...locals: readonly string[]): boolean {
    // Asked more often than anything else: the name is looked up once.
    if (!this.isElement) return false;
    const { uri, local } = this.name;
    return uri === TEI_NAMESPACE && (locals.length === 0 || locals.includes(local));
  }

  /** The attributes in the order written, declared defaults behind them; namespace declarations left out. */
  *attributes(): Generator<XmlAttribute, undefined> {
    for (const attribute of this.attributesAndNamespaces()) {
      if (attribute.name.uri !== XMLNS_NAMESPACE) yield attribute;
    }
  }

  /** The attributes with the namespace declarations among them. */
  *attributesAndNamespaces(): Generator<XmlAttribute, undefined> {
    const { firstAttribute } = this.tree.columns;
    const behind = firstAttribute[this.row + 1]!;
    for (let row = firstAttribute[this.row]!; row < behind; row++) yield this.tree.attribute(row);
  }

  /** The attribute of a qualified name (`who`, `xml:id`), or null. */
  maybeAttribute(qualified: string): XmlAttribute | null {
    const { firstAttribute, attributeName } = this.tree.columns;
    const behind = firstAttribute[this.row + 1]!;
    for (let row = firstAttribute[this.row]!; row < behind; row++) {
      const name = this.tree.names.get(attributeName[row]!);
      if (name.qualified === qualified && name.uri !== XMLNS_NAMESPACE) return this.tree.attribute(row);
    }
    return null;
  }

  /** The value of an attribute by its qualified name (`who`, `xml:id`), or null where it is absent. */
  get(qualified: string): string | null {
    return this.maybeAttribute(qualified)?.value ?? null;
  }

  /** The character data of a text node, comment or instruction; for an element or document, that of its text nodes. */
  get text(): string {
    if (this.kind > NodeKind.element) return this.tree.data(this.row);
    let text = "";
    const behind = this.tree.behind(this.row);
    for (let row = this.row + 1; row < behind; row++) {
      if (this.tree.columns.kind[row] === NodeKind.text) text += this.tree.data(row);
    }
    return text;
  }

  /** The namespace a prefix is bound to here (the empty prefix: the default namespace), or null. */
  namespaceOf(prefix: string): string | null {
    if (prefix === "xml") return "http://www.w3.org/XML/1998/namespace";
    const wanted = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
    for (let at: XmlNode | null = this; at !== null; at = at.parent) {
      for (const attribute of at.attributesAndNamespaces()) {
        if (attribute.name.qualified === wanted) return attribute.value === "" ? null : attribute.value;
      }
    }
    return null;
  }

  /** The language in force here by `@xml:lang` (XML 1.0, section 2.12), or null. */
  get language(): string | null {
    for (let at: XmlNode | null = this; at !== null; at = at.parent) {
      const own = at.get("xml:lang");
      if (own !== null) return own === "" ? null : own;
    }
    return null;
  }

  /** A path a person can follow: `/TEI/text/body/p[3]`. The number counts siblings of the same name, if there are several. */
  get path(): string {
    const steps = this.isElement ? [this.#step()] : [];
    for (const above of this.ancestors()) steps.push(above.#step());
    return `/${steps.reverse().join("/")}`;
  }

  #step(): string {
    const ordinal = this.tree.ordinal(this.row);
    return ordinal === 0 ? this.name.qualified : `${this.name.qualified}[${ordinal}]`;
  }

  #at(row: number): XmlNode | null {
    return row === NONE ? null : this.tree.node(row);
  }
}

/** An attribute of an element: a view with the same identity each time. */
export class XmlAttribute {
  readonly tree: Tree;
  readonly row: number;

  constructor(tree: Tree, row: number) {
    this.tree = tree;
    this.row = row;
  }

  get name(): Name {
    return this.tree.names.get(this.tree.columns.attributeName[this.row]!);
  }

  get owner(): XmlNode {
    return this.tree.node(this.tree.columns.attributeOwner[this.row]!);
  }

  /** The normalised value (XML 1.0, section 3.3.3). */
  get value(): string {
    return this.tree.value(this.row);
  }

  /** Offset where the attribute's name begins. */
  get start(): number {
    return this.tree.columns.attributeStart[this.row]!;
  }

  /** Offset behind the closing quote. */
  get end(): number {
    return this.tree.columns.attributeEnd[this.row]!;
  }

  /** Whether a declaration supplied it: it does not stand in the document. */
  get isDefault(): boolean {
    return this.start === this.end;
  }
}
