import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { IDomFacade, Options } from "fontoxpath";
import { once, TEI_NAMESPACE, type Tree, XML_NAMESPACE } from "../tree/index.ts";
import { addAllFunctions, addedFunctionsFor, uriOfAdded } from "./added-functions.ts";
import { ADDRESSING, registerAddressing, withContextItem } from "./address-functions.ts";
import { type CallContext, type CalledFunctions, type Calls, callsOf } from "./called-functions.ts";
import { CONSTRUCTION, ConstructedNode } from "./constructed.ts";
import { ExpressionError, type FunctionFailure } from "./expression-error.ts";
import { type FacadeNode, facadeNode, facadeOf, isFacadeNode, type TreeNode } from "./facade.ts";
import { registerLookups } from "./lookups.ts";
import { isOwnPattern, registerPatterns, withOwnPatterns } from "./pattern-functions.ts";
import { oneByOne } from "./quantifiers.ts";

/** The engine that answers expressions. */
export type Engine = typeof import("fontoxpath");

/** One item of an answer. Values of other types (dates, durations) are given as strings. */
export type Item = TreeNode | string | number | boolean;

/** Values by the names of variables; an array is a sequence. */
export type Variables = Readonly<Record<string, Item | readonly Item[]>>;

/** How an expression is to be understood. */
export interface ExpressionOptions {
  /** Namespaces by prefix, beside `tei`, `xml` and those XPath knows itself. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** The namespace of element names without a prefix; that of TEI, unless it is told. */
  readonly defaultElementNamespace?: string;
  /** Whether it may be XQuery 3.1 where it is not XPath: clauses one after the other, `order by`, nodes that are made. */
  readonly mayBeXQuery?: boolean;
  /** Answers `key()` (XSLT 3.0, section 20.2.2). */
  readonly keys?: KeyLookup;
  /** Functions of the user's own. */
  readonly functions?: FunctionLibrary | null;
  /** Functions in TypeScript. */
  readonly called?: CalledFunctions;
  /** Answers `doc()` and `document()`: gives a document by its address as written, or null. */
  readonly document?: (reference: string) => Tree | null;
}

/** Functions that expressions may call, by their namespace, local name and number of arguments. */
export interface FunctionLibrary {
  /** The namespace by which the engine knows all of them. */
  readonly uri: string;
  readonly names: ReadonlySet<string>;
}

/** A function written in XQuery: its names, and from its parameters to the end of its body. */
export interface WrittenFunction {
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  readonly arity: number;
  readonly definition: string;
}

/**
 * Makes functions known to the engine, under a namespace made of their words, so that the same ones are the same again.
 * They may call one another. Throws an `ExpressionError` where they are not XQuery, or two have the same local name.
 */
export function functionLibrary(
  functions: readonly WrittenFunction[],
  namespaces: Readonly<Record<string, string>>,
): FunctionLibrary {
  const body = functions.map(
    ({ local, definition }) => `declare %public function own:${local}${withOwnPatterns(definition, HERE)};`,
  );
  const digest = createHash("sha256")
    .update(JSON.stringify([body, namespaces]))
    .digest("hex");
  const uri = `${OWN_FUNCTIONS}/${digest}`;
  const own = new Set(functions.map(({ prefix }) => prefix));
  const bound = Object.entries(namespaces).filter(([prefix]) => prefix !== "" && prefix !== "xml");
  const prefixes = bound.map(([prefix, other]) => declared(prefix, own.has(prefix) ? uri : other));
  const head = [`module namespace own = "${uri}";`, declared(HERE, OWN_FUNCTIONS)];
  const text = [...head, ...prefixes, ...body].join("\n");
  registered(functions.map(({ local }) => local).join(", "), text);
  return { uri, names: new Set(functions.map((each) => `${each.uri} ${each.local} ${each.arity}`)) };
}

/** The prefix of our own functions within those of the user's. */
const HERE = "colophon-functions";

/** How the body of a function names a variable that stands outside of it. */
export function globalVariable(name: string): string {
  return `${HERE}:variable("${name}")`;
}

