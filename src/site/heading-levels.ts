import { type Html, type HtmlElement, isElement } from "../render/index.ts";

/**
 * Gives the headings of a page below its title levels that leave none out (WCAG technique G141): the page of a scene begins
 * with the level of scenes, where no act stands above it. What was below another heading stays below it.
 */
export function withoutSkippedLevels(html: readonly Html[]): readonly Html[] {
  const above: Level[] = [];
  return html.map((piece) => (isElement(piece) ? levelled(piece, above) : piece));
}

/** A heading that those behind it may be below: its level in the whole text and that on its page. */
interface Level {
  readonly whole: number;
  readonly here: number;
}

const PAGE_TITLE = 1;

function levelled(html: HtmlElement, above: Level[]): HtmlElement {
  const whole = levelOf(html);
  if (whole !== null) return atLevel(html, whole, levelHere(whole, above));
  let isSame = true;
  const children = html.children.map((child) => {
    if (!isElement(child)) return child;
    const made = levelled(child, above);
    if (made !== child) isSame = false;
    return made;
  });
  return isSame ? html : { ...html, children };
}

function levelHere(whole: number, above: Level[]): number {
  while (above.length > 0 && above.at(-1)!.whole >= whole) above.pop();
  const here = (above.at(-1)?.here ?? PAGE_TITLE) + 1;
  above.push({ whole, here });
  return here;
}

function levelOf({ tag, attributes }: HtmlElement): number | null {
  if (/^h[2-6]$/u.test(tag)) return Number(tag[1]);
  const level = attributes.role === "heading" ? Number(attributes["aria-level"] ?? Number.NaN) : Number.NaN;
  return Number.isInteger(level) ? level : null;
}

function atLevel(html: HtmlElement, whole: number, here: number): HtmlElement {
  if (whole === here) return html;
  if (html.attributes.role !== "heading") return { ...html, tag: `h${here}` };
  return { ...html, attributes: { ...html.attributes, "aria-level": String(here) } };
}
