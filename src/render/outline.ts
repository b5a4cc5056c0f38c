import { idsOf } from "./end-matter.ts";
import { classesOf, element, type Html, type HtmlElement, isBlock, isElement, textOf } from "./html.ts";

/** A heading of a text, for its table of contents. */
export interface OutlineEntry {
  readonly level: number;
  readonly text: string;
  /** The id to go to: the heading's own, or that of the section it opens. */
  readonly id: string;
}

/** Gives the headings of a text that can be pointed to, in order. */
export function outlineOf(html: readonly Html[]): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const piece of html) if (isElement(piece)) gatherHeadings(piece, null, entries);
  return entries;
}

/** Gives an id to each heading that can be pointed to by none, its own or that of the section it opens. */
export function withHeadingIds(html: readonly Html[]): readonly Html[] {
  const taken = idsOf(html);
  let count = 0;
  const next = (): string => {
    do count++;
    while (taken.has(`section-${count}`));
    return `section-${count}`;
  };
  return html.map((piece) => (isElement(piece) ? identified(piece, false, next) : piece));
}

/** Links the lines of a table of contents to the headings they name, in their order: only now all of these have ids. */
export function withContentsLinked(html: readonly Html[], outline: readonly OutlineEntry[]): readonly Html[] {
  return html.map((piece) => (isElement(piece) ? contentsLinked(piece, outline) : piece));
}

function contentsLinked(html: HtmlElement, outline: readonly OutlineEntry[]): HtmlElement {
  const classes = classesOf(html);
  if (classes.includes("contents-list")) return { ...html, children: linesLinked(html.children, outline) };
  if (!html.children.some(isElement)) return html;
  // Contents are those of their text, and another one may have headings of the same words.
  const own = classes.includes("tei-text") ? outlineOf([html]) : outline;
  const children = withContentsLinked(html.children, own);
  return children.every((child, at) => child === html.children[at]) ? html : { ...html, children };
}

/** The lines of a list and of the lists in them, in order. */
function linesLinked(
  lines: readonly Html[],
  outline: readonly OutlineEntry[],
  from = { next: 0 },
): readonly Html[] {
  return lines.map((line) => {
    if (!isElement(line)) return line;
    const below = line.children.filter((child) => isElement(child) && child.tag === "ul");
    const words = line.children.filter((child) => !below.includes(child));
    const linked = words.some(isElement) ? passed(words, outline, from) : headingLinked(words, outline, from);
    const lists = below.map((list) =>
      isElement(list) ? { ...list, children: linesLinked(list.children, outline, from) } : list,
    );
    return { ...line, children: [...linked, ...lists] };
  });
}

/** A line that leads to a heading already; the headings of the next lines stand behind it. */
function passed(
  words: readonly Html[],
  outline: readonly OutlineEntry[],
  from: { next: number },
): readonly Html[] {
  const link = words.find(isElement)?.attributes.href;
  const at = placeFrom(outline, from.next, ({ id }) => addressWithin(id) === link);
  if (at >= 0) from.next = at + 1;
  return words;
}

function addressWithin(id: string): string {
  return `#${encodeURIComponent(id)}`;
}

/** A line leads to the next heading of its words, and is called as that is shown. */
function headingLinked(
  words: readonly Html[],
  outline: readonly OutlineEntry[],
  from: { next: number },
): readonly Html[] {
  const text = nameOfHeading(element("li", {}, ...words));
  const at = placeOf(text, outline, from.next);
  if (at < 0) return words;
  from.next = at + 1;
  const { id, text: shown } = outline[at]!;
  const name = text.startsWith(shown) ? text : shown;
  return [element("a", { href: addressWithin(id) }, name)];
}

/** A subtitle is said in the contents, and is no heading of its own in the text; a model may add words to a heading. */
function placeOf(text: string, outline: readonly OutlineEntry[], from: number): number {
  const ways = [
    (shown: string) => shown === text,
    (shown: string) => text.startsWith(`${shown} `),
    (shown: string) => shown.endsWith(` ${text}`),
  ];
  for (const isNamed of ways) {
    const at = placeFrom(outline, from, (entry) => isNamed(entry.text));
    if (at >= 0) return at;
  }
  return -1;
}

function placeFrom(
  outline: readonly OutlineEntry[],
  from: number,
  isIt: (entry: OutlineEntry) => boolean,
): number {
  for (let at = from; at < outline.length; at++) if (isIt(outline[at]!)) return at;
  return -1;
}

function identified(html: HtmlElement, hasAbove: boolean, next: () => string): HtmlElement {
  const has = html.attributes.id !== undefined;
  if (isHeading(html))
    return has || hasAbove ? html : { ...html, attributes: { id: next(), ...html.attributes } };
  let above = has && opensSection(html);
  let isSame = true;
  const children = html.children.map((child) => {
    if (!isElement(child)) return child;
    const made = identified(child, above, next);
    if (made !== child) isSame = false;
    // The id of a section is that of its first heading only.
    if (isHeading(child)) above = false;
    return made;
  });
  return isSame ? html : { ...html, children };
}

function isHeading(html: HtmlElement): boolean {
  const { tag } = html;
  return (tag.length === 2 && tag >= "h1" && tag <= "h6") || html.attributes.role === "heading";
}

function levelOf({ tag, attributes }: HtmlElement): number {
  return Number((tag.length === 2 ? tag[1] : attributes["aria-level"]) ?? 2);
}

function opensSection({ tag }: HtmlElement): boolean {
  return tag === "section" || tag === "article";
}

const LEFT_OUT: readonly string[] = ["sign", "break"];

/**
 * What the source's writer took back is no part of a heading's name, unless it was restored, and neither is the sign of a note
 * or of a page. Its lines are parted.
 */
function withoutAsides(html: readonly Html[], isRestored = false): readonly Html[] {
  return html.flatMap((piece): readonly Html[] => {
    if (!isElement(piece)) return [piece];
    const classes = classesOf(piece);
    const isDeletion = classes.includes("tei-del");
    if ((isDeletion && !isRestored) || LEFT_OUT.some((name) => classes.includes(name))) return [];
    const isRestoredHere = !isDeletion && (isRestored || classes.includes("tei-restore"));
    const made = { ...piece, children: withoutAsides(piece.children, isRestoredHere) };
    return isBlock(piece) ? [" ", made, " "] : [made];
  });
}

function gatherHeadings(html: HtmlElement, above: string | null, entries: OutlineEntry[]): void {
  const id = html.attributes.id ?? above;
  if (isHeading(html)) {
    const text = nameOfHeading(html);
    if (id !== null && text !== "") entries.push({ level: levelOf(html), text, id });
    return;
  }
  const inner = opensSection(html) ? id : null;
  let before = null as HtmlElement | null;
  for (const child of html.children) {
    if (!isElement(child)) continue;
    const count = entries.length;
    const goesOn = before !== null && isHeading(child) && levelOf(before) === levelOf(child);
    if (goesOn) addToLast(child, entries);
    else gatherHeadings(child, inner, entries);
    before = isHeading(child) && (goesOn || entries.length > count) ? child : null;
  }
}

/** A heading right under another is the rest of it. */
function addToLast(html: HtmlElement, entries: OutlineEntry[]): void {
  const last = entries.at(-1)!;
  entries[entries.length - 1] = { ...last, text: `${last.text} ${nameOfHeading(html)}`.trim() };
}

/** What a heading is called by, in one line: its words without what its writer took back and the signs of notes and pages in it. */
export function nameOfHeading(html: HtmlElement): string {
  return textOf(withoutAsides(html.children))
    .replace(/[ \t\r\n]+/gu, " ")
    .trim();
}
