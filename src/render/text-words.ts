import { countRuns, isRegister } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import type { RenderContext } from "./context.ts";
import type { CompiledModels } from "./models.ts";
import { renderText, renderTextOf } from "./render.ts";

const REGISTERS = [
  "listPerson",
  "listPlace",
  "listOrg",
  "listEvent",
  "listObject",
  "listNym",
  "listBibl",
  "listRelation",
] as const;

/**
 * Counts the words of a text that is read: those of its reading text without registers behind it, which tell of persons, places
 * and works. The words of a document that is a register are those of its entries.
 */
export function countReadingWords(
  tree: Tree,
  models: CompiledModels,
  context: RenderContext,
  readingText: string = renderText(tree, models, context),
): number {
  const all = countRuns(readingText);
  if (isRegister(tree)) return all;
  const behind = registersBehind(tree);
  if (behind.length === 0) return all;
  return Math.max(0, all - countRuns(renderTextOf(behind, models, context)));
}

/** What stands in the back of a text and has nothing but registers in it, with their headings. */
function registersBehind(tree: Tree): readonly XmlNode[] {
  const backs = [...tree.root.descendantElements("back")].filter((back) => back.isTei());
  return backs.flatMap((back) => registersIn(back));
}

function registersIn(part: XmlNode): readonly XmlNode[] {
  return [...part.elements()].flatMap((each) =>
    holdsRegistersAlone(each) ? [each] : each.isTei("div", "div1", "div2", "div3") ? registersIn(each) : [],
  );
}

function holdsRegistersAlone(part: XmlNode): boolean {
  if (part.isTei(...REGISTERS)) return true;
  const parts = [...part.elements()].filter((each) => !each.isTei("head", "pb"));
  return part.isTei("div", "div1", "div2", "div3") && parts.length > 0 && parts.every(holdsRegistersAlone);
}
