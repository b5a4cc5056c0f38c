import { breaksWord, joinsWords, lineEndGlyph, lineEndGlyphBefore, lineHyphen } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { adopt } from "./adoption.ts";
import { dateOfLife, dateOfRecord, LIFE } from "./date-words.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { shownPicture } from "./facsimile.ts";
import { breakSign, pictureSign } from "./facsimile-link.ts";
import { glyphText } from "./glyph.ts";
import { type EndMatterKind, element, type Html, hasText, isElement, JOINING, textOf } from "./html.ts";
import { blockTag, phraseTag } from "./html-names.ts";
import { indexed, indexType } from "./index-list.ts";
import { withOtherReadings } from "./other-readings.ts";
import type { Behaviour } from "./passage.ts";
import { firstLink, link, pointedTo } from "./pointer-link.ts";
import { rendTokens } from "./quotation-marks.ts";
import { readingsOf } from "./readings.ts";
import { relationWords } from "./relation-words.ts";
import { speakerName } from "./speaker-name.ts";
import { texFormula } from "./tex-formula.ts";
import { cell, row, table } from "./web-table.ts";
import { isKnownLabel, isSameLanguage } from "./wording.ts";
import { say, type WordKey } from "./words.ts";

/** The behaviours of the Guidelines (`model/@behaviour`) for the web, in their order. */
export const webBehaviours: Readonly<Record<string, Behaviour<readonly Html[]>>> = {
  alternate,
  anchor: (passage) => [
    dressed(passage, "span", { id: passage.string("id")?.replace(/\s+/gu, "-") }, ...passage.content()),
  ],
  block: (passage) => [dressed(passage, blockTag(passage.node), numbered(passage.node), ...spoken(passage))],
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
  section: (passage) => [dressed(passage, "section", {}, ...headedByLabel(passage))],
  table,
  text: (passage) => [passage.has("content") ? (passage.string("content") ?? "") : passage.node.text],
  title: (passage) => [dressed(passage, "div", { class: "title" }, ...passage.content())],
};

