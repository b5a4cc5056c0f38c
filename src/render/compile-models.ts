import type {
  Model,
  ModelGroup,
  ModelledSpecification,
  ModelNode,
  ModelOrigin,
  ModelParameter,
  ModelSequence,
  ModelSource,
  OutputRendition,
} from "../odd/index.ts";
import { lookUp, TEI_NAMESPACE } from "../tree/index.ts";
import type { CalledFunctions } from "../xpath/index.ts";
import type { Output } from "./context.ts";
import type { CustomBehaviours } from "./custom-behaviour.ts";
import { FailedCalls } from "./failed-calls.ts";
import {
  knownQuestion,
  MODE_VARIABLE,
  modelQuestion,
  type Question,
  settableVariable,
} from "./model-expression.ts";
import {
  type Choice,
  type CompiledModels,
  isBookForm,
  type ModelPlace,
  type ModelProblem,
  nameKey,
  type Rule,
  type Several,
  suits,
  type TemplateBehaviour,
} from "./models.ts";
import { stylesheetRules } from "./odd-stylesheet.ts";
import { safeDeclarations } from "./style-declarations.ts";
import { readTemplate } from "./template.ts";

interface Layer {
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
  readonly memberOf: ReadonlyMap<string, readonly string[]>;
  /** The idents of elements by the names they have in documents. */
  readonly identOf: ReadonlyMap<string, string>;
}

/** What all models of an ODD are compiled with. */
interface Equipment {
  readonly prefix: string;
  /** The names that some model sets in `$parameters`. */
  readonly settable: ReadonlySet<string>;
  /** Whether its expressions are known to be right, and need not be looked at before they are asked. */
  readonly isKnown: boolean;
  readonly expressions: Map<string, Question | null>;
  readonly problems: ModelProblem[];
  /** The functions of the edition's configuration, and those of their calls that failed. */
  readonly functions: CalledFunctions;
  readonly failedCalls: FailedCalls;
}

interface Workshop extends Equipment {
  readonly ident: string;
  readonly path: string;
  readonly origin: ModelOrigin | null;
  /** The classes given out for this element or class. */
  readonly names: Set<string>;
  /** Classes of the groups around. */
  readonly inherited: readonly string[];
}

/**
 * Compiles processing models, those of the edition before the defaults: an edition overrides element by element, and
 * what it does not speak of is shown as ever. A model whose predicate cannot be compiled never holds, a parameter that
 * cannot is absent; both are among the problems of the edition's.
 */
export function compileModels(
  defaults: ModelSource,
  edition: ModelSource | null = null,
  behaviours: CustomBehaviours = {},
  functions: CalledFunctions = {},
): CompiledModels {
  const problems: ModelProblem[] = [];
  const expressions = new Map<string, Question | null>();
  const failedCalls = new FailedCalls();
  const shared = {
    expressions,
    problems,
    functions,
    failedCalls,
    settable: edition === null ? new Set<string>() : settableIn(edition),
  };
  const asOwn = { ...shared, prefix: "model", isKnown: false };
  const own = edition === null ? [] : [compileSource(edition, asOwn)];
  const templates = compileBehaviours(edition, asOwn);
  // The defaults are held to be right by a test, and most of what they ask is asked by few runs.
  const layers = [...own, compileSource(defaults, { ...shared, prefix: "default", isKnown: true })];
  const ordered = new Map<Output, ReadonlyMap<string, readonly Choice[]>>();
  // Most runs ask for one form or two.
  const choices = (output: Output): ReadonlyMap<string, readonly Choice[]> => {
    const known = ordered.get(output) ?? inOrder(layers, output);
    ordered.set(output, known);
    return known;
  };
  const all = layers.flatMap((layer) => [...layer.choices.values()].flat());
  const css = layers.map(cssOf).join("") + stylesheetRules(edition?.css ?? "");
  return { choices, css, problems, behaviours, templates, failedCalls, own: ownElements(layers), all };
}

function settableIn({ elements, classes }: ModelSource): ReadonlySet<string> {
  const named = (model: ModelNode): readonly string[] =>
    model.kind === "model" ? (model.sets ?? []).map(({ name }) => name) : model.models.flatMap(named);
  return new Set([...elements.values(), ...classes.values()].flatMap(({ models }) => models.flatMap(named)));
}

