import { catalogue } from "../../report/index.ts";
import type { Tree } from "../../tree/index.ts";
import { reasonAgainstAttribute } from "./constraints.ts";
import type { NameClass } from "./name-class.ts";
import { resolveReference } from "./reference.ts";
import type { SchemaDatatypes } from "./schema-datatypes.ts";
import type { Combine, Component, Place, Reference, SchemaPattern } from "./schema-tree.ts";
import { whereOf } from "./schema-tree.ts";
import { readData, readValue } from "./xml-data.ts";
import { type Inherited, type XmlElement, XmlElements } from "./xml-element.ts";
import { isNameClass, readNameClass } from "./xml-name-class.ts";

const PATTERNS: readonly string[] = [
  "element",
  "attribute",
  "group",
  "interleave",
  "choice",
  "optional",
  "zeroOrMore",
  "oneOrMore",
  "list",
  "mixed",
  "ref",
  "parentRef",
  "empty",
  "text",
  "value",
  "data",
  "notAllowed",
  "externalRef",
  "grammar",
];
const IN_GRAMMAR: readonly string[] = ["start", "define", "div", "include"];
const IN_INCLUDE: readonly string[] = ["start", "define", "div"];

/** Reads a schema in the XML syntax (RELAX NG, section 3) off its tree, up to what needs other files or definitions. */
export class XmlSyntax {
  readonly elements: XmlElements;
  readonly datatypes: SchemaDatatypes;
  readonly #inherited: Inherited;

  /** `ns` is what names are in where the schema does not say; the path of the tree is what references start from. */
  constructor(tree: Tree, datatypes: SchemaDatatypes, ns: string) {
    this.elements = new XmlElements(tree, datatypes);
    this.datatypes = datatypes;
    this.#inherited = { ns, datatypeLibrary: "", base: tree.path };
  }

  /** Reads the whole as a pattern; null where there is none, with a finding that says so. */
  read(): SchemaPattern | null {
    const root = this.elements.root(this.#inherited);
    return root === null ? null : this.pattern(root, null);
  }

  /** Reads a pattern; one that is none is noted, and gives a `fault`. */
  pattern(element: XmlElement, parent: XmlElement | null): SchemaPattern {
    const place = this.elements.place(element);
    const { local } = element;
    switch (local) {
      case "element":
      case "attribute":
        return this.#named(element, local, place);
      case "group":
      case "interleave":
      case "choice":
        return this.#several(local, this.patternsIn(element), place);
      case "optional":
      case "zeroOrMore":
      case "oneOrMore":
      case "list":
      case "mixed":
        return { kind: local, content: this.#contentOf(element), place };
      case "ref":
      case "parentRef":
        return this.#reference(element, local, place);
      case "empty":
      case "text":
      case "notAllowed":
        this.noteChildren(element);
        return { kind: local, place };
      case "data":
        return readData(this, element, place);
      case "value":
        return readValue(this, element, place);
      case "externalRef":
        return this.#external(element, place);
      case "grammar":
        return { kind: "grammar", components: this.#components(element, IN_GRAMMAR), place };
      default:
        this.elements.noteElement(element, parent, PATTERNS, "a pattern");
        return { kind: "fault", place };
    }
  }

  /** Reads the children of an element as patterns; notes where there are none. */
  patternsIn(element: XmlElement): SchemaPattern[] {
    const children = this.elements.children(element);
    if (children.length === 0) this.elements.noteEmpty(element, "pattern");
    return children.map((child) => this.pattern(child, element));
  }

  /** Notes each child of an element that may have none. */
  noteChildren(element: XmlElement): void {
    if (this.elements.isEmpty(element)) return;
    for (const child of this.elements.children(element)) this.elements.noteElement(child, element, []);
  }

  /** Notes that the value of an attribute, or the text of an element, is not what it has to be. */
  noteSpelling(
    element: XmlElement,
    attribute: "name" | "type" | "href" | "combine" | "datatypeLibrary" | null,
    value: string,
    expected: string,
    section: string,
  ): void {
    const what =
      attribute === null ? `The content of <${element.local}>` : `The ${attribute} of <${element.local}>`;
    const where = this.elements.attributePlace(element, attribute ?? "");
    this.elements.note(catalogue.relaxngSpelling(where, { what, value, expected, section }));
  }

  /** Gives a name without a colon as an attribute has it, or null after noting that it is none (section 4.2). */
  ncName(element: XmlElement, attribute: "name" | "type"): string | null {
    const name = (element[attribute] ?? "").trim();
    if (element.isBroken) return null;
    if (this.datatypes.isNcName(name)) return name;
    this.noteSpelling(element, attribute, name, "a name without a colon", "section 3");
    return null;
  }

  #named(element: XmlElement, kind: "element" | "attribute", place: Place): SchemaPattern {
    const children = this.elements.children(element);
    const [first] = children;
    const child = element.name === null && first !== undefined && isNameClass(first) ? first : null;
    const name = readNameClass(this, element, child);
    const rest = child === null ? children : children.slice(1);
    if (kind === "attribute" && name !== null) this.#checkAttributeName(name, place);
    if (rest.length === 0 && kind === "element") this.elements.noteEmpty(element, "pattern");
    if (kind === "attribute" && rest.length > 1) this.#noteSecond(rest[1]!, element);
    const patterns = rest.map((child) => this.pattern(child, element));
    if (name === null) return { kind: "fault", place };
    const content: SchemaPattern =
      patterns.length === 0 ? { kind: "text", place } : this.#several("group", patterns, place);
    return { kind, name, content, place };
  }

  #noteSecond(second: XmlElement, parent: XmlElement): void {
    this.elements.noteElement(second, parent, [], "one pattern, so a group or choice around them");
  }

  #checkAttributeName(name: NameClass, place: Place): void {
    const reason = reasonAgainstAttribute(name);
    if (reason !== null) this.elements.note(catalogue.relaxngNameClass(whereOf(place), { reason }));
  }

