import { outermostTexts } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { renderNode } from "./apply-models.ts";
import { withCaptionIds } from "./caption-id.ts";
import type { BookForm, RenderContext } from "./context.ts";
import { type Gathered, gatherEndMatter, uniqueIds } from "./end-matter.ts";
import { element, type Html, type HtmlElement, isEndMatter } from "./html.ts";
import type { CompiledModels } from "./models.ts";
import { type OutlineEntry, outlineOf, withContentsLinked, withHeadingIds } from "./outline.ts";
import { type Plain, writePlain } from "./plain.ts";
import { PLAIN } from "./plain-behaviours.ts";
import { firstMarksStatement, marksStatement } from "./quotation-marks.ts";
import { textLanguage } from "./text-language.ts";
import { bookForm, WEB } from "./web.ts";

/** A text made ready for a page. */
export interface RenderedText {
  readonly html: readonly Html[];
  /** What stands behind the text: its notes, its corrections, its variant readings, a section each. */
  readonly notes: readonly HtmlElement[];
  readonly outline: readonly OutlineEntry[];
  /** The rules of the models' renditions; the same for every text of an edition. */
  readonly css: string;
}

/** Renders the text of a document for the web, or for a book, by the models; the header is not part of it. */
export function renderHtml(
  tree: Tree,
  models: CompiledModels,
  context: RenderContext,
  output: "web" | BookForm = "web",
): RenderedText {
  const form = output === "web" ? WEB : bookForm(output);
  const statement = marksStatement(tree);
  const marked = withFirstMarks(context, tree);
  const hasLists = tree.root.descendantElements("divGen").next().done !== true;
  const anchored = hasLists ? withCaptionIds(marked) : marked;
  const pieces = textsOf(tree).flatMap((text) => renderNode(form, models, anchored, text, statement));
  const { html, sections } = gatherEndMatter(pieces, context.wording, textLanguage(tree));
  const unique = withHeadingIds(uniqueIds(html));
  const outline = outlineOf(unique);
  const linked = hasLists ? withContentsLinked(unique, outline) : unique;
  return { html: linked, notes: sections, outline, css: models.css };
}

/** Renders one element of a text for its page by itself: what stands in it, and what of that is gathered behind the text. */
export function renderPassage(node: XmlNode, models: CompiledModels, context: RenderContext): Gathered {
  const marked = withFirstMarks(context, node.tree);
  const made = renderNode(WEB, models, marked, node, marksStatement(node.tree));
  return gatherEndMatter(made, context.wording, textLanguage(node.tree));
}

/**
 * Renders one element and what is in it for the web, as for a part of the header. Notes in it stand right behind it.
 */
export function renderElement(
  node: XmlNode,
  models: CompiledModels,
  context: RenderContext,
): readonly Html[] {
  return withNotesBehind(withoutAnchors(node, models, context), context);
}

/** Renders a note that is on all of a text, and so called from no place of it, as a block. */
export function renderRemark(note: XmlNode, models: CompiledModels, context: RenderContext): readonly Html[] {
  const blocks = withoutAnchors(note, models, context).map((piece) =>
    isEndMatter(piece) ? element("div", { class: "tei-note" }, ...piece.body) : piece,
  );
  return withNotesBehind(blocks, context);
}

function withoutAnchors(node: XmlNode, models: CompiledModels, context: RenderContext): readonly Html[] {
  return renderNode(WEB, models, { ...context, anchor: () => null }, node, marksStatement(node.tree));
}

function withNotesBehind(made: readonly Html[], { wording }: RenderContext): readonly Html[] {
  const { html, sections } = gatherEndMatter(made, wording, null, true);
  return [...html, ...sections];
}

/**
 * Renders the reading text of a document: `text` only, a paragraph a line, blank lines between, marks of quotation
 * supplied. The same document gives the same characters. Ends with a line end, and is empty where there is no text.
 */
export function renderText(tree: Tree, models: CompiledModels, context: RenderContext): string {
  return renderTextOf(textsOf(tree), models, context);
}

/** Renders the reading text of some elements of a document, as it is in that of the whole. */
export function renderTextOf(
  nodes: readonly XmlNode[],
  models: CompiledModels,
  context: RenderContext,
): string {
  const pieces = nodes.map((node): Plain => {
    const statement = marksStatement(node.tree);
    return renderNode(PLAIN, models, withFirstMarks(context, node.tree), node, statement);
  });
  return writePlain(pieces);
}

/** Where nobody else says which marks come first, the header may. */
function withFirstMarks(context: RenderContext, tree: Tree): RenderContext {
  return { ...context, firstMarks: context.firstMarks ?? firstMarksStatement(tree) };
}

/**
 * The outermost texts: one of a document, several of a corpus, each with what it is called by. Where nothing is in them, or
 * there are none, the transcription of the source is the text, and without one the pictures of it are.
 */
function textsOf(tree: Tree): readonly XmlNode[] {
  const { root } = tree;
  // A document in another language is shown whole, by the models that an ODD has for its namespace.
  if (!root.isTei()) return [root];
  const texts = outermostTexts(tree);
  if (texts.some(isFilled)) return texts.map(inCorpus);
  const transcribed = [...root.descendantElements("sourceDoc")];
  if (transcribed.length > 0) return transcribed;
  const pictured = [...root.descendantElements("facsimile")].filter(hasOwnPictures);
  return pictured.length > 0 ? pictured : texts.map(inCorpus);
}

/** Whether pictures of a source are the edition's; those of others are not shown on a page but led to. */
function hasOwnPictures(facsimile: XmlNode): boolean {
  const pictures = [...facsimile.descendantElements("graphic")];
  return pictures.some((picture) => !/^[a-z][a-z\d+.-]*:|^\/\//iu.test(picture.get("url") ?? "http:"));
}

/** Whether there is anything to be read or seen in a text. */
function isFilled(text: XmlNode): boolean {
  for (const each of text.descendants()) {
    if (each.isText ? /\S/u.test(each.text) : each.isElement && !each.isTei(...FRAMES)) return true;
  }
  return false;
}

/** What shows nothing where nothing is in it. */
const FRAMES = [
  ...["text", "group", "front", "body", "back", "div", "div1", "div2", "head", "p", "ab", "lg", "l"],
  ...["lb", "milestone", "anchor"],
];

/** A text of a corpus is shown by the model of its `TEI`. */
function inCorpus(text: XmlNode): XmlNode {
  const { parent } = text;
  return parent?.isTei("TEI") && parent.parent?.isTei("TEI", "teiCorpus") ? parent : text;
}
