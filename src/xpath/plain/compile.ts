import { XmlAttribute, XmlNode } from "../../tree/index.ts";
import type { Item } from "../expression.ts";
import { booleanClosure, type Closure, numberClosure, stringClosure } from "./closure.ts";
import { plainFunction } from "./functions.ts";
import { literalFunction } from "./literal-functions.ts";
import { namesIn } from "./names-in.ts";
import { type NamespaceOf, rowTest } from "./node-test.ts";
import { notPlain } from "./not-plain.ts";
import { type PathStep, type Predicate, pathClosure } from "./path.ts";
import type { Step, Syntax } from "./syntax.ts";
import {
  anyString,
  compareGeneral,
  compareNodes,
  compareValues,
  effectiveBoolean,
  inDocumentOrder,
  isNode,
} from "./value.ts";

/** What names mean where an expression stands. */
export interface NameScope {
  readonly namespaceOf: NamespaceOf;
  /** The namespace of element names without a prefix. */
  readonly elementNamespace: string;
}

/** Compiles an expression to a closure over the tree; null where some part of it needs the engine. */
export function compilePlain(syntax: Syntax, scope: NameScope): Closure | null {
  switch (syntax.kind) {
    case "integer":
      return constant("number", syntax.value);
    case "string":
      return constant("string", syntax.value);
    case "variable":
      return variable(syntax.name);
    case "context":
      return { type: "any", boolean: (item) => effectiveBoolean([item]), items: (item) => [item] };
    case "path":
      return path(syntax.steps, syntax.isAbsolute, scope);
    case "or":
    case "and":
      return both(syntax, scope, ({ kind }, left, right) =>
        booleanClosure(
          kind === "or"
            ? (item, at, size, frame) =>
                left.boolean(item, at, size, frame) || right.boolean(item, at, size, frame)
            : (item, at, size, frame) =>
                left.boolean(item, at, size, frame) && right.boolean(item, at, size, frame),
        ),
      );
    case "compare":
      return (
        attributeIs(syntax) ??
        whetherAny(syntax, scope) ??
        both(syntax, scope, (_, left, right) => comparison(syntax.operator, left, right))
      );
    case "union":
    case "except":
    case "intersect":
      return both(syntax, scope, ({ kind }, left, right) => combination(kind, left, right));
    case "concatenate":
      return both(syntax, scope, (_syntax, left, right) =>
        stringClosure((...at) => anyString(left.items(...at)) + anyString(right.items(...at))),
      );
    case "sum":
      return both(syntax, scope, ({ sign }, left, right) => sum(sign, left, right));
    case "call":
      return call(syntax, scope);
    case "sequence":
      return sequence(syntax.parts, scope);
    case "if":
      return condition(syntax, scope);
    case "number":
    case "binding":
    case "other":
      return null;
    default:
      return syntax satisfies never;
  }
}

type Pair = Extract<Syntax, { readonly left: Syntax; readonly right: Syntax }>;

function both<S extends Pair>(
  syntax: S,
  scope: NameScope,
  make: (syntax: S, left: Closure, right: Closure) => Closure | null,
): Closure | null {
  const left = compilePlain(syntax.left, scope);
  const right = left === null ? null : compilePlain(syntax.right, scope);
  return left === null || right === null ? null : make(syntax, left, right);
}

function constant(type: "number" | "string", value: number | string): Closure {
  const items = [value];
  return { type, boolean: () => effectiveBoolean(items), items: () => items };
}

function variable(name: string): Closure {
  const items: Closure["items"] = (_item, _position, _size, { variables }) => {
    const value = variables[name];
    if (value === undefined) return notPlain();
    return Array.isArray(value) ? value : [value];
  };
  return { type: "any", boolean: (...at) => effectiveBoolean(items(...at)), items };
}

function call({ name, parts }: Extract<Syntax, { kind: "call" }>, scope: NameScope): Closure | null {
  if ((name.prefix !== "" && name.prefix !== "fn") || name.local === null) return null;
  const make = plainFunction(name.local, parts.length);
  if (make === undefined) return callWithLiterals(name.local, parts, scope);
  const compiled = parts.map((part) => compilePlain(part, scope));
  return compiled.every((each) => each !== null) ? make(...compiled) : null;
}

/** A call whose arguments but the first are strings that are written out. */
function callWithLiterals(local: string, parts: readonly Syntax[], scope: NameScope): Closure | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  const literals = others.flatMap((each) => (each.kind === "string" ? [each.value] : []));
  const compiled = literals.length < others.length ? null : compilePlain(first, scope);
  return compiled === null ? null : literalFunction(local, compiled, literals);
}