function inline(passage: WebPassage): readonly Html[] {
  const label = labelOf(passage);
  const after = passage.string("after");
  const content = withTail(contentOrDate(passage), after);
  if (passage.node.isTei(...LIFE) && !hasText(content)) return [];
  return [
    dressed(passage, phraseTag(passage.node), {}, ...(label === null ? content : [label, " ", ...content])),
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
  return date === null ? content : [date];
}

/** What follows the content: the sigla of the witnesses that have a reading. Where only it is the text, there are none. */
function withTail(content: readonly Html[], after: string | null): readonly Html[] {
  return after === null ? content : [...content, " ", element("span", { class: "sigla" }, after)];
}

/** Every fifth verse bears its number, which the theme sets in the margin. */
function numbered(node: XmlNode): { "data-n": string | null } {
  const number = node.isTei("l") ? /^\d+$/u.exec(node.get("n") ?? "")?.[0] : undefined;
  return { "data-n": number !== undefined && Number(number) % 5 === 0 ? number : null };
}

/** A speech without a label gets the name of who speaks, as the registers have it. */
function spoken(passage: WebPassage): readonly Html[] {
  const name = speakerName(passage.node, passage.context);
  const content = labelled(passage);
  return name === null ? content : [element("p", { class: "tei-speaker supplied" }, name), ...content];
}

/** The content behind its label, which says what it is: “Binding”, “Sent”. */
function labelled(passage: WebPassage): readonly Html[] {
  const content = passage.content();
  if (!hasText(content)) return content;
  const label = passage.has("target") ? linkedLabel(passage) : fieldLabel(passage);
  return label === null ? content : [label, " ", ...content];
}

function fieldLabel(passage: WebPassage): Html | null {
  const { label } = passage;
  return label === null
    ? null
    : element("span", { class: "field-label", lang: labelLanguage(passage) }, label);
}

/**
 * Where an entry belongs leads there: as its label, or as the number of the verse it points to; an arrow where there is
 * neither. The parameter `target` is the pointer.
 */
function linkedLabel(passage: WebPassage): Html | null {
  const pointers = (passage.string("target") ?? "").split(/\s+/u).filter((pointer) => pointer !== "");
  const href = firstLink(passage, pointers);
  if (href === null) return fieldLabel(passage);
  const number = /^\d+\S*$/u.exec(pointedTo(passage, pointers)?.text ?? "")?.[0];
  const title = say(passage.context.wording.words, "toPassage");
  const label = passage.label ?? number;
  return label === undefined
    ? element("a", { class: "field-label to-passage", href, title, "aria-label": title }, "↑")
    : element("a", { class: "field-label", href, title }, label);
}

/** A section whose model has a label for it, as its source has no head; `detail` tells it from others of that label. */
function headedByLabel(passage: WebPassage): readonly Html[] {
  const content = passage.content();
  const { label } = passage;
  if (label === null || !hasText(content)) return content;
  const tag = `h${Math.min(6, headedDivisions(passage.node) + 2)}`;
  const detail = passage.string("detail");
  const head = element(
    tag,
    { class: "tei-head supplied", lang: labelLanguage(passage) },
    label,
    detail === null ? null : element("span", { class: "sigla" }, ` · ${detail}`),
  );
  return [head, ...content];
}

/** A label in the line, as words of the language they are in. */
function labelOf(passage: WebPassage): Html | null {
  const { label } = passage;
  const lang = label === null ? null : labelLanguage(passage);
  return label === null || lang === null ? label : element("span", { lang }, label);
}

/** The language of a label that is ours, where it is another than that of the text around it. */
function labelLanguage(passage: WebPassage): string | null {
  const { language } = passage.context.wording;
  const around = passage.node.language;
  if (around === null || isSameLanguage(around, language)) return null;
  return isKnownLabel(passage.string("label") ?? "") ? language : null;
}

/** One reading in the text; the other is told in a title and, for those who cannot hover, behind the text. */
function alternate(passage: WebPassage): readonly Html[] {
  const { shown, other } = readingsOf(passage);
  // Where both say the same there is nothing to be chosen, as in texts that give each of their lines twice.
  if (passage.node.isTei("choice") && hasText(shown) && tidy(shown) === tidy(other))
    return [dressed(passage, "span", { id: null }, ...shown)];
  const further = passage.has("further") ? passage.renderNodes(passage.nodes("further"), "; ") : [];
  const wrapped = [
    passage.context.hasOtherReadings === true
      ? withOtherReadings(passage, shown)
      : dressed(passage, "span", { id: null }, ...shown),
  ];
  const isTold = hasText(other);
  if (!isTold && !hasText(further)) return wrapped;
  const kind: EndMatterKind = passage.node.local === "app" ? "variant" : "correction";
  const isOfSource =
    isTold &&
    passage.context.reading === "edited" &&
    kind === "correction" &&
    !passage.nodes("alternate").some((node) => node.isTei("corr", "reg", "expan"));
  const title = isOfSource
    ? say(passage.context.wording.words, "sourceHas", { text: tidy(other) })
    : tidy(isTold ? other : further);
  const sigla = kind === "variant" ? siglaOf(passage.nodes("default")[0]) : [];
  const between = isTold && hasText(further) ? ["; "] : [];
  const body = [tidy(shown), ...sigla, "] ", ...other, ...between, ...further];
  const { inLink } = passage.scope;
  return [
    { endMatter: kind, shown: wrapped, body, title, label: null, standsApart: false, id: null, inLink },
  ];
}

/** Who has the reading of the text, or proposed it, where the apparatus says so: “voice *A*] noise *B*”. */
function siglaOf(lemma: XmlNode | undefined): readonly Html[] {
  const said = lemma?.isTei("lem", "rdg") === true ? lemma : null;
  const pointers = [said?.get("wit"), said?.get("source")].filter((each) => each).join(" ");
  const sigla = (pointers || (said?.get("resp") ?? "")).replace(/\S*#/gu, "").trim();
  return sigla === "" ? [] : [" ", element("span", { class: "sigla" }, sigla)];
}

function tidy(html: readonly Html[]): string {
  return textOf(html).replace(/\s+/gu, " ").trim();
}

/** A line ends where the source's line matters; in running prose it is a space, or nothing within a word. */
function lineOrPage(passage: WebPassage): readonly Html[] {
  const { node } = passage;
  const type = passage.string("type") ?? node.local;
  const label = passage.string("label") ?? node.get("n");
  const joins = joinsWords(node);
  if (type === "line" || type === "lb") return opensBlock(node) ? [] : lineEnd(node, joins);
  const space = joins ? [] : [" "];
  if (label === null) {
    const sign = pictureSign(passage);
    return sign === null ? [dressed(passage, "span", {})] : [sign, ...space];
  }
  const what = say(passage.context.wording.words, breakWords(type), { label });
  return [breakSign(passage, label, what), ...space];
}

function lineEnd(node: XmlNode, joins: boolean): readonly Html[] {
  const isInscribed = standsInInscription(node);
  if (!isInscribed && node.maybeAncestor("p") !== null) return joins ? [] : [" "];
  const number = lineNumber(node, isInscribed);
  if (!breaksWord(node)) return [element("br", { class: joins ? JOINING : null }), ...number];
  // Only where a text is laid out as its source is does a word break at the end of a line.
  return !isInscribed && node.maybeAncestor("ab", "line") === null
    ? []
    : [...hyphenBefore(node), element("br", { class: JOINING }), ...number];
}

/** Whether a line is one of an inscription or a papyrus, as EpiDoc encodes them: an edition beside its translation or commentary. */
function standsInInscription(node: XmlNode): boolean {
  for (const above of node.ancestors()) {
    if (above.isTei("div") && above.get("type") === "edition")
      return [...(above.parent?.elements("div") ?? [])].some((div) => BESIDE.has(div.get("type") ?? ""));
  }
  return false;
}

const BESIDE: ReadonlySet<string> = new Set(["translation", "apparatus", "commentary"]);

/** The class of a hyphen that is none of the word. */
const HYPHEN = "hyphen";

/** Drawn by the theme, so that it is neither copied nor searched, with the sign that the source has. */
function hyphenBefore(node: XmlNode): readonly Html[] {
  if (lineEndGlyphBefore(node) !== null) return [];
  const text = textBefore(node);
  const sign = text === null ? null : lineHyphen(text);
  if (sign === null && /[-‐⸗¬=]\s*$/u.test(text?.text ?? "")) return [];
  return [element("span", { class: HYPHEN, "data-sign": sign === "-" || sign === "\u00ad" ? null : sign })];
}

/** The text right before a break, if it ends a phrase in which it stands. */
function textBefore({ previousSibling }: XmlNode): XmlNode | null {
  let at = previousSibling;
  while (at !== null && !at.isText) at = at.lastChild;
  return at;
}

/** Every fifth line of an inscription or a papyrus bears its number, as verses do. */
function lineNumber(node: XmlNode, isInscribed: boolean): readonly Html[] {
  const number = /^\d+$/u.exec(node.get("n") ?? "")?.[0];
  if (number === undefined || Number(number) % 5 !== 0) return [];
  if (!isInscribed && node.maybeAncestor("ab") === null) return [];
  return [element("span", { class: "tei-lb", "data-n": number })];
}

/** Whether nothing of its block stands before a break, so that it begins the first line and ends none. */
function opensBlock(node: XmlNode): boolean {
  if (node.parent?.isTei(...BLOCKS_OF_LINES) !== true) return false;
  for (let before = node.previousSibling; before !== null; before = before.previousSibling) {
    if (before.isText ? /[^ \t\r\n]/u.test(before.text) : before.isElement && !before.isTei(...SIGNS))
      return false;
  }
  return true;
}

const BLOCKS_OF_LINES = ["ab", "p", "u", "l", "head", "cell", "item", "line"] as const;
const SIGNS = ["pb", "cb", "gb", "anchor", "milestone"] as const;

function breakWords(type: string): WordKey {
  if (type === "page" || type === "pb") return "breakPage";
  return type === "column" || type === "cb" ? "breakColumn" : "breakDivision";
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
  const caption = pieces.filter(([node]) => node.isTei("head")).flatMap(([, piece]) => piece);
  const body = pieces.filter(([node]) => !isCaption(node)).flatMap(([, piece]) => piece);
  const title = passage.has("title") ? passage.render("title") : caption;
  return [
    dressed(passage, "figure", {}, ...body, hasText(title) ? element("figcaption", {}, ...title) : null),
  ];
}

function glyph(passage: WebPassage): readonly Html[] {
  if (lineEndGlyph(passage.node) === "hyphen") return hyphenOfSource(passage);
  const text = glyphText(passage.node, passage.string("uri"));
  return text === "" ? [] : [dressed(passage, "span", {}, text)];
}

/** Whether a sign for the end of a line stands where lines are laid out as in the source, and one ends. */
function endsKeptLine(node: XmlNode): boolean {
  let next = node.nextSibling;
  while (next?.isText === true && !/[^ \t\r\n]/u.test(next.text)) next = next.nextSibling;
  return next?.isTei("lb") === true && node.maybeAncestor("ab", "line") !== null;
}

/** The hyphen that a line of the source ends with is seen where the text is shown as it is in the source. */
function hyphenOfSource(passage: WebPassage): readonly Html[] {
  const { reading, hasOtherReadings = false } = passage.context;
  if (reading === "original" || endsKeptLine(passage.node))
    return [dressed(passage, "span", { class: HYPHEN })];
  return hasOtherReadings ? [dressed(passage, "span", { class: `${HYPHEN} in-original`, hidden: true })] : [];
}

function graphic(passage: WebPassage): readonly Html[] {
  const { node } = passage;
  const title = passage.string("title");
  const alt =
    title ??
    (node.maybeElement("desc") ?? node.parent?.maybeElement("figDesc"))?.text.replace(/\s+/gu, " ").trim() ??
    "";
  const url = passage.string("url") ?? node.get("url");
  const src = url === null ? null : passage.context.link(node, url);
  if (src === null) return alt === "" ? [] : [dressed(passage, "span", { class: "missing-image" }, alt)];
  const [width, height] = scaled(passage);
  const image = dressed(passage, "img", {
    src: shownPicture(src),
    alt,
    width: pixels(width),
    height: pixels(height),
  });
  return [withSize(image, { width, height })];
}

/** How wide and high a picture is, by the model's `scale` of it; of one whose size is not said, a part of the measure. */
function scaled(passage: WebPassage): readonly [width: string | null, height: string | null] {
  const [width, height] = [passage.string("width"), passage.string("height")];
  const scale = Number(passage.string("scale") ?? Number.NaN);
  if (!(scale > 0 && scale <= 10) || scale === 1) return [width, height];
  const times = (size: string | null): string | null =>
    size?.replace(/^\d+(?:\.\d+)?/u, (number) => String(Number((Number(number) * scale).toFixed(3)))) ?? null;
  if (width === null && height === null)
    return scale < 1 ? [`${Math.round(scale * 100)}%`, null] : [null, null];
  return [rounded(times(width)), rounded(times(height))];
}

/** Pixels are whole ones. */
function rounded(size: string | null): string | null {
  const [, number, unit] = /^(\d+\.\d+)(px)?$/u.exec(size ?? "") ?? [];
  return number === undefined ? size : `${Math.round(Number(number))}${unit ?? ""}`;
}

/** Lengths that are no pixels are for the style; a picture that is lower than a line stands in one. */
function withSize(image: Html, sizes: Readonly<Record<string, string | null>>): Html {
  const lengths = Object.entries(sizes).filter(([, size]) => LENGTH.test(size ?? ""));
  if (lengths.length === 0 || !isElement(image)) return image;
  const own = image.attributes.style === undefined ? [] : [image.attributes.style];
  const style = [...own, ...lengths.map(([name, size]) => `${name}: ${size}`)].join("; ");
  return { ...image, attributes: { ...image.attributes, style } };
}

/** A length of CSS that does not depend on what is around (`data.outputMeasurement`). */
const LENGTH = /^\d{1,4}(?:\.\d{1,4})?(?:em|rem|ex|ch|cm|mm|in|pt|pc|%)$/u;

function pixels(size: string | null): string | null {
  return /^(\d+)(?:px)?$/u.exec(size ?? "")?.[1] ?? null;
}

/** Headings count from 2: the page's own title is the first. */
function heading(passage: WebPassage): readonly Html[] {
  const asked = Number(passage.string("level") ?? Number.NaN);
  const level = Number.isInteger(asked) ? asked : headedDivisions(passage.node) + 1;
  return [dressed(passage, `h${Math.min(6, Math.max(2, level))}`, {}, ...passage.content())];
}

function headedDivisions(node: XmlNode): number {
  return [...node.ancestors()].filter(
    (above) => /^div\d?$/u.test(above.local) && above.maybeElement("head") !== null,
  ).length;
}

function index(passage: WebPassage): readonly Html[] {
  const entries = indexed(passage.node, indexType(passage), passage.context.anchor);
  const items = entries.map(({ id, text }) =>
    element("li", {}, id === null ? text : element("a", { href: `#${encodeURIComponent(id)}` }, text)),
  );
  return items.length === 0 ? [] : [dressed(passage, "ul", { class: "index" }, ...items)];
}

/** A list: ordered, unordered, or of terms and what they mean; its head stands above it. */
function list(passage: WebPassage): readonly Html[] {
  const { node } = passage;
  const pieces = passage.pieces();
  const heads = pieces.filter(([child]) => child.isTei("head", "desc")).flatMap(([, piece]) => piece);
  const others = pieces.filter(([child]) => !child.isTei("head", "desc"));
  const made = node.maybeElement("label") === null ? plainList(passage, others) : glossary(passage, others);
  const label = fieldLabel(passage);
  const name = label === null ? [] : [element("p", { class: "list-label" }, label)];
  const lead = [...name, ...heads.filter((head) => typeof head !== "string")];
  return lead.length === 0 ? [made] : [element("div", { class: "headed" }, ...lead, made)];
}

type Pieces = readonly (readonly [XmlNode, readonly Html[]])[];

const ORDERED: ReadonlySet<string> = new Set(["ordered", "numbered", "arabic", "roman", "alpha"]);

/** An item; one that nobody filled in is not there. */
function listItem(passage: WebPassage): readonly Html[] {
  const content = [...labelled(passage), relationWords(passage.node) ?? ""].filter((piece) => piece !== "");
  if (passage.context.anchor(passage.node) === null && content.every(isBlank)) return [];
  const hasOwnSign = passage.node.isTei("item") && passage.label !== null;
  const sign = { value: itemNumber(passage.node), ...(hasOwnSign ? { class: "own-sign" } : {}) };
  return [dressed(passage, "li", sign, ...content)];
}

function isBlank(html: Html): boolean {
  if (typeof html === "string") return !/\S/u.test(html);
  if (!isElement(html) || html.attributes.id !== undefined || MEDIA.has(html.tag)) return false;
  return html.children.every(isBlank);
}

const MEDIA: ReadonlySet<string> = new Set(["img", "audio", "video", "svg"]);

/** An item of an ordered list has the number that its source gives it; what is no number is the label of its model. */
function itemNumber(node: XmlNode): string | null {
  const { parent } = node;
  if (!node.isTei("item") || parent === null || !isOrdered(parent)) return null;
  return /^(\d{1,6})[.)]?$/u.exec(node.get("n") ?? "")?.[1] ?? null;
}

/** A list counts its items where it says so, or where they say what they are counted by and nothing else marks them. */
function isOrdered(list: XmlNode): boolean {
  const words = listWords(list);
  if (words.some((word) => ORDERED.has(word))) return true;
  if (words.some((word) => MARKED.has(word)) || list.maybeElement("label") !== null) return false;
  const items = [...list.elements("item")];
  return items.length > 0 && items.every((item) => item.get("n") !== null);
}

/** Lists whose items have a sign that is no number, or none, in the words of `@type` and `@rend`. */
const MARKED: ReadonlySet<string> = new Set(
  "bulleted bullets bullet unordered marked simple gloss inline".split(" "),
);

function listWords(list: XmlNode): readonly string[] {
  return [...rendTokens(list), list.get("type") ?? ""];
}

function plainList(passage: WebPassage, pieces: Pieces): Html {
  const words = listWords(passage.node);
  const tag = isOrdered(passage.node) ? "ol" : "ul";
  const isSimple = words.includes("simple") || words.includes("inline");
  const simple = isSimple || (tag === "ul" && countsItself(passage.node, words)) ? "simple" : null;
  return dressed(
    passage,
    tag,
    { class: simple },
    ...adopt(
      pieces.flatMap(([, piece]) => piece),
      ["li"],
      "li",
    ),
  );
}

/** Whether each item begins with a number or a letter that counts it, and the list asks for no other sign. */
function countsItself(list: XmlNode, words: readonly string[]): boolean {
  const items = [...list.elements("item")];
  if (items.length < 2 || words.some((word) => MARKED.has(word))) return false;
  return items.every((item) => ITEM_SIGN.test(item.text));
}

/** “4 ”, “(iv)”, “b)”, “§ 5 ”, “12. ”. */
const ITEM_SIGN = /^\s*(?:§\s*)?(?:\d{1,4}(?:[.):]|(?=\s))|\(?(?:[ivxlc]{1,6}|\p{L})[.)])\s/u;

