import type { XmlNode } from "../tree/index.ts";
import { adopt } from "./adoption.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { element, type Html, isElement, tidyText } from "./html.ts";
import { rendTokens } from "./quotation-marks.ts";
import { relationWords } from "./relation-words.ts";
import { fieldLabel, labelled } from "./web-label.ts";

/** A list: ordered, unordered, or of terms and what they mean; its head stands above it. */
export function list(passage: WebPassage): readonly Html[] {
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

/** An item; one that nobody filled in is not there, or is but a place to be pointed to. */
export function listItem(passage: WebPassage): readonly Html[] {
  const content = [...labelled(passage), relationWords(passage.node) ?? ""].filter((piece) => piece !== "");
  const isEmpty = content.every(isBlank);
  if (isEmpty && passage.context.anchor(passage.node) === null) return [];
  const hasOwnSign = passage.node.isTei("item") && passage.label !== null;
  const look = isEmpty ? "without-words" : hasOwnSign ? "own-sign" : null;
  const sign = { value: itemNumber(passage.node), ...(look === null ? {} : { class: look }) };
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
  return [...rendTokens(list), ...(list.get("type") ?? "").split(/[\s:]+/u)];
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
      pieces.flatMap(([, piece]) => piece.map(asItem)),
      ["li"],
      "li",
    ),
  );
}

/** A list right within a list is none of its items, and has a place of its own between them. */
function asItem(piece: Html): Html {
  const isList = isElement(piece) && (LISTS.has(piece.tag) || piece.attributes.class === "headed");
  return isList ? element("li", { class: "nested" }, piece) : piece;
}

const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "dl"]);

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
  const labels = pieces.filter(([child]) => child.isTei("label")).map(([, piece]) => tidyText(piece));
  const kind = labels.every((label) => ENUMERATOR.test(label)) ? "enumerated" : null;
  return dressed(passage, "dl", { class: kind }, ...adopt(children, ["dt", "dd"], "dd"));
}

/** A label that counts and names nothing: “1.”, “(iv)”, “b)”. */
const ENUMERATOR = /^(?:\d{1,4}|[([]?\w{1,4}[.)\]])$/u;

function retag(html: readonly Html[], from: string, to: string): readonly Html[] {
  return html.map((piece) => (isElement(piece) && piece.tag === from ? { ...piece, tag: to } : piece));
}
