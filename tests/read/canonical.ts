import { NodeKind, type Tree, type XmlNode } from "../../src/tree/index.ts";

/**
 * Writes a tree as James Clark's canonical XML with notations, the form in which the W3C suite gives its results: no
 * comments, attributes sorted, every empty element with an end tag, white space as character references.
 */
export function canonical(tree: Tree): string {
  return instructions(tree) + notations(tree) + [...tree.document.children()].map(node).join("");
}

/** The suite puts the instructions of the internal subset before everything else. */
function instructions({ doctype }: Tree): string {
  return (doctype?.instructions ?? []).map(({ target, data }) => `<?${target} ${data}?>`).join("");
}

function notations({ doctype, root }: Tree): string {
  if (doctype === null || doctype.notations.length === 0) return "";
  const lines = [...doctype.notations]
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, publicId, systemId }) => {
      const ids = [publicId, systemId].filter((id) => id !== null).map((id) => `'${id}'`);
      return `<!NOTATION ${name} ${publicId === null ? "SYSTEM" : "PUBLIC"} ${ids.join(" ")}>\n`;
    });
  return `<!DOCTYPE ${root.name.qualified} [\n${lines.join("")}]>\n`;
}

function node(one: XmlNode): string {
  switch (one.kind) {
    case NodeKind.text:
      return escaped(one.text);
    case NodeKind.instruction:
      return `<?${one.name.qualified} ${one.text}?>`;
    case NodeKind.comment:
      return "";
    default:
      return element(one);
  }
}

function element(one: XmlNode): string {
  const attributes = [...one.attributesAndNamespaces()]
    .map(({ name, value }) => ({ name: name.qualified, value }))
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, value }) => ` ${name}="${escaped(value)}"`);
  const name = one.name.qualified;
  return `<${name}${attributes.join("")}>${[...one.children()].map(node).join("")}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (sign) => ESCAPES[sign]!);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
