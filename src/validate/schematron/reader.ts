import { catalogue, type Finding } from "../../report/index.ts";
import type { Tree, XmlNode } from "../../tree/index.ts";
import {
  ExpressionError,
  type ExpressionOptions,
  type LazyExpression,
  lazyExpression,
  readPattern,
} from "../../xpath/index.ts";
import type { SchemaParts } from "./files.ts";
import type { ElementPlace, Written, WrittenQuestion } from "./written-schema.ts";

/** The namespace of ISO Schematron (ISO/IEC 19757-3, section 4). */
export const SCHEMATRON_NAMESPACE = "http://purl.oclc.org/dsdl/schematron";

/** What is at hand while a part of a schema is read. */
export interface Scope {
  /** Values for the parameters of an abstract pattern. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The variables that may be used here; null where there may be others. */
  readonly variables: ReadonlySet<string>;
  /** Variables whose values cannot be handed over, such as dates: their questions are put into those that use them. */
  readonly inlined: ReadonlyMap<string, string>;
}

/** Understands the pieces of one schema; what it cannot understand it leaves out, with a finding that says why. */
export class SchemaReader {
  readonly parts: SchemaParts;
  readonly findings: Finding[] = [];
  readonly #functions: () => ExpressionOptions["functions"];
  readonly #files = new Map<Tree, number>();
  readonly #namespaces: Readonly<Record<string, string>>[] = [];

  /** `functions` gives those of the schema's own, once they are known. */
  constructor(main: Tree, parts: SchemaParts, functions: () => ExpressionOptions["functions"]) {
    this.parts = parts;
    this.#functions = functions;
    this.#fileOf(main);
  }

  /** The files that elements were taken from so far, the schema's own first. */
  get files(): readonly string[] {
    return [...this.#files.keys()].map(({ path }) => path);
  }

  /** The prefixes of each of {@link files}. */
  get namespaces(): readonly Readonly<Record<string, string>>[] {
    return this.#namespaces;
  }

  /** The elements of Schematron in another, those that `include` brings in its place (section 5.4.4). */
  *elements(node: XmlNode, local?: string, depth = 0): Generator<XmlNode, undefined> {
    for (const child of node.elements()) yield* this.withInclusions(child, local, depth);
  }

  /** An element of Schematron itself, or what it includes. */
  *withInclusions(child: XmlNode, local?: string, depth = 0): Generator<XmlNode, undefined> {
    if (child.uri !== SCHEMATRON_NAMESPACE) return;
    if (child.local !== "include") {
      if (local === undefined || child.local === local) yield child;
      return;
    }
    const called = this.parts.called(child, depth);
    if ("reason" in called) {
      if (local === undefined) this.leaveOut(child, called.reason);
    } else if (["schema", "library"].includes(called.node.local)) {
      yield* this.elements(called.node, local, depth + 1);
    } else yield* this.withInclusions(called.node, local, depth + 1);
  }

  place(node: XmlNode): ElementPlace {
    return { file: this.#fileOf(node.tree), row: node.row };
  }

  expression(node: XmlNode, attribute: string, scope: Scope): WrittenQuestion | null {
    if (this.#isWithout(node, attribute)) return null;
    return this.question(node, node.get(attribute) ?? "", scope);
  }

  /** As {@link expression}, where the attribute may be absent. */
  maybeExpression(node: XmlNode, attribute: string, scope: Scope): WrittenQuestion | null {
    return node.get(attribute) === null ? null : this.expression(node, attribute, scope);
  }

  /** Understands a question that stands at a node, which may use the variables of its scope only. */
  question(node: XmlNode, written: string, scope: Scope): WrittenQuestion | null {
    return this.#understood(node, () => {
      const file = this.#fileOf(node.tree);
      const source = parameterised(written, scope.parameters);
      refuseUnknown(lazyExpression(source, this.#optionsOf(file)), source, scope);
      const inlined = withInlined(source, scope.inlined);
      if (inlined !== source) lazyExpression(inlined, this.#optionsOf(file));
      return { source: inlined, file };
    });
  }

  pattern(node: XmlNode, attribute: string, scope: Scope): Written["match"] | null {
    if (this.#isWithout(node, attribute)) return null;
    return this.#understood(node, () => {
      const file = this.#fileOf(node.tree);
      const source = parameterised(node.get(attribute) ?? "", scope.parameters);
      const pattern = readPattern(source, this.#optionsOf(file));
      refuseUnknown(pattern, source, scope);
      return { source, file, keys: pattern.keys, isByName: pattern.isByName };
    });
  }

  #isWithout(node: XmlNode, attribute: string): boolean {
    const isEmpty = (node.get(attribute) ?? "").trim() === "";
    if (isEmpty) this.leaveOut(node, `it has no @${attribute}`);
    return isEmpty;
  }

  /** Tells what is left out: the element, if it is not a part of it. */
  leaveOut(node: XmlNode, reason: string, what = `<${node.name.qualified}>`): void {
    this.findings.push(catalogue.ruleUnusable(node, { what, reason }));
  }

  #understood<T>(node: XmlNode, make: () => T): T | null {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.leaveOut(node, error.message);
      return null;
    }
  }

  /** A file that is called in keeps the prefixes that its own schema binds. */
  #fileOf(tree: Tree): number {
    const known = this.#files.get(tree);
    if (known !== undefined) return known;
    const file = this.#files.size;
    this.#files.set(tree, file);
    this.#namespaces.push({ ...this.#namespaces[0], ...namespacesIn(tree) });
    return file;
  }

