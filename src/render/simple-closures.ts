import { TEI_NAMESPACE, XML_NAMESPACE, XmlAttribute, XmlNode } from "../tree/index.ts";
import type { Item } from "../xpath/index.ts";
import { normalizeSpace, STRING_FUNCTIONS, simplePattern } from "./simple-functions.ts";
import type { Axis, NodeTest, Operator, Syntax } from "./simple-syntax.ts";

type Node = XmlNode | XmlAttribute;

/** A part of an expression, made a function: asked of an item at a position among others. */
export interface Closure {
  readonly items: (item: Item, position: number, size: number) => readonly Item[];
  readonly boolean: (item: Item, position: number, size: number) => boolean;
  /** What its items are sure to be; positions in filters and comparisons depend on it. */
  readonly type: "nodes" | "number" | "string" | "boolean" | "mixed";
}

/** What XPath calls an error in this place; a model that meets one does not hold. */
class DynamicError extends Error {}

/** Makes a function of an expression; null where it holds something whose answer is not sure to be the engine's. */
export function closureOf(syntax: Syntax): Closure | null {
  switch (syntax.kind) {
    case "literal":
      return constant(syntax.value);
    case "context":
      return nodes((item) => [item]);
    case "root":
      return nodes((item) => (isNode(item) ? [item.tree.node(0)] : none()));
    case "step":
      return step(syntax.axis, syntax.test, syntax.filters);
    case "filter":
      return filtered(syntax.base, syntax.filters);
    case "path":
      return path(syntax.steps);
    case "call":
      return call(syntax.name, syntax.args);
    case "compare":
      return comparison(syntax.operator, syntax.left, syntax.right);
    case "sum":
      return sum(syntax);
    case "if":
      return conditional(syntax);
    default:
      return several(syntax.kind, syntax.parts);
  }
}

function all(parts: readonly Syntax[]): readonly Closure[] | null {
  const closures = parts.map(closureOf);
  return closures.every((closure) => closure !== null) ? closures : null;
}

function several(
  kind: "and" | "or" | "sequence" | "union" | "concatenation",
  parts: readonly Syntax[],
): Closure | null {
  const closures = all(parts);
  if (closures === null) return null;
  if (kind === "or") return truths((...at) => closures.some((each) => each.boolean(...at)));
  if (kind === "and") return truths((...at) => closures.every((each) => each.boolean(...at)));
  if (kind === "concatenation")
    return strings((...at) => closures.map((each) => oneString(each.items(...at))).join(""));
  if (kind === "union") {
    if (closures.some(({ type }) => type !== "nodes")) return null;
    return nodes((...at) => inOrder(closures.flatMap((each) => each.items(...at)) as Node[]));
  }
  const only = closures.length === 1 ? closures[0]! : null;
  if (only !== null) return only;
  const items = (...at: Asked): readonly Item[] => closures.flatMap((each) => each.items(...at));
  const [first] = closures;
  const isAlike = first !== undefined && closures.every(({ type }) => type === first.type);
  const type = isAlike && first.type !== "number" ? first.type : "mixed";
  return { type, items, boolean: (...at) => truth(items(...at)) };
}

type Asked = readonly [item: Item, position: number, size: number];

function constant(value: string | number): Closure {
  const items = [value];
  const type = typeof value === "string" ? "string" : "number";
  return { type, items: () => items, boolean: () => value !== "" && value !== 0 };
}

function nodes(find: (...at: Asked) => readonly Item[]): Closure {
  return { type: "nodes", items: find, boolean: (...at) => find(...at).length > 0 };
}

function truths(find: (...at: Asked) => boolean): Closure {
  return { type: "boolean", items: (...at) => [find(...at)], boolean: find };
}

function strings(find: (...at: Asked) => string): Closure {
  return { type: "string", items: (...at) => [find(...at)], boolean: (...at) => find(...at) !== "" };
}

