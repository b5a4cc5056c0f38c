import { XmlAttribute, XmlNode } from "../tree/index.ts";
import type { Engine } from "./expression.ts";
import { FunctionFailure } from "./expression-error.ts";
import { type FacadeNode, facadeNode, isFacadeNode } from "./facade.ts";

/** One item that a function is called with, or gives back. Of dates and durations it has the string. */
export type CalledItem = XmlNode | XmlAttribute | string | number | boolean;

/** What a function gives back: an item, several, or nothing. */
export type CalledResult = CalledItem | readonly CalledItem[] | null | undefined;

/**
 * A function that expressions may call: it is given each argument as an item where it is one, else as an array of its items,
 * and is to give the same for the same.
 */
export type CalledFunction = (...args: never[]) => CalledResult;

/** Functions that expressions may call with any number of arguments, by their names as written: `ec:label`. */
export type CalledFunctions = Readonly<Record<string, CalledFunction>>;

/** What of the engine's context concerns the functions: they are looked up when they are called. */
export interface CallContext {
  readonly called?: CalledFunctions | undefined;
  /** Takes the failure of a function, which the engine makes a text of. */
  readonly failed?: (failure: FunctionFailure) => void;
}

const NAMESPACE = "https://colophon.invalid/called";
const MOST_ARGUMENTS = 20;

type Options = NonNullable<Parameters<Engine["evaluateXPath"]>[5]>;

type FunctionName = ReturnType<NonNullable<Options["functionNameResolver"]>>;

/** What an expression calls, and how the engine knows it. */
export interface Calls {
  readonly moduleImports: Readonly<Record<string, string>>;
  /** The engine's name of a function; null for one that is none of these. */
  readonly nameOf: (written: string, localName: string, arity: number) => FunctionName | null;
}

const NO_CALLS: Calls = { moduleImports: {}, nameOf: () => null };

/**
 * Makes known to the engine what an expression calls. The engine hands no attributes to functions that are not its own, so a
 * function in XQuery stands before each, which takes them apart; as it takes some milliseconds to learn one, only what is
 * called is made.
 */
export function callsOf(
  engine: Engine,
  source: string,
  called: CalledFunctions,
  understoodWith: (calls: Calls) => Options,
): Calls {
  const isNamed = Object.keys(called).some((name) => source.includes(name.slice(0, name.indexOf(":") + 1)));
  if (!isNamed) return NO_CALLS;
  const known = knownTo(engine);
  const found = new Map<string, string>();
  const look: Calls = {
    moduleImports: {},
    nameOf: (written, _localName, arity) => {
      if (!Object.hasOwn(called, written) || arity > MOST_ARGUMENTS) return null;
      found.set(`${written} ${arity}`, uriOf(written, arity));
      return { localName: "any", namespaceURI: NAMESPACE };
    },
  };
  // What is XPath need not be XQuery: there the “&” in a string begins a reference.
  for (const language of [engine.Language.XPATH_3_1_LANGUAGE, engine.Language.XQUERY_3_1_LANGUAGE]) {
    try {
      const options = { ...understoodWith(look), language };
      engine.evaluateXPath(source, null, null, null, engine.ReturnType.ALL_RESULTS, options);
    } catch {
      // Whatever is wrong with the expression shows when it is understood; what it calls was noted before.
    }
  }
  for (const [name, uri] of found) {
    if (known.has(name)) continue;
    known.add(name);
    const [written = "", arity] = name.split(" ");
    engine.registerXQueryModule(moduleFor(uri, written, Number(arity)));
    engine.finalizeModuleRegistration();
  }
  return {
    moduleImports: Object.fromEntries([...found.values()].map((uri, at) => [`called-${at}`, uri])),
    nameOf: (written, localName, arity) =>
      found.has(`${written} ${arity}`) ? { localName, namespaceURI: uriOf(written, arity) } : null,
  };
}

function uriOf(written: string, arity: number): string {
  return `${NAMESPACE}/${encodeURIComponent(written)}/${arity}`;
}

