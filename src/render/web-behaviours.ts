import { lineEndGlyph } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { type ApparatusEntry, apparatusEntry } from "./apparatus.ts";
import { isNamedPart, sectionNumber } from "./cited-part.ts";
import { dateOfLife, dateOfRecord, LIFE } from "./date-words.ts";
import { withDates } from "./dated.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { isCodeBlock } from "./example-source.ts";
import { glyphText } from "./glyph.ts";
import { type EndMatter, type EndMatterKind, element, type Html, hasText, tidyText } from "./html.ts";
import { blockTag, phraseTag } from "./html-names.ts";
import { languageName } from "./language-tag.ts";
import { withOtherReadings } from "./other-readings.ts";
import type { Behaviour } from "./passage.ts";
import { link } from "./pointer-link.ts";
import { readingsOf } from "./readings.ts";
import { isRegistersBehind } from "./registers-behind.ts";
import { siglaOf } from "./sigla.ts";
import { speakerName } from "./speaker-name.ts";
import { texFormula } from "./tex-formula.ts";
import { isLabelledPart, versionClass } from "./versions.ts";
import { hyphenOfSource, lineOrPage, standsInInscription } from "./web-break.ts";
import { index } from "./web-generated.ts";
import { graphic } from "./web-graphic.ts";
import { labelLanguage, labelled, labelOf } from "./web-label.ts";
import { list, listItem } from "./web-list.ts";
import { cell, row, table } from "./web-table.ts";
import { say } from "./words.ts";

/** The behaviours of the Guidelines (`model/@behaviour`) for the web, in their order. */
export const webBehaviours: Readonly<Record<string, Behaviour<readonly Html[]>>> = {
  alternate,
  anchor: (passage) => [
    dressed(passage, "span", { id: passage.string("id")?.replace(/\s+/gu, "-") }, ...passage.content()),
  ],
  block: (passage) => [
    dressed(
      passage,
      blockTag(passage.node),
      { ...numbered(passage.node), ...setIn(passage.node) },
      ...(isCodeBlock(passage.node) ? withoutFirstLineEnd(passage.content()) : spoken(passage)),
    ),
  ],
  body: (passage) => [dressed(passage, "div", {}, ...passage.content())],
  break: (passage) => [...lineOrPage(passage), ...passage.content()],
  cell,
  cit,
  document: (passage) => [dressed(passage, "article", {}, ...passage.content())],
  figure,
  glyph,
  graphic,
  heading,
  index,
  inline,
  link,
  list,
  listItem,
  metadata: (passage) => [dressed(passage, "section", {}, ...passage.content())],
  note,
  omit: () => [],
  "pass-through": (passage) => passage.content(),
  paragraph: (passage) => [dressed(passage, "p", {}, ...passage.content())],
  row,
  section: (passage) => [
    dressed(passage, "section", ofVersion(passage.node), ...folded(passage, headedByLabel(passage))),
  ],
  table,
  text: (passage) => [passage.has("content") ? passage.literal("content") : passage.node.text],
  title: (passage) => [dressed(passage, "div", { class: "title" }, ...passage.content())],
};

function inline(passage: WebPassage): readonly Html[] {
  const label = labelOf(passage);
  const content = withSigla(contentOrDate(passage), siglaOf(passage.node, passage.string("sigla") ?? ""));
  if (passage.node.isTei(...LIFE) && !hasText(content)) return [];
  return [
    dressed(
      passage,
      phraseTag(passage.node),
      { "data-n": sectionNumber(passage.node) },
      ...(label === null ? content : [label, " ", ...content]),
    ),
  ];
}

/** What is told of in a record has its date in words, where its text has none. */
function contentOrDate(passage: WebPassage): readonly Html[] {
  const { node, context } = passage;
  const formula = texFormula(node);
  if (formula !== null) return [formula];
  const content = passage.content();
  const { words } = context.wording;
  const life = node.isTei(...LIFE) ? dateOfLife(node, words) : null;
  if (life !== null) return [life, ...(hasText(content) ? [", ", ...content] : [])];
  const date = dateOfRecord(node, words);
  return date === null ? withDates(passage, content) : [date];
}

