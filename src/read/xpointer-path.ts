import { NodeKind, once, type Tree, type XmlNode } from "../tree/index.ts";

/** Gives the namespace of a prefix, or null where nothing binds it. */
export type Names = (prefix: string) => string | null;

/** A path that is not understood; the message says what of it is not. */
export class PathError extends Error {
  override readonly name = "PathError";
}

/** What a step asks of a node. */
interface Step {
  /** Whether all that is below is looked through, or the children alone. */
  readonly deep: boolean;
  readonly test: Test;
  readonly predicates: readonly Predicate[];
}

type Test =
  | { readonly kind: "name"; readonly prefix: string; readonly local: string }
  | { readonly kind: "node" | "text" | "comment" | "self" };

type Predicate =
  | { readonly kind: "position"; readonly position: number }
  | { readonly kind: "last" }
  | { readonly kind: "has"; readonly name: string; readonly isAttribute: boolean }
  | { readonly kind: "is"; readonly name: string; readonly isAttribute: boolean; readonly value: string };

/** A path: where it starts, and its steps. */
interface Path {
  /** The id it starts from, or null for the document. */
  readonly id: string | null;
  readonly steps: readonly Step[];
}

const NAME = "[\\p{L}_][\\p{L}\\p{N}\\p{M}._-]*";
const LITERAL = "\"[^\"]*\"|'[^']*'";
const START = once(() => new RegExp(`^\\s*id\\(\\s*(${LITERAL})\\s*\\)`, "u"));
const STEP = once(
  () =>
    new RegExp(
      `^\\s*(?:child::)?(?:(node|text|comment)\\(\\s*\\)|(\\.)|(\\*|(?:${NAME}):\\*|(?:${NAME}:)?${NAME}))`,
      "u",
    ),
);
const ATOM = once(
  () =>
    new RegExp(
      `^\\s*(?:(\\d+)|(?:position\\(\\)\\s*=\\s*(\\d+))|(last\\(\\))|(@?)((?:${NAME}:)?${NAME})(?:\\s*=\\s*(${LITERAL}))?)\\s*`,
      "u",
    ),
);

/**
 * Reads the paths that editions point with: `/tei:TEI/tei:text`, `//tei:div[@type='letter'][2]`, `id('a')/*`, several of
 * them with `|`. Throws a {@link PathError} for the rest of XPath.
 */
export function parsePath(text: string): readonly Path[] {
  const paths: Path[] = [];
  let rest = text.trim();
  for (;;) {
    const [path, behind] = onePath(rest);
    paths.push(path);
    if (behind === "") return paths;
    if (!behind.startsWith("|")) throw notUnderstood(behind);
    rest = behind.slice(1).trim();
  }
}

function onePath(text: string): [Path, string] {
  const start = START().exec(text);
  const id = start === null ? null : literal(start[1]!);
  let rest = text.slice(start?.[0].length ?? 0).trimStart();
  if (id === null && rest === "") throw new PathError("the pointer holds no path");
  const steps: Step[] = [];
  while (rest !== "" && !rest.startsWith("|")) {
    const slashes = /^\/{0,2}/u.exec(rest)![0].length;
    if (slashes === 0 && (steps.length > 0 || id !== null)) throw notUnderstood(rest);
    rest = rest.slice(slashes);
    if (slashes === 1 && steps.length === 0 && rest.trim() === "") break;
    const [step, behind] = oneStep(rest, slashes === 2);
    steps.push(step);
    rest = behind;
  }
  return [{ id, steps }, rest];
}

function oneStep(text: string, deep: boolean): [Step, string] {
  const match = STEP().exec(text);
  if (match === null) throw notUnderstood(text);
  const [whole, kind, dot, name] = match;
  let rest = text.slice(whole.length).trimStart();
  if (rest.startsWith("(") || rest.startsWith("::")) throw notUnderstood(text);
  const predicates: Predicate[] = [];
  while (rest.startsWith("[")) {
    const [found, behind] = predicatesIn(rest);
    predicates.push(...found);
    rest = behind;
  }
  return [{ deep, test: testOf(kind, dot, name), predicates }, rest];
}