function declared(prefix: string, uri: string): string {
  return `declare namespace ${prefix} = "${uri.replaceAll("&", "&amp;").replaceAll('"', '""')}";`;
}

/** What became of libraries, by their text: the engine takes each once, and one that it refused it refuses otherwise again. */
const LIBRARIES = new WeakMap<Engine, Map<string, ExpressionError | null>>();

function registered(names: string, text: string): void {
  const engine = loadEngine();
  // A library that is refused may make the engine refuse what comes behind it.
  addAllFunctions(engine);
  const known = LIBRARIES.get(engine) ?? new Map<string, ExpressionError | null>();
  LIBRARIES.set(engine, known);
  if (!known.has(text)) known.set(text, refusal(engine, names, text));
  const fault = known.get(text) ?? null;
  if (fault !== null) throw fault;
}

function refusal(engine: Engine, names: string, text: string): ExpressionError | null {
  try {
    engine.registerXQueryModule(text);
    engine.finalizeModuleRegistration();
    return null;
  } catch (error) {
    return understood(names, error);
  }
}

/** Gives the nodes of a tree that have one of some values by the key of a name. */
export type KeyLookup = (name: string, tree: Tree, values: readonly string[]) => readonly TreeNode[];

/**
 * A question that was understood once and can be asked of any node. Each way of asking takes the context node, the
 * values of variables; for `current()`, the node that the whole question is about where that is another one; and the variables
 * that functions of the user's own may name (`globalVariable`) where those are others.
 * All of them throw an `ExpressionError` where the answer cannot be worked out.
 */
export interface Expression {
  readonly source: string;
  /** The effective boolean value (XPath 3.1, section 2.4.3). */
  boolean(...asked: Asked): boolean;
  string(...asked: Asked): string;
  number(...asked: Asked): number;
  /** The nodes of the answer; throws where it holds anything else. */
  nodes(...asked: Asked): TreeNode[];
  items(...asked: Asked): readonly Item[];
}

const FUNCTIONS = "http://www.w3.org/2005/xpath-functions";
/**
 * Where our own functions live: `current()`, which XSLT adds to XPath (XSLT 3.0, section 20.4.1), and `id()`, since the
 * engine knows no `xml:id`. Both are called without a prefix.
 */
const OWN_FUNCTIONS = "https://colophon.invalid/functions";
const OWN: ReadonlySet<string> = new Set([
  "current 0",
  "id 1",
  "id 2",
  "key 2",
  "key 3",
  "doc 1",
  "document 1",
  "doc-available 1",
]);

/**
 * Understands an XPath 3.1 expression. Throws an `ExpressionError` for one that is not XPath, calls an unknown
 * function or uses an unknown prefix; a variable that has no value shows when it is asked.
 */
export function compileExpression(written: string, options: ExpressionOptions = {}): Expression {
  const engine = loadEngine();
  const source = withContextItem(oneByOne(written));
  const shared = understoodOptions(engine, source, options);
  return {
    source: written,
    boolean: (...at) => ask(source, shared, at, engine.evaluateXPathToBoolean),
    string: (...at) => ask(source, shared, at, engine.evaluateXPathToString),
    number: (...at) => numberOf(ask(source, shared, at, (...all) => allItems(engine, source, all))),
    nodes: (...at) =>
      ask(source, shared, at, engine.evaluateXPathToNodes<FacadeNode>).map((node) => node.view),
    items: (...at) => ask(source, shared, at, (...all) => allItems(engine, source, all)),
  };
}

/** The options by which the engine understands an expression: as XPath, and as XQuery where that is allowed and needed. */
function understoodOptions(engine: Engine, source: string, options: ExpressionOptions): Options {
  const asPath = engineOptions(engine, source, options);
  // Computed constructors are taken for XPath by the engine.
  const shared = options.mayBeXQuery === true ? { ...asPath, ...CONSTRUCTION } : asPath;
  try {
    checkStatically(engine, source, shared);
    return shared;
  } catch (error) {
    if (options.mayBeXQuery !== true || !(error instanceof ExpressionError) || error.code !== "XPST0003")
      throw error;
    const asQuery = { ...shared, language: engine.Language.XQUERY_3_1_LANGUAGE };
    checkStatically(engine, source, asQuery);
    return asQuery;
  }
}

