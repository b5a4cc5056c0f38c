import { once, TEI_NAMESPACE, XML_NAMESPACE } from "../tree/index.ts";
import {
  compileExpression,
  type Expression,
  type ExpressionOptions,
  type Item,
  type Variables,
} from "./expression.ts";
import type { TreeNode } from "./facade.ts";
import type { Closure, Frame } from "./plain/closure.ts";
import { compilePlain, type NameScope } from "./plain/compile.ts";
import { type NamesIn, namesIn } from "./plain/names-in.ts";
import { NotPlain } from "./plain/not-plain.ts";
import { parse } from "./plain/parser.ts";
import type { Syntax } from "./plain/syntax.ts";
import { anyString, isNode, numberOf } from "./plain/value.ts";

/** An expression that costs little until it is asked, with the names that stand in it. */
export interface LazyExpression extends Expression {
  /** The variables it uses and does not bind; null where that is not known. */
  readonly variables: ReadonlySet<string> | null;
  /** The names it calls functions by, as written; null where that is not known. */
  readonly calls: ReadonlySet<string> | null;
  /** Whether it is answered without the engine, as long as the values allow it. */
  readonly isPlain: boolean;
}

/** The functions of XPath and of our own that may be called by a bare name: others are looked at by the engine at once. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    "abs analyze-string base-uri doc doc-available document key avg boolean ceiling codepoints-to-string compare concat contains count current current-date " +
    "current-dateTime current-time data deep-equal distinct-values document-uri empty ends-with exactly-one exists " +
    "false floor fold-left for-each generate-id has-children head id in-scope-prefixes index-of innermost insert-before " +
    "lang last local-name lower-case matches max min name namespace-uri node-name normalize-space not number " +
    "one-or-more outermost position remove replace resolve-QName resolve-uri reverse root round starts-with string string-join " +
    "string-length string-to-codepoints subsequence substring substring-after substring-before sum tail tokenize " +
    "translate true upper-case year-from-date zero-or-one"
  ).split(" "),
);

/** The prefixes that XPath binds itself (XPath functions 3.1, section 1.3). */
const OWN_PREFIXES: ReadonlySet<string> = new Set(["fn", "xs", "math", "map", "array"]);

/**
 * Understands an expression as `compileExpression` does, with the same answers, but compiles it when it is first asked:
 * to functions over the tree where it is plain, else by the engine. Throws an `ExpressionError` for what is not XPath.
 */
export function lazyExpression(source: string, options: ExpressionOptions = {}): LazyExpression {
  const written = writtenExpression(source, options);
  const names = written.names();
  if (names === null || !areKnown(names, options)) written.engine();
  return expressionOf(source, written);
}

/** An expression that was understood before: nothing of it is looked at until it is asked. */
export function understoodExpression(source: string, options: ExpressionOptions): LazyExpression {
  return expressionOf(source, writtenExpression(source, options));
}

/** What can be made of an expression; each is made when it is first called for. */
interface WrittenExpression {
  /** Null where the expression is not understood here. */
  readonly names: () => NamesIn | null;
  /** Null where some part needs the engine. */
  readonly closure: () => Closure | null;
  readonly engine: () => Expression;
}

function writtenExpression(source: string, options: ExpressionOptions): WrittenExpression {
  const syntax = once(() => parse(source));
  const ofSyntax = <T>(make: (syntax: Syntax) => T): (() => T | null) =>
    once(() => {
      const found = syntax();
      return found === null ? null : make(found);
    });
  return {
    names: ofSyntax(namesIn),
    closure: ofSyntax((found) => compilePlain(found, scopeOf(options))),
    engine: once(() => compileExpression(source, options)),
  };
}

