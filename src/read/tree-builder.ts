import { NameTable, NONE, NodeKind, Tree, type TreeParts, XMLNS_NAMESPACE } from "../tree/index.ts";
import { Columns } from "./columns.ts";
import type { Input } from "./input.ts";
import type { Namespaces } from "./namespaces.ts";
import type { WrittenName } from "./written-names.ts";

/** Puts a tree together, node by node, in document order. */
export class TreeBuilder {
  readonly columns: Columns;
  readonly values: Map<number, string> = new Map();
  readonly declaredIds: Set<number> = new Set();
  readonly #names = new NameTable();
  readonly #texts = new Map<number, string>();
  readonly #openRows: number[] = [0];
  readonly #openNames: (WrittenName | null)[] = [null];
  readonly #lastChildren: number[] = [NONE];
  /** How many elements are open. */
  depth = 0;
  /** The outermost element, once it was opened. */
  root: WrittenName | null = null;

  constructor(length: number) {
    this.columns = new Columns(length);
    this.columns.addNode(NodeKind.document, NONE, NONE, NONE, 0, length);
  }

  /** The name of the innermost open element; call it only where one is open. */
  get openName(): WrittenName {
    return this.#openNames[this.depth]!;
  }

  /** Where the innermost open element begins. */
  get openStart(): number {
    return this.columns.start[this.#openRows[this.depth]!]!;
  }

  /** Adds an element, its name to be given later, and gives its row. */
  addElement(start: number): number {
    return this.#add(NodeKind.element, NONE, start, start);
  }

  /** Makes the element added last the innermost open one. */
  open(row: number, name: WrittenName): void {
    const depth = ++this.depth;
    this.#openRows[depth] = row;
    this.#openNames[depth] = name;
    this.#lastChildren[depth] = NONE;
    this.root ??= name;
  }

  /** Closes the innermost open element. */
  close(end: number): void {
    this.columns.end[this.#openRows[this.depth--]!] = end;
  }

  /** Adds a text; `text` is null where it is the plain slice of the source. */
  addText(start: number, end: number, text: string | null): void {
    const row = this.#add(NodeKind.text, NONE, start, end);
    if (text !== null) this.#texts.set(row, text);
  }

  /** Adds a comment that stands in an input from an offset up to where the input now is. */
  addComment(input: Input, start: number, text: string): void {
    const { start: from, end } = input.span(start);
    const row = this.#add(NodeKind.comment, NONE, from, end);
    this.#keepText(row, input, text);
  }

  /** Adds a processing instruction in the same way. */
  addInstruction(input: Input, start: number, target: string, data: string): void {
    const { start: from, end } = input.span(start);
    const row = this.#add(NodeKind.instruction, this.#names.intern("", target, ""), from, end);
    this.#keepText(row, input, data);
  }

  /** Gives the number that a written name has in the tree, being in a namespace. */
  nameIn(name: WrittenName, namespace: number, namespaces: Namespaces): number {
    if (name.lastNamespace !== namespace) {
      name.lastName = this.#names.intern(name.prefixText, name.local, namespaces.uri(namespace));
      name.lastNamespace = namespace;
    }
    return name.lastName;
  }

  /** Gives the number that a written name without a prefix has in the tree as that of an attribute. */
  plainName(name: WrittenName): number {
    if (name.plainName === -1) {
      name.plainName = this.#names.intern("", name.local, name.declares === "default" ? XMLNS_NAMESPACE : "");
    }
    return name.plainName;
  }

  /** Gives the tree; nothing may be added afterwards. */
  finish(document: Pick<TreeParts, "path" | "source" | "encoding" | "doctype">): Tree {
    return new Tree({
      ...document,
      names: this.#names,
      columns: this.columns.finish(),
      texts: this.#texts,
      values: this.values,
      declaredIds: this.declaredIds,
    });
  }

  #add(kind: number, name: number, start: number, end: number): number {
    const { depth } = this;
    const previous = this.#lastChildren[depth]!;
    const row = this.columns.addNode(kind, name, this.#openRows[depth]!, previous, start, end);
    this.#lastChildren[depth] = row;
    return row;
  }

  #keepText(row: number, input: Input, text: string): void {
    if (input.inclusion !== null) this.#texts.set(row, text);
    else if (text.includes("\r")) this.#texts.set(row, text.replace(/\r\n?/g, "\n"));
  }
}