function numbers(find: (...at: Asked) => number): Closure {
  return { type: "number", items: (...at) => [find(...at)], boolean: (...at) => truth([find(...at)]) };
}

/** The effective boolean value (XPath 3.1, section 2.4.3). */
function truth(items: readonly Item[]): boolean {
  const [first] = items;
  if (first === undefined) return false;
  if (isNode(first)) return true;
  if (items.length > 1) throw new DynamicError("A sequence of values is neither true nor false");
  return typeof first === "number" ? first !== 0 && !Number.isNaN(first) : first !== "" && first !== false;
}

function isNode(item: Item): item is Node {
  return typeof item === "object";
}

function none(): never {
  throw new DynamicError("A path starts at a node");
}

/** The value of an item as a string (`fn:string`). */
export function stringOf(item: Item): string {
  if (item instanceof XmlNode) return item.text;
  return item instanceof XmlAttribute ? item.value : String(item);
}

function oneString(items: readonly Item[]): string {
  if (items.length > 1) throw new DynamicError("One value is wanted");
  return items.length === 0 ? "" : stringOf(items[0]!);
}

/** Nodes in document order, each once; attributes stand behind their elements. */
function inOrder(found: readonly Node[]): readonly Node[] {
  if (found.length < 2) return found;
  return [...new Set(found)].sort((one, other) => place(one) - place(other));
}

function place(node: Node): number {
  return node instanceof XmlNode ? node.row : node.owner.row + 0.5 + node.row * 1e-9;
}

function step(axis: Axis, test: NodeTest, filters: readonly Syntax[]): Closure | null {
  const fits = axis === "attribute" ? attributeTest(test) : elementTest(test);
  if (fits === null) return null;
  const walk = AXES[axis];
  const sifts = siftsOf(filters);
  if (sifts === null) return null;
  const isReverse = REVERSE.has(axis);
  const find = (item: Item): readonly Item[] => {
    if (!(item instanceof XmlNode))
      return item instanceof XmlAttribute ? fromAttribute(axis, item, fits) : none();
    let found: Item[] = [];
    for (const each of walk(item)) if (fits(each)) found.push(each);
    for (const sift of sifts) found = sift(found);
    return isReverse ? found.reverse() : found;
  };
  const tests = all(filters)!;
  if (tests.some(({ type }) => type === "number") || asksForPosition(filters)) return nodes(find);
  const holds = (node: Node): boolean => fits(node) && tests.every((test) => test.boolean(node, 1, 1));
  const boolean = (item: Item): boolean => {
    if (!(item instanceof XmlNode)) return find(item).length > 0;
    if (axis === "parent") return item.parent !== null && holds(item.parent);
    if (axis === "self") return holds(item);
    if (axis !== "child") return any(walk(item), holds);
    for (let at = item.firstChild; at !== null; at = at.nextSibling) if (holds(at)) return true;
    return false;
  };
  return { type: "nodes", items: find, boolean };
}

/** Whether a filter asks which of several nodes it is put to; then they cannot be taken one by one. */
function asksForPosition(filters: readonly Syntax[]): boolean {
  return /"name":"(?:fn:)?(?:position|last)"/u.test(JSON.stringify(filters));
}

function any(found: Iterable<Node>, fits: (node: Node) => boolean): boolean {
  for (const each of found) if (fits(each)) return true;
  return false;
}

function fromAttribute(axis: Axis, attribute: XmlAttribute, fits: (node: Node) => boolean): readonly Item[] {
  if (axis === "parent") return fits(attribute.owner) ? [attribute.owner] : [];
  throw new DynamicError("Attributes are left to the engine");
}

const REVERSE: ReadonlySet<Axis> = new Set(["ancestor", "ancestor-or-self", "preceding-sibling"]);

