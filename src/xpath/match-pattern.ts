import { type Tree, XmlAttribute } from "../tree/index.ts";
import type { ExpressionOptions, Variables } from "./expression.ts";
import type { TreeNode } from "./facade.ts";
import { type LazyExpression, lazyExpression, scopeOf, syntaxOf } from "./lazy-expression.ts";
import type { Frame } from "./plain/closure.ts";
import { compilePredicates, type NameScope } from "./plain/compile.ts";
import { type NamePattern, type RowTest, rowTest } from "./plain/node-test.ts";
import { NotPlain } from "./plain/not-plain.ts";
import { requiredAttribute } from "./plain/required-attribute.ts";
import type { Step, Syntax } from "./plain/syntax.ts";
import { walk } from "./plain/walk.ts";

/** What a node has to be for a pattern to be tried on it. */
export interface PatternKey {
  /** An `outermost` element is one that stands in the document itself. */
  readonly kind: "element" | "outermost" | "attribute" | "node";
  /** The names that can match; null for any. Of a `node` (document, text, comment, instruction) none. */
  readonly name: NamePattern | null;
  /** An attribute without which the element cannot match: its local name and namespace. */
  readonly attribute: { readonly local: string; readonly uri: string } | null;
}

/** What can be said of a pattern (XSLT 3.0, section 5.5), such as a rule's context, before there is a document. */
export interface PatternTraits {
  readonly keys: readonly PatternKey[];
  /** Whether it matches whatever has one of the keys: elements or attributes of certain names, whatever they stand in. */
  readonly isByName: boolean;
}

/** Gives the question of a pattern for one tree. Asking throws an `ExpressionError` where the answer cannot be worked out. */
export type PatternMatcher = (tree: Tree, variables: Variables) => (node: TreeNode) => boolean;

/**
 * Understands a pattern: which nodes it can match, and the variables it uses (null where that is not known). Throws an
 * `ExpressionError` for what is no XPath.
 */
export function readPattern(
  source: string,
  options: ExpressionOptions,
): PatternTraits & { readonly variables: ReadonlySet<string> | null } {
  const { variables } = lazyExpression(source, options);
  const syntax = syntaxOf(source);
  if (syntax === null) return { variables, keys: ANY_KEYS, isByName: false };
  const scope = scopeOf(options);
  return { variables, keys: keysIn(syntax, scope), isByName: isByName(syntax, scope) };
}

/**
 * Makes a pattern that was understood ready to be asked. Plain ones are tried on a node from their last step backwards.
 * Others are asked of the whole document once, by the engine, when a node turns up that they can match.
 */
export function patternMatcher(source: string, options: ExpressionOptions): PatternMatcher {
  const byEngine = engineMatcher(source, options);
  let branches: readonly Branch[] | null | undefined;
  return (tree, values) => {
    const asked = byEngine(tree, values);
    branches ??= branchesOf(source, options);
    if (branches === null) return asked;
    const plain = branches;
    return (node) => matchesSome(plain, node, values) ?? asked(node);
  };
}

function branchesOf(source: string, options: ExpressionOptions): readonly Branch[] | null {
  const syntax = syntaxOf(source);
  return syntax === null ? null : compileBranches(syntax, scopeOf(options));
}