function compileBehaviours(edition: ModelSource | null, equipment: Equipment): CompiledModels["templates"] {
  const made = new Map<string, TemplateBehaviour[]>();
  for (const { ident, output, params, template, origin, ...at } of edition?.behaviours ?? []) {
    const workshop: Workshop = {
      ...equipment,
      ident,
      path: origin.path,
      origin,
      names: new Set(),
      inherited: [],
    };
    const ready = {
      output,
      params: compileParameters(params, at, workshop),
      template: readTemplate(template),
    };
    made.set(ident, [...(made.get(ident) ?? []), ready]);
  }
  return made;
}

function ownElements(layers: readonly Layer[]): CompiledModels["own"] {
  const [own, defaults] = layers;
  if (own === undefined || defaults === undefined) return new Map();
  const elements = new Map<string, readonly string[]>();
  for (const [key, ident] of own.identOf) {
    if (!defaults.identOf.has(key)) elements.set(key, withClasses(layers, ident).slice(1));
    else if ((own.choices.get(ident) ?? []).length > 0) elements.set(key, []);
  }
  return elements;
}

/** The models of each element for a form: of the layers in order, its own before those of its classes. */
function inOrder(layers: readonly Layer[], output: Output): ReadonlyMap<string, readonly Choice[]> {
  const named = new Map(layers.toReversed().flatMap((layer) => [...layer.identOf]));
  const ordered = new Map<string, readonly Choice[]>();
  for (const [key, ident] of [...named, ["*", "*"] as const]) {
    const names = ident === "*" ? ["*"] : [...withClasses(layers, ident), "*"];
    const all = layers.flatMap((layer) =>
      names.flatMap((name) => ownFirst(layer.choices.get(name) ?? [], output)),
    );
    ordered.set(
      key,
      all.filter((choice) => suits(choice.output, output)),
    );
  }
  return ordered;
}

/** An element's name and the classes above it, the nearest first. */
function withClasses(layers: readonly Layer[], ident: string): readonly string[] {
  const found = [ident];
  for (const name of found) {
    const above = layers.flatMap((layer) => layer.memberOf.get(name) ?? []);
    for (const one of above) if (!found.includes(one)) found.push(one);
  }
  return found;
}

/** Models for a book come before those for pages, which books take where there are none of their own. */
function ownFirst(choices: readonly Choice[], output: Output): readonly Choice[] {
  if (!isBookForm(output)) return choices;
  const isOwn = ({ output: named }: Choice): boolean => named?.split(/\s+/u).includes(output) === true;
  const isBorrowed = (choice: Choice): boolean => choice.output !== null && !isOwn(choice);
  const from = choices.findIndex(isBorrowed);
  if (from < 0 || !choices.some(isOwn)) return choices;
  const later = choices.slice(from);
  return [...choices.slice(0, from), ...later.filter(isOwn), ...later.filter((each) => !isOwn(each))];
}

function compileSource(source: ModelSource, equipment: Equipment): Layer {
  const choices = new Map<string, readonly Choice[]>();
  const memberOf = new Map<string, readonly string[]>();
  for (const [ident, specification] of [...source.classes, ...source.elements]) {
    const origin = specification.origin ?? null;
    const path = origin?.path ?? source.path ?? "the ODD";
    const workshop: Workshop = { ...equipment, ident, path, origin, names: new Set<string>(), inherited: [] };
    choices.set(ident, compileAll(specification.models, workshop));
    memberOf.set(
      ident,
      specification.memberOf.map(({ key }) => key),
    );
  }
  const identOf = new Map([...source.elements].map(([ident, each]) => [documentName(ident, each), ident]));
  return { choices, memberOf, identOf };
}

function documentName(
  ident: string,
  { name = ident, namespace = TEI_NAMESPACE }: ModelledSpecification,
): string {
  return nameKey(name, namespace);
}

function compileAll(models: readonly ModelNode[], workshop: Workshop): Choice[] {
  return models.map((model) => compileNode(model, workshop)).filter((choice) => choice !== null);
}

function compileNode(model: ModelNode, workshop: Workshop): Choice | null {
  const wanted = model.predicate;
  const predicate = wanted === null ? null : compile(wanted, model, workshop);
  if (wanted !== null && predicate === null) return null;
  return model.kind === "model"
    ? compileModel(model, predicate, workshop)
    : compileSeveral(model, predicate, workshop);
}

function compileSeveral(
  model: ModelSequence | ModelGroup,
  predicate: Question | null,
  workshop: Workshop,
): Several {
  const { css, classes } = rendition(model.renditions, workshop);
  const inherited = [...workshop.inherited, ...classes, ...classNames(model.cssClass)];
  const choices = compileAll(model.models, { ...workshop, inherited });
  const place = placeOf(model, workshop);
  return {
    kind: model.kind,
    predicate,
    output: model.output,
    choices,
    css,
    place,
    condition: model.predicate,
  };
}

