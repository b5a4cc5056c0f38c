import { NodeKind, XmlAttribute, type XmlNode } from "../../tree/index.ts";
import type { Item } from "../expression.ts";
import { booleanClosure, type Closure, type Frame, numberClosure, stringClosure } from "./closure.ts";
import { notPlain } from "./not-plain.ts";
import { anyString, isNode, numberOf, stringArgument, textOf } from "./value.ts";

type Make = (...parts: readonly Closure[]) => Closure;

/** The context item, as the functions take it that may be called without an argument. */
const CONTEXT: Closure = { type: "any", boolean: () => notPlain(), items: (item) => [item] };

/** Gives how a function is answered without the engine, by its name and number of arguments (XPath functions 3.1). */
export function plainFunction(name: string, arity: number): Make | undefined {
  return name === "concat" && arity > 1 ? concat : PLAIN_FUNCTIONS[`${name} ${arity}`];
}

const PLAIN_FUNCTIONS: Readonly<Record<string, Make>> = {
  "true 0": () => booleanClosure(() => true),
  "false 0": () => booleanClosure(() => false),
  "not 1": (part) => booleanClosure(negation(part!.boolean)),
  "boolean 1": (part) => booleanClosure(part!.boolean),
  "exists 1": (part) => booleanClosure(existsIn(part!)),
  "empty 1": (part) => booleanClosure(negation(existsIn(part!))),
  "count 1": (part) => numberClosure((...at) => part!.items(...at).length),
  "position 0": () => numberClosure((_item, position) => position),
  "last 0": () => numberClosure((_item, _position, size) => size),
  "current 0": () => ({
    type: "nodes",
    boolean: () => true,
    items: (_item, _position, _size, frame) => [frame.current],
  }),
  "string 0": () => text(CONTEXT, anyString),
  "string 1": (part) => text(part!, anyString),
  "normalize-space 0": () => withoutSpace(CONTEXT, anyString),
  "normalize-space 1": (part) => withoutSpace(part!, stringArgument),
  "string-length 0": () => numberClosure((item) => length(anyString([item]))),
  "string-length 1": (part) => numberClosure((...at) => length(stringArgument(part!.items(...at)))),
  "lower-case 1": (part) => text(part!, (items) => stringArgument(items).toLowerCase()),
  "upper-case 1": (part) => text(part!, (items) => stringArgument(items).toUpperCase()),
  "number 0": () => numberClosure((item) => numberOf([item])),
  "number 1": (part) => numberClosure((...at) => numberOf(part!.items(...at))),
  "starts-with 2": (one, other) => ofTwo(one!, other!, (whole, part) => whole.startsWith(part)),
  "ends-with 2": (one, other) => ofTwo(one!, other!, (whole, part) => whole.endsWith(part)),
  "contains 2": (one, other) => ofTwo(one!, other!, (whole, part) => whole.includes(part)),
  "substring-before 2": (one, other) => cut(one!, other!, (whole, at) => whole.slice(0, at)),
  "substring-after 2": (one, other) => cut(one!, other!, (whole, at, part) => whole.slice(at + part.length)),
  "substring 2": (one, start) => stringClosure((...at) => substring(one!.items(...at), start!.items(...at))),
  "substring 3": (one, start, size) =>
    stringClosure((...at) => substring(one!.items(...at), start!.items(...at), size!.items(...at))),
  "translate 3": (whole, from, to) =>
    stringClosure((...at) =>
      translate(
        stringArgument(whole!.items(...at)),
        stringArgument(from!.items(...at)),
        stringArgument(to!.items(...at)),
      ),
    ),
  "local-name 0": () => ofNode(CONTEXT, ({ local }) => local),
  "local-name 1": (part) => ofNode(part!, ({ local }) => local),
  "name 0": () => ofNode(CONTEXT, ({ qualified }) => qualified),
  "name 1": (part) => ofNode(part!, ({ qualified }) => qualified),
  "string-join 2": (parts, between) =>
    stringClosure((...at) => joined(parts!.items(...at), between!.items(...at))),
  "tokenize 1": (part) => tokens(part!),
  "id 1": (part) => ({
    type: "nodes",
    boolean: (...at) => elementsById(part!, at).length > 0,
    items: (...at) => elementsById(part!, at),
  }),
};

