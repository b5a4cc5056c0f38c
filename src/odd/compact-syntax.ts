import { XML_NAMESPACE } from "../tree/index.ts";
import type { Markup } from "./markup.ts";

/** What is declared around a pattern: `ns` and `datatypeLibrary`, as they are inherited (RELAX NG, section 4.3). */
interface Around {
  readonly ns: string;
  readonly library: string;
}

const XSD = "http://www.w3.org/2001/XMLSchema-datatypes";
const KEYWORDS = new Set(
  `attribute default datatypes div element empty external grammar include inherit list mixed namespace notAllowed
  parent start string text token`.split(/\s+/u),
);
const COMBINERS: Readonly<Record<string, string>> = { choice: " | ", interleave: " & ", group: ", " };
const REPEATS: Readonly<Record<string, string>> = { optional: "?", zeroOrMore: "*", oneOrMore: "+" };
const NAME = /^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u;

/** Writes a grammar in RELAX NG's compact syntax (ISO/IEC 19757-2, annex C). */
export function writeCompact(grammar: Markup): string {
  const writer = new CompactWriter(grammar.attributes.ns ?? "");
  const body = writer.components(
    grammar,
    { ns: writer.main, library: grammar.attributes.datatypeLibrary ?? "" },
    "",
  );
  return `${[...writer.declarations(), "", ...body].join("\n")}\n`;
}

class CompactWriter {
  readonly main: string;
  readonly #prefixes = new Map<string, string>();
  readonly #libraries = new Map<string, string>([[XSD, "xsd"]]);

  constructor(main: string) {
    this.main = main;
  }

  /** The declarations of all namespaces and datatype libraries that were met; to be asked for at the end. */
  declarations(): string[] {
    const namespaces = [...this.#prefixes].map(([ns, prefix]) => `namespace ${prefix} = ${literal(ns)}`);
    const libraries = [...this.#libraries].filter(([library]) => library !== XSD);
    const datatypes = libraries.map(([library, prefix]) => `datatypes ${prefix} = ${literal(library)}`);
    return [`default namespace = ${literal(this.main)}`, ...namespaces, ...datatypes];
  }

  components(parent: Markup, around: Around, indent: string): string[] {
    return elements(parent).flatMap((node) => this.#component(node, within(node, around), indent));
  }

  #component(node: Markup, around: Around, indent: string): string[] {
    if (node.name === "div") {
      const inner = this.components(node, around, `${indent}  `);
      return inner.length === 0 ? [] : [`${indent}div {`, ...inner, `${indent}}`];
    }
    if (node.name !== "start" && node.name !== "define") return [];
    const sign =
      node.attributes.combine === undefined ? "=" : node.attributes.combine === "choice" ? "|=" : "&=";
    const name = node.name === "start" ? "start" : identifier(node.attributes.name ?? "");
    const pattern = this.#all(node, around, `${indent}  `);
    return [`${indent}${name} ${sign}\n${indent}  ${pattern}`];
  }

  /** The patterns in an element, as a group where there are several. */
  #all(parent: Markup, around: Around, indent: string): string {
    const parts = patternsIn(parent).map((each) => this.#pattern(each, around, indent));
    if (parts.length === 0) return "empty";
    return parts.length === 1 ? parts[0]! : `(${parts.join(`,\n${indent} `)})`;
  }

  #pattern(node: Markup, outer: Around, indent: string): string {
    const around = within(node, outer);
    const combiner = COMBINERS[node.name];
    if (combiner !== undefined) {
      const parts = patternsIn(node).map((each) => this.#pattern(each, around, indent));
      return parts.length === 1 ? parts[0]! : `(${parts.join(combiner)})`;
    }
    const repeat = REPEATS[node.name];
    if (repeat !== undefined) return `${this.#repeated(node, around, indent)}${repeat}`;
    switch (node.name) {
      case "element":
      case "attribute":
        return this.#named(node, around, indent);
      case "list":
      case "mixed":
        return `${node.name} { ${this.#all(node, around, indent)} }`;
      case "ref":
        return identifier(node.attributes.name ?? "");
      case "parentRef":
        return `parent ${identifier(node.attributes.name ?? "")}`;
      case "externalRef":
        return `external ${literal(node.attributes.href ?? "")}`;
      case "data":
        return this.#data(node, around);
      case "value":
        return this.#value(node, around);
      default:
        return node.name;
    }
  }

  /** What is repeated takes brackets where it would be two signs of repetition in a row. */
  #repeated(node: Markup, around: Around, indent: string): string {
    const inner = this.#all(node, around, indent);
    return /[?*+]$/u.test(inner) ? `(${inner})` : inner;
  }

  #named(node: Markup, around: Around, indent: string): string {
    const isElement = node.name === "element";
    const own = isElement ? around.ns : (node.attributes.ns ?? "");
    const [first] = patternParts(node);
    const name =
      node.attributes.name === undefined
        ? this.#nameClass(first!, around)
        : this.#name(node.attributes.name, own, isElement);
    const inner = {
      ...node,
      children: node.attributes.name === undefined ? withoutFirst(node) : node.children,
    };
    const isBare = !isElement && patternsIn(inner).length === 0;
    const content = isBare ? "text" : this.#all(inner, around, `${indent}  `);
    return `${documentation(node, indent)}${node.name} ${name} { ${content} }`;
  }

