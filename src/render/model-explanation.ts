import type { Tree, XmlNode } from "../tree/index.ts";
import { type Output, plainContext } from "./context.ts";
import { leavesOf } from "./model-reach.ts";
import {
  type Choice,
  type CompiledModels,
  choicesFor,
  isTrue,
  type ModelPlace,
  type Rule,
} from "./models.ts";
import { renderHtml, renderText } from "./render.ts";

/** A model that was asked about an element. */
export interface AskedModel {
  readonly place: ModelPlace | null;
  readonly behaviour: string;
  readonly predicate: string | null;
  /** What came of it: it was used, its condition did not hold, or one before it had been used. */
  readonly outcome: "used" | "does not hold" | "comes too late";
}

/** How an element came to look as it does in one form. */
export interface ElementExplanation {
  readonly element: string;
  readonly elementPath: string;
  readonly line: number;
  readonly column: number;
  readonly output: Output;
  /** Null where the element is not shown at all, since `hiddenBy` leaves it out. */
  readonly asked: readonly AskedModel[] | null;
  readonly hiddenBy: string | null;
}

/**
 * Says which models made the elements look as they do that begin on a line, or, where none does, the element that the
 * line stands in. With a column, the innermost element there alone.
 */
export function explainModels(
  tree: Tree,
  models: CompiledModels,
  line: number,
  column: number | null,
): readonly ElementExplanation[] {
  const wanted = elementsAt(tree, line, column);
  const decisions = { web: new Map<XmlNode, readonly Rule[]>(), plain: new Map<XmlNode, readonly Rule[]>() };
  const context = plainContext({
    decided: (node, rules, output) => void decisions[output === "plain" ? output : "web"].set(node, rules),
  });
  renderHtml(tree, models, context);
  renderText(tree, models, context);
  return wanted.flatMap((node) =>
    (["web", "plain"] as const).map((output) => explanation(node, output, models, decisions[output])),
  );
}

function elementsAt(tree: Tree, line: number, column: number | null): readonly XmlNode[] {
  const all = [...tree.node(0).descendantElements()];
  if (column !== null) {
    const holds = (node: XmlNode): boolean => {
      const [from, to] = [node.position, tree.lines.position(node.end)];
      const isAfter = from.line < line || (from.line === line && from.column <= column);
      return isAfter && (to.line > line || (to.line === line && to.column > column));
    };
    return all.filter(holds).slice(-1);
  }
  const beginning = all.filter((node) => node.position.line === line);
  if (beginning.length > 0) return beginning;
  return all
    .filter((node) => node.position.line < line && tree.lines.position(node.end).line >= line)
    .slice(-1);
}

function explanation(
  node: XmlNode,
  output: Output,
  models: CompiledModels,
  decisions: ReadonlyMap<XmlNode, readonly Rule[]>,
): ElementExplanation {
  const used = decisions.get(node);
  const hiding = [...node.ancestors()].find((above) => decisions.has(above));
  return {
    element: node.name.qualified,
    elementPath: node.path,
    ...node.position,
    output,
    asked: used === undefined ? null : askedModels(choicesFor(models, node, output), used, node),
    hiddenBy: used === undefined ? (hiding?.path ?? "the text, which it stands outside of") : null,
  };
}

function askedModels(
  choices: readonly Choice[],
  used: readonly Rule[],
  node: XmlNode,
): readonly AskedModel[] {
  let isFound = false;
  const asked = choices.flatMap((choice) =>
    leavesOf(choice).map((rule): AskedModel => {
      const isUsed = used.includes(rule);
      if (isUsed) isFound = true;
      const fails = !isTrue(choice, node) || !isTrue(rule, node);
      const outcome = isUsed
        ? "used"
        : fails
          ? "does not hold"
          : isFound
            ? "comes too late"
            : "does not hold";
      return { place: rule.place, behaviour: rule.behaviour, predicate: rule.condition, outcome };
    }),
  );
  if (isFound) return asked;
  return [
    ...asked,
    ...used.map((rule) => ({
      place: rule.place,
      behaviour: rule.behaviour,
      predicate: null,
      outcome: "used" as const,
    })),
  ];
}