/** The sigla of those who have a reading follow it. Where only it is the text, there are none. */
function withSigla(content: readonly Html[], sigla: string): readonly Html[] {
  return sigla === "" ? content : [...content, " ", element("span", { class: "sigla" }, sigla)];
}

/** The line end behind the tag that opens a block of code is none of the code. */
function withoutFirstLineEnd([first = "", ...others]: readonly Html[]): readonly Html[] {
  return [typeof first === "string" ? first.replace(/^\r?\n/u, "") : first, ...others];
}

/** Every fifth verse bears its number, which the theme sets in the margin; where the lines of a stone bear theirs there, none does. */
function numbered(node: XmlNode): { "data-n": string | null } {
  const number = node.isTei("l") ? /^\d+$/u.exec(node.get("n") ?? "")?.[0] : undefined;
  const isShown = number !== undefined && Number(number) % 5 === 0 && !isInNumberedLines(node);
  return { "data-n": isShown ? number : null };
}

function isInNumberedLines(verse: XmlNode): boolean {
  const lines = [...verse.descendantElements("lb")];
  return lines.some((line) => line.get("n") !== null) && standsInInscription(verse);
}

/** A post that answers another is set in below it, as far as its source has it (`@indentLevel`) and a page has room. */
function setIn(node: XmlNode): { "data-level"?: string } {
  const level = node.isTei("post") ? Number(node.get("indentLevel") ?? 0) : 0;
  return level >= 1 ? { "data-level": String(Math.min(DEEPEST_POST, Math.trunc(level))) } : {};
}

const DEEPEST_POST = 4;

/** Whether a division is the text or its translation, so that a page may set them beside each other. */
function ofVersion(node: XmlNode): { readonly class?: string } {
  const name = versionClass(node);
  return name === null ? {} : { class: name };
}

/** A speech without a label gets the name of who speaks, as the registers have it. */
function spoken(passage: WebPassage): readonly Html[] {
  const name = speakerName(passage.node, passage.context);
  const content = labelled(passage);
  return name === null ? content : [element("p", { class: "tei-speaker supplied" }, name), ...content];
}

/** Registers behind a text are folded: who reads the text has read it, and each of their entries has a page. */
function folded(passage: WebPassage, content: readonly Html[]): readonly Html[] {
  if (!isRegistersBehind(passage.node) || !hasText(content)) return content;
  const { words } = passage.context.wording;
  return [
    element("details", { class: "registers" }, element("summary", {}, words.registersBehind), ...content),
  ];
}

/** A section whose model has a label for it, as its source has no head; `detail` tells it from others of that label. */
function headedByLabel(passage: WebPassage): readonly Html[] {
  const content = passage.content();
  const { label } = passage;
  if (label === null || !hasText(content)) return content;
  const tag = `h${Math.min(6, headedDivisions(passage.node) + 2)}`;
  const said = passage.string("detail");
  const named = said !== null && said === passage.node.get("xml:lang");
  const detail = named ? (languageName(said, passage.context.wording.language) ?? said) : said;
  const head = element(
    tag,
    { class: "tei-head supplied", lang: labelLanguage(passage) },
    label,
    detail === null ? null : element("span", { class: "sigla" }, ` · ${detail}`),
  );
  return [head, ...content];
}

/** One reading in the text; the other is told in a title and, for those who cannot hover, behind the text. */
function alternate(passage: WebPassage): readonly Html[] {
  const { shown, other } = readingsOf(passage);
  // Where both say the same there is nothing to be chosen, as in texts that give each of their lines twice.
  if (passage.node.isTei("choice") && hasText(shown) && tidyText(shown) === tidyText(other))
    return [dressed(passage, "span", { id: null }, ...shown)];
  const further = passage.has("further") ? passage.renderNodes(passage.nodes("further"), "; ") : [];
  const wrapped = [
    passage.context.hasOtherReadings === true
      ? withOtherReadings(passage, { shown, other })
      : dressed(passage, "span", { id: null }, ...shown),
  ];
  if (passage.node.local === "app") return withEntry(passage, shown, wrapped);
  const isTold = hasText(other);
  if (!isTold && !hasText(further)) return wrapped;
  const isOfSource = isTold && passage.context.reading === "edited" && isFromSource(passage);
  const title = isOfSource
    ? say(passage.context.wording.words, "sourceHas", { text: tidyText(other) })
    : tidyText(isTold ? other : further);
  const between = isTold && hasText(further) ? ["; "] : [];
  const body = [tidyText(shown), "] ", ...other, ...between, ...further];
  return [behind(passage, "correction", wrapped, { body, title })];
}