function compileModel(model: Model, predicate: Question | null, workshop: Workshop): Rule {
  const { css, classes } = rendition(model.renditions, workshop);
  const params = compileParameters(model.params, model, workshop);
  const named = [...compileParameters(model.sets ?? [], model, workshop)];
  const sets = named.map(([name, question]) => [settableVariable(name), question] as const);
  return {
    kind: "rule",
    behaviour: model.behaviour ?? "inline",
    template: model.template === null ? null : readTemplate(model.template),
    place: placeOf(model, workshop),
    condition: model.predicate,
    predicate,
    output: model.output,
    params,
    unanswered: new Set(model.params.map(({ name }) => name).filter((name) => !params.has(name))),
    sets: new Map(model.mode === undefined ? sets : [...sets, [MODE_VARIABLE, modeQuestion(model.mode)]]),
    classes: [...workshop.inherited, ...classes, ...classNames(model.cssClass)],
    useSourceRendition: model.useSourceRendition,
    css,
  };
}

function modeQuestion(mode: string): Question {
  return modelQuestion(mode === "" ? "()" : `'${mode.replaceAll("'", "''")}'`);
}

function compileParameters(
  params: readonly ModelParameter[],
  place: Pick<ModelNode, "line" | "column">,
  workshop: Workshop,
): ReadonlyMap<string, Question> {
  const compiled = new Map<string, Question>();
  for (const { name, value } of params) {
    const expression = compile(value, place, workshop);
    if (expression !== null) compiled.set(name, expression);
  }
  return compiled;
}

function placeOf({ line, column }: ModelNode, { path, ident }: Workshop): ModelPlace {
  return { path, ident, line, column };
}

/** The CSS of a model, under a class that no other model has; without CSS there is no class either. */
function rendition(
  renditions: readonly OutputRendition[],
  workshop: Workshop,
): { css: string; classes: string[] } {
  const name = `${workshop.prefix}-${safeClass(workshop.ident)}-${workshop.names.size + 1}`;
  const css = renditions.map((each) => renditionRule(name, each)).join("");
  if (css === "") return { css, classes: [] };
  workshop.names.add(name);
  return { css, classes: [name] };
}

function compile(
  source: string,
  model: Pick<ModelNode, "line" | "column">,
  workshop: Workshop,
): Question | null {
  const key = `${workshop.origin?.path ?? ""} ${source}`;
  const known = workshop.expressions.get(key);
  if (known !== undefined && known !== null) return known;
  try {
    const expression = (workshop.isKnown ? knownQuestion : modelQuestion)(source, workshop);
    if (callsOne(source, workshop)) {
      const { ident, path } = workshop;
      return workshop.failedCalls.noting(expression, { ident, path, line: model.line, column: model.column });
    }
    workshop.expressions.set(key, expression);
    return expression;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { line, column } = model;
    const { ident, path } = workshop;
    workshop.problems.push({ ident, expression: source, message, path, line, column });
    return null;
  }
}

/** Whether an expression may call a function of the configuration: where it does stands with its failures. */
function callsOne(source: string, { functions }: Equipment): boolean {
  return Object.keys(functions).some((name) => source.includes(name));
}

const SCOPES: Readonly<Record<string, string>> = {
  before: "::before",
  after: "::after",
  "first-line": "::first-line",
  "first-letter": "::first-letter",
};

/** A rule of CSS from an `outputRendition`; its declarations are those that are safe, its scope a known one. */
function renditionRule(name: string, rendition: OutputRendition): string {
  const pseudo = rendition.scope === null ? "" : lookUp(SCOPES, rendition.scope);
  const declarations = safeDeclarations(rendition.css);
  return pseudo === undefined || declarations === "" ? "" : `.${name}${pseudo} { ${declarations}; }\n`;
}

function cssOf(layer: Layer): string {
  return [...layer.choices.values()].map(cssOfChoices).join("");
}

function cssOfChoices(choices: readonly Choice[]): string {
  return choices
    .map((choice) => choice.css + (choice.kind === "rule" ? "" : cssOfChoices(choice.choices)))
    .join("");
}

/** The names in a `class` that CSS and HTML can both use. */
export function classNames(names: string | null): readonly string[] {
  return (names ?? "")
    .split(/\s+/u)
    .map(safeClass)
    .filter((name) => name !== "");
}

function safeClass(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/gu, "");
}