function expressionOf(source: string, { names, closure, engine }: WrittenExpression): LazyExpression {
  return {
    source,
    get variables() {
      return names()?.variables ?? null;
    },
    get calls() {
      const calls = names()?.calls.map(({ name }) => `${name.prefix}:${name.local}`);
      return calls === undefined ? null : new Set(calls);
    },
    get isPlain() {
      return closure() !== null;
    },
    ...answers(closure, engine, names),
  };
}

/** What plain expressions need to know of names. */
export function scopeOf({
  namespaces = {},
  defaultElementNamespace = TEI_NAMESPACE,
}: ExpressionOptions): NameScope {
  const known: Readonly<Record<string, string>> = { tei: TEI_NAMESPACE, xml: XML_NAMESPACE, ...namespaces };
  return {
    namespaceOf: (prefix) => (Object.hasOwn(known, prefix) ? known[prefix]! : null),
    elementNamespace: defaultElementNamespace,
  };
}

function areKnown({ calls, prefixes }: NamesIn, options: ExpressionOptions): boolean {
  const { namespaceOf } = scopeOf(options);
  const isCallKnown = ({ name }: NamesIn["calls"][number]): boolean =>
    name.prefix === ""
      ? KNOWN.has(name.local ?? "")
      : OWN_PREFIXES.has(name.prefix ?? "") ||
        Object.hasOwn(options.called ?? {}, `${name.prefix}:${name.local}`);
  return calls.every(isCallKnown) && [...prefixes].every((prefix) => namespaceOf(prefix) !== null);
}

function answers(
  closure: () => Closure | null,
  engine: () => Expression,
  names: () => NamesIn | null,
): Pick<Expression, "boolean" | "string" | "number" | "nodes" | "items"> {
  const asking =
    <K extends Answer>(how: K, plain: PlainAnswer<K>) =>
    (
      context: TreeNode,
      variables: Variables = NO_VARIABLES,
      current: TreeNode = context,
    ): ReturnType<Expression[K]> => {
      const compiled = closure();
      if (compiled !== null) {
        try {
          return plain(compiled, context, { variables, current });
        } catch (error) {
          if (!(error instanceof NotPlain)) throw error;
        }
      }
      const asked = engine()[how] as (...at: Parameters<Expression["items"]>) => ReturnType<Expression[K]>;
      return asked(context, needed(variables, names()), current, variables);
    };
  return {
    boolean: asking("boolean", (plain, item, frame) => plain.boolean(item, 1, 1, frame)),
    string: asking("string", (plain, item, frame) => anyStrings(plain.items(item, 1, 1, frame))),
    number: asking("number", (plain, item, frame) => numberOf(plain.items(item, 1, 1, frame))),
    nodes: asking("nodes", (plain, item, frame) => nodesOnly(plain.items(item, 1, 1, frame))),
    items: asking("items", (plain, item, frame) => plain.items(item, 1, 1, frame)),
  };
}

const NO_VARIABLES: Variables = {};

/** The engine is handed what it asks for alone, because the value of a variable may still have to be worked out. */
function needed(variables: Variables, names: NamesIn | null): Variables {
  if (variables === NO_VARIABLES || names === null) return variables;
  const known = [...names.variables].filter((name) => name in variables);
  return Object.fromEntries(known.map((name) => [name, variables[name]!]));
}

type Answer = "boolean" | "string" | "number" | "nodes" | "items";
type PlainAnswer<K extends Answer> = (
  plain: Closure,
  item: Parameters<Expression[K]>[0],
  frame: Frame,
) => ReturnType<Expression[K]>;

function anyStrings(items: readonly Item[]): string {
  if (items.length < 2) return anyString(items);
  return items.map((item) => anyString([item])).join(" ");
}

function nodesOnly(items: readonly Item[]): ReturnType<Expression["nodes"]> {
  return items.map((item) => {
    if (!isNode(item)) throw new NotPlain();
    return item;
  });
}

/** The syntax of an expression, for those who look for what it can match; null where it is not understood here. */
export function syntaxOf(source: string): Syntax | null {
  return parse(source);
}
