import { FOREIGN_ATTRIBUTES } from "./foreign.ts";
import { type Html, type HtmlElement, isElement, isEndMatter } from "./html.ts";
import { safeImage, safeLink } from "./link-scheme.ts";
import { safeDeclarations } from "./style-declarations.ts";

/** Elements without content and end tag (HTML, section 13.1.2). */
const VOID: ReadonlySet<string> = new Set(["meta", "link", "hr", "br", "wbr", "img", "input"]);

/** Elements behind which a line may end without being seen. */
const LINE_BEHIND: ReadonlySet<string> = new Set(
  `html head body meta link script header footer main nav aside section article div p h1 h2 h3 h4 h5 h6 hr blockquote
  figure figcaption ul ol li dl dt dd table caption thead tbody tr pre`.split(/\s+/u),
);

/** Attributes that may be written; no event handler is among them, and none can be. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  `id class lang dir title href src alt width height rel type role style cite datetime start value colspan rowspan scope
  open hidden controls preload charset name content media sizes loading tabindex translate hreflang download`.split(
    /\s+/u,
  ),
);
const DATA_OR_ARIA = /^(?:data-[a-z-]+|aria-[a-z]+)$/u;

/** Attributes of the site's own frame, forms and pictures; no template can write them. */
const FRAME_ATTRIBUTES: ReadonlySet<string> = new Set(
  `http-equiv property epub:type defer checked action method for placeholder autocomplete viewBox d x y x1 y1 x2 y2 cx cy
  r rx ry fill stroke stroke-width text-anchor dominant-baseline transform`.split(/\s+/u),
);

/** Whether a template may write an attribute of this name. */
export function isPageAttribute(name: string): boolean {
  return ATTRIBUTES.has(name) || DATA_OR_ARIA.test(name);
}

/** How the values of some attributes are made safe; null leaves the attribute out. */
const VALUE: Readonly<Record<string, (value: string) => string | null>> = {
  href: safeLink,
  cite: safeLink,
  src: safeImage,
  action: safeLink,
  style: (value) => safeDeclarations(value) || null,
  id: safeId,
};

/**
 * Writes pieces of a page as HTML. Text and attribute values are escaped here and nowhere else, and there is no way to
 * write markup except through an element: what a document says cannot become a tag. Throws a `RangeError` for an
 * attribute that is not on the list, and for matter that has not been gathered; both are mistakes in the program.
 */
export function writeHtml(html: Html | readonly Html[]): string {
  return written(Array.isArray(html) ? html : [html as Html]);
}

/** Writes a whole page, with the document type that makes a browser keep to the standard. */
export function writePage(page: HtmlElement): string {
  return `<!DOCTYPE html>\n${writeHtml(page)}`;
}

/** Escapes character data (HTML, section 13.1.4). */
export function escapeText(text: string): string {
  if (!TO_ESCAPE.test(text)) return text;
  return withoutControls(text).replace(/[&<>]/gu, (sign) => REFERENCES[sign]!);
}

/** Escapes the value of an attribute, to stand between double quotation marks (HTML, section 13.1.2.3). */
export function escapeValue(value: string): string {
  if (!TO_ESCAPE.test(value)) return value;
  return withoutControls(value).replace(/[&<>"]/gu, (sign) => REFERENCES[sign]!);
}

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

const STRANGE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef]/;

/** What is escaped, and what is strange: most texts have nothing of both. */
const TO_ESCAPE = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef]/;

/** Characters that HTML does not allow in a text (section 13.2.3.5); a lone surrogate has no bytes at all. */
function withoutControls(text: string): string {
  if (!STRANGE.test(text)) return text;
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef]/gu, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

function written(html: readonly Html[]): string {
  let out = "";
  let isEnded = false;
  for (const piece of html) {
    // A line that has ended already does not end once more.
    if (typeof piece === "string") out += escapeText(isEnded && piece[0] === "\n" ? piece.slice(1) : piece);
    else if (isEndMatter(piece)) throw new RangeError("Notes must be gathered before a text is written");
    else if (isElement(piece)) out += writtenElement(piece);
    isEnded = typeof piece !== "string" && isElement(piece) && LINE_BEHIND.has(piece.tag);
  }
  return out;
}

function writtenElement(html: HtmlElement): string {
  const { tag, children } = html;
  const start = `<${tag}${writeAttributes(html)}>`;
  const end = LINE_BEHIND.has(tag) ? "\n" : "";
  if (VOID.has(tag)) return start + end;
  // A parser drops a line end right behind this start tag, so the text's own has to be doubled.
  const first = tag === "pre" ? "\n" : "";
  const content = RAW.has(tag) ? rawText(html) : written(children);
  return `${start}${first}${content}</${tag}>${end}`;
}

/** Elements whose text is taken as it stands: no reference is read in it (HTML, section 13.1.2.1). */
const RAW: ReadonlySet<string> = new Set(["script", "style"]);

function rawText({ tag, attributes, children }: HtmlElement): string {
  const text = children.filter((child) => typeof child === "string").join("");
  // JSON has a way to write the sign that could end the element.
  if (tag === "script" && attributes.type !== undefined)
    return withoutControls(text).replaceAll("<", "\\u003c");
  return dataOf(tag, text);
}

/**
 * The text of a style or a program as it is written in a page, and as its checksum is taken. Throws a `RangeError` for one
 * that could end its element or begin a comment; both come from the package or the edition's theme, never from a document.
 */
export function dataOf(tag: string, text: string): string {
  if (new RegExp(`</${tag}|<!--`, "iu").test(text))
    throw new RangeError(`A <${tag}> cannot hold its own end`);
  return withoutControls(text);
}

function writeAttributes(html: HtmlElement): string {
  let all = "";
  const { attributes } = html;
  for (const name in attributes) {
    const safe = safeValue(name, attributes[name]!);
    if (safe !== null) all += safe === "" && name !== "alt" ? ` ${name}` : ` ${name}="${escapeValue(safe)}"`;
  }
  return all;
}

/** Gives the value of an attribute made safe; null leaves it out. Throws a `RangeError` for one that is not on the lists. */
export function safeValue(name: string, value: string): string | null {
  if (!isPageAttribute(name) && !FRAME_ATTRIBUTES.has(name) && !FOREIGN_ATTRIBUTES.has(name))
    throw new RangeError(`A page has no attribute ${name}`);
  return VALUE[name] === undefined ? value : VALUE[name](value);
}

/** An id may hold anything but white space (HTML, section 3.2.6); an empty one is none. */
function safeId(id: string): string | null {
  const safe = id.replace(/\s+/gu, "-");
  return safe === "" ? null : safe;
}