  #name(name: string, ns: string, isElement: boolean): string {
    if (name.startsWith("xml:")) return name;
    const inDefault = isElement ? ns === this.main : ns === "";
    return inDefault ? escaped(name) : `${this.#prefix(ns)}:${name}`;
  }

  #prefix(ns: string): string {
    if (ns === XML_NAMESPACE) return "xml";
    const known = this.#prefixes.get(ns) ?? `ns${this.#prefixes.size + 1}`;
    this.#prefixes.set(ns, known);
    return known;
  }

  #nameClass(node: Markup, outer: Around): string {
    const around = within(node, outer);
    const except = elements(node).find(({ name }) => name === "except");
    const without = except === undefined ? "" : ` - ${this.#names(except, around)}`;
    switch (node.name) {
      case "anyName":
        return `*${without}`;
      case "nsName":
        return `${this.#prefix(around.ns)}:*${without}`;
      case "choice":
        return this.#names(node, around);
      default:
        return this.#qualified(text(node).trim(), around.ns);
    }
  }

  /** In a name class a name without a prefix would be in the default namespace for elements only, so all have one. */
  #qualified(name: string, ns: string): string {
    return name.startsWith("xml:") ? name : `${this.#prefix(ns)}:${name}`;
  }

  #names(node: Markup, around: Around): string {
    const names = elements(node).map((each) => this.#nameClass(each, around));
    return `(${names.join(" | ")})`;
  }

  #data(node: Markup, { library }: Around): string {
    const params = elements(node).filter(({ name }) => name === "param");
    const type = this.#type(node.attributes.type ?? "token", library);
    if (params.length === 0) return type;
    const said = params.map((each) => `${escaped(each.attributes.name ?? "")} = ${literal(text(each))}`);
    return `${type} { ${said.join(" ")} }`;
  }

  #value(node: Markup, { library }: Around): string {
    const { type } = node.attributes;
    return type === undefined ? literal(text(node)) : `${this.#type(type, library)} ${literal(text(node))}`;
  }

  #type(type: string, library: string): string {
    if (library === "") return type;
    const prefix = this.#libraries.get(library) ?? `d${this.#libraries.size}`;
    this.#libraries.set(library, prefix);
    return `${prefix}:${type}`;
  }
}

function within(node: Markup, around: Around): Around {
  return {
    ns: node.attributes.ns ?? around.ns,
    library: node.attributes.datatypeLibrary ?? around.library,
  };
}

function elements(node: Markup): Markup[] {
  return node.children.filter((child) => typeof child !== "string");
}

function patternParts(node: Markup): Markup[] {
  return elements(node).filter(({ name }) => !name.startsWith("a:"));
}

function patternsIn(node: Markup): Markup[] {
  return patternParts(node).filter(({ name }) => name !== "param");
}

function withoutFirst(node: Markup): Markup["children"] {
  const first = patternParts(node)[0];
  return node.children.filter((child) => child !== first);
}

function text(node: Markup): string {
  return node.children.filter((child) => typeof child === "string").join("");
}

function documentation(node: Markup, indent: string): string {
  const said = elements(node).filter(({ name }) => name === "a:documentation");
  return said.map((each) => `## ${text(each).replace(/\s+/gu, " ").trim()}\n${indent}`).join("");
}

function identifier(name: string): string {
  return escaped(NAME.test(name) ? name : name.replace(/[^\p{L}\p{N}\p{M}._-]/gu, "_"));
}

function escaped(name: string): string {
  return KEYWORDS.has(name) ? `\\${name}` : name;
}

/** Control characters and quotation marks are written by their numbers. */
function literal(value: string): string {
  const coded = value.replace(/["\n\r]|\\(?=x+\{)/gu, (sign) => `\\x{${sign.codePointAt(0)!.toString(16)}}`);
  return `"${coded}"`;
}