function testOf(kind: string | undefined, dot: string | undefined, name: string | undefined): Test {
  if (kind !== undefined) return { kind: kind as "node" | "text" | "comment" };
  if (dot !== undefined) return { kind: "self" };
  const [local = "", prefix = ""] = name!.split(":").reverse();
  return { kind: "name", prefix, local };
}

function predicatesIn(text: string): [Predicate[], string] {
  const found: Predicate[] = [];
  let rest = text.slice(1);
  for (;;) {
    const match = ATOM().exec(rest);
    if (match === null) throw notUnderstood(text);
    found.push(predicateOf(match));
    rest = rest.slice(match[0].length);
    if (rest.startsWith("]")) return [found, rest.slice(1).trimStart()];
    const and = /^and\s/u.exec(rest);
    if (and === null) throw notUnderstood(text);
    rest = rest.slice(and[0].length);
  }
}

function predicateOf([, number, position, last, at, name, value]: RegExpExecArray): Predicate {
  if (number !== undefined || position !== undefined)
    return { kind: "position", position: Number(number ?? position) };
  if (last !== undefined) return { kind: "last" };
  const asked = { name: name!, isAttribute: at === "@" };
  return value === undefined ? { kind: "has", ...asked } : { kind: "is", ...asked, value: literal(value) };
}

function literal(quoted: string): string {
  return quoted.slice(1, -1);
}

function notUnderstood(rest: string): PathError {
  return new PathError(`“${rest.slice(0, 60)}” is more of XPath than is understood here`);
}

/** Gives the nodes that paths select, in document order, each once. Throws a {@link PathError} for an unbound prefix. */
export function evaluatePath(paths: readonly Path[], tree: Tree, names: Names): XmlNode[] {
  const found = new Set(paths.flatMap((path) => evaluate(path, tree, names)));
  return [...found].sort((one, other) => one.row - other.row);
}

function evaluate({ id, steps }: Path, tree: Tree, names: Names): XmlNode[] {
  const start = id === null ? tree.document : tree.maybeById(id);
  let nodes = start === null ? [] : [start];
  for (const step of steps) nodes = [...new Set(nodes.flatMap((node) => walk(node, step, names)))];
  return nodes;
}

/** Positions are counted among the children of one parent, as `//p[1]` is short for `/descendant-or-self::node()/p[1]`. */
function walk(from: XmlNode, { deep, test, predicates }: Step, names: Names): XmlNode[] {
  if (test.kind === "self") return deep ? [from, ...from.descendants()] : [from];
  const parents = deep ? [from, ...from.descendants()] : [from];
  return parents.flatMap((parent) => {
    let nodes = [...parent.children()].filter((node) => passes(node, test, names));
    for (const predicate of predicates) {
      const { length } = nodes;
      nodes = nodes.filter((node, at) => holds(node, at + 1, length, predicate));
    }
    return nodes;
  });
}

function passes(node: XmlNode, test: Test, names: Names): boolean {
  switch (test.kind) {
    case "node":
    case "self":
      return true;
    case "text":
      return node.isText;
    case "comment":
      return node.kind === NodeKind.comment;
    case "name":
      return node.isElement && isNamed(node, test, names);
    default:
      return test satisfies never;
  }
}

function isNamed(
  node: XmlNode,
  { prefix, local }: { readonly prefix: string; readonly local: string },
  names: Names,
): boolean {
  if (prefix === "" && local === "*") return true;
  const uri = names(prefix);
  if (uri === null) throw new PathError(`nothing binds the prefix “${prefix}”; xmlns(${prefix}=…) does`);
  return node.uri === uri && (local === "*" || node.local === local);
}

function holds(node: XmlNode, position: number, last: number, predicate: Predicate): boolean {
  switch (predicate.kind) {
    case "position":
      return position === predicate.position;
    case "last":
      return position === last;
    case "has":
      return valuesOf(node, predicate).length > 0;
    case "is":
      return valuesOf(node, predicate).includes(predicate.value);
    default:
      return predicate satisfies never;
  }
}

function valuesOf(
  node: XmlNode,
  { name, isAttribute }: { readonly name: string; readonly isAttribute: boolean },
): string[] {
  if (!node.isElement) return [];
  const value = isAttribute ? node.get(name) : null;
  if (isAttribute) return value === null ? [] : [value];
  return [...node.elements()].filter((child) => child.name.qualified === name).map((child) => child.text);
}