/** Whether the other reading is the source's: what a model makes up for an abbreviation is not. */
function isFromSource(passage: WebPassage): boolean {
  const others = passage.nodes("alternate");
  return others.length > 0
    ? !others.some((node) => node.isTei("corr", "reg", "expan"))
    : passage.node.isTei("choice", "corr", "reg", "expan");
}

/** A passage with an apparatus has its entry behind the text; in the text of one witness there is none. */
function withEntry(passage: WebPassage, shown: readonly Html[], wrapped: readonly Html[]): readonly Html[] {
  const isOfWitness = (passage.context.witness ?? null) !== null;
  const entry = isOfWitness ? null : apparatusEntry(passage, shown);
  return entry === null ? wrapped : [behind(passage, "variant", wrapped, entry)];
}

/** What is told of a passage at the end of its text. */
function behind(
  { scope: { inLink } }: WebPassage,
  endMatter: EndMatterKind,
  shown: readonly Html[],
  { body, title }: ApparatusEntry,
): Html {
  return { endMatter, shown, body, title, label: null, standsApart: false, id: null, inLink };
}

function cit(passage: WebPassage): readonly Html[] {
  if (passage.has("content") || passage.has("source")) {
    const source = passage.has("source") ? passage.render("source") : [];
    return [quotation(passage, passage.content(), source)];
  }
  const pieces = passage.pieces();
  const lastQuote = pieces.findLastIndex(([node]) =>
    node.isTei("quote", "q", "said", "cit", "lg", "sp", "p"),
  );
  const body = pieces.slice(0, lastQuote + 1).flatMap(([, piece]) => piece);
  const source = pieces.slice(lastQuote + 1).flatMap(([, piece]) => piece);
  return [quotation(passage, body, source)];
}

function quotation(passage: WebPassage, body: readonly Html[], source: readonly Html[]): Html {
  if (!hasText(source)) return dressed(passage, "div", {}, ...body);
  if (!hasText(body)) return dressed(passage, "div", {}, ...source);
  return dressed(passage, "figure", {}, ...body, element("figcaption", {}, ...source));
}

/** A figure; what the model takes for its title is its caption, and stands nowhere else in it. */
function figure(passage: WebPassage): readonly Html[] {
  const pieces = passage.pieces();
  const titles = new Set(passage.nodes("title").map(({ row }) => row));
  const isCaption = (node: XmlNode): boolean => node.isTei("head") || titles.has(node.row);
  const heads = pieces.filter(([node]) => node.isTei("head"));
  const shown = pieces.filter(([node]) => !isCaption(node));
  // What is written below a picture is read behind its heading.
  const isBelow = ([node]: (typeof pieces)[number]): boolean =>
    heads.length > 0 && node.isTei("p", "ab") && !passage.has("title") && shown.some(isPicture);
  const caption = [...heads, ...shown.filter(isBelow)].flatMap(([, piece]) => piece);
  const body = shown.filter((piece) => !isBelow(piece)).flatMap(([, piece]) => piece);
  const title = passage.has("title") ? passage.render("title") : caption;
  const told = hasText(title) ? element("figcaption", {}, ...title) : null;
  // A text in a frame is read below its heading.
  const isText = heads.length > 0 && shown.every(([node]) => !node.isElement || node.isTei("p", "ab", "lg"));
  return [dressed(passage, "figure", {}, ...(isText ? [told, ...body] : [...body, told]))];
}

function isPicture([node, shown]: readonly [XmlNode, readonly Html[]]): boolean {
  return node.isTei("graphic", "media", "binaryObject", "figure") && shown.length > 0;
}

function glyph(passage: WebPassage): readonly Html[] {
  if (lineEndGlyph(passage.node) === "hyphen") return hyphenOfSource(passage);
  const text = glyphText(passage.node, passage.string("uri"));
  return text === "" ? [] : [dressed(passage, "span", {}, text)];
}