type Asked = [item: Item, position: number, size: number, frame: Frame];

function negation(asked: (...at: Asked) => boolean): (...at: Asked) => boolean {
  return (item, at, size, frame) => !asked(item, at, size, frame);
}

function existsIn(part: Closure): (...at: Asked) => boolean {
  return part.type === "nodes" ? part.boolean : (...at) => part.items(...at).length > 0;
}

function text(part: Closure, make: (items: readonly Item[]) => string): Closure {
  return stringClosure((...at) => make(part.items(...at)));
}

/** Whether anything is left is asked more often than what, and told without making it. */
function withoutSpace(part: Closure, read: (items: readonly Item[]) => string): Closure {
  return {
    ...text(part, (items) => collapsed(read(items))),
    boolean: (...at) => /[^ \t\r\n]/u.test(read(part.items(...at))),
  };
}

function collapsed(value: string): string {
  return value.replace(/[ \t\r\n]+/gu, " ").replace(/^ | $/gu, "");
}

/** Strings are counted in characters (section 5.4.4). */
function length(value: string): number {
  return /[\u{10000}-\u{10FFFF}]/u.test(value) ? [...value].length : value.length;
}

function ofTwo(one: Closure, other: Closure, holds: (whole: string, part: string) => boolean): Closure {
  return booleanClosure((...at) =>
    holds(stringArgument(one.items(...at)), stringArgument(other.items(...at))),
  );
}

function cut(
  one: Closure,
  other: Closure,
  make: (whole: string, at: number, part: string) => string,
): Closure {
  return stringClosure((...at) => {
    const whole = stringArgument(one.items(...at));
    const part = stringArgument(other.items(...at));
    const found = whole.indexOf(part);
    return found < 0 ? "" : make(whole, found, part);
  });
}

function substring(whole: readonly Item[], start: readonly Item[], size?: readonly Item[]): string {
  const value = stringArgument(whole);
  const from = wholeNumber(start) - 1;
  const behind = size === undefined ? value.length : from + wholeNumber(size);
  if (length(value) !== value.length) return notPlain();
  return value.slice(Math.max(0, from), Math.max(0, behind));
}

function wholeNumber([number]: readonly Item[]): number {
  return typeof number === "number" && Number.isInteger(number) ? number : notPlain();
}

/** Section 5.4.9: characters are put in place of characters, or left out. */
function translate(whole: string, from: string, to: string): string {
  const [sources, targets] = [[...from], [...to]];
  return [...whole]
    .map((sign) => {
      const at = sources.indexOf(sign);
      return at < 0 ? sign : (targets[at] ?? "");
    })
    .join("");
}

/** What stands between the strings is one itself, and not none. */
function joined(items: readonly Item[], between: readonly Item[]): string {
  const sign = between.length === 0 ? notPlain() : stringArgument(between);
  return items.map((item) => anyString([item])).join(sign);
}

function concat(...parts: readonly Closure[]): Closure {
  return stringClosure((...at) => parts.map((part) => anyString(part.items(...at))).join(""));
}

function ofNode(
  part: Closure,
  make: (name: { readonly local: string; readonly qualified: string }) => string,
): Closure {
  return stringClosure((...at) => {
    const items = part.items(...at);
    const [node] = items;
    if (node === undefined) return "";
    if (items.length > 1 || !isNode(node)) return notPlain();
    if (node instanceof XmlAttribute) return make(node.name);
    if (node.isElement) return make(node.name);
    return node.kind === NodeKind.instruction ? notPlain() : "";
  });
}

function tokens(part: Closure): Closure {
  const items = (...at: Asked): readonly string[] => {
    const value = collapsed(stringArgument(part.items(...at)));
    return value === "" ? [] : value.split(" ");
  };
  return { type: "any", boolean: () => notPlain(), items };
}

function elementsById(part: Closure, at: Asked): readonly XmlNode[] {
  const [context] = at;
  if (!isNode(context)) return notPlain();
  const strings = part.items(...at).map((item) => (isNode(item) ? textOf(item) : item));
  const ids = strings.flatMap((each) => (typeof each === "string" ? each.split(/\s+/u) : notPlain()));
  const found = new Set(ids.map((id) => context.tree.maybeById(id)).filter((node) => node !== null));
  if (found.size > 1) return notPlain();
  return [...found];
}
