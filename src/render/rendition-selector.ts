import type { XmlNode } from "../tree/index.ts";

/** A part of an element that a rendition is of, as CSS names it. */
export type RenditionScope = "before" | "after" | "first-letter";

/** What `rendition/@selector` says: which elements are meant, how closely they are told, and which part of them. */
export interface RenditionSelector {
  readonly matches: (node: XmlNode) => boolean;
  /** As in CSS: conditions count for more than names. */
  readonly specificity: number;
  readonly scope: RenditionScope | null;
}

type Test = (node: XmlNode) => boolean;

interface Compound {
  readonly test: Test;
  readonly specificity: number;
}

/**
 * Reads a list of CSS selectors over elements of TEI: names, `*`, attributes, first and last children, `:not()`, the
 * combinators, and the parts `::before`, `::after` and `::first-letter`. One that asks for something else matches nothing
 * and is left out, as CSS has it.
 */
export function renditionSelectors(list: string): readonly RenditionSelector[] {
  if (list.length > LONGEST_LIST) return [];
  const parts = list.match(ONE) ?? [];
  return (parts.join(",") === list ? parts : []).flatMap((text) => {
    const selector = readSelector(text.trim());
    return selector === null ? [] : [selector];
  });
}

/** Longer than anybody writes; what has brackets without end would take the square of its length to read. */
const LONGEST_LIST = 2000;

/** What stands between the commas of a list. */
const ONE = /(?:\[[^\]]*\]|\([^)]*\)|[^,[(])+/gu;

const PART = /::?(before|after|first-letter)$/u;

function readSelector(text: string): RenditionSelector | null {
  const part = PART.exec(text);
  const scope = (part?.[1] ?? null) as RenditionScope | null;
  const steps = stepsOf(part === null ? text : text.slice(0, part.index));
  const compounds = steps.map(({ compound }) => readCompound(compound));
  if (compounds.length === 0 || compounds.includes(null)) return null;
  const known = compounds as readonly Compound[];
  return {
    matches: (node) => matchesFrom(known, steps, known.length - 1, node, new Set()),
    specificity: known.reduce((sum, { specificity }) => sum + specificity, 0),
    scope,
  };
}

/** A compound selector with the combinator before it. */
interface Step {
  readonly combinator: string;
  readonly compound: string;
}

const STEP = /\s*([>+~]|(?<=\S)\s)?\s*((?:\[[^\]]*\]|\([^)]*\)|[^\s>+~[(])+)/uy;

function stepsOf(text: string): readonly Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.trimEnd().length) {
    const found = STEP.exec(text);
    if (found === null) return [];
    steps.push({ combinator: found[1]?.trim() || " ", compound: found[2]! });
  }
  return steps;
}

/** Whether steps up to one match at an element; `failed` are the elements, by step, of which it is known that they do not. */
function matchesFrom(
  compounds: readonly Compound[],
  steps: readonly Step[],
  at: number,
  node: XmlNode,
  failed: Set<string>,
): boolean {
  const place = `${at} ${node.row}`;
  if (failed.has(place)) return false;
  const isMatch =
    compounds[at]!.test(node) &&
    (at === 0 ||
      candidates(node, steps[at]!.combinator).some((each) =>
        matchesFrom(compounds, steps, at - 1, each, failed),
      ));
  if (!isMatch) failed.add(place);
  return isMatch;
}

/** The elements that may stand on the other side of a combinator. */
function candidates(node: XmlNode, combinator: string): readonly XmlNode[] {
  const { parent } = node;
  if (combinator === ">") return parent?.isElement === true ? [parent] : [];
  if (combinator === " ") return [...node.ancestors()];
  const before = [...(parent?.elements() ?? [])].filter(({ row }) => row < node.row);
  return combinator === "+" ? before.slice(-1) : before;
}

const NAME = /^(?:[\w-]+\|)?(\*|[\p{L}_][\p{L}\p{N}_.-]*)?/u;
const CONDITION = /^(?:\[([^\]]*)\]|:not\(([^)]*)\)|:(first-child|last-child|first-of-type|empty))/u;

function readCompound(text: string): Compound | null {
  const name = NAME.exec(text)!;
  const local = name[1] ?? "*";
  const tests: Test[] = local === "*" ? [] : [(node) => node.local === local];
  let specificity = local === "*" ? 0 : 1;
  for (let rest = text.slice(name[0].length); rest !== ""; ) {
    const found = CONDITION.exec(rest);
    const test = found === null ? null : conditionOf(found);
    if (found === null || test === null) return null;
    tests.push(test);
    specificity += 100;
    rest = rest.slice(found[0].length);
  }
  return { test: (node) => tests.every((test) => test(node)), specificity };
}

function conditionOf([, attribute, negated, pseudo]: RegExpExecArray): Test | null {
  if (attribute !== undefined) return attributeTest(attribute);
  if (pseudo !== undefined) return PSEUDO_CLASSES[pseudo]!;
  const inner = readCompound(negated!.trim());
  return inner === null ? null : (node) => !inner.test(node);
}

const siblings = (node: XmlNode): readonly XmlNode[] => [...(node.parent?.elements() ?? [])];

const PSEUDO_CLASSES: Readonly<Record<string, Test>> = {
  "first-child": (node) => siblings(node)[0]?.row === node.row,
  "last-child": (node) => siblings(node).at(-1)?.row === node.row,
  "first-of-type": (node) => siblings(node).find(({ local }) => local === node.local)?.row === node.row,
  empty: (node) => node.firstChild === null,
};

const ATTRIBUTE =
  /^\s*((?:[\w-]+(?:\||\\?:))?[\w.-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([\w.#:-]+))\s*)?$/u;

const COMPARISONS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  "=": (value, wanted) => value === wanted,
  "~=": (value, wanted) => value.split(/\s+/u).includes(wanted),
  "|=": (value, wanted) => value === wanted || value.startsWith(`${wanted}-`),
  "^=": (value, wanted) => wanted !== "" && value.startsWith(wanted),
  "$=": (value, wanted) => wanted !== "" && value.endsWith(wanted),
  "*=": (value, wanted) => wanted !== "" && value.includes(wanted),
};

function attributeTest(text: string): Test | null {
  const found = ATTRIBUTE.exec(text);
  if (found === null) return null;
  const [, written, operator, double, single, bare] = found;
  const name = written!.replace(/\\:|\|/gu, ":");
  if (operator === undefined) return (node) => node.get(name) !== null;
  const compare = COMPARISONS[operator]!;
  const wanted = double ?? single ?? bare ?? "";
  return (node) => {
    const value = node.get(name);
    return value !== null && compare(value, wanted);
  };
}
