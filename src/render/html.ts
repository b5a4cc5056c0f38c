import { singleSpaced } from "../resolve/index.ts";

/** A value of an attribute; null and false leave the attribute out, true writes it without a value. */
export type HtmlAttributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element of a page to be: data, made by {@link element}, written by the writer alone. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Html[];
}

/** What is set apart from the running text and gathered behind it: notes, corrections, variant readings. */
export type EndMatterKind = "note" | "correction" | "variant";

/** A passage that leaves a sign in the running text and stands in full behind it. */
export interface EndMatter {
  readonly endMatter: EndMatterKind;
  /** The text that carries the sign; empty where the sign stands alone, as that of a footnote does. */
  readonly shown: readonly Html[];
  readonly body: readonly Html[];
  /** What the body says, in a few words for the sign itself; null where the body is to be gone to. */
  readonly title: string | null;
  /** The sign as the document gives it (`*`, `12`), or null where it is counted. */
  readonly label: string | null;
  /** Whether it stands apart from the text, where its number may be that of another note. */
  readonly standsApart: boolean;
  readonly id: string | null;
  /** Whether the passage stands in a link, so that its sign cannot be one. */
  readonly inLink: boolean;
  /** Whether it is left out where the same was told before; it is not when absent. */
  readonly isTakenOnce?: boolean;
}

/** A piece of a page: text, an element, or matter that is gathered at its end. */
export type Html = string | HtmlElement | EndMatter;

/** What an element may be made of: pieces, nothing, and lists of these. */
export type HtmlContent = Html | null | undefined | readonly HtmlContent[];

/** Elements that may stand in a page. No script, no style, no frame, no form: a document cannot bring them in. */
const TAGS: ReadonlySet<string> = new Set(
  `html head meta link title body header footer main nav aside section article div p h1 h2 h3 h4 h5 h6 hr pre
  blockquote figure figcaption ul ol li dl dt dd table caption thead tbody tr th td a span em strong small i b u s cite
  q dfn abbr code kbd samp var sub sup mark ins del time br wbr img audio video ruby rt rp address details summary bdi bdo data`.split(
    /\s+/u,
  ),
);

/** Elements of a page's frame, which no template brings in. */
const FRAME: ReadonlySet<string> = new Set("html head meta link title body main".split(" "));

/** What only the site itself puts on a page: its scripts and data, its forms, its pictures. */
const SITE_TAGS: ReadonlySet<string> = new Set(
  "script style form fieldset legend label input select option button output svg g rect circle line path text title".split(
    " ",
  ),
);

/** Elements that have no content, or that hold items and rows alone. */
const WITHOUT_WORDS: ReadonlySet<string> = new Set("ul ol dl table thead tbody tr img hr br wbr".split(" "));

/** Whether an element of this name may hold words and links, and not only items or rows, or nothing. */
export function mayHoldWords(tag: string): boolean {
  return !WITHOUT_WORDS.has(tag);
}

/** Whether an element of this name may stand in the text of a page. */
export function isPageTag(tag: string): boolean {
  return TAGS.has(tag) && !FRAME.has(tag);
}

const BLOCKS: ReadonlySet<string> = new Set(
  `header footer main nav aside section article div p h1 h2 h3 h4 h5 h6 hr pre blockquote figure figcaption ul ol li dl
  dt dd table caption tr th td address details`.split(/\s+/u),
);

/** Elements that may hold phrases only; one that is given blocks becomes a `div`, so that no parser tears it apart. */
const PHRASE_HOLDERS: ReadonlySet<string> = new Set(
  `p h1 h2 h3 h4 h5 h6 pre span em strong small i b u s cite q dfn abbr code kbd samp var sub sup mark time data bdi bdo
  summary ruby rt`.split(/\s+/u),
);

/**
 * Makes an element. Throws a `RangeError` for a tag that no page of ours has; that is a mistake in the program, since
 * no tag comes out of a document. A phrase that turns out to hold blocks is made a `div`, with the same class.
 */