  #contentOf(element: XmlElement): SchemaPattern {
    return this.#several("group", this.patternsIn(element), this.elements.place(element));
  }

  /** One pattern stands for itself (section 4.12). */
  #several(
    kind: "group" | "interleave" | "choice",
    members: readonly SchemaPattern[],
    place: Place,
  ): SchemaPattern {
    if (members.length === 0) return { kind: "fault", place };
    return members.length === 1 ? members[0]! : { kind, members, place };
  }

  #reference(element: XmlElement, kind: "ref" | "parentRef", place: Place): SchemaPattern {
    this.noteChildren(element);
    const name = this.ncName(element, "name");
    return name === null ? { kind: "fault", place } : { kind, name, place };
  }

  #external(element: XmlElement, place: Place): SchemaPattern {
    this.noteChildren(element);
    const reference = this.#href(element);
    return reference === null ? { kind: "fault", place } : { kind: "externalRef", reference, place };
  }

  #href(element: XmlElement): Reference | null {
    const { href, base, ns } = element;
    if (href === null) return null;
    if (href.includes("#") || !this.datatypes.isUri(href)) {
      this.noteSpelling(element, "href", href, "an address without #", "section 4.5");
      return null;
    }
    return { href, path: resolveReference(base, href), ns };
  }

  #components(parent: XmlElement, allowed: readonly string[]): Component[] {
    const found: Component[] = [];
    for (const child of this.elements.children(parent)) {
      if (allowed.includes(child.local)) this.#component(child, allowed, found);
      else this.elements.noteElement(child, parent, allowed);
    }
    return found;
  }

  #component(element: XmlElement, allowed: readonly string[], found: Component[]): void {
    const place = this.elements.place(element);
    if (element.local === "div") {
      for (const component of this.#components(element, allowed)) found.push(component);
    } else if (element.local === "include") {
      const reference = this.#href(element);
      const overrides = this.#components(element, IN_INCLUDE);
      if (reference !== null) found.push({ kind: "include", reference, overrides, place });
    } else {
      const pattern = this.#contentOfDefinition(element);
      const name = element.local === "start" ? null : this.ncName(element, "name");
      if (name === null && element.local === "define") return;
      found.push({ kind: "define", name, combine: this.#combine(element), pattern, place });
    }
  }

  #contentOfDefinition(element: XmlElement): SchemaPattern {
    const children = this.elements.children(element);
    if (children.length === 0) this.elements.noteEmpty(element, "pattern");
    if (element.local === "start" && children.length > 1) this.#noteSecond(children[1]!, element);
    const patterns = children.map((child) => this.pattern(child, element));
    return this.#several("group", patterns, this.elements.place(element));
  }

  #combine(element: XmlElement): Combine | null {
    if (element.combine === null) return null;
    const combine = element.combine.trim();
    if (combine === "choice" || combine === "interleave") return combine;
    this.noteSpelling(element, "combine", combine, "choice or interleave", "section 4.17");
    return null;
  }
}
