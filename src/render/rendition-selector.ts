import { createRequire } from "node:module";
import type { Options } from "css-select";
import type { Selector } from "css-what";
import type { XmlNode } from "../tree/index.ts";

/** A part of an element that a rendition is of, as CSS names it. */
export type RenditionScope = "before" | "after" | "first-letter" | "first-line";

export const RENDITION_SCOPES: readonly RenditionScope[] = ["before", "after", "first-letter", "first-line"];

/** What `rendition/@selector` says: which elements are meant, how closely they are told, and which part of them. */
export interface RenditionSelector {
  readonly matches: (node: XmlNode) => boolean;
  /** As in CSS: conditions count for more than names. */
  readonly specificity: number;
  readonly scope: RenditionScope | null;
}

type Test = (node: XmlNode) => boolean;

/** Tells what stands between two combinators, with the combinator before it. */
type Step = readonly Selector[];

/**
 * Reads a list of CSS selectors over elements of TEI: names, attributes, identifiers (`#a` is the element with that
 * `xml:id`), the pseudo-classes in {@link PSEUDO_CLASSES}, the combinators, and the parts of {@link RENDITION_SCOPES}.
 * Prefixes of names are passed over: no header can declare them. One that asks for something else matches nothing and is
 * left out, and so is a list that cannot be read, as CSS has it.
 */
export function renditionSelectors(list: string): readonly RenditionSelector[] {
  return parsed(list).flatMap((tokens) => {
    const selector = compiled(tokens.map(inTei));
    return selector === null ? [] : [selector];
  });
}

/** Longer than anybody writes; what has brackets without end would take the square of its length to read. */
const LONGEST_LIST = 2000;

/** CSS wants the colon in `[xml:lang]` escaped; few write it so. */
const UNESCAPED_PREFIX = /\[\s*([\w-]+):(?=\w)/gu;

function parsed(list: string): readonly Step[] {
  if (list.length > LONGEST_LIST) return [];
  try {
    return libraries().parse(list.replace(UNESCAPED_PREFIX, "[$1\\:"));
  } catch {
    return [];
  }
}

/** Few headers have selectors, and the libraries take a tenth of a second to load. */
function libraries(): typeof import("css-select") & typeof import("css-what") {
  const load = createRequire(import.meta.url);
  return { ...(load("css-what") as object), ...(load("css-select") as object) } as ReturnType<
    typeof libraries
  >;
}

/** Pseudo-classes that a text on its own can answer, in a time that the length of the text bounds. */
const PSEUDO_CLASSES: ReadonlySet<string> = new Set(
  (
    "not is where empty root lang first-child last-child only-child first-of-type last-of-type only-of-type " +
    "nth-child nth-last-child nth-of-type nth-last-of-type"
  ).split(" "),
);

/** Writes names as TEI has them: with `xml:` before them where they have it, else with no prefix. */
function inTei(token: Selector): Selector {
  switch (token.type) {
    case "attribute": {
      const isId = token.ignoreCase === "quirks" && token.name === "id";
      const prefix = isId || token.namespace === "xml" ? "xml:" : "";
      return { ...token, namespace: null, name: `${prefix}${token.name}` };
    }
    case "tag":
    case "universal":
      return { ...token, namespace: null };
    case "pseudo":
      return Array.isArray(token.data)
        ? { ...token, data: token.data.map((inner) => inner.map(inTei)) }
        : token;
    default:
      return token;
  }
}

function compiled(tokens: Step): RenditionSelector | null {
  const last = tokens.at(-1);
  const scope = last?.type === "pseudo-element" ? RENDITION_SCOPES.find((each) => each === last.name) : null;
  const rest = scope === null ? tokens : tokens.slice(0, -1);
  if (scope === undefined || !rest.every(isAnswerable)) return null;
  try {
    return { matches: testOf(stepsOf(rest)), specificity: specificityOf(rest), scope };
  } catch {
    // What the library does not know either.
    return null;
  }
}

/** Within brackets no combinator may stand: they would be tried in every combination of places. */
function isAnswerable(token: Selector): boolean {
  if (token.type !== "pseudo") return token.type !== "pseudo-element" && token.type !== "parent";
  const { name, data } = token;
  if (!PSEUDO_CLASSES.has(name)) return false;
  if (!Array.isArray(data)) return !/\bof\b/u.test(data ?? "");
  return data.every((inner) => inner.every((each) => !isCombinator(each) && isAnswerable(each)));
}

function isCombinator({ type }: Selector): boolean {
  return type === "child" || type === "descendant" || type === "adjacent" || type === "sibling";
}

function stepsOf(tokens: Step): readonly Step[] {
  const steps: Selector[][] = [[]];
  for (const token of tokens) {
    if (isCombinator(token)) steps.push([]);
    steps.at(-1)!.push(token);
  }
  return steps;
}

/** What the steps before matched is known to the next one as a pseudo-class of ours. */
const BEFORE = "matched-before";

/**
 * Makes a test of a chain of steps. Each step remembers what it matched: else a chain that fails at its beginning would be
 * tried with every choice of ancestors.
 */
function testOf(steps: readonly Step[]): Test {
  const { compile, parse } = libraries();
  const adapter = treeAdapter();
  let test: Test | null = null;
  for (const step of steps) {
    const before: Test | null = test;
    const options: Options<XmlNode, XmlNode> = {
      xmlMode: true,
      adapter,
      pseudos: before === null ? {} : { [BEFORE]: before },
    };
    const [start] = parse(before === null ? "*" : `:${BEFORE}`);
    test = remembered(compile([[...start!, ...step]], options));
  }
  return test!;
}

function remembered(test: Test): Test {
  const known = new Map<XmlNode, boolean>();
  return (node) => {
    const answer = known.get(node) ?? test(node);
    known.set(node, answer);
    return answer;
  };
}

/** How the library asks our tree. */
function treeAdapter(): NonNullable<Options<XmlNode, XmlNode>["adapter"]> {
  const children = new Map<XmlNode | null, XmlNode[]>();
  return {
    isTag: (node): node is XmlNode => node.isElement,
    getAttributeValue: (node, name) => node.get(name) ?? undefined,
    hasAttrib: (node, name) => node.get(name) !== null,
    getName: (node) => node.local,
    getText: (node) => node.text,
    getParent: (node) => node.parent,
    getChildren: (node) => [...node.children()],
    getSiblings: ({ parent }) => {
      const known = children.get(parent) ?? [...(parent?.elements() ?? [])];
      children.set(parent, known);
      return known;
    },
    removeSubsets: (nodes) => nodes,
  };
}

const ID_COUNTS = 10_000;
const CONDITION_COUNTS = 100;

/** Selectors 4, section 17: `:not()` and `:is()` count as the most specific of what they hold, `:where()` as nothing. */
function specificityOf(tokens: Step): number {
  return tokens.reduce((sum, token) => sum + countOf(token), 0);
}

function countOf(token: Selector): number {
  if (token.type === "tag") return 1;
  if (token.type === "attribute")
    return token.name === "xml:id" && token.ignoreCase === "quirks" ? ID_COUNTS : CONDITION_COUNTS;
  if (token.type !== "pseudo" || token.name === "where") return 0;
  return Array.isArray(token.data) ? Math.max(...token.data.map(specificityOf)) : CONDITION_COUNTS;
}
