import { NodeKind, type Tree, type XmlAttribute, type XmlNode } from "../../src/tree/index.ts";

/** Writes a tree as one line a node, children indented, with offsets: what a case of `trees.txt` expects. */
export function outline(tree: Tree): string {
  return [...tree.document.descendants()]
    .map((node) => `${"  ".repeat(depth(node))}${line(node)}`)
    .join("\n");
}

function depth(node: XmlNode): number {
  return [...node.ancestors()].length;
}

function line(node: XmlNode): string {
  const place = `${node.start}-${node.end}`;
  switch (node.kind) {
    case NodeKind.element: {
      const uri = node.uri === "" ? "" : ` {${node.uri}}`;
      return `<${node.name.qualified}>${uri} ${place}${[...node.attributesAndNamespaces()].map(attribute).join("")}`;
    }
    case NodeKind.text:
      return `${JSON.stringify(node.text)} ${place}`;
    case NodeKind.comment:
      return `comment ${JSON.stringify(node.text)} ${place}`;
    case NodeKind.instruction:
      return `instruction ${node.local} ${JSON.stringify(node.text)} ${place}`;
    default:
      return "document";
  }
}

function attribute(one: XmlAttribute): string {
  const place = one.isDefault ? "declared" : `${one.start}-${one.end}`;
  return ` @${one.name.qualified}=${JSON.stringify(one.value)} ${place}`;
}
