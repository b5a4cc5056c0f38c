import { ownTarget } from "../resolve/index.ts";
import { NodeKind, once, type XmlNode } from "../tree/index.ts";
import { breaksLine } from "./block-passages.ts";
import { type Output, type RenderContext, type Scope, WHOLE_TEXT } from "./context.ts";
import { isExample, keepsSpace } from "./example-source.ts";
import { type CompiledModels, type Rule, rulesFor, suits } from "./models.ts";
import { type Behaviour, type Form, Passage, type Rendering } from "./passage.ts";
import type { MarksStatement } from "./quotation-marks.ts";
import { defaultRenditions } from "./source-rendition.ts";
import { kindsAt, standOffOf } from "./spans.ts";
import { isSpaceBeforeNote, textWithin, withoutEnd } from "./white-space.ts";

/** Beyond this depth an element's text is shown without its structure; nobody reads it, and the stack ends somewhere. */
const DEEPEST = 700;

/** Renders an element and what is in it. */
export function renderNode<T>(
  form: Form<T>,
  models: CompiledModels,
  context: RenderContext,
  node: XmlNode,
  marksStatement: MarksStatement,
): T {
  const rendering: Rendering<T> = {
    form,
    models,
    context,
    marksStatement,
    behaviours: { ...form.behaviours, ...declaredFor<T>(models, form.output), ...form.custom(models) },
    standOff: standOffOf(node.tree),
    defaultRenditions: once(() => defaultRenditions(node.tree)),
    show: (each, scope) => applyModels(rendering, each, scope),
  };
  return rendering.show(node, WHOLE_TEXT);
}

/** The behaviours that the ODD declares for a form; those that come first before others of their name. */
function declaredFor<T>(models: CompiledModels, output: Output): Readonly<Record<string, Behaviour<T>>> {
  const found: Record<string, Behaviour<T>> = {};
  for (const [ident, templates] of models.templates) {
    const own = templates.find((each) => suits(each.output, output));
    if (own !== undefined) found[ident] = (passage) => passage.declared(own);
  }
  return found;
}

function applyModels<T>(rendering: Rendering<T>, node: XmlNode, scope: Scope): T {
  const { form } = rendering;
  if (node.isText) return scope.isVerbatim ? form.verbatim(node.text) : textOf(rendering, node);
  if (node.kind !== NodeKind.element) return form.join([]);
  if (scope.depth > DEEPEST) return form.text(node.text);
  const original = scope.isCopy ? null : copiedBy(node);
  if (original !== null)
    return form.copied(rendering.show(original, { ...scope, depth: scope.depth + 1, isCopy: true }));
  const known = rulesFor(rendering.models, node, form.output, scope.values);
  const foreign = known === null && !node.isTei() ? form.foreign(node) : null;
  if (foreign !== null) return foreign;
  const rules = known ?? [fallback(rendering, node)];
  rendering.context.decided?.(node, rules, form.output);
  const inner = { ...scope, depth: scope.depth + 1, isVerbatim: scope.isVerbatim || keepsSpace(node) };
  if (rules.length === 1) return applyRule(rendering, node, rules[0]!, inner);
  return form.join(doneInSequence(rules, rendering).map((rule) => applyRule(rendering, node, rule, inner)));
}

/** The element of the same document that an empty one is a copy of (Guidelines, 17.7); a copy in it is shown empty. */
function copiedBy(node: XmlNode): XmlNode | null {
  const pointer = node.firstChild === null ? node.get("copyOf") : null;
  const original = pointer === null ? null : ownTarget(node.tree, pointer);
  return original === null || [...node.ancestors()].some(({ row }) => row === original.row) ? null : original;
}

/**
 * What is done of a sequence: a behaviour that nobody knows shows the content, which beside another would be there twice;
 * where nobody knows any of them, the first does.
 */
function doneInSequence<T>(rules: readonly Rule[], { behaviours }: Rendering<T>): readonly Rule[] {
  const isKnown = ({ behaviour }: Rule): boolean => Object.hasOwn(behaviours, behaviour);
  const hasOwnContent = ({ template, params }: Rule): boolean => template !== null || params.has("content");
  const shown = rules.some(isKnown) ? undefined : rules.find((each) => !hasOwnContent(each));
  return rules.filter((each) => isKnown(each) || hasOwnContent(each) || each === shown);
}

function applyRule<T>(rendering: Rendering<T>, node: XmlNode, rule: Rule, scope: Scope): T {
  const { form, behaviours } = rendering;
  const passage = new Passage(rendering, node, rule, scope);
  const behaviour = Object.hasOwn(behaviours, rule.behaviour)
    ? behaviours[rule.behaviour]!
    : behaviours.inline!;
  return form.finish(passage, behaviour(passage));
}

function textOf<T>(rendering: Rendering<T>, node: XmlNode): T {
  const { form, standOff } = rendering;
  const text = form.text(lineText(rendering, node));
  if (standOff.spans.length === 0 || !/[^ \t\r\n]/u.test(node.text)) return text;
  return kindsAt(standOff, node).reduce((inner, kind) => form.spanned(kind, inner), text);
}

/** A text as it stands in its line; a note takes its sign to the word before it. */
function lineText<T>({ models, form }: Rendering<T>, node: XmlNode): string {
  const text = textWithin(node);
  const next = node.nextSibling;
  if (next?.isTei("note") !== true || !isSpaceBeforeNote(next)) return text;
  return rulesFor(models, next, form.output)?.[0]?.behaviour === "note" ? withoutEnd(text) : text;
}

/** What is done with an element that no model speaks of: its text is never lost. */
function fallback<T>(rendering: Rendering<T>, node: XmlNode): Rule {
  return isExample(node) || breaksLine(rendering, node) ? AS_BLOCK : AS_PHRASE;
}

const AS_BLOCK: Rule = rule("block");
const AS_PHRASE: Rule = rule("inline");

function rule(behaviour: string): Rule {
  const none = {
    template: null,
    place: null,
    condition: null,
    predicate: null,
    output: null,
    params: new Map(),
    sets: new Map(),
    unanswered: new Set<string>(),
    classes: [],
    useSourceRendition: false,
    css: "",
  };
  return { kind: "rule", behaviour, ...none };
}