type Asked = readonly [
  context: TreeNode,
  variables?: Variables | undefined,
  current?: TreeNode | undefined,
  globals?: Variables | undefined,
];
type EngineCall = [string, FacadeNode, IDomFacade, Record<string, unknown> | null, Options];

function ask<T>(source: string, shared: Options, asked: Asked, how: (...call: EngineCall) => T): T {
  const [context, variables, current = context, globals = variables] = asked;
  const facade = facadeOf(context.tree) as unknown as IDomFacade;
  const node = isTreeNode(context) ? facadeNode(context) : context;
  const about = isTreeNode(current) ? facadeNode(current) : null;
  const { currentContext } = shared;
  let failure: FunctionFailure | null = null;
  const failed: CallContext["failed"] = (thrown) => {
    failure = thrown;
  };
  const place = { context: node, current: about, failed, globals };
  const options = { ...shared, currentContext: { ...currentContext, ...place } };
  try {
    return how(source, node, facade, engineVariables(variables, facade), options);
  } catch (error) {
    // The engine makes a text of it.
    throw failure ?? understood(source, error);
  }
}

/** Questions are put to nodes as a rule; the engine takes values as well. */
function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === "object";
}

/** Dates and times are written by the engine, which gives all of them as the same kind of object. */
function allItems(engine: Engine, source: string, call: EngineCall): Item[] {
  const [, context, facade, variables, options] = call;
  const found = engine.evaluateXPath(
    source,
    context,
    facade,
    variables,
    engine.ReturnType.ALL_RESULTS,
    options,
  ) as readonly unknown[];
  const values = found.flat();
  if (!values.some((value) => value instanceof Date)) return values.map((value) => item(source, value));
  const written = `for $value in (${source}) return if ($value instance of node()) then $value else string($value)`;
  return allItems(engine, written, [written, context, facade, variables, options]);
}

/** As `fn:number` has it: the number of one item, else NaN. The engine itself knows that of numbers only. */
function numberOf(items: readonly Item[]): number {
  const [item] = items;
  if (items.length !== 1 || item === undefined) return Number.NaN;
  const value = typeof item !== "object" ? item : "value" in item ? item.value : item.text;
  return typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
}

function item(source: string, value: unknown): Item {
  if (isFacadeNode(value)) return value.view;
  if (value instanceof ConstructedNode) return value.text;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "object") throw new ExpressionError(source, "A map is no answer", null);
  return String(value);
}

function engineVariables(
  variables: Variables | undefined,
  facade: IDomFacade,
): Record<string, unknown> | null {
  if (variables === undefined) return null;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(variables)) values[name] = engineValue(value, facade);
  return values;
}

function engineValue(value: Item | readonly Item[], facade: IDomFacade): unknown {
  if (!Array.isArray(value)) return engineItem(value as Item);
  const items = value.map(engineItem);
  return loadEngine().createTypedValueFactory("item()*")(items, facade);
}

function engineItem(value: Item): FacadeNode | string | number | boolean {
  return typeof value === "object" ? facadeNode(value) : value;
}

function engineOptions(engine: Engine, source: string, options: ExpressionOptions): Options {
  const { called } = options;
  const nothing: Calls = { moduleImports: {}, nameOf: () => null };
  const withCalls = (calls: Calls): Options => optionsWith(calls, engine, source, options);
  return withCalls(called === undefined ? nothing : callsOf(engine, source, called, withCalls));
}

