import { catalogue, type Finding } from "../report/index.ts";
import { LineTable, NameTable, NONE, NodeKind, Tree, type TreePart, type XmlNode } from "../tree/index.ts";
import { normalizeLineEnds } from "./character.ts";
import { Columns } from "./columns.ts";
import { XINCLUDE_NAMESPACE } from "./include-element.ts";
import type { Fixup } from "./include-fixup.ts";
import { EXPANSION_NEVER_REFUSED, type Limits } from "./limits.ts";

/** A node under which others are put. */
export interface Place {
  readonly row: number;
  readonly depth: number;
  /** The child added last, or `NONE`. */
  last: number;
}

/** What is being included, from the innermost to the document itself: a loop leads back into it. */
export interface Chain {
  /** The file and, behind `#`, the xpointer. */
  readonly location: string;
  readonly outer: Chain | null;
  /** The base of the place at which it is put. */
  readonly base: string | null;
  readonly depth: number;
}

/** Told of each `xi:include` that is met: puts in its place what it asks for. */
export type OnInclude = (node: XmlNode, place: Place, chain: Chain) => void;

/**
 * A tree that is put together from rows of others. The text of each file is appended to the source once, when first a
 * node of it is copied, and the offsets of its nodes are moved by where it begins.
 */
export class Assembly {
  readonly findings: Finding[] = [];
  readonly top: Place = { row: 0, depth: 0, last: NONE };
  readonly #main: Tree;
  readonly #limits: Limits;
  readonly #onInclude: OnInclude;
  readonly #columns: Columns;
  readonly #names = new NameTable();
  readonly #texts = new Map<number, string>();
  readonly #values = new Map<number, string>();
  readonly #declaredIds = new Set<number>();
  readonly #origins = new Map<Tree, Origin>();
  readonly #parts: TreePart[] = [];
  readonly #pieces: string[] = [];
  readonly #textStarts = new Map<string, { readonly start: number; readonly piece: number }>();
  #length = 0;
  #spent = 0;
  #isExhausted = false;

  constructor(main: Tree, limits: Limits, onInclude: OnInclude) {
    this.#main = main;
    this.#limits = limits;
    this.#onInclude = onInclude;
    this.#columns = new Columns(main.source.length);
    this.#columns.addNode(NodeKind.document, NONE, NONE, NONE, 0, main.source.length);
    this.#originOf(main);
  }

  /** Copies a node and what is below it to a place; `xi:include` elements among them are answered. */
  copy(node: XmlNode, place: Place, chain: Chain, fixups: readonly Fixup[]): void {
    const { tree } = node;
    const { kind, name, parent } = tree.columns;
    const origin = this.#originOf(tree);
    const behind = tree.behind(node.row);
    const open: { readonly old: number; readonly place: Place }[] = [{ old: parent[node.row]!, place }];
    for (let row = node.row; row < behind; ) {
      while (open.at(-1)!.old !== parent[row]) open.pop();
      const above = open.at(-1)!.place;
      if (kind[row] === NodeKind.element && origin.isInclude[name[row]!] === 1) {
        this.#onInclude(tree.node(row), above, chain);
        row = tree.behind(row);
        continue;
      }
      if (kind[row] === NodeKind.element && this.#isTooDeep(tree.node(row), above)) {
        row = tree.behind(row);
        continue;
      }
      const added = this.#addRow(tree, row, above, origin);
      if (kind[row] === NodeKind.element) {
        this.#addAttributes(tree, row, added, origin, row === node.row ? fixups : []);
        open.push({ old: row, place: { row: added, depth: above.depth + 1, last: NONE } });
      }
      row++;
    }
  }

