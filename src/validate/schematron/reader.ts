import { catalogue, type Finding } from "../../report/index.ts";
import type { Tree, XmlNode } from "../../tree/index.ts";
import {
  compilePattern,
  ExpressionError,
  type ExpressionOptions,
  type LazyExpression,
  lazyExpression,
  type MatchPattern,
} from "../../xpath/index.ts";
import type { SchemaParts } from "./files.ts";

/** The namespace of ISO Schematron (ISO/IEC 19757-3, section 4). */
export const SCHEMATRON_NAMESPACE = "http://purl.oclc.org/dsdl/schematron";

/** What a schema asks of XPath besides namespaces. */
export type QueryOptions = Pick<ExpressionOptions, "keys" | "document" | "functions">;

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
  readonly query: QueryOptions;
  readonly #main: Readonly<Record<string, string>>;
  readonly #options = new Map<Tree, ExpressionOptions>();

  constructor(parts: SchemaParts, namespaces: Readonly<Record<string, string>>, query: QueryOptions) {
    this.parts = parts;
    this.#main = namespaces;
    this.query = query;
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

  expression(node: XmlNode, attribute: string, scope: Scope): LazyExpression | null {
    return this.question(node, node.get(attribute) ?? "", scope);
  }

  /** Understands a question that stands at a node, which may use the variables of its scope only. */
  question(node: XmlNode, written: string, scope: Scope): LazyExpression | null {
    return this.#understood(node, () => {
      const source = parameterised(written, scope.parameters);
      const plain = lazyExpression(source, this.#optionsOf(node.tree));
      const unknown = [...(plain.variables ?? [])].find((name) => !scope.variables.has(name));
      if (unknown !== undefined) {
        throw new ExpressionError(source, `there is no variable $${unknown}`, "XPST0008");
      }
      const inlined = withInlined(source, scope.inlined);
      return inlined === source ? plain : lazyExpression(inlined, this.#optionsOf(node.tree));
    });
  }

  pattern(node: XmlNode, attribute: string, scope: Scope): MatchPattern | null {
    return this.#understood(node, () => {
      const source = parameterised(node.get(attribute) ?? "", scope.parameters);
      const pattern = compilePattern(source, this.#optionsOf(node.tree));
      const unknown = [...(pattern.variables ?? [])].find((name) => !scope.variables.has(name));
      if (unknown === undefined) return pattern;
      throw new ExpressionError(source, `there is no variable $${unknown}`, "XPST0008");
    });
  }

  leaveOut(node: XmlNode, reason: string): void {
    this.findings.push(catalogue.ruleUnusable(node, { what: `<${node.name.qualified}>`, reason }));
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
  #optionsOf(tree: Tree): ExpressionOptions {
    const known = this.#options.get(tree);
    if (known !== undefined) return known;
    const namespaces = { ...this.#main, ...namespacesIn(tree) };
    const options = { namespaces, defaultElementNamespace: "", ...this.query };
    this.#options.set(tree, options);
    return options;
  }
}

/** The prefixes that `ns` binds in a file, wherever it stands. */
export function namespacesIn(tree: Tree): Record<string, string> {
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