function optionsWith(calls: Calls, engine: Engine, source: string, options: ExpressionOptions): Options {
  const { namespaces = {}, defaultElementNamespace = TEI_NAMESPACE, functions = null } = options;
  const known: Readonly<Record<string, string>> = {
    tei: TEI_NAMESPACE,
    xml: XML_NAMESPACE,
    ...namespaces,
    "": defaultElementNamespace,
  };
  const modules = { ...calls.moduleImports, ...(functions === null ? {} : { own: functions.uri }) };
  const added = addedFunctionsFor(source, engine);
  const imported = Object.fromEntries(added.map(({ uri }, at) => [`added-${at}`, uri]));
  return {
    language: engine.Language.XPATH_3_1_LANGUAGE,
    currentContext: { keys: options.keys, document: options.document, called: options.called },
    namespaceResolver: (prefix) => (Object.hasOwn(known, prefix) ? known[prefix]! : null),
    moduleImports: { ...modules, ...imported },
    functionNameResolver: ({ prefix, localName }, arity) => {
      const isOwn = functions?.names.has(`${known[prefix]} ${localName} ${arity}`) === true;
      if (isOwn) return { localName, namespaceURI: functions.uri };
      const isPlain = prefix === "" || prefix === "fn" || known[prefix] === FUNCTIONS;
      const name = `${localName} ${arity}`;
      if (isPlain && (isOwnPattern(localName, arity, source) || ADDRESSING.has(name)))
        return { localName, namespaceURI: OWN_FUNCTIONS };
      if (prefix !== "")
        return calls.nameOf(`${prefix}:${localName}`, localName, arity) as {
          localName: string;
          namespaceURI: string;
        };
      const uri = uriOfAdded(name, added) ?? (OWN.has(name) ? OWN_FUNCTIONS : FUNCTIONS);
      return { localName, namespaceURI: uri };
    },
  };
}

/**
 * The engine finds static errors when it evaluates, so the expression is evaluated once without a context. What that
 * alone breaks has another kind of code; a missing variable (XPST0008) may have a value later.
 */
function checkStatically(engine: Engine, source: string, options: Options): void {
  try {
    const looking = { ...options, currentContext: { ...options.currentContext, called: undefined } };
    engine.evaluateXPath(source, null, null, null, engine.ReturnType.ALL_RESULTS, looking);
  } catch (error) {
    const { code, reason } = parseReason(error);
    if (code !== null && /^X[PQ]ST/u.test(code) && code !== "XPST0008") {
      throw new ExpressionError(source, reason, code);
    }
  }
}

function understood(source: string, error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error;
  const { code, reason } = parseReason(error);
  return new ExpressionError(source, reason, code);
}

/** Takes the engine's message apart: it draws the expression above the reason, and lists every sign it had hoped for. */
function parseReason(error: unknown): { code: string | null; reason: string } {
  const message = error instanceof Error ? error.message : String(error);
  const found = /([A-Z]{4}\d{4})[:,]?\s*([^\n]*)/u.exec(message);
  if (found === null) return { code: null, reason: `The engine failed (${message.split("\n")[0]})` };
  const code = found[1]!;
  if (code !== "XPST0003") return { code, reason: `${code}: ${plainReason(found[2]!)}` };
  const column = /at <>:\d+:(\d+)/u.exec(message)?.[1];
  return { code, reason: `${code}: this is not XPath${column === undefined ? "" : `, from sign ${column}`}` };
}

/** The engine names functions with their namespace, and guesses at others. */
function plainReason(reason: string): string {
  const unknown = /^(?:The f|F)unction (?:Q\{[^}]*\})?(\S+) with arity (?:of )?(\d+)/u.exec(reason);
  if (unknown !== null) return `there is no function ${unknown[1]} that takes ${unknown[2]} arguments`;
  return reason.replace(/, pattern validation failed\.?$|\.$/u, "");
}

/**
 * The engine takes some 60 ms to load, so it is loaded when the first question is put, and then kept. Libraries of functions can
 * call without a prefix what has the namespace of XPath's functions alone; of two functions the engine takes the first it learnt.
 */
const loadEngine: () => Engine = once(() => {
  const engine: Engine = createRequire(import.meta.url)("fontoxpath");
  for (const uri of [OWN_FUNCTIONS, FUNCTIONS]) {
    registerLookups(engine, uri);
    registerAddressing(engine, uri);
    registerPatterns(engine, uri);
  }
  return engine;
});