/** Null where a condition needs the engine after all. */
function matchesSome(branches: readonly Branch[], node: TreeNode, variables: Variables): boolean | null {
  const frame = { variables, current: node };
  try {
    return branches.some((matches) => matches(node, frame));
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

/** Whether a node matches one way of several. */
type Branch = (node: TreeNode, frame: Frame) => boolean;

const ANY_KEYS: readonly PatternKey[] = (["element", "attribute", "node"] as const).map((kind) => ({
  kind,
  name: null,
  attribute: null,
}));

/** Whether a pattern is a name, or several. */
function isByName(syntax: Syntax, scope: NameScope): boolean {
  if (syntax.kind === "union") return isByName(syntax.left, scope) && isByName(syntax.right, scope);
  if (syntax.kind !== "path" || syntax.isAbsolute || syntax.steps.length !== 1) return false;
  const [step] = syntax.steps;
  if (step?.kind !== "axis" || step.predicates.length > 0 || step.test.kind !== "name") return false;
  return keysOfStep(step, scope).every(({ name }) => name !== null);
}

/** What can match is said by the last step alone, whoever tries the pattern then. */
function keysIn(syntax: Syntax, scope: NameScope): readonly PatternKey[] {
  if (syntax.kind === "union") return [...keysIn(syntax.left, scope), ...keysIn(syntax.right, scope)];
  if (syntax.kind !== "path") return ANY_KEYS;
  const last = syntax.steps.at(-1);
  if (last === undefined) return [{ kind: "node", name: null, attribute: null }];
  const keys = last.kind === "expression" ? keysIn(last.value, scope) : keysOfStep(last, scope);
  const attribute = last.predicates
    .map((each) => requiredAttribute(each, scope))
    .find((each) => each !== null);
  if (syntax.isAbsolute && syntax.steps.length === 1 && last.kind === "axis") {
    return keys.map((key) => (key.kind === "element" ? { ...key, kind: "outermost" } : key));
  }
  if (attribute === undefined) return keys;
  return keys.map((key) => (key.kind === "element" ? { ...key, attribute } : key));
}

function keysOfStep({ axis, test: written }: AxisStep, scope: NameScope): readonly PatternKey[] {
  if (axis !== "child" && axis !== "attribute") return ANY_KEYS;
  const isAttribute = axis === "attribute";
  const test = rowTest(written, scope.namespaceOf, isAttribute ? "" : scope.elementNamespace);
  if (test === null) return ANY_KEYS;
  if (isAttribute) return [{ kind: "attribute", name: test.name, attribute: null }];
  if (written.kind === "name" || written.kind === "element") {
    return [{ kind: "element", name: test.name, attribute: null }];
  }
  return written.kind === "node" ? ANY_KEYS : [{ kind: "node", name: null, attribute: null }];
}

type AxisStep = Extract<Step, { readonly kind: "axis" }>;

/** A node matches a path if the path, asked of something at or above it, gives the node: so it is asked everywhere, once. */
function engineMatcher(source: string, options: ExpressionOptions): PatternMatcher {
  const isAnchored = /^\s*(?:\/|\$|(?:id|key|doc|root)\s*\()/u.test(source);
  let compiled: LazyExpression | undefined;
  return (tree, variables) => {
    let found: ReadonlySet<TreeNode> | undefined;
    return (node) => {
      compiled ??= lazyExpression(isAnchored ? source : `/descendant-or-self::node()/(${source})`, options);
      found ??= new Set(compiled.nodes(tree.document, variables));
      return found.has(node);
    };
  };
}

function compileBranches(syntax: Syntax, scope: NameScope): readonly Branch[] | null {
  if (syntax.kind === "union") {
    const left = compileBranches(syntax.left, scope);
    const right = left === null ? null : compileBranches(syntax.right, scope);
    return left === null || right === null ? null : [...left, ...right];
  }
  if (syntax.kind !== "path") return null;
  if (syntax.steps.length === 0) return [isDocument];
  return compilePath(syntax.steps, syntax.isAbsolute, scope);
}

function isDocument(node: TreeNode): boolean {
  return !(node instanceof XmlAttribute) && node.row === 0;
}

/** Steps are matched from the last one; what stands over a node has to match the steps before. */
function compilePath(
  steps: readonly Step[],
  isAbsolute: boolean,
  scope: NameScope,
): readonly Branch[] | null {
  const before = steps.slice(0, -1);
  const own = compileStep(steps.at(-1)!, scope, isAbsolute && before.length === 0);
  if (own === null || before.length === 0) return own;
  const isDeep = isDescendants(before.at(-1)!);
  const over = isDeep ? before.slice(0, -1) : before;
  if (over.length === 0) return own;
  const name = isDeep && over.length === 1 && !isAbsolute ? nameOf(over[0]!, scope) : null;
  if (name !== null) return own.map((branch) => below(branch, name));
  const above = compilePath(over, isAbsolute, scope);
  if (above === null) return null;
  const matchesAbove: Branch = (...at) => above.some((matches) => matches(...at));
  return own.map((branch) => within(branch, isDeep ? atSomeLevel(matchesAbove) : matchesAbove));
}

/** The test of a step that asks for a name and nothing else; null for other steps. */
function nameOf(step: Step, scope: NameScope): RowTest | null {
  const isName = step.kind === "axis" && step.axis === "child" && step.test.kind === "name";
  if (!isName || step.predicates.length > 0) return null;
  return rowTest(step.test, scope.namespaceOf, scope.elementNamespace);
}

function below(branch: Branch, test: RowTest): Branch {
  return (node, frame) => walk("ancestor", node, test, atOnce) && branch(node, frame);
}

function atOnce(): boolean {
  return true;
}

function isDescendants(step: Step): boolean {
  return (
    step.kind === "axis" &&
    step.axis === "descendant-or-self" &&
    step.test.kind === "node" &&
    step.predicates.length === 0
  );
}

function within(branch: Branch, above: Branch): Branch {
  return (node, frame) => {
    if (!branch(node, frame)) return false;
    const parent = node instanceof XmlAttribute ? node.owner : node.parent;
    return parent !== null && above(parent, frame);
  };
}

function atSomeLevel(matches: Branch): Branch {
  return (node, frame) => {
    for (
      let at: TreeNode | null = node;
      at !== null;
      at = at instanceof XmlAttribute ? at.owner : at.parent
    ) {
      if (matches(at, frame)) return true;
    }
    return false;
  };
}

/** Places among kin are not counted here: a step with such a condition is the engine's. */
function compileStep(step: Step, scope: NameScope, isOutermost: boolean): readonly Branch[] | null {
  const predicates = compilePredicates(step.predicates, scope);
  if (predicates === null || predicates.some(({ isPositional }) => isPositional)) return null;
  const branches = step.kind === "expression" ? compileBranches(step.value, scope) : axisStep(step, scope);
  if (branches === null) return null;
  // Conditions come last: those of a context such as `/*[count(//x) > 1]` would cost much on every element.
  const placed = isOutermost ? branches.map((branch) => within(branch, isDocument)) : branches;
  if (predicates.length === 0) return placed;
  return placed.map(
    (branch): Branch =>
      (node, frame) =>
        branch(node, frame) && predicates.every(({ closure }) => closure.boolean(node, 1, 1, frame)),
  );
}

function axisStep({ axis, test: written }: AxisStep, scope: NameScope): readonly Branch[] | null {
  if (axis !== "child" && axis !== "attribute") return null;
  const test = rowTest(written, scope.namespaceOf, axis === "attribute" ? "" : scope.elementNamespace);
  if (test === null) return null;
  if (axis === "attribute") {
    return [(node) => node instanceof XmlAttribute && test.attribute(node.tree, node.row)];
  }
  return [(node) => !(node instanceof XmlAttribute) && node.row > 0 && test.node(node.tree, node.row)];
}
