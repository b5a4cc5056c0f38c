import { lookUp, type XmlNode } from "../tree/index.ts";
import { isCodeBlock } from "./example-source.ts";
import { rendTokens } from "./quotation-marks.ts";
import { undeclaredRenditions } from "./source-rendition.ts";

/** HTML's own element for a TEI phrase, where it has one that means the same. */
const PHRASES: Readonly<Record<string, string>> = {
  emph: "em",
  title: "cite",
  del: "del",
  add: "ins",
  code: "code",
  gi: "code",
  att: "code",
  val: "code",
  tag: "code",
  ident: "code",
  abbr: "abbr",
  date: "time",
  time: "time",
  foreign: "i",
  distinct: "i",
  ruby: "ruby",
  rt: "rt",
};

/** HTML's own element for a TEI block. */
const BLOCKS: Readonly<Record<string, string>> = {
  quote: "blockquote",
  q: "blockquote",
  said: "blockquote",
  epigraph: "blockquote",
  p: "p",
  bibl: "p",
  speaker: "p",
  stage: "p",
  l: "div",
  note: "aside",
  figure: "figure",
  eg: "pre",
  egXML: "pre",
  div: "section",
  front: "section",
  back: "section",
};

/** HTML's own element for the hand of a highlighted phrase; the first word that is known decides. */
const HANDS: Readonly<Record<string, string>> = {
  italic: "i",
  italics: "i",
  i: "i",
  it: "i",
  bold: "b",
  b: "b",
  sup: "sup",
  superscript: "sup",
  sub: "sub",
  subscript: "sub",
  underline: "u",
  underlined: "u",
  strikethrough: "s",
  strike: "s",
};

/** Gives the HTML element for a TEI element in the line; `span` where HTML has no word for it. */
export function phraseTag(node: XmlNode): string {
  if (node.local === "title" && ["a", "u"].includes(node.get("level") ?? "")) return "span";
  if (node.local === "time" || node.local === "date") return machineDate(node) === null ? "span" : "time";
  if (node.local === "hi") return handTag(node);
  if (node.local === "seg" && node.get("type") === "code") return "code";
  return lookUp(PHRASES, node.local) ?? "span";
}

/** Names of renditions that nothing declares, and for which the theme has looks of its own. */
const NAMED_LOOKS: ReadonlySet<string> = new Set("g k c right et larger smaller red blue".split(" "));

/** What is set off is told by its hand; by emphasis where nothing says how it looks. */
function handTag(node: XmlNode): string {
  const undeclared = undeclaredRenditions(node);
  const tag = [...rendTokens(node), ...undeclared]
    .map((token) => lookUp(HANDS, token))
    .find((each) => each !== undefined);
  if (tag !== undefined) return tag;
  const pointers = node.get("rendition")?.split(/\s+/u) ?? [];
  const isTold =
    node.get("rend") !== null ||
    node.get("style") !== null ||
    pointers.length > undeclared.length ||
    undeclared.some((name) => NAMED_LOOKS.has(name));
  return isTold ? "span" : "em";
}

/** Gives the HTML element for a TEI element set as a block; `div` where HTML has no word for it. */
export function blockTag(node: XmlNode): string {
  // What stands among notes is beside none of them.
  if (node.isTei("note") && node.parent?.isTei("note", "noteGrp") === true) return "div";
  return isCodeBlock(node) ? "pre" : (lookUp(BLOCKS, node.local) ?? "div");
}

/** A date HTML can read as well: year, month or day of the four-digit years (HTML, section 2.3.5), or null. */
export function machineDate(node: XmlNode): string | null {
  const when = node.get("when") ?? node.get("when-iso");
  return when !== null && /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u.test(when) && when >= "0001" ? when : null;
}
