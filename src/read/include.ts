import { catalogue, type Finding, nearest } from "../report/index.ts";
import { normalPath, type Tree, type XmlNode } from "../tree/index.ts";
import { Assembly, type Chain, type Place } from "./assembly.ts";
import { forbiddenAt } from "./forbidden.ts";
import { addressOf, hasInclusions, type IncludeElement, readInclude } from "./include-element.ts";
import { baseOfPlace, fixupsOf } from "./include-fixup.ts";
import type { Library } from "./library.ts";
import { limitsWith } from "./limits.ts";
import { select } from "./xpointer.ts";

/** A file that was put into a document. */
export interface IncludedPart {
  readonly tree: Tree;
  /** Whether all of it was, or a part that an xpointer selects. */
  readonly isWhole: boolean;
}

/** A document after inclusion. */
export interface Included {
  /** The document with what it includes in place; null where inclusion left it without an outermost element. */
  readonly tree: Tree | null;
  readonly findings: readonly Finding[];
  /** Whether everything that was asked for is in place, be it by a fallback. */
  readonly isComplete: boolean;
  /** The files that were put into it, each once, in the order met. */
  readonly parts: readonly IncludedPart[];
}

/**
 * Puts into a document what its `xi:include` elements ask for (XInclude 1.0), however deep they nest. Every node keeps its
 * place in the file it was written in, so that a finding names that file and its line. A document without inclusions is
 * given back as it is. Where this is not to the letter: an included part without a language of its own takes that of
 * the place it is put, and text that comes to stand beside text is a node of its own.
 */
export function includeParts(tree: Tree, library: Library): Included {
  if (!hasInclusions(tree)) return { tree, findings: [], isComplete: true, parts: [] };
  return new Inclusion(tree, library).run();
}

/** One run over one document. */
class Inclusion {
  readonly #main: Tree;
  readonly #library: Library;
  readonly #assembly: Assembly;
  readonly #findings: Finding[] = [];
  readonly #parts = new Map<Tree, boolean>();
  readonly #told = new Set<string>();

  constructor(main: Tree, library: Library) {
    this.#main = main;
    this.#library = library;
    this.#assembly = new Assembly(main, limitsWith(library.limits), (node, place, chain) =>
      this.#include(node, place, chain),
    );
  }

  run(): Included {
    const path = normalPath(this.#main.path);
    const chain: Chain = { location: `${path}#`, outer: null, base: path, depth: 0 };
    const top = this.#assembly.top;
    for (const child of this.#main.document.children()) this.#assembly.copy(child, top, chain, []);
    const tree = this.#assembly.finish();
    if (tree === null && this.#findings.length === 0)
      this.#findings.push(catalogue.includeNoRoot(this.#main.root, {}));
    const parts = [...this.#parts].map(([part, isWhole]) => ({ tree: part, isWhole }));
    const findings = [...this.#findings, ...this.#assembly.findings];
    return { tree, findings, isComplete: !findings.some(({ severity }) => severity === "error"), parts };
  }

  #include(node: XmlNode, place: Place, chain: Chain): void {
    const asked = readInclude(node);
    if ("code" in asked) {
      this.#findings.push(asked);
      return;
    }
    const missing = this.#bring(asked, place, chain);
    if (missing === null) return;
    if (asked.fallback === null) this.#findings.push(missing);
    else for (const child of asked.fallback.children()) this.#assembly.copy(child, place, chain, []);
  }

  /** Gives null where something was brought or a finding stands already, and else the finding unless there is a fallback. */
  #bring(asked: IncludeElement, place: Place, chain: Chain): Finding | null {
    const { node, href, parse, xpointer } = asked;
    const address = addressOf(asked);
    if ("web" in address) return catalogue.includeNotFetched(node, { href: address.web });
    if (parse === "text") return this.#bringText(asked, address.path, place);
    const location = `${address.path}#${xpointer ?? ""}`;
    const fault = this.#chainFault(asked, location, chain);
    if (fault !== null) return this.#tell(fault);
    const part = href === "" ? { tree: node.tree, findings: [] } : this.#library.document(address.path);
    if (typeof part === "string") return this.#notToBeHad(part, asked, address.path);
    this.#tellPart(address.path, part.findings);
    if (part.tree === null)
      return this.#tell(catalogue.includeUnreadable(node, { href, line: part.findings[0]?.line ?? null }));
    const base = baseOfPlace(node, chain.base);
    return this.#bringNodes(asked, part.tree, place, {
      location,
      outer: chain,
      base,
      depth: chain.depth + 1,
    });
  }

  #bringNodes(asked: IncludeElement, part: Tree, place: Place, chain: Chain): Finding | null {
    const { node, href, xpointer } = asked;
    const selection =
      xpointer === null ? { nodes: [...part.document.children()] } : select(xpointer, part, node);
    if ("reason" in selection) {
      const { reason } = selection;
      const pointer = xpointer!;
      const meant = /[(/]/u.test(pointer) ? null : nearest(pointer, part.idNames());
      return catalogue.includePointerMissing(node, {
        href: href || "this file",
        pointer,
        reason,
        nearest: meant,
      });
    }
    const nodes = selection.nodes.flatMap((one) => (one.row === 0 ? [...one.children()] : [one]));
    this.#parts.set(part, this.#parts.get(part) === true || nodes.includes(part.root));
    for (const one of nodes) {
      if (!this.#assembly.spend(one, node)) break;
      this.#assembly.copy(one, place, chain, one.isElement ? fixupsOf(one, node, chain.base) : []);
    }
    return null;
  }

  #bringText(asked: IncludeElement, path: string, place: Place): Finding | null {
    const { node, href, encoding } = asked;
    const file = this.#library.text(path, encoding);
    if (typeof file === "string") return this.#notToBeHad(file, asked, path);
    const { text } = file;
    if (text === null || forbiddenAt(text) !== -1)
      return this.#tell(catalogue.includeUnreadable(node, { href, line: null }));
    this.#assembly.addText(path, text, place, node);
    return null;
  }

  #chainFault({ node, href }: IncludeElement, location: string, chain: Chain): Finding | null {
    const { inclusionDepth } = limitsWith(this.#library.limits);
    const files: string[] = [];
    for (let at: Chain | null = chain; at !== null; at = at.outer) {
      files.unshift(at.location.replace(/#$/u, ""));
      if (at.location !== location) continue;
      return catalogue.includeLoop(node, { href: href || "this file", chain: [...files, files[0]!] });
    }
    return chain.depth >= inclusionDepth ? catalogue.inclusionTooDeep(node, { limit: inclusionDepth }) : null;
  }

  /** A file outside the project is told also where a fallback stands in: nobody means that to happen. */
  #notToBeHad(why: "missing" | "outside", { node, href }: IncludeElement, file: string): Finding | null {
    return why === "missing"
      ? catalogue.includeMissing(node, { href, file })
      : this.#tell(catalogue.includeOutside(node, { href }));
  }

  #tellPart(path: string, findings: readonly Finding[]): void {
    if (this.#told.has(path)) return;
    this.#told.add(path);
    for (const finding of findings) this.#findings.push(finding);
  }

  #tell(finding: Finding): null {
    this.#findings.push(finding);
    return null;
  }
}
