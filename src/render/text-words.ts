import { countRuns, isRegister } from "../resolve/index.ts";
import type { Tree } from "../tree/index.ts";
import type { RenderContext } from "./context.ts";
import type { CompiledModels } from "./models.ts";
import { registersBehind } from "./registers-behind.ts";
import { renderText, renderTextOf } from "./render.ts";

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
