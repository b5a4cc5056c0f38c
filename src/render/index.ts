export type { ModelSource } from "../odd/index.ts";
export { compileModels } from "./compile-models.ts";
export {
  type Annotation,
  type BookForm,
  type Output,
  plainContext,
  type Reading,
  type RenderContext,
} from "./context.ts";
export type {
  BehaviourPassage,
  CustomBehaviour,
  CustomBehaviours,
  PlainBehaviour,
  WebBehaviour,
} from "./custom-behaviour.ts";
export { edtfInWords, yearInWords, yearsInWords } from "./date-words.ts";
export { DEFAULT_ODD } from "./default-odd.ts";
export { type RecordedEvent, saidOfEvent } from "./events.ts";
export { FIRST_LINE_RULES } from "./first-line.ts";
export { type FrontMatter, readFrontMatter, statusOf } from "./front-matter.ts";
export {
  classesOf,
  element,
  type Html,
  type HtmlAttributes,
  type HtmlContent,
  type HtmlElement,
  hasText,
  holdsLink,
  holdsPicture,
  isElement,
  isHidden,
  JOINING,
  mayHoldWords,
  siteElement,
  textOf,
  unlinked,
} from "./html.ts";
export { dataOf, writeHtml, writePage } from "./html-writer.ts";
export { isInertDrawing } from "./inert-drawing.ts";
export { inertSource } from "./inert-source.ts";
export { isRightToLeft, runsRightToLeft } from "./language-tag.ts";
export type { Letter } from "./letter.ts";
export {
  coverModels,
  type FailedExpression,
  type ModelCoverage,
  type ModelUse,
  type Undecided,
} from "./model-coverage.ts";
export { type AskedModel, type ElementExplanation, explainModels } from "./model-explanation.ts";
export type { CompiledModels, ModelPlace, ModelProblem } from "./models.ts";
export { nameOfHeading, type OutlineEntry } from "./outline.ts";
export { type PackedText, packText, unpackText } from "./packed-text.ts";
export { passageKind } from "./passage-kind.ts";
export { withPermalink } from "./permalink.ts";
export { toldOfPublication } from "./publication.ts";
export { describedChanges, type RecordedChange } from "./recorded-changes.ts";
export { type RenderedText, renderHtml, renderPassage, renderText } from "./render.ts";
export { nameAndNote, type Responsibility } from "./responsibility.ts";
export { type ShownElement, shownElement } from "./shown-element.ts";
export { textLanguage } from "./text-language.ts";
export { timeOf } from "./text-time.ts";
export { countReadingWords } from "./text-words.ts";
export type { Witness } from "./witnesses.ts";
export {
  IN_ENGLISH,
  INTERFACE_LANGUAGES,
  WORD_KEYS,
  type Wording,
  wordingFor,
  wordingGaps,
  wordsFor,
} from "./wording.ts";
export { listInWords, say, type Values, type WordKey, type Words, withThousands } from "./words.ts";
export { writeXhtmlPage } from "./xhtml-writer.ts";