/** Headings count from 2: the page's own title is the first. */
function heading(passage: WebPassage): readonly Html[] {
  const asked = Number(passage.string("level") ?? Number.NaN);
  const unnamed = Number.isInteger(asked) ? asked : headedDivisions(passage.node) + 1;
  // The default models do not count the parts that are called by their numbers: to ask that of each heading anew takes long.
  const isBelowParts = Number.isInteger(asked) && passage.string("setting") === "below-parts";
  const level = unnamed + (isBelowParts ? namedPartsAbove(passage.node) : 0);
  return [dressed(passage, `h${Math.min(6, Math.max(2, level))}`, {}, ...passage.content())];
}

/** How many headings stand above an element: those of divisions, and those that texts of a corpus or a group are called by. */
function headedDivisions(node: XmlNode): number {
  return [...node.ancestors()].filter((above) => {
    if (above.isTei("TEI")) return above.parent?.isTei("TEI", "teiCorpus") === true;
    if (above.isTei("text")) return isTitledText(above);
    if (above.isTei("group")) return hasHeading(above);
    return (
      /^div\d?$/u.test(above.local) &&
      (hasHeading(above) || holdsTextparts(above) || isNamedPart(above) || isLabelledPart(above))
    );
  }).length;
}

function namedPartsAbove(node: XmlNode): number {
  return [...node.ancestors()].filter((above) => /^div[1-7]?$/u.test(above.local) && isNamedPart(above))
    .length;
}

/** Whether a text of a group is called by something: its title, or a head over all of it. */
function isTitledText(text: XmlNode): boolean {
  if (text.parent?.isTei("group") !== true) return false;
  const front = text.maybeElement("front");
  return (
    [front, text.maybeElement("body")].some((part) => part !== null && hasHeading(part)) ||
    (front !== null && [...titleParts(front)].some((part) => /\S/u.test(part.text)))
  );
}

/** The parts of titles before a text: they are looked for where they may stand, since what is before it may be long. */
function* titleParts(front: XmlNode): Generator<XmlNode> {
  yield* front.elements("titlePart");
  for (const title of front.elements("docTitle")) yield* title.elements("titlePart");
  for (const page of front.elements("titlePage")) yield* page.descendantElements("titlePart");
}

/** Whether a division, or a text before or in its body, has a head with something in it. */
function hasHeading(division: XmlNode): boolean {
  return (division.maybeElement("head")?.firstChild ?? null) !== null;
}

/** Whether a part that is cited by its number has others in it, and so a heading of that number. */
function holdsTextparts(part: XmlNode): boolean {
  const isPart = (node: XmlNode): boolean => node.get("type") === "textpart" && node.get("n") !== null;
  return isPart(part) && [...part.elements("div")].some(isPart);
}

function note(passage: WebPassage): readonly Html[] {
  const place = passage.string("place") ?? passage.node.get("place");
  const content = passage.content({ inLink: false });
  if (place === "inline") return [dressed(passage, "span", {}, ...content)];
  return [noteBehind(passage, content, besideTheText(content, place))];
}

/** A note that stands at the end of its text; in the text is its sign. */
export function noteBehind(
  passage: WebPassage,
  body: readonly Html[],
  shown: readonly Html[] = [],
): EndMatter {
  const { node, context, scope } = passage;
  return {
    endMatter: "note",
    shown,
    body,
    title: null,
    label: passage.label ?? node.get("n"),
    standsApart: node.maybeAncestor("standOff") !== null,
    id: context.anchor(node),
    inLink: scope.inLink,
  };
}

/**
 * A note of the margin is a note like any other, with its sign and its entry. Where a page has room beside the text, its
 * words are seen there as well; who listens hears them once.
 */
function besideTheText(content: readonly Html[], place: string | null): readonly Html[] {
  if (!/\bmargin|^(?:left|right|outer|inner)$/u.test(place ?? "")) return [];
  const words = tidyText(content);
  return [
    element("span", { class: "margin-note", "aria-hidden": "true", "data-pagefind-ignore": "all" }, words),
  ];
}
