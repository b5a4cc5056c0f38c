import type { XmlNode } from "../tree/index.ts";
import { rendTokens } from "./quotation-marks.ts";

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
  const hand = node.local === "hi" ? rendTokens(node).find((token) => HANDS[token] !== undefined) : undefined;
  if (node.local === "hi")
    return hand === undefined ? (node.get("rend") === null ? "em" : "span") : HANDS[hand]!;
  return PHRASES[node.local] ?? "span";
}

/** Gives the HTML element for a TEI element set as a block; `div` where HTML has no word for it. */
export function blockTag(node: XmlNode): string {
  return BLOCKS[node.local] ?? "div";
}

/** A date HTML can read as well: year, month or day of the four-digit years (HTML, section 2.3.5), or null. */
export function machineDate(node: XmlNode): string | null {
  const when = node.get("when") ?? node.get("when-iso");
  return when !== null && /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u.test(when) && when >= "0001" ? when : null;
}