/** Whole numbers are added exactly (XPath functions 3.1, section 4.2); beyond what is exact here the engine is asked. */
function sum(sign: "+" | "-", left: Closure, right: Closure): Closure | null {
  if (left.type !== "number" || right.type !== "number") return null;
  return numberClosure((...at) => {
    const one = left.items(...at)[0] as number;
    const other = right.items(...at)[0] as number;
    const answer = sign === "+" ? one + other : one - other;
    return Number.isSafeInteger(answer) || !Number.isInteger(answer) ? answer : notPlain();
  });
}

/** `@type = 'x'`, asked of so many elements that it is asked without making lists; null for any other comparison. */
function attributeIs({ operator, left, right }: Extract<Syntax, { kind: "compare" }>): Closure | null {
  if (operator !== "=" || left.kind !== "path" || left.isAbsolute || right.kind !== "string") return null;
  const [step, ...more] = left.steps;
  if (step?.kind !== "axis" || step.axis !== "attribute" || more.length > 0 || step.predicates.length > 0)
    return null;
  const name = step.test.kind === "name" ? step.test.name : null;
  if (name?.prefix !== "" || name.local === null) return null;
  const { local } = name;
  return booleanClosure((item) => {
    if (item instanceof XmlAttribute) return false;
    if (!(item instanceof XmlNode)) return notPlain();
    return item.isElement && item.get(local) === right.value;
  });
}

function sequence(parts: readonly Syntax[], scope: NameScope): Closure | null {
  const compiled = parts.map((part) => compilePlain(part, scope));
  if (!compiled.every((each) => each !== null)) return null;
  const items: Closure["items"] = (...at) => compiled.flatMap((each) => each.items(...at));
  return { type: "any", boolean: (...at) => effectiveBoolean(items(...at)), items };
}

function condition(syntax: Extract<Syntax, { kind: "if" }>, scope: NameScope): Closure | null {
  const test = compilePlain(syntax.test, scope);
  const yes = compilePlain(syntax.yes, scope);
  const no = compilePlain(syntax.no, scope);
  if (test === null || yes === null || no === null) return null;
  return {
    type: yes.type === no.type ? yes.type : "any",
    boolean: (...at) => (test.boolean(...at) ? yes : no).boolean(...at),
    items: (...at) => (test.boolean(...at) ? yes : no).items(...at),
  };
}

/** How a count compares that says whether there is any: by the sign and the number behind it. */
const ANY: ReadonlySet<string> = new Set(["> 0", "gt 0", "!= 0", "ne 0", ">= 1", "ge 1"]);
const NONE: ReadonlySet<string> = new Set(["= 0", "eq 0", "< 1", "lt 1", "<= 0", "le 0"]);

/** `count(…) > 0` and its like are answered without counting; null for any other comparison. */
function whetherAny(
  { operator, left, right }: Extract<Syntax, { kind: "compare" }>,
  scope: NameScope,
): Closure | null {
  if (left.kind !== "call" || right.kind !== "integer" || left.name.local !== "count") return null;
  const asked = `${operator} ${right.value}`;
  const how = ANY.has(asked) ? "exists" : NONE.has(asked) ? "empty" : null;
  return how === null ? null : call({ ...left, name: { ...left.name, local: how } }, scope);
}

type Operator = Extract<Syntax, { kind: "compare" }>["operator"];

function comparison(operator: Operator, left: Closure, right: Closure): Closure {
  switch (operator) {
    case "eq":
    case "ne":
    case "lt":
    case "le":
    case "gt":
    case "ge":
      return perhaps((...at) => compareValues(operator, left.items(...at), right.items(...at)));
    case "is":
    case "<<":
    case ">>":
      return perhaps((...at) => compareNodes(operator, left.items(...at), right.items(...at)));
    default:
      return booleanClosure((...at) => compareGeneral(operator, left.items(...at), right.items(...at)));
  }
}

/** A comparison that gives nothing where one of its sides is empty. */
function perhaps(ask: (...at: Parameters<Closure["items"]>) => boolean | null): Closure {
  return {
    type: "boolean",
    boolean: (...at) => ask(...at) === true,
    items: (...at) => {
      const answer = ask(...at);
      return answer === null ? [] : [answer];
    },
  };
}

function combination(kind: "union" | "except" | "intersect", left: Closure, right: Closure): Closure | null {
  if (left.type !== "nodes" || right.type !== "nodes") return null;
  const items: Closure["items"] = (...at) => {
    const one = left.items(...at);
    const other = new Set(right.items(...at));
    const kept =
      kind === "union"
        ? [...one, ...other]
        : one.filter((item) => other.has(item) === (kind === "intersect"));
    return inDocumentOrder(kept.map((item) => (isNode(item) ? item : notPlain())));
  };
  if (kind !== "union") return { type: "nodes", boolean: (...at) => items(...at).length > 0, items };
  return {
    type: "nodes",
    boolean: (item, at, size, frame) =>
      left.boolean(item, at, size, frame) || right.boolean(item, at, size, frame),
    items,
  };
}

