import { type Html, type HtmlElement, isElement, isEndMatter } from "./html.ts";
import { escapeText, escapeValue, safeValue } from "./html-writer.ts";

/** The namespaces that an element brings with it. */
const NAMESPACES: Readonly<Record<string, string>> = {
  html: ' xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"',
  math: ' xmlns="http://www.w3.org/1998/Math/MathML"',
  svg: ' xmlns="http://www.w3.org/2000/svg"',
};

/** Elements behind which a line may end without being seen. */
const LINE_BEHIND: ReadonlySet<string> = new Set(
  `head link meta title header nav aside section article div p h1 h2 h3 h4 h5 h6 hr blockquote figure figcaption ul ol li
  dl dt dd table caption thead tbody tr`.split(/\s+/u),
);

/**
 * Writes pieces of a page as XML, with the names of HTML: every element is ended, every attribute has a value, and
 * languages are said in XML's way as well (HTML, section 14; EPUB 3.3, section 6.1). Text and attributes are
 * escaped and held to the same lists as on a page. Throws a `RangeError` for an attribute that no page has.
 */
function writeXhtml(html: Html | readonly Html[]): string {
  const out: string[] = [];
  write(Array.isArray(html) ? html : [html as Html], out);
  return out.join("");
}

/**
 * Writes a whole page as XML, with the declaration and the document type that EPUB asks for; `html` gets its namespace, and
 * that of `epub:type` beside it.
 */
export function writeXhtmlPage(page: HtmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n${writeXhtml(page)}\n`;
}

function write(html: readonly Html[], out: string[]): void {
  for (const piece of html) {
    if (typeof piece === "string") out.push(escapeText(piece));
    else if (isEndMatter(piece)) throw new RangeError("Notes must be gathered before a text is written");
    else if (isElement(piece)) writeElement(piece, out);
  }
}

function writeElement(html: HtmlElement, out: string[]): void {
  out.push("<", html.tag, NAMESPACES[html.tag] ?? "");
  for (const [name, given] of Object.entries(html.attributes)) {
    const value = safeValue(name, given);
    if (value === null) continue;
    out.push(` ${name}="${escapeValue(value)}"`);
    if (name === "lang") out.push(` xml:lang="${escapeValue(value)}"`);
  }
  if (html.children.length === 0 && EMPTY.has(html.tag)) out.push("/>");
  else {
    out.push(">");
    write(html.children, out);
    out.push("</", html.tag, ">");
  }
  if (LINE_BEHIND.has(html.tag)) out.push("\n");
}

/** Elements without content, which a parser of HTML would not take for ended otherwise. */
const EMPTY: ReadonlySet<string> = new Set("meta link hr br wbr img path rect circle line".split(" "));
