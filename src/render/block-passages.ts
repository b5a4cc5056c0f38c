import type { XmlNode } from "../tree/index.ts";
import type { Output } from "./context.ts";
import { type CompiledModels, rulesFor } from "./models.ts";

/** What tells whether an element is set as a block: the models, and the form they are asked for. */
export interface Setting {
  readonly models: CompiledModels;
  readonly form: { readonly output: Output };
}

/** Behaviours that make a block of their element; the others stay in the line. */
const BLOCK_BEHAVIOURS: ReadonlySet<string> = new Set(
  `block body cell cit document figure heading list listItem metadata paragraph row section table title`.split(
    /\s+/u,
  ),
);

/** Whether a behaviour makes a block of its element. */
export function isBlockBehaviour(behaviour: string): boolean {
  return BLOCK_BEHAVIOURS.has(behaviour);
}

/** Whether a model sets an element as a block. */
export function isModelledBlock({ models, form }: Setting, node: XmlNode): boolean {
  return rulesFor(models, node, form.output)?.some((rule) => isBlockBehaviour(rule.behaviour)) === true;
}

/** Whether anything in an element is set as a block; what is left out is not. */
export function showsBlock(setting: Setting, node: XmlNode): boolean {
  for (const child of node.elements()) {
    const rules = rulesFor(setting.models, child, setting.form.output) ?? [];
    if (rules.length > 0 && rules.every(({ behaviour }) => behaviour === "omit")) continue;
    if (isModelledBlock(setting, child) || showsBlock(setting, child)) return true;
  }
  return false;
}

/** Whether an element that no model speaks of is set as a block: for what it holds, or for what stands beside it. */
export function breaksLine(setting: Setting, node: XmlNode): boolean {
  if (holdsBlock(setting, node)) return true;
  const parent = node.parent;
  return (
    parent?.isElement === true &&
    !holdsText(parent) &&
    [...parent.elements()].some((each) => isModelledBlock(setting, each))
  );
}

function holdsBlock(setting: Setting, node: XmlNode): boolean {
  for (const below of node.descendantElements()) if (isModelledBlock(setting, below)) return true;
  return false;
}

/** Whether words stand in an element itself, beside the elements in it. */
export function holdsText(node: XmlNode): boolean {
  for (const child of node.children()) if (child.isText && /[^ \t\r\n]/u.test(child.text)) return true;
  return false;
}