export function element(tag: string, attributes: HtmlAttributes, ...content: HtmlContent[]): HtmlElement {
  if (!TAGS.has(tag)) throw new RangeError(`A page has no <${tag}>`);
  const flat = flatten(content);
  const settled = settledTag(tag, flat);
  const children = settled === "dl" ? paired(housed(settled, flat)) : housed(settled, flat);
  return { tag: settled, attributes: present(fitting(tag, settled, attributes)), children };
}

/**
 * Makes an element that no document, model or behaviour can: a script, a form, a picture. Throws a `RangeError` for any
 * other; that is a mistake in the program.
 */
export function siteElement(tag: string, attributes: HtmlAttributes, ...content: HtmlContent[]): HtmlElement {
  if (!SITE_TAGS.has(tag)) throw new RangeError(`A site makes no <${tag}>`);
  return { tag, attributes: present(attributes), children: flatten(content) };
}

/** Where the parts of lists, tables and ruby may stand; elsewhere they get one of their own (HTML, sections 4.4, 4.5.10 and 4.9). */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  li: ["ul", "ol"],
  dt: ["dl", "div"],
  dd: ["dl", "div"],
  tr: ["table", "thead", "tbody"],
  td: ["tr"],
  th: ["tr"],
  rt: ["ruby"],
};

const HOUSES: Readonly<Record<string, string>> = {
  li: "ul",
  dt: "dl",
  dd: "dl",
  tr: "table",
  td: "tr",
  th: "tr",
};

/**
 * Puts items without a list, rows without a table and cells without a row into one, so that no parser tears them out. A gloss
 * outside ruby is a phrase.
 */
function housed(tag: string, children: readonly Html[]): readonly Html[] {
  const isHomeless = (child: Html): child is HtmlElement =>
    typeof child !== "string" && isElement(child) && HOMES[child.tag]?.includes(tag) === false;
  if (!children.some(isHomeless)) return children;
  const kept: Html[] = [];
  for (let at = 0; at < children.length; at++) {
    const child = children[at]!;
    if (!isHomeless(child)) kept.push(child);
    else if (child.tag === "rt") kept.push({ ...child, tag: "span" });
    else {
      const house = HOUSES[child.tag]!;
      const run: Html[] = [];
      for (; at < children.length && belongs(children[at]!, house); at++) run.push(children[at]!);
      at--;
      const items = run.filter((each) => typeof each !== "string");
      const isNumbered = items.some((each) => isElement(each) && each.attributes.value !== undefined);
      const made = element(isNumbered ? "ol" : house, {}, ...items);
      kept.push(house === "tr" ? element("table", {}, made) : made);
    }
  }
  return kept;
}

/** A list of terms begins with a term and ends with what is said of one (HTML, section 4.4.9): what is missing there is empty. */
function paired(children: readonly Html[]): readonly Html[] {
  const tags = children.flatMap((child) => (isElement(child) ? [child.tag] : []));
  const before = tags[0] === "dd" ? [element("dt", {})] : [];
  const behind = tags.at(-1) === "dt" ? [element("dd", {})] : [];
  return [...before, ...children, ...behind];
}

/** Whether a piece goes into the same list as the item before it: another item, or white space between two. */
function belongs(html: Html, house: string): boolean {
  if (typeof html === "string") return !hasText([html]);
  return isElement(html) && HOUSES[html.tag] === house;
}

/** Makes one list of nested content, without what is empty. */
export function flatten(content: HtmlContent): Html[] {
  const flat: Html[] = [];
  gather(content, flat);
  return flat;
}

function gather(content: HtmlContent, flat: Html[]): void {
  if (content === null || content === undefined || content === "") return;
  if (!Array.isArray(content)) flat.push(content as Html);
  else for (const each of content as readonly HtmlContent[]) gather(each, flat);
}

/** Whether a piece is an element. */
export function isElement(html: Html): html is HtmlElement {
  return typeof html === "object" && "tag" in html;
}

/** Whether a piece is gathered at the end of the text. */
export function isEndMatter(html: Html): html is EndMatter {
  return typeof html === "object" && "endMatter" in html;
}

