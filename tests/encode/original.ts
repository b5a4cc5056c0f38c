import type { Tree, XmlNode } from "../../src/tree/index.ts";

const SIGNS: Readonly<Record<string, string>> = {
  "‘": "`",
  "’": "'",
  "“": "``",
  "”": "''",
  "—": "---",
  "–": "--",
  "…": "...",
};

/** The marks of quotations by how deep they stand, the outermost first. */
const MARKS = [
  ["`", "'"],
  ["``", "''"],
] as const;

/**
 * Gives an encoded text back in the signs of its source, white space apart: slips as they stood, and the marks of
 * quotations from how they are nested.
 */
export function originalOf(tree: Tree): string {
  return withoutSpace(original(tree.root.element("text").element("body"), 0));
}

/** A text without white space, which an encoder may change. */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, "");
}

function original(node: XmlNode, depth: number): string {
  if (!node.isElement) return signsOf(node.text);
  if (node.isTei("choice")) return original(node.element("sic"), depth);
  if (!isMarked(node)) return childrenOf(node, depth);
  const [open, close] = MARKS[depth % 2]!;
  const blocks = paragraphsOf(node);
  const words = blocks === null ? open + childrenOf(node, depth + 1) : displayed(blocks, open, depth + 1);
  return words + (node.get("rend") === "unclosed" ? "" : close);
}

/** Each paragraph of a displayed quotation is opened, before its label if it has one; only the last is closed. */
function displayed(blocks: readonly XmlNode[], open: string, depth: number): string {
  return blocks
    .map((block, at) => {
      const label = blocks[at - 1];
      const opens = label?.isTei("speaker") !== true;
      return (opens ? open : "") + childrenOf(block, depth);
    })
    .join("");
}

function paragraphsOf(node: XmlNode): XmlNode[] | null {
  const within = [...node.elements()].flatMap((child) =>
    child.isTei("sp") ? [...child.elements()] : [child],
  );
  return within.length > 0 && within.every((child) => child.isTei("p", "speaker")) ? within : null;
}

function isMarked(node: XmlNode): boolean {
  if (node.isTei("quote", "q", "soCalled", "mentioned")) return true;
  return node.isTei("term", "title") && node.get("rend") === "quoted";
}

function childrenOf(node: XmlNode, depth: number): string {
  return [...node.children()].map((child) => original(child, depth)).join("");
}

function signsOf(text: string): string {
  return text.replace(/[‘’“”—–…]/gu, (sign) => SIGNS[sign]!);
}
