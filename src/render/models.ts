import type { Model, ModelGroup, ModelNode, ModelSequence, OutputRendition } from "../odd/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { compileExpression } from "../xpath/index.ts";
import type { Output } from "./context.ts";
import { answered, type Question } from "./simple-expression.ts";
import { safeDeclarations } from "./style-declarations.ts";

/** What an ODD says of an element or a class: its models, and the classes it belongs to. */
export interface ModelledSpecification {
  readonly models: readonly ModelNode[];
  readonly memberOf: readonly { readonly key: string }[];
}

/** The part of an ODD that says how things are shown. */
export interface ModelSource {
  readonly elements: ReadonlyMap<string, ModelledSpecification>;
  readonly classes: ReadonlyMap<string, ModelledSpecification>;
}

/** A model made ready: what to do with an element, and with which words. */
export interface Rule {
  readonly kind: "rule";
  readonly behaviour: string;
  readonly predicate: Question | null;
  readonly output: string | null;
  readonly params: ReadonlyMap<string, Question>;
  /** Classes from `@cssClass`, and the class of the model's own rendition where it has one. */
  readonly classes: readonly string[];
  readonly useSourceRendition: boolean;
  readonly css: string;
}

interface Several {
  readonly kind: "sequence" | "group";
  readonly predicate: Question | null;
  readonly output: string | null;
  readonly choices: readonly Choice[];
  readonly css: string;
}

type Choice = Rule | Several;

/** A model that cannot be used as it is written. */
export interface ModelProblem {
  /** The element or class it belongs to. */
  readonly ident: string;
  readonly expression: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Models ready to be asked: by {@link rulesFor}. */
export interface CompiledModels {
  /** For each element and form, the models to be tried in order. */
  readonly choices: Readonly<Record<Output, ReadonlyMap<string, readonly Choice[]>>>;
  /** The rules of `outputRendition`, as a stylesheet. */
  readonly css: string;
  readonly problems: readonly ModelProblem[];
}

interface Layer {
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
  readonly memberOf: ReadonlyMap<string, readonly string[]>;
}

interface Workshop {
  readonly ident: string;
  readonly prefix: string;
  readonly expressions: Map<string, Question | null>;
  readonly problems: ModelProblem[];
  /** The classes given out for this element or class. */
  readonly names: Set<string>;
  /** Classes of the groups around. */
  readonly inherited: readonly string[];
}

/**
 * Compiles processing models, those of the edition before the defaults: an edition overrides element by element, and
 * what it does not speak of is shown as ever. A model whose predicate cannot be compiled never holds, a parameter that
 * cannot is absent; both are among the problems.
 */
export function compileModels(defaults: ModelSource, edition: ModelSource | null = null): CompiledModels {
  const problems: ModelProblem[] = [];
  const expressions = new Map<string, Question | null>();
  const own = edition === null ? [] : [compileSource(edition, "model", expressions, problems)];
  const layers = [...own, compileSource(defaults, "default", expressions, problems)];
  const choices = { web: inOrder(layers, "web"), plain: inOrder(layers, "plain") };
  return { choices, css: layers.map(cssOf).join(""), problems };
}

/**
 * Gives the rules for an element and a form: the first model that holds, all that hold in order where it is a
 * `modelSequence`. The element's own models are asked first, then those of its classes, upwards; the edition's before
 * the defaults. Null where no model speaks of it (Guidelines, chapter TD, “Implementation of Processing Models”).
 */
export function rulesFor(models: CompiledModels, node: XmlNode, output: Output): readonly Rule[] | null {
  const choices = node.isTei() ? models.choices[output].get(node.local) : undefined;
  return choices === undefined ? null : firstMatch(choices, node, output);
}

/** The models of each element for a form: of the layers in order, its own before those of its classes. */
function inOrder(layers: readonly Layer[], output: Output): ReadonlyMap<string, readonly Choice[]> {
  const idents = new Set(layers.flatMap((layer) => [...layer.choices.keys(), ...layer.memberOf.keys()]));
  const ordered = new Map<string, readonly Choice[]>();
  for (const ident of idents) {
    const names = withClasses(layers, ident);
    const all = layers.flatMap((layer) => names.flatMap((name) => layer.choices.get(name) ?? []));
    ordered.set(
      ident,
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

function firstMatch(choices: readonly Choice[], node: XmlNode, output: Output): readonly Rule[] | null {
  for (const choice of choices) {
    if (!suits(choice.output, output) || !holds(choice.predicate, node)) continue;
    const rules = rulesOf(choice, node, output);
    if (rules !== null) return rules;
  }
  return null;
}

function rulesOf(choice: Choice, node: XmlNode, output: Output): readonly Rule[] | null {
  if (choice.kind === "rule") return [choice];
  if (choice.kind === "group") return firstMatch(choice.choices, node, output);
  const all = choice.choices.flatMap((each) => firstMatch([each], node, output) ?? []);
  return all.length === 0 ? null : all;
}

/** The Guidelines call the same form `plain` in one place and `plaintext` in another. */
function suits(outputs: string | null, output: Output): boolean {
  if (outputs === null) return true;
  const named = outputs.split(/\s+/u);
  return named.includes(output) || (output === "plain" && named.includes("plaintext"));
}

function holds(predicate: Question | null, node: XmlNode): boolean {
  if (predicate === null) return true;
  try {
    return predicate.boolean(node);
  } catch {
    // A predicate that fails on an element does not hold there; the next model may.
    return false;
  }
}

function compileSource(
  source: ModelSource,
  prefix: string,
  expressions: Map<string, Question | null>,
  problems: ModelProblem[],
): Layer {
  const choices = new Map<string, readonly Choice[]>();
  const memberOf = new Map<string, readonly string[]>();
  for (const [ident, specification] of [...source.classes, ...source.elements]) {
    const workshop: Workshop = { ident, prefix, expressions, problems, names: new Set(), inherited: [] };
    choices.set(ident, compileAll(specification.models, workshop));
    memberOf.set(
      ident,
      specification.memberOf.map(({ key }) => key),
    );
  }
  return { choices, memberOf };
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
  return { kind: model.kind, predicate, output: model.output, choices, css };
}

function compileModel(model: Model, predicate: Question | null, workshop: Workshop): Rule {
  const { css, classes } = rendition(model.renditions, workshop);
  const params = new Map<string, Question>();
  for (const { name, value } of model.params) {
    const expression = compile(value, model, workshop);
    if (expression !== null) params.set(name, expression);
  }
  return {
    kind: "rule",
    behaviour: model.behaviour ?? "inline",
    predicate,
    output: model.output,
    params,
    classes: [...workshop.inherited, ...classes, ...classNames(model.cssClass)],
    useSourceRendition: model.useSourceRendition,
    css,
  };
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

function compile(source: string, model: ModelNode, workshop: Workshop): Question | null {
  const known = workshop.expressions.get(source);
  if (known !== undefined && known !== null) return known;
  try {
    const expression = answered(compileExpression(source));
    workshop.expressions.set(source, expression);
    return expression;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { line, column } = model;
    workshop.problems.push({ ident: workshop.ident, expression: source, message, line, column });
    return null;
  }
}

const SCOPES: Readonly<Record<string, string>> = {
  before: "::before",
  after: "::after",
  "first-line": "::first-line",
  "first-letter": "::first-letter",
};

/** A rule of CSS from an `outputRendition`; its declarations are those that are safe, its scope a known one. */
function renditionRule(name: string, rendition: OutputRendition): string {
  const pseudo = rendition.scope === null ? "" : SCOPES[rendition.scope];
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
