import { TEI_NAMESPACE, type XmlNode } from "../tree/index.ts";
import type { Variables } from "../xpath/index.ts";
import type { Output } from "./context.ts";
import type { CustomBehaviours } from "./custom-behaviour.ts";
import type { FailedCalls } from "./failed-calls.ts";
import type { Question } from "./model-expression.ts";
import type { TemplatePart } from "./template.ts";

/** Where a model stands: the ODD, the element or class, line and column. */
export interface ModelPlace {
  /** The file of the ODD; `default.odd` for the models that come with the program. */
  readonly path: string;
  readonly ident: string;
  readonly line: number;
  readonly column: number;
}

/** A model made ready: what to do with an element, and with which words. */
export interface Rule {
  readonly kind: "rule";
  readonly behaviour: string;
  readonly predicate: Question | null;
  readonly output: string | null;
  readonly params: ReadonlyMap<string, Question>;
  /** The names of parameters that could not be understood. */
  readonly unanswered: ReadonlySet<string>;
  /** What it sets in `$parameters` for the elements below, by the names of the variables. */
  readonly sets: ReadonlyMap<string, Question>;
  /** Classes from `@cssClass`, and the class of the model's own rendition where it has one. */
  readonly classes: readonly string[];
  readonly useSourceRendition: boolean;
  readonly css: string;
  readonly template: readonly TemplatePart[] | null;
  /** Null for what is done where no model speaks of an element. */
  readonly place: ModelPlace | null;
  /** The predicate as it is written. */
  readonly condition: string | null;
}

/** Models in a group or a sequence, made ready. */
export interface Several {
  readonly kind: "sequence" | "group";
  readonly predicate: Question | null;
  readonly output: string | null;
  readonly choices: readonly Choice[];
  readonly css: string;
  readonly place: ModelPlace;
  readonly condition: string | null;
}

/** A model, or several, made ready. */
export type Choice = Rule | Several;

/** A model that cannot be used as it is written. */
export interface ModelProblem {
  /** The element or class it belongs to. */
  readonly ident: string;
  readonly expression: string;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A behaviour that an ODD declares as a template (`pb:behaviour`), made ready. */
export interface TemplateBehaviour {
  readonly output: string | null;
  /** What it works out itself, in order. */
  readonly params: ReadonlyMap<string, Question>;
  readonly template: readonly TemplatePart[];
}

/** Models ready to be asked: by {@link rulesFor}. */
export interface CompiledModels {
  /** For a form, the models of each element (by {@link nameKey}) to be tried in order; under `*` those for all others. */
  readonly choices: (output: Output) => ReadonlyMap<string, readonly Choice[]>;
  /** The rules of `outputRendition`, as a stylesheet. */
  readonly css: string;
  readonly problems: readonly ModelProblem[];
  /** What the edition's configuration adds to the behaviours. */
  readonly behaviours: CustomBehaviours;
  /** The calls of the configuration's functions that failed; nothing where there are none to be called. */
  readonly failedCalls: FailedCalls;
  /** The behaviours that the edition's ODD declares, by name, those for a form and those for every form. */
  readonly templates: ReadonlyMap<string, readonly TemplateBehaviour[]>;
  /**
   * The elements that the edition's ODD adds or has models for, by {@link nameKey}, with the classes of those it adds, the
   * nearest first.
   */
  readonly own: ReadonlyMap<string, readonly string[]>;
  /** Every model by itself, those of the edition first: what coverage is told about. */
  readonly all: readonly Choice[];
}

/** The name models are found by: the local name of an element of TEI, with the namespace before it for others. */
export function nameKey(local: string, uri: string): string {
  return uri === TEI_NAMESPACE ? local : `{${uri}}${local}`;
}

/**
 * Gives the rules for an element and a form: the first model that holds, all that hold in order where it is a
 * `modelSequence`. The element's own models are asked first, then those of its classes, upwards, then those for any
 * element (`ident="*"`); the edition's before the defaults. Null where no model speaks of it (Guidelines, chapter TD,
 * “Implementation of Processing Models”).
 */
export function rulesFor(
  models: CompiledModels,
  node: XmlNode,
  output: Output,
  values?: Variables,
): readonly Rule[] | null {
  return firstMatch(choicesFor(models, node, output), { node, output, values });
}

/** What models are asked about: an element, for a form, with what models above have set. */
interface Asked {
  readonly node: XmlNode;
  readonly output: Output;
  readonly values: Variables | undefined;
}

/** The models that may speak of an element, in the order in which they are asked. */
export function choicesFor(models: CompiledModels, node: XmlNode, output: Output): readonly Choice[] {
  const known = models.choices(output);
  return known.get(nameKey(node.local, node.uri)) ?? known.get("*") ?? [];
}

function firstMatch(choices: readonly Choice[], asked: Asked): readonly Rule[] | null {
  for (const choice of choices) {
    if (!suits(choice.output, asked.output) || !holds(choice.predicate, asked.node, asked.values)) continue;
    const rules = rulesOf(choice, asked);
    if (rules !== null) return rules;
  }
  return null;
}

function rulesOf(choice: Choice, asked: Asked): readonly Rule[] | null {
  if (choice.kind === "rule") return [choice];
  if (choice.kind === "group") return firstMatch(choice.choices, asked);
  const all = choice.choices.flatMap((each) => firstMatch([each], asked) ?? []);
  return all.length === 0 ? null : all;
}

/** The Guidelines call the same form `plain` in one place and `plaintext` in another; books are made like pages. */
export function suits(outputs: string | null, output: Output): boolean {
  if (outputs === null || outputs === output) return true;
  const named = outputs.split(/\s+/u);
  if (named.includes(output)) return true;
  return output === "plain" ? named.includes("plaintext") : isBookForm(output) && named.includes("web");
}

/** Whether a form is one of a book, which is made like pages. */
export function isBookForm(output: Output): boolean {
  return output !== "web" && output !== "plain";
}

/** Whether a model's own condition holds of an element, whatever stands before it. */
export function isTrue(choice: Choice, node: XmlNode): boolean {
  return holds(choice.predicate, node);
}

function holds(predicate: Question | null, node: XmlNode, values?: Variables): boolean {
  if (predicate === null) return true;
  try {
    return predicate.boolean(node, values);
  } catch {
    // A predicate that fails on an element does not hold there; the next model may.
    return false;
  }
}
