import { XmlAttribute, XmlNode } from "../../tree/index.ts";
import type { Item } from "../expression.ts";
import type { TreeNode } from "../facade.ts";
import type { Closure, Frame } from "./closure.ts";
import type { RowTest } from "./node-test.ts";
import { notPlain } from "./not-plain.ts";
import type { Axis } from "./syntax.ts";
import { effectiveBoolean, inDocumentOrder, isNode } from "./value.ts";
import { REVERSE_AXES, walk } from "./walk.ts";

/** A condition in brackets, and whether its answer may depend on where among its kin a node stands. */
export interface Predicate {
  readonly closure: Closure;
  readonly isPositional: boolean;
}

/** A step, compiled. */
export type PathStep =
  | {
      readonly kind: "axis";
      readonly axis: Axis;
      readonly test: RowTest;
      readonly predicates: readonly Predicate[];
    }
  | { readonly kind: "expression"; readonly closure: Closure; readonly predicates: readonly Predicate[] };

/** Compiles a path. Whether it leads anywhere is found without gathering what it leads to. */
export function pathClosure(steps: readonly PathStep[], isAbsolute: boolean): Closure {
  const begin = (item: Item): Item => (isAbsolute ? rootOf(item) : item);
  const items: Closure["items"] = (item, _position, _size, frame) => follow(steps, begin(item), frame);
  const last = steps.at(-1);
  if (last?.kind === "expression" && last.closure.type !== "nodes") {
    const type = steps.length === 1 ? last.closure.type : "any";
    return { type, boolean: (...at) => effectiveBoolean(items(...at)), items };
  }
  return {
    type: "nodes",
    boolean: (item, _position, _size, frame) => leads(steps, 0, begin(item), frame),
    items,
  };
}

function rootOf(item: Item): Item {
  return isNode(item) ? item.tree.document : notPlain();
}

function leads(steps: readonly PathStep[], at: number, item: Item, frame: Frame): boolean {
  const step = steps[at];
  if (step === undefined) return true;
  if (step.kind === "expression") {
    return taken(step, item, frame).some((next) => leads(steps, at + 1, next, frame));
  }
  const node = isNode(item) ? item : notPlain();
  if (step.predicates.length === 0 && at === steps.length - 1)
    return walk(step.axis, node, step.test, atOnce);
  if (step.predicates.some(({ isPositional }) => isPositional)) {
    return taken(step, node, frame).some((next) => leads(steps, at + 1, next, frame));
  }
  return walk(
    step.axis,
    node,
    step.test,
    (next) => passes(step.predicates, next, frame) && leads(steps, at + 1, next, frame),
  );
}

/** Whatever a path comes to is enough where nothing is asked of it. */
function atOnce(): boolean {
  return true;
}

function passes(predicates: readonly Predicate[], node: TreeNode, frame: Frame): boolean {
  return predicates.every(({ closure }) => closure.boolean(node, 1, 1, frame));
}

function follow(steps: readonly PathStep[], start: Item, frame: Frame): readonly Item[] {
  let found: readonly Item[] = [start];
  for (const step of steps) {
    const isOne = found.length === 1;
    const next: readonly Item[] = isOne
      ? taken(step, found[0]!, frame)
      : found.flatMap((item) => taken(step, item, frame));
    const isOrdered = isOne && (step.kind === "expression" || !REVERSE_AXES.has(step.axis));
    found = isOrdered ? next : ordered(next);
  }
  return found;
}

/** A path that gives nodes gives them in document order; one that ends in values gives those as they come. */
function ordered(items: readonly Item[]): readonly Item[] {
  return items.every(isNode) ? inDocumentOrder(items) : items.some(isNode) ? notPlain() : items;
}

/** What one step gives from one item, in the order of its axis. */
function taken(step: PathStep, item: Item, frame: Frame): readonly Item[] {
  let found: Item[];
  if (step.kind === "expression") found = [...step.closure.items(item, 1, 1, frame)];
  else {
    found = [];
    const from: TreeNode = item instanceof XmlNode || item instanceof XmlAttribute ? item : notPlain();
    walk(step.axis, from, step.test, (node) => {
      found.push(node);
      return false;
    });
  }
  for (const predicate of step.predicates) found = filtered(found, predicate, frame);
  return found;
}

/** Filters by a condition: a number asks for a place (XPath 3.1, section 3.3.3). */
export function filtered(items: readonly Item[], { closure }: Predicate, frame: Frame): Item[] {
  const size = items.length;
  return items.filter((item, at) => {
    if (closure.type !== "any" && closure.type !== "number")
      return closure.boolean(item, at + 1, size, frame);
    const answer = closure.items(item, at + 1, size, frame);
    if (answer.length === 1 && typeof answer[0] === "number") return answer[0] === at + 1;
    return effectiveBoolean(answer);
  });
}
