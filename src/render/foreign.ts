import { lookUp, type XmlNode } from "../tree/index.ts";
import type { Html, HtmlElement } from "./html.ts";

/** A language that HTML takes in: the elements and attributes a page may have of it, and no others. */
interface Foreign {
  readonly root: string;
  readonly tags: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u));
}

/** MathML Core, presentation alone: nothing in it links, loads or runs. */
const MATHML: Foreign = {
  root: "math",
  tags: words(
    `math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover
    munderover mmultiscripts mprescripts mtable mtr mtd merror`,
  ),
  attributes: words(
    "alttext display mathvariant displaystyle scriptlevel stretchy fence separator form accent accentunder lspace rspace linethickness minsize maxsize movablelimits largeop symmetric width columnalign",
  ),
};

/** Shapes and words of SVG: no script, style, link, image, use, animation or foreign object. */
const SVG: Foreign = {
  root: "svg",
  tags: words("svg g path rect circle ellipse line polyline polygon text tspan title desc"),
  attributes: words(
    `viewBox width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d points fill stroke stroke-width stroke-linecap
    stroke-linejoin stroke-dasharray stroke-miterlimit opacity fill-opacity stroke-opacity fill-rule transform text-anchor
    font-size font-family font-weight font-style`,
  ),
};

const LANGUAGES: Readonly<Record<string, Foreign>> = {
  "http://www.w3.org/1998/Math/MathML": MATHML,
  "http://www.w3.org/2000/svg": SVG,
};

/** What the value of an attribute may be made of; `url(…)` and references are not. `alttext` is words, and may say anything. */
const VALUE = /^[\p{L}\p{N}\s.,#%()+-]*$/u;

/** Gives a formula or a drawing as HTML takes it, without what is not on the lists; null for elements of other languages. */
export function foreignHtml(node: XmlNode): HtmlElement | null {
  const language = lookUp(LANGUAGES, node.uri);
  return language === undefined || node.local !== language.root ? null : copied(node, language);
}

/** The words of a formula, or of a drawing's title; null for elements of other languages. */
export function foreignText(node: XmlNode): string | null {
  const language = lookUp(LANGUAGES, node.uri);
  if (language === undefined) return null;
  return language === SVG ? (node.maybeElement("title")?.text ?? "") : node.text.replace(/\s+/gu, "");
}

function copied(node: XmlNode, language: Foreign): HtmlElement {
  const attributes: Record<string, string> = {};
  for (const [name, value] of [...ownAttributes(node), ...(language === SVG ? styleOf(node) : [])])
    if (isAllowed(name, value, language)) attributes[name] = value;
  const children = [...node.children()].flatMap((child): readonly Html[] => {
    if (child.isText) return [child.text];
    const isKnown = child.isElement && child.uri === node.uri && language.tags.has(child.local);
    return isKnown ? [copied(child, language)] : [];
  });
  return whole({ tag: node.local, attributes, children });
}

function ownAttributes(node: XmlNode): (readonly [string, string])[] {
  return [...node.attributes()].flatMap(({ name, value }) =>
    name.uri === "" ? [[name.local, value] as const] : [],
  );
}

/** What a drawing says by `@style`, which a page takes from no document: most of it can be said by attributes (SVG 2, 6.6). */
function styleOf(node: XmlNode): (readonly [string, string])[] {
  return (node.get("style") ?? "").split(";").flatMap((declaration) => {
    const colon = declaration.indexOf(":");
    const name = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = declaration.slice(colon + 1).replace(/!\s*important\s*$/iu, "");
    // Names of fonts need no quotation marks, and no other value that is taken has any.
    const bare = name === "font-family" ? value.replace(/["']/gu, "") : value;
    return name === "" || LAYOUT.has(name) ? [] : [[name, bare.trim()] as const];
  });
}

/** Attributes of drawings that are none of their looks, though CSS has properties of these names. */
const LAYOUT: ReadonlySet<string> = words("width height x y cx cy r rx ry d transform");

function isAllowed(name: string, value: string, { attributes }: Foreign): boolean {
  return attributes.has(name) && (name === "alttext" || VALUE.test(value)) && !/url\s*\(/iu.test(value);
}

/** A fraction of one part or a power without an exponent is a row of what there is. */
function whole(made: HtmlElement): HtmlElement {
  const wanted = PARTS[made.tag];
  const count = made.children.filter((child) => typeof child !== "string").length;
  return wanted === undefined || count === wanted
    ? made
    : { tag: "mrow", attributes: {}, children: made.children };
}

/** Makes an element of MathML that another program has written; null for one that no page has. */
export function mathElement(
  tag: string,
  given: Readonly<Record<string, string>>,
  children: readonly Html[],
): HtmlElement | null {
  if (!MATHML.tags.has(tag)) return null;
  const allowed = Object.entries(given).filter(([name, value]) => isAllowed(name, value, MATHML));
  return whole({ tag, attributes: Object.fromEntries(allowed), children });
}

/** How many parts some elements of MathML must have (MathML Core, sections 3.3 and 3.4). */
const PARTS: Readonly<Record<string, number>> = {
  mfrac: 2,
  mroot: 2,
  msub: 2,
  msup: 2,
  munder: 2,
  mover: 2,
  msubsup: 3,
  munderover: 3,
};

/** The names of all attributes that a formula or a drawing may have. */
export const FOREIGN_ATTRIBUTES: ReadonlySet<string> = new Set([...MATHML.attributes, ...SVG.attributes]);