/** An attribute goes as its element and its name. */
function moduleFor(uri: string, written: string, arity: number): string {
  const names = Array.from({ length: arity }, (_, at) => `$a${at}`);
  const local = written.slice(written.indexOf(":") + 1);
  return `module namespace own = "${uri}"; declare namespace called = "${NAMESPACE}";
declare %private function own:holder($items as item()*) as item()* {
  for $item in $items return if ($item instance of attribute()) then $item/.. else $item
};
declare %private function own:attribute($items as item()*) as xs:string* {
  for $item in $items return if ($item instance of attribute()) then name($item) else ""
};
declare %public function own:${local}(${names.map((name) => `${name} as item()*`).join(", ")}) as item()* {
  called:call(${[`"${written}"`, ...names.flatMap((name) => [`own:holder(${name})`, `own:attribute(${name})`])].join(", ")})
};`;
}

/** The functions that engines know, by their names and numbers of arguments. */
const KNOWN = new WeakMap<Engine, Set<string>>();

function knownTo(engine: Engine): Set<string> {
  const known = KNOWN.get(engine);
  if (known !== undefined) return known;
  const made = new Set<string>();
  KNOWN.set(engine, made);
  for (let arity = 0; arity <= MOST_ARGUMENTS; arity++) {
    const items = (count: number): string[] => Array.from({ length: count }, () => "item()*");
    const any = { localName: "any", namespaceURI: NAMESPACE };
    engine.registerCustomXPathFunction(any, items(arity), "item()*", () => []);
    engine.registerCustomXPathFunction(
      { localName: "call", namespaceURI: NAMESPACE },
      ["xs:string", ...items(2 * arity)],
      "item()*",
      ({ currentContext }, name: string, ...args: readonly (readonly unknown[])[]) =>
        call(currentContext as CallContext, name, args),
    );
  }
  return made;
}

/** When the engine looks whether an expression is right there is nothing to be called yet. */
function call({ called, failed }: CallContext, name: string, args: readonly (readonly unknown[])[]): unknown {
  const own = called?.[name];
  if (own === undefined) return [];
  try {
    return resultOf(
      own(
        ...(args.flatMap((items, at) => (at % 2 === 0 ? [argument(items, args[at + 1]!)] : [])) as never[]),
      ),
    );
  } catch (error) {
    const failure = new FunctionFailure(name, error instanceof Error ? error.message : String(error));
    failed?.(failure);
    throw failure;
  }
}

function argument(
  items: readonly unknown[],
  attributes: readonly unknown[],
): CalledItem | readonly CalledItem[] {
  const given = items.map((item, at) => itemOf(item, String(attributes[at])));
  return given.length === 1 ? given[0]! : given;
}

function itemOf(item: unknown, attribute: string): CalledItem {
  if (isFacadeNode(item)) return attribute === "" ? item.view : attributeOf(item.view as XmlNode, attribute);
  if (typeof item === "number" || typeof item === "boolean") return item;
  if (item instanceof Date) return item.toISOString();
  if (typeof item === "object")
    throw new Error("it is called with a map or an array, which it cannot be given");
  return String(item);
}

function attributeOf(element: XmlNode, name: string): XmlAttribute {
  for (const attribute of element.attributes()) if (attribute.name.qualified === name) return attribute;
  throw new Error(`there is no attribute ${name}`);
}

function resultOf(result: CalledResult): readonly (FacadeNode | string | number | boolean)[] {
  if (result === null || result === undefined) return [];
  const items: readonly unknown[] = Array.isArray(result) ? result : [result];
  return items.map((item) => {
    if (item instanceof XmlNode || item instanceof XmlAttribute) return facadeNode(item);
    if (typeof item === "string" || typeof item === "number" || typeof item === "boolean") return item;
    throw new Error(`it gives ${kindOf(item)}, which is no node, string, number or boolean`);
  });
}

function kindOf(value: unknown): string {
  if (value instanceof Promise) return "a promise";
  if (Array.isArray(value)) return "an array in an array";
  return value === null || value === undefined
    ? String(value)
    : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}