const AXES: Readonly<Record<Axis, (node: XmlNode) => Iterable<Node>>> = {
  child: children,
  attribute: (node) => [...node.attributes()],
  self: (node) => [node],
  parent: (node) => (node.parent === null ? [] : [node.parent]),
  ancestor: (node) => chain(node.parent, (at) => at.parent),
  "ancestor-or-self": (node) => chain(node, (at) => at.parent),
  descendant: (node) => node.descendants(),
  "descendant-or-self": (node) => below(node),
  "following-sibling": (node) => chain(node.nextSibling, (at) => at.nextSibling),
  "preceding-sibling": (node) => chain(node.previousSibling, (at) => at.previousSibling),
};

function children(node: XmlNode): readonly XmlNode[] {
  return chain(node.firstChild, (at) => at.nextSibling);
}

function chain(from: XmlNode | null, next: (node: XmlNode) => XmlNode | null): readonly XmlNode[] {
  const found: XmlNode[] = [];
  for (let at = from; at !== null; at = next(at)) found.push(at);
  return found;
}

function* below(node: XmlNode): Generator<XmlNode, undefined> {
  yield node;
  yield* node.descendants();
}

function elementTest(test: NodeTest): ((node: Node) => boolean) | null {
  if (test.kind === "node") return () => true;
  if (test.kind === "text") return (node) => node instanceof XmlNode && node.isText;
  if (test.kind === "any") return (node) => node instanceof XmlNode && node.isElement;
  if (test.prefix !== "" && test.prefix !== "tei") return null;
  const { local } = test;
  return (node) =>
    node instanceof XmlNode && node.local === local && node.isElement && node.uri === TEI_NAMESPACE;
}

function attributeTest(test: NodeTest): ((node: Node) => boolean) | null {
  if (test.kind === "any" || test.kind === "node") return () => true;
  if (test.kind === "text") return () => false;
  if (test.prefix !== "" && test.prefix !== "xml") return null;
  const uri = test.prefix === "" ? "" : XML_NAMESPACE;
  const { local } = test;
  return (node) => node.name.local === local && node.name.uri === uri;
}

type Sift = (items: Item[]) => Item[];

function siftsOf(filters: readonly Syntax[]): readonly Sift[] | null {
  const closures = all(filters);
  if (closures === null || closures.some(({ type }) => type === "mixed")) return null;
  return closures.map((closure) => {
    const isPosition = closure.type === "number";
    return (items) =>
      items.length === 0
        ? items
        : items.filter((item, at) =>
            isPosition
              ? closure.items(item, at + 1, items.length)[0] === at + 1
              : closure.boolean(item, at + 1, items.length),
          );
  });
}

function filtered(base: Syntax, filters: readonly Syntax[]): Closure | null {
  const from = closureOf(base);
  const sifts = siftsOf(filters);
  // In a filter of values `.` would be a value; here it is always a node.
  if (
    from === null ||
    sifts === null ||
    (from.type !== "nodes" && filters.some(({ kind }) => kind !== "literal"))
  )
    return null;
  const items = (...at: Asked): readonly Item[] =>
    sifts.reduce((found, sift) => sift(found), [...from.items(...at)]);
  return { type: from.type === "nodes" ? "nodes" : "mixed", items, boolean: (...at) => truth(items(...at)) };
}

function path(steps: readonly Syntax[]): Closure | null {
  const closures = all(steps);
  if (closures === null) return null;
  // A last step of values, as in `a/string()`, is left to the engine.
  if (closures.some(({ type }) => type !== "nodes")) return null;
  const [first, ...others] = closures as [Closure, ...Closure[]];
  const follow = (...at: Asked): readonly Item[] => {
    let found = first.items(...at);
    for (const next of others) {
      if (found.length === 0) return found;
      if (found.length === 1) found = next.items(found[0]!, 1, 1);
      else
        found = inOrder(found.flatMap((item, index) => next.items(item, index + 1, found.length)) as Node[]);
    }
    return found;
  };
  return nodes(follow);
}

