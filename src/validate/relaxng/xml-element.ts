import { catalogue, nearest, type SourcePlace } from "../../report/index.ts";
import { NodeKind, type Tree, XML_NAMESPACE, XMLNS_NAMESPACE } from "../../tree/index.ts";
import { resolveReference } from "./reference.ts";
import type { Note, SchemaDatatypes } from "./schema-datatypes.ts";
import type { Place, SchemaSource } from "./schema-tree.ts";

/** The namespace of RELAX NG, and what that of its drafts begins with. */
export const RELAXNG_NAMESPACE = "http://relaxng.org/ns/structure/1.0";
const RELAXNG_NAMESPACES = "http://relaxng.org/ns/structure/";

/** The attributes of RELAX NG that only some elements have. */
export interface OwnAttributes {
  readonly name: string | null;
  readonly type: string | null;
  readonly href: string | null;
  readonly combine: string | null;
}
type OwnName = keyof OwnAttributes;

/** The attributes an element may have besides `ns` and `datatypeLibrary`, and the one it must have (section 3). */
interface Shape {
  readonly own: readonly OwnName[];
  readonly required: OwnName | null;
}
const PLAIN: Shape = { own: [], required: null };
const SHAPES: Readonly<Record<string, Shape>> = {
  element: { own: ["name"], required: null },
  attribute: { own: ["name"], required: null },
  ref: { own: ["name"], required: "name" },
  parentRef: { own: ["name"], required: "name" },
  define: { own: ["name", "combine"], required: "name" },
  start: { own: ["combine"], required: null },
  data: { own: ["type"], required: "type" },
  value: { own: ["type"], required: null },
  param: { own: ["name"], required: "name" },
  include: { own: ["href"], required: "href" },
  externalRef: { own: ["href"], required: "href" },
};

/** What an element has from those around it, after sections 4.3, 4.5 and 4.9. */
export interface Inherited {
  readonly ns: string;
  readonly datatypeLibrary: string;
  readonly base: string;
}

/** An element of a schema in the XML syntax, with its attributes read and what is in force for it. */
export interface XmlElement extends OwnAttributes, Inherited {
  readonly row: number;
  readonly local: string;
  /** Its own `ns`, or null where it has none. */
  readonly ownNs: string | null;
  /** Whether an attribute is missing or is none of its own; a finding says so. */
  readonly isBroken: boolean;
}

type OpenElement = { -readonly [key in keyof XmlElement]: XmlElement[key] };

/** Reads the elements of one schema in the XML syntax off its tree (section 4.1: those of other namespaces are left out). */
export class XmlElements {
  readonly source: SchemaSource;
  readonly note: Note;
  readonly #tree: Tree;
  readonly #datatypes: SchemaDatatypes;
  readonly #uri: string;
  /** By the number of a name: the local name of an element of RELAX NG, null for others. */
  readonly #locals: (string | null | undefined)[] = [];

  constructor(tree: Tree, datatypes: SchemaDatatypes) {
    this.#tree = tree;
    this.#datatypes = datatypes;
    this.note = datatypes.note;
    this.source = { path: tree.path, lines: tree.lines, tree };
    this.#uri = tree.root.uri.startsWith(RELAXNG_NAMESPACES) ? tree.root.uri : RELAXNG_NAMESPACE;
  }

