import type { Tree, XmlNode } from "../tree/index.ts";
import { BOOK_FORMS, type BookForm, type Output, plainContext } from "./context.ts";
import { readFrontMatter } from "./front-matter.ts";
import { deadReasons, leavesOf } from "./model-reach.ts";
import {
  type Choice,
  type CompiledModels,
  choicesFor,
  isTrue,
  type ModelPlace,
  type Rule,
  suits,
} from "./models.ts";
import { renderHtml, renderText } from "./render.ts";
import { webBehaviours } from "./web-behaviours.ts";

/** What became of one model over a corpus. */
export interface ModelUse {
  readonly place: ModelPlace;
  readonly behaviour: string;
  readonly predicate: string | null;
  readonly output: string | null;
  /** How many elements it showed, over all forms. */
  readonly fired: number;
  /** How many elements it would have suited, had not another come first; and which. */
  readonly instead: readonly { readonly place: ModelPlace; readonly count: number }[];
  /** Why it can never be used, whatever a document holds; null where it can. */
  readonly never: string | null;
}

/** An element that no model speaks of. */
export interface Undecided {
  readonly name: string;
  readonly count: number;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** An expression that could not be understood, or could not be run on some element. */
export interface FailedExpression {
  readonly place: ModelPlace;
  readonly expression: string;
  readonly message: string;
  /** On how many elements; 0 where it could not even be understood. */
  readonly count: number;
}

/** What the models did over a corpus. */
export interface ModelCoverage {
  readonly documents: number;
  readonly elements: number;
  readonly models: readonly ModelUse[];
  readonly undecided: readonly Undecided[];
  readonly failed: readonly FailedExpression[];
}

interface Counts {
  elements: number;
  readonly fired: Map<ModelPlace, number>;
  readonly instead: Map<ModelPlace, Map<ModelPlace, number>>;
  readonly undecided: Map<string, Undecided>;
  readonly failed: Map<string, FailedExpression>;
}

/** Renders documents and counts which models were used, which were not, and which came instead. */
export function coverModels(trees: Iterable<Tree>, models: CompiledModels): ModelCoverage {
  const counts: Counts = {
    elements: 0,
    fired: new Map(),
    instead: new Map(),
    undecided: new Map(),
    failed: new Map(),
  };
  // A form that no model speaks of is made by the models for pages, which are counted already.
  const forms = BOOK_FORMS.filter((form) => models.all.some((choice) => names(choice, form)));
  let documents = 0;
  for (const tree of trees) {
    const context = plainContext({ decided: (...decision) => count(counts, models, ...decision) });
    renderHtml(tree, models, context);
    for (const form of forms) renderHtml(tree, models, context, form);
    renderText(tree, models, context);
    readFrontMatter(tree, models, context);
    documents++;
    tree.releaseViews();
  }
  const never = deadReasons(models);
  const uses = models.all.flatMap(leavesOf).map((rule) => useOf(rule, counts, never));
  const notUnderstood = models.problems.map(({ expression, message, ...place }) => ({
    place,
    expression,
    message,
    count: 0,
  }));
  const unknown = unknownBehaviours(models);
  return {
    documents,
    elements: counts.elements,
    models: uses,
    undecided: [...counts.undecided.values()],
    failed: [...unknown, ...notUnderstood, ...counts.failed.values()],
  };
}

/** What TEI Publisher's web components are shown by, which are no behaviour here, and are known all the same. */
const WEB_COMPONENT = "webcomponent";

/** Models for forms that are made here whose behaviour nobody knows, each behaviour once where it is first asked for. */
function unknownBehaviours(models: CompiledModels): readonly FailedExpression[] {
  const known = new Set([...Object.keys(webBehaviours), ...Object.keys(models.behaviours), WEB_COMPONENT]);
  const first = new Map<string, FailedExpression>();
  for (const { behaviour, output, place } of models.all.flatMap(leavesOf)) {
    const isMade = output === null || MADE.some((form) => suits(output, form));
    if (!isMade || place === null || known.has(behaviour) || models.templates.has(behaviour)) continue;
    const message = `There is no behaviour “${behaviour}”: the content is shown in its line`;
    first.set(behaviour, first.get(behaviour) ?? { place, expression: behaviour, message, count: 0 });
  }
  return [...first.values()];
}

const MADE: readonly Output[] = ["web", "plain", ...BOOK_FORMS];

function names(choice: Choice, form: BookForm): boolean {
  if (choice.output?.split(/\s+/u).includes(form) === true) return true;
  return choice.kind !== "rule" && choice.choices.some((each) => names(each, form));
}

function useOf(rule: Rule, counts: Counts, never: ReadonlyMap<Rule, string>): ModelUse {
  const place = rule.place!;
  const instead = [...(counts.instead.get(place) ?? [])].map(([by, count]) => ({ place: by, count }));
  return {
    place,
    behaviour: rule.behaviour,
    predicate: rule.condition,
    output: rule.output,
    fired: counts.fired.get(place) ?? 0,
    instead: instead.sort((one, other) => other.count - one.count),
    never: never.get(rule) ?? null,
  };
}

function count(
  counts: Counts,
  models: CompiledModels,
  node: XmlNode,
  rules: readonly Rule[],
  output: Output,
): void {
  counts.elements++;
  for (const rule of rules) {
    if (rule.place === null) countUndecided(counts, node);
    else counts.fired.set(rule.place, (counts.fired.get(rule.place) ?? 0) + 1);
    for (const [name, question] of rule.params) tryQuestion(counts, rule, name, () => question.items(node));
  }
  countBeaten(counts, choicesFor(models, node, output), rules, node);
}

function countUndecided(counts: Counts, node: XmlNode): void {
  const name = node.name.qualified;
  const known = counts.undecided.get(name);
  const where = known ?? { name, path: node.tree.path, ...node.position };
  counts.undecided.set(name, { ...where, count: (known?.count ?? 0) + 1 });
}

/** The models behind the winner that would have held as well: those that the winner kept from firing. */
function countBeaten(
  counts: Counts,
  choices: readonly Choice[],
  winners: readonly Rule[],
  node: XmlNode,
): void {
  const winner = winners[0]?.place ?? null;
  if (winner === null) return;
  let isBehind = false;
  for (const choice of choices) {
    const leaves = leavesOf(choice);
    if (leaves.some((leaf) => winners.includes(leaf))) isBehind = true;
    else if (choice.predicate !== null)
      tryQuestion(counts, choice, choice.condition ?? "", () => choice.predicate!.boolean(node));
    if (!isBehind || leaves.some((leaf) => winners.includes(leaf)) || !isTrue(choice, node)) continue;
    for (const leaf of leaves) {
      const by = counts.instead.get(leaf.place!) ?? new Map<ModelPlace, number>();
      counts.instead.set(leaf.place!, by.set(winner, (by.get(winner) ?? 0) + 1));
    }
  }
}

function tryQuestion(counts: Counts, { place }: Choice, expression: string, ask: () => unknown): void {
  try {
    ask();
  } catch (error) {
    const key = `${place?.path}:${place?.line}:${place?.column} ${expression}`;
    const message = error instanceof Error ? error.message : String(error);
    const known = counts.failed.get(key)?.count ?? 0;
    counts.failed.set(key, { place: place!, expression, message, count: known + 1 });
  }
}
