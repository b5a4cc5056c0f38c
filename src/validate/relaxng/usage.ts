import { type Tree, XMLNS_NAMESPACE, type XmlNode } from "../../tree/index.ts";
import type { MentionedName } from "./expectation.ts";
import { FREQUENT_ELEMENTS } from "./frequent-elements.ts";

/** Namespaces in force at an element: the prefix by the URI. */
type Prefixes = ReadonlyMap<string, string>;

/**
 * What a document itself uses, as a measure of what its author is likely to mean: of forty elements that may stand
 * somewhere, those which stand in such places elsewhere in the document are named first.
 */
export class Usage {
  readonly #tree: Tree;
  #byName: ReadonlyMap<string, number> | null = null;
  #byParent: ReadonlyMap<string, number> | null = null;
  #attributes: ReadonlyMap<string, number> | null = null;
  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /**
   * Orders elements by how often they stand in elements named like `parent`, then how often at all, then by how many
   * projects use them, then by name.
   */
  likely(names: readonly MentionedName[], parent: XmlNode | null): readonly MentionedName[] {
    const context = parent?.isElement ? parent.name.qualified : "";
    this.#byName ??= this.#count(() => "");
    this.#byParent ??= this.#count((row) => this.#parentName(row));
    return byWeight(names, ({ local }) => [
      this.#byParent?.get(`${context} ${local}`) ?? 0,
      this.#byName?.get(` ${local}`) ?? 0,
      -(FREQUENT_ELEMENTS.get(local) ?? Number.POSITIVE_INFINITY),
    ]);
  }

  /** Whether the document has an element in elements named like `parent`. */
  standsIn({ local }: MentionedName, parent: XmlNode | null): boolean {
    this.#byParent ??= this.#count((row) => this.#parentName(row));
    return parent?.isElement === true && this.#byParent.has(`${parent.name.qualified} ${local}`);
  }

  /** Orders attributes by how often the document has them, then by name. */
  likelyAttributes(names: readonly MentionedName[]): readonly MentionedName[] {
    this.#attributes ??= this.#countAttributes();
    return byWeight(names, ({ local }) => [this.#attributes?.get(local) ?? 0]);
  }

  /** The prefixes of the namespaces in force at a node. */
  prefixes(row: number): Prefixes {
    const found = new Map<string, string>();
    const hidden = new Set<string>();
    for (let at: XmlNode | null = this.#tree.node(row); at !== null; at = at.parent) {
      for (const { name, value } of at.attributesAndNamespaces()) {
        if (name.uri !== XMLNS_NAMESPACE) continue;
        const prefix = name.prefix === "" ? "" : name.local;
        if (!hidden.has(prefix) && !found.has(value)) found.set(value, prefix);
        hidden.add(prefix);
      }
    }
    return found;
  }

  #parentName(row: number): string {
    const { parent, name } = this.#tree.columns;
    const above = parent[row]!;
    return above <= 0 ? "" : this.#tree.names.get(name[above]!).qualified;
  }

  #count(context: (row: number) => string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    const { kind, name } = this.#tree.columns;
    for (let row = 1; row < kind.length; row++) {
      if (kind[row] !== 1) continue;
      const key = `${context(row)} ${this.#tree.names.get(name[row]!).local}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  #countAttributes(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const id of this.#tree.columns.attributeName) {
      const { local } = this.#tree.names.get(id);
      counts.set(local, (counts.get(local) ?? 0) + 1);
    }
    return counts;
  }
}

function byWeight(
  names: readonly MentionedName[],
  weight: (name: MentionedName) => readonly number[],
): readonly MentionedName[] {
  return names
    .map((name) => ({ name, weight: weight(name) }))
    .sort((one, other) => heavier(one.weight, other.weight) || (one.name.local < other.name.local ? -1 : 1))
    .map(({ name }) => name);
}

/** Compares weights by the first in which they differ. */
function heavier(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((each, index) => each !== other[index]);
  return at < 0 ? 0 : other[at]! - one[at]!;
}