function path(steps: readonly Step[], isAbsolute: boolean, scope: NameScope): Closure | null {
  const compiled: PathStep[] = [];
  for (const step of steps) {
    const next = pathStep(step, scope);
    if (next === null) return null;
    compiled.push(next);
  }
  return pathClosure(shortened(compiled), isAbsolute);
}

function pathStep(step: Step, scope: NameScope): PathStep | null {
  const predicates = compilePredicates(step.predicates, scope);
  if (predicates === null) return null;
  if (step.kind === "expression") {
    const closure = compilePlain(step.value, scope);
    return closure === null ? null : { kind: "expression", closure, predicates };
  }
  const namespace = step.axis === "attribute" ? "" : scope.elementNamespace;
  const test = rowTest(step.test, scope.namespaceOf, namespace);
  if (test === null) return null;
  const conditions = step.axis === "parent" ? rememberedWhere(predicates, step.predicates) : predicates;
  return { kind: "axis", axis: step.axis, test, predicates: conditions };
}

/** All children ask the same of what they stand in, one after the other: the last answer is remembered. */
function rememberedWhere(compiled: readonly Predicate[], written: readonly Syntax[]): readonly Predicate[] {
  return compiled.map((predicate, at) =>
    isOfNodeAlone(written[at]!) ? { ...predicate, closure: remembered(predicate.closure) } : predicate,
  );
}

/** Whether nothing but the node itself, in a tree that never changes, has a part in the answer. */
function isOfNodeAlone(condition: Syntax): boolean {
  const { variables, calls } = namesIn(condition);
  return variables.size === 0 && calls.every(({ name }) => name.local !== "current");
}

function remembered(closure: Closure): Closure {
  let last: Item | null = null;
  let answer = false;
  return {
    ...closure,
    boolean: (item, ...at) => {
      if (item !== last) {
        answer = closure.boolean(item, ...at);
        last = item;
      }
      return answer;
    },
  };
}

/** Compiles conditions; null where one of them needs the engine. */
export function compilePredicates(
  predicates: readonly Syntax[],
  scope: NameScope,
): readonly Predicate[] | null {
  const compiled: Predicate[] = [];
  for (const predicate of predicates) {
    const closure = compilePlain(predicate, scope);
    if (closure === null) return null;
    const isPositional = closure.type === "number" || closure.type === "any" || asksForPlace(predicate);
    compiled.push({ closure, isPositional });
  }
  return compiled;
}

/** Whether `position()` or `last()` is asked somewhere in an expression; those of a path's own conditions are counted too. */
function asksForPlace(syntax: Syntax): boolean {
  switch (syntax.kind) {
    case "call":
      return ["position", "last"].includes(syntax.name.local ?? "") || syntax.parts.some(asksForPlace);
    case "sequence":
    case "other":
      return syntax.parts.some(asksForPlace);
    case "or":
    case "and":
    case "compare":
    case "union":
    case "except":
    case "intersect":
    case "concatenate":
    case "sum":
      return asksForPlace(syntax.left) || asksForPlace(syntax.right);
    case "if":
      return [syntax.test, syntax.yes, syntax.no].some(asksForPlace);
    case "path":
      return syntax.steps.some((step) => step.kind === "expression" && asksForPlace(step.value));
    default:
      return false;
  }
}

/** `//x` is one walk over the descendants, unless places are counted among the children of each. */
function shortened(steps: readonly PathStep[]): PathStep[] {
  return steps.flatMap((step, at) => {
    const before = steps[at - 1];
    const after = steps[at + 1];
    if (isWholeSubtree(step) && isShortable(after)) return [];
    if (before !== undefined && isWholeSubtree(before) && isShortable(step)) {
      return [{ ...step, axis: "descendant" as const }];
    }
    return [step];
  });
}

function isWholeSubtree(step: PathStep): boolean {
  return (
    step.kind === "axis" &&
    step.axis === "descendant-or-self" &&
    step.predicates.length === 0 &&
    step.test.isAnyNode
  );
}

function isShortable(step: PathStep | undefined): step is Extract<PathStep, { kind: "axis" }> {
  return (
    step?.kind === "axis" &&
    step.axis === "child" &&
    step.predicates.every(({ isPositional }) => !isPositional)
  );
}
