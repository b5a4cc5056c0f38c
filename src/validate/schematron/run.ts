import { catalogue, type Finding } from "../../report/index.ts";
import type { Tree } from "../../tree/index.ts";
import { ExpressionError, type Item, type TreeNode, type Variables } from "../../xpath/index.ts";
import type { Let } from "./schema.ts";
import type { SchemaElement } from "./schema-element.ts";

/** Thrown where a variable is used that has no value; why it has none was told already. */
class NoValue extends Error {}

/** One document being checked: what was found so far, and what failed already. */
export class Run {
  readonly tree: Tree;
  readonly findings: Finding[] = [];
  /** A rule that cannot be worked out is reported once, not for every node. */
  readonly #failed = new Set<SchemaElement>();

  constructor(tree: Tree) {
    this.tree = tree;
  }

  /** Does what may fail by an author's mistake in the schema; null where it failed, which is then told. */
  attempt<T>(at: SchemaElement, what: () => T): T | null {
    try {
      return what();
    } catch (error) {
      if (error instanceof NoValue) return null;
      if (!(error instanceof ExpressionError)) throw error;
      this.leaveOut(at, error.message);
      return null;
    }
  }

  leaveOut(at: SchemaElement, reason: string): void {
    if (this.#failed.has(at)) return;
    this.#failed.add(at);
    const { node } = at;
    this.findings.push(catalogue.ruleUnusable(node, { what: `<${node.name.qualified}>`, reason }));
  }

  /** Tells that a schema has no such phase; `at` is any element of it. */
  tellUnknownPhase({ node }: SchemaElement, phase: string): void {
    const reason = "the schema has no phase of that name, and all its patterns were applied";
    this.findings.push(catalogue.ruleUnusable(node.tree.root, { what: `The phase “${phase}”`, reason }));
  }

  /** Adds variables, each worked out when it is first used, with those before it. */
  withLets(lets: readonly Let[], node: TreeNode, outer: Variables): Variables {
    let variables = outer;
    for (const each of lets) variables = this.#withLet(each, node, variables);
    return variables;
  }

  #withLet({ name, value, at }: Let, node: TreeNode, outer: Variables): Variables {
    let items: readonly Item[] | null | undefined;
    const inner: Record<string, readonly Item[]> = Object.create(outer);
    Object.defineProperty(inner, name, {
      enumerable: true,
      get: () => {
        if (items === undefined) items = this.attempt(at, () => value.items(node, outer));
        if (items === null) throw new NoValue();
        return items;
      },
    });
    return inner;
  }
}
