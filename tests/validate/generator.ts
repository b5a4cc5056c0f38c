import type { Tree, XmlNode } from "../../src/tree/index.ts";
import { Random } from "./random.ts";

interface Made {
  attributes: string;
  content: string;
}

/** Strings tried for a type or a pattern: the first that fit are used. */
const SAMPLES = ["word", "12", "iv", "1938", "1938-03", "1938-03-02", "1.0", "en", "register.xml#word"];
const TYPES: Readonly<Record<string, RegExp>> = {
  NCName: /^[a-z]+$/u,
  anyURI: /#/u,
  language: /^en$/u,
  gYear: /^\d{4}$/u,
  gYearMonth: /^\d{4}-\d\d$/u,
  date: /^\d{4}-\d\d-\d\d$/u,
};

/** Makes documents that a RELAX NG schema accepts, the same for the same seed. */
export class Generator {
  readonly #defines: ReadonlyMap<string, XmlNode>;
  readonly #start: XmlNode;
  readonly #costs = new Map<string, number>();
  #random = new Random(0);
  #ids = 0;

  constructor(schema: Tree) {
    this.#defines = new Map(
      [...schema.root.elements("define")].map((node) => [node.get("name") ?? "", node]),
    );
    this.#start = schema.root.element("start");
    this.#settleCosts();
  }

  /** Makes the document of a seed. */
  document(seed: number): string {
    this.#random = new Random(seed);
    this.#ids = 0;
    return `<?xml version="1.0" encoding="UTF-8"?>\n${this.#all(this.#start, 0).content}\n`;
  }

  #all(node: XmlNode, depth: number): Made {
    const made: Made = { attributes: "", content: "" };
    for (const child of node.elements()) {
      const { attributes, content } = this.#make(child, depth);
      made.attributes += attributes;
      made.content += content;
    }
    return made;
  }

  #make(node: XmlNode, depth: number): Made {
    switch (node.local) {
      case "ref":
        return this.#all(this.#defines.get(node.get("name") ?? "")!, depth);
      case "element":
        return { attributes: "", content: this.#element(node, depth + 1) };
      case "attribute":
        return { attributes: ` ${node.get("name")}="${this.#all(node, depth).content.trim()}"`, content: "" };
      case "choice":
        return this.#make(this.#choose(node, depth), depth);
      case "optional":
        return this.#times(node, depth, this.#wantsMore(depth) ? 1 : 0);
      case "zeroOrMore":
        return this.#times(node, depth, this.#wantsMore(depth) ? this.#random.below(4) : 0);
      case "oneOrMore":
        return this.#times(node, depth, this.#wantsMore(depth) ? 1 + this.#random.below(2) : 1);
      case "text":
        return { attributes: "", content: ` ${this.#random.one(SAMPLES)} ` };
      case "value":
        return { attributes: "", content: node.text };
      case "data":
        // The space keeps the items of a list apart; a value that is alone loses it.
        return { attributes: "", content: `${this.#value(node)} ` };
      default:
        return this.#all(node, depth);
    }
  }

  #element(node: XmlNode, depth: number): string {
    const { attributes, content } = this.#all(node, depth);
    const namespace = depth === 1 ? ` xmlns="${node.get("ns")}"` : "";
    return `<${node.get("name")}${namespace}${attributes}>${node.maybeElement("data") === null ? content : content.trim()}</${node.get("name")}>`;
  }

  #times(node: XmlNode, depth: number, count: number): Made {
    const made: Made = { attributes: "", content: "" };
    for (let at = 0; at < count; at++) {
      const { attributes, content } = this.#all(node, depth);
      made.attributes += attributes;
      made.content += content;
    }
    return made;
  }

  #wantsMore(depth: number): boolean {
    return depth < 11 && this.#random.below(3) > 0;
  }

  /** Deep down the shallowest of the alternatives, so that a document comes to an end. */
  #choose(node: XmlNode, depth: number): XmlNode {
    const branches = [...node.elements()].filter((branch) => Number.isFinite(this.#cost(branch)));
    if (depth < 11) return this.#random.one(branches);
    return branches.reduce((best, branch) => (this.#cost(branch) < this.#cost(best) ? branch : best));
  }

  #value(node: XmlNode): string {
    const type = node.get("type") ?? "token";
    if (type === "ID") return `id-${this.#ids++}`;
    const pattern = [...node.elements("param")].find((param) => param.get("name") === "pattern")?.text;
    const fits = pattern === undefined ? TYPES[type] : new RegExp(`^(?:${pattern})$`, "u");
    const samples = SAMPLES.filter(
      (sample) => (fits?.test(sample) ?? true) && (TYPES[type]?.test(sample) ?? true),
    );
    if (samples.length === 0) throw new Error(`no sample for ${type} ${pattern}`);
    return this.#random.one(samples);
  }

  /** How deep a pattern has to go at the least. */
  #cost(node: XmlNode): number {
    if (["optional", "zeroOrMore", "text", "empty", "value", "data", "attribute"].includes(node.local))
      return 0;
    if (node.local === "notAllowed") return Number.POSITIVE_INFINITY;
    if (node.local === "ref") return this.#costs.get(node.get("name") ?? "") ?? Number.POSITIVE_INFINITY;
    const inner = [...node.elements()].map((child) => this.#cost(child));
    if (node.local === "choice") return Math.min(...inner);
    return Math.max(0, ...inner) + (node.local === "element" ? 1 : 0);
  }

  #settleCosts(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const [name, node] of this.#defines) {
        const cost = Math.max(0, ...[...node.elements()].map((child) => this.#cost(child)));
        if (cost < (this.#costs.get(name) ?? Number.POSITIVE_INFINITY)) {
          this.#costs.set(name, cost);
          changed = true;
        }
      }
    }
  }
}