/** Whether a piece breaks the line: a block, or a link or an insertion that holds one. */
export function isBlock(html: Html): boolean {
  if (isEndMatter(html)) return html.shown.some(isBlock);
  if (!isElement(html)) return false;
  if (BLOCKS.has(html.tag)) return true;
  return ["a", "ins", "del"].includes(html.tag) && html.children.some(isBlock);
}

/** Whether a piece is on the page and not to be seen, as another reading is. */
export function isHidden(html: Html): boolean {
  return isElement(html) && html.attributes.hidden !== undefined;
}

/** Whether a link is among pieces or within them: a link can hold no other. */
export function holdsLink(html: readonly Html[]): boolean {
  return html.some((piece) => isElement(piece) && (piece.tag === "a" || holdsLink(piece.children)));
}

/** Pieces with the links among and within them made phrases. */
export function unlinked(html: readonly Html[]): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece) || !holdsLink([piece])) return piece;
    const children = unlinked(piece.children);
    if (piece.tag !== "a") return { ...piece, children };
    return element("span", { ...piece.attributes, href: null }, ...children);
  });
}

/** Whether a picture or a recording is among pieces or within them. */
export function holdsPicture(html: readonly Html[]): boolean {
  return holds(html, ["img", "svg", ...PLAYERS]);
}

/** Whether a recording is among pieces or within them, which is played, and can stand in no link (HTML, section 4.8.9). */
export function holdsPlayer(html: readonly Html[]): boolean {
  return holds(html, PLAYERS);
}

const PLAYERS: readonly string[] = ["audio", "video"];

function holds(html: readonly Html[], tags: readonly string[]): boolean {
  return html.some((piece) => isElement(piece) && (tags.includes(piece.tag) || holds(piece.children, tags)));
}

/** The class of a line's end within a word. It does not part words; any other line's end does. */
export const JOINING = "joins";

/** The characters of a piece, without what is gathered at the end or not to be seen. */
export function textOf(html: Html | readonly Html[]): string {
  if (typeof html === "string") return html;
  if (Array.isArray(html)) return (html as readonly Html[]).map(textOf).join("");
  const piece = html as HtmlElement | EndMatter;
  if (isHidden(piece)) return "";
  if (!isEndMatter(piece) && piece.tag === "br") return piece.attributes.class === JOINING ? "" : " ";
  return textOf(isEndMatter(piece) ? piece.shown : piece.children);
}

/** The text of pieces of a page in one line. */
export function tidyText(html: readonly Html[]): string {
  return singleSpaced(textOf(html)).trim();
}

/** Whether there is anything but white space in it, or a sign of another kind. */
export function hasText(html: readonly Html[], sign: RegExp = /[^ \t\r\n]/u): boolean {
  return html.some((piece) => {
    if (typeof piece === "string") return sign.test(piece);
    if (isEndMatter(piece)) return hasText(piece.shown, sign);
    return !isHidden(piece) && piece.tag !== "br" && hasText(piece.children, sign);
  });
}

/** The classes of an element. */
export function classesOf(html: HtmlElement): readonly string[] {
  return html.attributes.class?.split(" ") ?? [];
}

/** What an element is made that cannot be what it was to be: for the blocks in it, or as ruby without a gloss. */
function settledTag(tag: string, children: readonly Html[]): string {
  if (PHRASE_HOLDERS.has(tag) && children.some(isBlock)) return "div";
  return tag === "ruby" && !children.some((child) => isElement(child) && child.tag === "rt") ? "span" : tag;
}

/** A heading made a `div` stays a heading to those who listen; a time made one has no day that a program could read. */
function fitting(tag: string, settled: string, attributes: HtmlAttributes): HtmlAttributes {
  if (tag === settled) return attributes;
  if (tag === "time") return { ...attributes, datetime: null };
  return /^h[1-6]$/u.test(tag) ? { ...attributes, role: "heading", "aria-level": tag.slice(1) } : attributes;
}

function present(attributes: HtmlAttributes): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || value === undefined || value === false) continue;
    kept[name] = value === true ? "" : String(value);
  }
  return kept;
}
