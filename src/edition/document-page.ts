import { citableUnits } from "../cite/index.ts";
import {
  type CompiledModels,
  countReadingWords,
  inertSource,
  type RenderContext,
  readFrontMatter,
  renderHtml,
  renderText,
} from "../render/index.ts";
import { isRegister } from "../resolve/index.ts";
import type { SiteDocument } from "../site/index.ts";
import type { EditionDocument } from "./source.ts";

/** Makes what the page of a document is written from, but for its records and its bytes. */
export function documentPage(
  { id, tree }: EditionDocument,
  models: CompiledModels,
  context: RenderContext,
): Omit<SiteDocument, "records" | "tei"> {
  const inert = inertSource(tree);
  const readingText = renderText(tree, models, context);
  return {
    id,
    front: readFrontMatter(tree, models, context),
    text: renderHtml(tree, models, context),
    isRegister: isRegister(tree),
    // Units are stretches of the source, which is not handed out then.
    ...(inert === null ? { citable: citableUnits(tree) } : { inertTei: inert }),
    readingText,
    words: countReadingWords(tree, models, context, readingText),
  };
}
