import { XML_NAMESPACE, XMLNS_NAMESPACE } from "../tree/index.ts";
import type { WrittenNames } from "./written-names.ts";

/** A prefix that is bound to nothing. */
export const UNDECLARED = -1;
/** The number of no namespace. */
export const NO_NAMESPACE = 0;

/** The namespaces in scope while a document is read (Namespaces in XML 1.0, section 6), by the numbers of prefixes. */
export class Namespaces {
  readonly #names: WrittenNames;
  readonly #uris: string[] = [""];
  readonly #ids = new Map<string, number>([["", NO_NAMESPACE]]);
  /** The namespace of each prefix; prefixes seen after the last declaration have no entry. */
  readonly #bound: number[] = [NO_NAMESPACE];
  /** What each declaration hid: its depth, the prefix, and the namespace the prefix had before. */
  readonly #hidden: number[] = [];

  constructor(names: WrittenNames) {
    this.#names = names;
    this.#bind(names.prefixId("xml"), this.id(XML_NAMESPACE));
    this.#bind(names.prefixId("xmlns"), this.id(XMLNS_NAMESPACE));
  }

  /** Gives the number of a namespace. */
  id(uri: string): number {
    const known = this.#ids.get(uri);
    if (known !== undefined) return known;
    const id = this.#uris.length;
    this.#uris.push(uri);
    this.#ids.set(uri, id);
    return id;
  }

  /** Gives the namespace behind a number. */
  uri(id: number): string {
    return this.#uris[id]!;
  }

  /** Gives the number of the namespace that a prefix stands for, or `UNDECLARED`. */
  of(prefix: number): number {
    return this.#bound[prefix] ?? UNDECLARED;
  }

  /** Binds a prefix for an element at a depth. */
  declare(prefix: number, uri: string, depth: number): void {
    this.#hidden.push(depth, prefix, this.of(prefix));
    this.#bind(prefix, this.id(uri));
  }

  /** Ends the declarations of the element at a depth. */
  leave(depth: number): void {
    const hidden = this.#hidden;
    while (hidden.length > 0 && hidden[hidden.length - 3] === depth) {
      this.#bound[hidden[hidden.length - 2]!] = hidden[hidden.length - 1]!;
      hidden.length -= 3;
    }
  }

  /** The prefixes that are bound here, for a message. */
  get prefixes(): string[] {
    return this.#names.prefixes.filter((prefix, id) => prefix !== "" && this.of(id) !== UNDECLARED);
  }

  #bind(prefix: number, namespace: number): void {
    while (this.#bound.length < prefix) this.#bound.push(UNDECLARED);
    this.#bound[prefix] = namespace;
  }
}

/** Says why a prefix, empty for the default namespace, cannot be bound to a namespace (section 3 and erratum NE05); null where it can. */
export function whyForbidden(prefix: string, uri: string): string | null {
  if (prefix === "xmlns") return "the prefix xmlns cannot be declared";
  if (prefix === "xml" && uri !== XML_NAMESPACE) return `the prefix xml stands for ${XML_NAMESPACE}`;
  if (prefix !== "xml" && uri === XML_NAMESPACE) return "this namespace belongs to the prefix xml";
  if (uri === XMLNS_NAMESPACE) return "this namespace belongs to the prefix xmlns";
  if (prefix !== "" && uri === "") return "a prefix cannot stand for no namespace";
  return null;
}