  /** The outermost element, or null after noting that it is none of RELAX NG. */
  root(inherited: Inherited): XmlElement | null {
    const { root } = this.#tree;
    if (root.uri === this.#uri) return this.#element(root.row, root.local, inherited);
    this.note(catalogue.relaxngRoot(root, { found: root.name.qualified, uri: root.uri }));
    return null;
  }

  /** The children that are elements of RELAX NG, in order; notes text between them (section 4.2). */
  children(parent: XmlElement): XmlElement[] {
    const { kind, next, parent: parents, name } = this.#tree.columns;
    const found: XmlElement[] = [];
    for (
      let row = parents[parent.row + 1] === parent.row ? parent.row + 1 : -1;
      row !== -1;
      row = next[row]!
    ) {
      if (kind[row] === NodeKind.element) {
        const local = this.#localOf(name[row]!);
        if (local !== null) found.push(this.#element(row, local, parent));
      } else if (kind[row] === NodeKind.text) this.#checkBlank(row, parent);
    }
    return found;
  }

  /** Whether an element has no children at all, which is told at once. */
  isEmpty({ row }: XmlElement): boolean {
    return this.#tree.columns.parent[row + 1] !== row;
  }

  /** The text of an element that holds nothing else; notes elements in it, of whatever namespace (section 3). */
  text(element: XmlElement): string {
    const { kind, next, parent } = this.#tree.columns;
    let text = "";
    let row = parent[element.row + 1] === element.row ? element.row + 1 : -1;
    for (; row !== -1; row = next[row]!) {
      if (kind[row] === NodeKind.text) text += this.#tree.data(row);
      else if (kind[row] === NodeKind.element) this.#noteChild(row, element);
    }
    return text;
  }

  /** The start tag of an element, for findings about it later. */
  place({ row }: XmlElement): Place {
    const { start, tagEnd } = this.#tree.columns;
    return { source: this.source, start: start[row]!, end: tagEnd[row]! };
  }

  /** Where an attribute of RELAX NG stands, for findings about its value; the start tag where it is not there. */
  attributePlace(element: XmlElement, name: string): SourcePlace {
    const node = this.#tree.node(element.row);
    const { path, lines } = this.#tree;
    const attribute = node.maybeAttribute(name);
    const span =
      attribute === null
        ? { start: node.start, end: node.tagEnd }
        : { start: attribute.start, end: attribute.end };
    return { path, lines, span, elementPath: node.path };
  }

  /** The namespace that a prefix is bound to at an element. */
  namespaceOf(element: XmlElement, prefix: string): string | null {
    return this.#tree.node(element.row).namespaceOf(prefix);
  }

  /** The prefixes bound at an element, for proposals. */
  prefixes(element: XmlElement): string[] {
    const found = ["xml"];
    for (const above of [this.#tree.node(element.row), ...this.#tree.node(element.row).ancestors()]) {
      for (const { name } of above.attributesAndNamespaces()) {
        if (name.uri === XMLNS_NAMESPACE && name.prefix === "xmlns") found.push(name.local);
      }
    }
    return found;
  }

  /** Notes that an element stands where others are expected: `known` may, and `expected` says so in words. */
  noteElement(
    element: XmlElement,
    parent: XmlElement | null,
    known: readonly string[],
    expected: string = listed(known),
  ): void {
    const found = element.local;
    const facts = { found, parent: parent?.local ?? null, expected, nearest: nearest(found, known) };
    this.note(catalogue.relaxngElement(this.#tree.node(element.row), facts));
  }

  /** Notes that an element or attribute pattern has no name, unless something else is wrong with its attributes. */
  noteNameless({ row, local, isBroken }: XmlElement): void {
    if (isBroken) return;
    const facts = { attribute: "name", element: local };
    this.note(catalogue.relaxngAttributeMissing(this.#tree.node(row), facts));
  }

  /** Notes that an element holds nothing of what it has to hold. */
  noteEmpty(element: XmlElement, expected: string): void {
    const { local } = element;
    this.note(catalogue.relaxngContentMissing(this.#tree.node(element.row), { element: local, expected }));
  }

  #localOf(name: number): string | null {
    let local = this.#locals[name];
    if (local === undefined) {
      const found = this.#tree.names.get(name);
      local = found.uri === this.#uri ? found.local : null;
      this.#locals[name] = local;
    }
    return local;
  }

  #element(row: number, local: string, { ns, datatypeLibrary, base }: Inherited): XmlElement {
    const element: OpenElement = {
      row,
      local,
      name: null,
      type: null,
      href: null,
      combine: null,
      ownNs: null,
      ns,
      datatypeLibrary,
      base,
      isBroken: false,
    };
    const { own, required } = Object.hasOwn(SHAPES, local) ? SHAPES[local]! : PLAIN;
    const { firstAttribute } = this.#tree.columns;
    const behind = firstAttribute[row + 1]!;
    for (let at = firstAttribute[row]!; at < behind; at++) this.#readAttribute(at, element, own);
    if (required !== null && element[required] === null) this.#noteMissing(element, required);
    return element;
  }

  #readAttribute(at: number, element: OpenElement, own: readonly OwnName[]): void {
    const { local, uri, prefix } = this.#tree.names.get(this.#tree.columns.attributeName[at]!);
    if (uri === "") this.#readOwn(at, local, element, own);
    else if (uri === XML_NAMESPACE && local === "base") {
      element.base = resolveReference(element.base, this.#tree.value(at));
    } else if (uri === this.#uri) this.#noteAttribute(at, `${prefix}:${local}`, element, own);
  }

  #readOwn(at: number, local: string, element: OpenElement, own: readonly OwnName[]): void {
    const value = this.#tree.value(at);
    if (isOneOf(own, local)) element[local] = value;
    else if (local === "ns") {
      element.ownNs = value;
      element.ns = value;
    } else if (local === "datatypeLibrary") {
      this.#checkLibrary(at, value);
      element.datatypeLibrary = value;
    } else this.#noteAttribute(at, local, element, own);
  }

  /** A library is known by an absolute URI without a fragment, or is the empty string (section 4.3). */
  #checkLibrary(at: number, library: string): void {
    if (
      library === "" ||
      (/^[A-Za-z][A-Za-z0-9+.-]*:[^#]*$/u.test(library) && this.#datatypes.isUri(library))
    )
      return;
    const facts = { what: "The datatypeLibrary", value: library, expected: "an absolute URI without #" };
    this.note(catalogue.relaxngSpelling(this.#tree.attribute(at), { ...facts, section: "section 4.3" }));
  }

  #noteAttribute(at: number, attribute: string, element: OpenElement, own: readonly OwnName[]): void {
    element.isBroken = true;
    const known = [...own, "ns", "datatypeLibrary"];
    const meant = nearest(attribute.slice(attribute.indexOf(":") + 1), known);
    const facts = { attribute, element: element.local, nearest: meant };
    this.note(catalogue.relaxngAttribute(this.#tree.attribute(at), facts));
  }

  #noteMissing(element: OpenElement, attribute: OwnName): void {
    element.isBroken = true;
    const where = this.#tree.node(element.row);
    this.note(catalogue.relaxngAttributeMissing(where, { attribute, element: element.local }));
  }

  #checkBlank(row: number, parent: XmlElement): void {
    const { source } = this.#tree;
    const { start, end } = this.#tree.columns;
    let at = start[row]!;
    while (at < end[row]! && isBlank(source.charCodeAt(at))) at++;
    if (at === end[row]!) return;
    const text = this.#tree.data(row);
    if (!/[^ \t\r\n]/.test(text)) return;
    this.note(catalogue.relaxngText(this.#tree.node(row), { element: parent.local, text }));
  }

  #noteChild(row: number, parent: XmlElement): void {
    const node = this.#tree.node(row);
    const facts = { found: node.name.qualified, parent: parent.local, expected: "text only", nearest: null };
    this.note(catalogue.relaxngElement(node, facts));
  }
}

function isOneOf(names: readonly OwnName[], name: string): name is OwnName {
  return (names as readonly string[]).includes(name);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

function listed(names: readonly string[]): string {
  const shown = names.map((name) => `<${name}>`);
  if (shown.length === 0) return "nothing";
  return shown.length === 1 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}