function glossary(passage: WebPassage, pieces: Pieces): Html {
  const children = pieces.flatMap(([child, piece]) =>
    child.isTei("label", "headLabel") ? [element("dt", {}, ...piece)] : retag(piece, "li", "dd"),
  );
  const labels = pieces.filter(([child]) => child.isTei("label")).map(([, piece]) => tidy(piece));
  const kind = labels.every((label) => ENUMERATOR.test(label)) ? "enumerated" : null;
  return dressed(passage, "dl", { class: kind }, ...adopt(children, ["dt", "dd"], "dd"));
}

/** A label that counts and names nothing: “1.”, “(iv)”, “b)”. */
const ENUMERATOR = /^(?:\d{1,4}|[([]?\w{1,4}[.)\]])$/u;

function retag(html: readonly Html[], from: string, to: string): readonly Html[] {
  return html.map((piece) => (isElement(piece) && piece.tag === from ? { ...piece, tag: to } : piece));
}

function note(passage: WebPassage): readonly Html[] {
  const place = passage.string("place") ?? passage.node.get("place");
  const content = passage.content({ inLink: false });
  if (place === "inline") return [dressed(passage, "span", {}, ...content)];
  const label = passage.string("label") ?? passage.node.get("n");
  const id = passage.context.anchor(passage.node);
  return [
    {
      endMatter: "note",
      shown: besideTheText(content, place),
      body: content,
      title: null,
      label,
      standsApart: passage.node.maybeAncestor("standOff") !== null,
      id,
      inLink: passage.scope.inLink,
    },
  ];
}

/**
 * A note of the margin is a note like any other, with its sign and its entry. Where a page has room beside the text, its
 * words are seen there as well; who listens hears them once.
 */
function besideTheText(content: readonly Html[], place: string | null): readonly Html[] {
  if (!/\bmargin|^(?:left|right|outer|inner)$/u.test(place ?? "")) return [];
  const words = tidy(content);
  return [
    element("span", { class: "margin-note", "aria-hidden": "true", "data-pagefind-ignore": "all" }, words),
  ];
}