function sum({ sign, left, right }: { sign: "+" | "-"; left: Syntax; right: Syntax }): Closure | null {
  const [one, other] = [closureOf(left), closureOf(right)];
  if (one?.type !== "number" || other?.type !== "number") return null;
  const value = (closure: Closure, at: Asked): number => closure.items(...at)[0] as number;
  return numbers((...at) => value(one, at) + (sign === "+" ? 1 : -1) * value(other, at));
}

function conditional({ test, yes, no }: { test: Syntax; yes: Syntax; no: Syntax }): Closure | null {
  const parts = all([test, yes, no]);
  if (parts === null) return null;
  const [asks, one, other] = parts as [Closure, Closure, Closure];
  const chosen = (at: Asked): Closure => (asks.boolean(...at) ? one : other);
  return {
    type: one.type === other.type ? one.type : "mixed",
    items: (...at) => chosen(at).items(...at),
    boolean: (...at) => chosen(at).boolean(...at),
  };
}

const VALUE_OPERATORS: Readonly<Record<string, Operator>> = {
  eq: "=",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

/**
 * Compares as XPath does (3.7.1 and 3.7.2) where the types are sure: with a string, everything is a string; with a
 * number, nodes are cast; two nodes are strings, for which only equality is asked here.
 */
function comparison(operator: Operator, left: Syntax, right: Syntax): Closure | null {
  const [one, other] = [closureOf(left), closureOf(right)];
  if (one === null || other === null) return null;
  const general = VALUE_OPERATORS[operator];
  const quick = operator === "=" ? attributeIs(left, right) : null;
  if (quick !== null) return quick;
  const types = [one.type, other.type];
  if (types.some((type) => type === "mixed" || type === "boolean")) return null;
  const isNumeric = types.includes("number");
  if (isNumeric && (types.includes("string") || (general !== undefined && types.includes("nodes"))))
    return null;
  if (!isNumeric && !["=", "!=", "eq", "ne"].includes(operator)) return null;
  const holds = COMPARE[general ?? operator]!;
  const value = isNumeric ? numberOf : stringOf;
  const compare = (ones: readonly Item[], others: readonly Item[]): boolean =>
    ones.some((each) => others.some((against) => holds(value(each), value(against))));
  if (general === undefined) return truths((...at) => compare(one.items(...at), other.items(...at)));
  const items = (...at: Asked): readonly Item[] => {
    const [ones, others] = [one.items(...at), other.items(...at)];
    if (ones.length > 1 || others.length > 1) throw new DynamicError("One value is wanted");
    return ones.length === 0 || others.length === 0 ? [] : [compare(ones, others)];
  };
  return { type: "boolean", items, boolean: (...at) => truth(items(...at)) };
}

/** `@type = 'x'`, asked of so many elements that it is asked without making lists. */
function attributeIs(left: Syntax, right: Syntax): Closure | null {
  if (left.kind !== "step" || left.axis !== "attribute" || left.filters.length > 0) return null;
  if (right.kind !== "literal" || typeof right.value !== "string" || left.test.kind !== "name") return null;
  if (left.test.prefix !== "") return null;
  const { local } = left.test;
  return truths((item) => {
    if (item instanceof XmlAttribute) return false;
    return item instanceof XmlNode ? item.isElement && item.get(local) === right.value : none();
  });
}

function numberOf(item: Item): number {
  if (typeof item === "number") return item;
  const text = stringOf(item).trim();
  const number = text === "" ? Number.NaN : Number(text);
  if (Number.isNaN(number) && text !== "NaN") throw new DynamicError("This is no number");
  return number;
}

const COMPARE: Readonly<Record<string, (one: string | number, other: string | number) => boolean>> = {
  "=": (one, other) => one === other,
  "!=": (one, other) => one !== other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
};

function call(name: string, args: readonly Syntax[]): Closure | null {
  const local = name.startsWith("fn:") ? name.slice(3) : name;
  const parts = all(args);
  if (parts === null) return null;
  if (local === "matches" || local === "replace") return matching(local, args, parts);
  const known = STRING_FUNCTIONS[local];
  if (known !== undefined) {
    if (parts.length < known.least || parts.length > known.most || !parts.every(isTextual)) return null;
    const run = (...at: Asked) => known.run(...parts.map((part) => oneString(part.items(...at))));
    return ["contains", "starts-with", "ends-with"].includes(local)
      ? truths((...at) => run(...at) as boolean)
      : strings((...at) => run(...at) as string);
  }
  return parts.length === 1 ? unary(local, parts[0]!) : parts.length === 0 ? nullary(local) : null;
}

/** Whether a value may stand where a string is wanted: `concat(1, 2)` may, but numbers are written in ways of their own. */
function isTextual({ type }: Closure): boolean {
  return type === "nodes" || type === "string" || type === "mixed";
}

function matching(name: string, args: readonly Syntax[], parts: readonly Closure[]): Closure | null {
  const literal = (at: number): string | null => {
    const syntax = args[at];
    return syntax?.kind === "literal" && typeof syntax.value === "string" ? syntax.value : null;
  };
  const source = literal(1);
  const isMatch = name === "matches";
  if (source === null || parts.length !== (isMatch ? 2 : 3) || !isTextual(parts[0]!)) return null;
  const pattern = simplePattern(source);
  if (pattern === null) return null;
  const text = (at: Asked): string => oneString(parts[0]!.items(...at));
  if (isMatch) return truths((...at) => pattern.test(text(at)));
  const by = literal(2);
  if (by === null || pattern.test("") || /\\/u.test(by)) return null;
  const everywhere = new RegExp(pattern.source, `${pattern.flags}g`);
  const replacement = by.replace(/\$0/gu, "$$&");
  return strings((...at) => text(at).replace(everywhere, replacement));
}

function unary(name: string, part: Closure): Closure | null {
  switch (name) {
    case "not":
      return truths((...at) => !part.boolean(...at));
    case "boolean":
      return truths(part.boolean);
    case "exists":
      return truths((...at) => (part.type === "nodes" ? part.boolean(...at) : part.items(...at).length > 0));
    case "empty":
      return truths((...at) =>
        part.type === "nodes" ? !part.boolean(...at) : part.items(...at).length === 0,
      );
    case "count":
      return numbers((...at) => part.items(...at).length);
    default:
      return isTextual(part) ? ofString(name, part) : null;
  }
}

function ofString(name: string, part: Closure): Closure | null {
  if (name === "string") return strings((...at) => oneString(part.items(...at)));
  if (name === "normalize-space") return strings((...at) => normalizeSpace(oneString(part.items(...at))));
  if (name === "string-length") return numbers((...at) => [...oneString(part.items(...at))].length);
  if (name === "local-name" || name === "name") return strings((...at) => nameOf(name, part.items(...at)));
  return null;
}

function nullary(name: string): Closure | null {
  switch (name) {
    case "true":
      return truths(() => true);
    case "false":
      return truths(() => false);
    case "position":
      return numbers((_item, position) => position);
    case "last":
      return numbers((_item, _position, size) => size);
    case "local-name":
    case "name":
      return strings((item) => nameOf(name, [item]));
    case "string":
      return strings(stringOf);
    case "normalize-space":
      return strings((item) => normalizeSpace(stringOf(item)));
    default:
      return null;
  }
}

function nameOf(name: string, items: readonly Item[]): string {
  if (items.length > 1) throw new DynamicError("One node is wanted");
  const [item] = items;
  if (item === undefined) return "";
  if (!isNode(item)) throw new DynamicError("A value has no name");
  if (item instanceof XmlNode && !item.isElement) return "";
  return name === "name" ? item.name.qualified : item.name.local;
}