  #optionsOf(file: number): ExpressionOptions {
    const functions = this.#functions() ?? null;
    return { namespaces: this.#namespaces[file]!, defaultElementNamespace: "", functions };
  }
}

function refuseUnknown({ variables }: Pick<LazyExpression, "variables">, source: string, scope: Scope): void {
  const unknown = [...(variables ?? [])].find((name) => !scope.variables.has(name));
  if (unknown !== undefined)
    throw new ExpressionError(source, `there is no variable $${unknown}`, "XPST0008");
}

/** The prefixes that `ns` binds in a file, wherever it stands. */
function namespacesIn(tree: Tree): Record<string, string> {
  const found = [...tree.document.descendantElements("ns")].filter(({ uri }) => uri === SCHEMATRON_NAMESPACE);
  return Object.fromEntries(found.map((node) => [node.get("prefix") ?? "", node.get("uri") ?? ""]));
}

/** Parameters of an abstract pattern are put in as text, the longest names first (section 5.4.10). */
export function parameterised(source: string, parameters: ReadonlyMap<string, string>): string {
  const names = [...parameters.keys()].sort((one, other) => other.length - one.length);
  return names.reduce((text, name) => text.replaceAll(`$${name}`, () => parameters.get(name) ?? ""), source);
}

/** Types whose values are more than a string, a number or a truth value. */
const RICH =
  /\b(?:current-(?:date|time|dateTime)|dateTime|data|node-name|resolve-QName|xs:(?:date|time|dateTime|duration|dayTimeDuration|yearMonthDuration|QName|g\w+))\b|\b(?:map|array|function)\s*[{(]/u;

/** Whether the answer to a question cannot be handed over as the value of a variable. */
export function isRich(source: string, inlined: ReadonlyMap<string, string>): boolean {
  return RICH.test(source) || withInlined(source, inlined) !== source;
}

/** Puts the questions behind rich variables before the one that uses them. */
export function withInlined(source: string, inlined: ReadonlyMap<string, string>): string {
  let found = source;
  for (const [name, value] of [...inlined].reverse()) {
    if (uses(found, name)) found = `let $${name} := (${value}) return (${found})`;
  }
  return found;
}

function uses(source: string, name: string): boolean {
  const at = source.indexOf(`$${name}`);
  return at >= 0 && !/^[\p{L}\p{N}_.:-]/u.test(source.slice(at + name.length + 1));
}