  /** Adds the text of a file as one node. */
  addText(path: string, text: string, place: Place, include: XmlNode): void {
    if (!this.#spendUnits(text.length, include)) return;
    const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const start = this.#textPart(path, text);
    if (text.length === from) return;
    const row = this.#add(NodeKind.text, NONE, place, start + from, start + text.length);
    if (text.includes("\r")) this.#texts.set(row, normalizeLineEnds(text.slice(from)));
  }

  /** Counts what an inclusion brings in; says whether it may. */
  spend(node: XmlNode, include: XmlNode): boolean {
    return this.#spendUnits(node.end - node.start, include);
  }

  /** Gives the tree, or null where it has not one outermost element or its source is too long for a string. */
  finish(): Tree | null {
    if (this.#isTooLong()) return null;
    const columns = this.#columns.finish();
    const top = [...columns.kind.keys()].filter((row) => columns.parent[row] === 0);
    const elements = top.filter((row) => columns.kind[row] === NodeKind.element);
    if (elements.length !== 1 || top.some((row) => columns.kind[row] === NodeKind.text)) return null;
    const { path, encoding, doctype } = this.#main;
    return new Tree({
      path,
      source: `${this.#pieces.join("\n")}\n`,
      encoding,
      doctype,
      names: this.#names,
      columns,
      texts: this.#texts,
      values: this.#values,
      declaredIds: this.#declaredIds,
      parts: this.#parts,
    });
  }

  #isTooDeep(node: XmlNode, { depth }: Place): boolean {
    const limit = this.#limits.nesting;
    if (depth < limit) return false;
    if (!this.#isExhausted) this.findings.push(catalogue.nestingTooDeep(node, { limit }));
    this.#isExhausted = true;
    return true;
  }

  #isTooLong(): boolean {
    const limit = this.#limits.documentSize;
    if (this.#length <= limit) return false;
    this.findings.push(catalogue.documentTooLarge(this.#main.root, { limit }));
    return true;
  }

  #spendUnits(units: number, include: XmlNode): boolean {
    if (this.#isExhausted) return false;
    this.#spent += units + 1;
    const { inclusion, expansionFactor } = this.#limits;
    if (this.#spent > inclusion) {
      this.findings.push(catalogue.inclusionTooLarge(include, { limit: inclusion }));
      this.#isExhausted = true;
    } else if (this.#spent > EXPANSION_NEVER_REFUSED && this.#spent > expansionFactor * this.#length) {
      this.findings.push(catalogue.inclusionOutOfProportion(include, { limit: expansionFactor }));
      this.#isExhausted = true;
    }
    return !this.#isExhausted;
  }

  #addRow(tree: Tree, row: number, place: Place, { start, names }: Origin): number {
    const { kind, name, start: starts, end, tagEnd } = tree.columns;
    const named = name[row] === NONE ? NONE : this.#nameOf(tree, name[row]!, names);
    const added = this.#add(kind[row]!, named, place, starts[row]! + start, end[row]! + start);
    this.#columns.tagEnd[added] = tagEnd[row]! + start;
    const text = tree.ownData(row);
    if (text !== null) this.#texts.set(added, text);
    return added;
  }

  #add(kind: number, name: number, place: Place, start: number, end: number): number {
    const added = this.#columns.addNode(kind, name, place.row, place.last, start, end);
    place.last = added;
    return added;
  }

  #addAttributes(tree: Tree, row: number, owner: number, origin: Origin, fixups: readonly Fixup[]): void {
    const { firstAttribute, attributeName, attributeStart, attributeEnd, valueStart, valueEnd } =
      tree.columns;
    const { start } = origin;
    const replaced = new Set(fixups.map(({ prefix, local }) => `${prefix}:${local}`));
    for (let at = firstAttribute[row]!; at < firstAttribute[row + 1]!; at++) {
      const { prefix, local } = tree.names.get(attributeName[at]!);
      if (replaced.size > 0 && replaced.has(`${prefix}:${local}`)) continue;
      const added = this.#columns.addAttribute(
        this.#nameOf(tree, attributeName[at]!, origin.names),
        owner,
        attributeStart[at]! + start,
        attributeEnd[at]! + start,
        valueStart[at]! + start,
        valueEnd[at]! + start,
      );
      const value = tree.ownValue(at);
      if (value !== null) this.#values.set(added, value);
      if (tree.isDeclaredId(at)) this.#declaredIds.add(added);
    }
    for (const fixup of fixups) this.#addFixup(fixup, owner);
  }

  /** What inclusion adds does not stand in the source: like a declared default it has the place of its element. */
  #addFixup({ prefix, local, uri, value }: Fixup, owner: number): void {
    const name = this.#names.intern(prefix, local, uri);
    const at = this.#columns.start[owner]!;
    this.#values.set(this.#columns.addAttribute(name, owner, at, at, at, at), value);
  }

  #nameOf(tree: Tree, name: number, names: Int32Array): number {
    if (names[name] === NONE) {
      const { prefix, local, uri } = tree.names.get(name);
      names[name] = this.#names.intern(prefix, local, uri);
    }
    return names[name]!;
  }

  #originOf(tree: Tree): Origin {
    const known = this.#origins.get(tree);
    if (known !== undefined) return known;
    const isInclude = new Uint8Array(tree.names.size);
    for (let id = 0; id < isInclude.length; id++) {
      const { uri, local } = tree.names.get(id);
      if (uri === XINCLUDE_NAMESPACE && local === "include") isInclude[id] = 1;
    }
    const start = this.#addPart(tree.path, tree.source, tree.lines);
    const origin = { start, names: new Int32Array(tree.names.size).fill(NONE), isInclude };
    this.#origins.set(tree, origin);
    return origin;
  }

  #textPart(path: string, text: string): number {
    const known = this.#textStarts.get(path);
    if (known !== undefined && this.#pieces[known.piece] === text) return known.start;
    const start = this.#addPart(path, text, new LineTable(text));
    this.#textStarts.set(path, { start, piece: this.#pieces.length - 1 });
    return start;
  }

  /** A line end behind each text keeps the offset of its end from being that of the next one's beginning. */
  #addPart(path: string, source: string, lines: LineTable): number {
    const start = this.#length;
    this.#parts.push({ path, lines, start });
    this.#pieces.push(source);
    this.#length += source.length + 1;
    return start;
  }
}

/** A tree that rows are copied from: where its text begins, what its names are called here, which of them is `xi:include`. */
interface Origin {
  readonly start: number;
  readonly names: Int32Array;
  readonly isInclude: Uint8Array;
}
