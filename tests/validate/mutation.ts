import type { Tree, XmlAttribute, XmlNode } from "../../src/tree/index.ts";
import { Random } from "./random.ts";

/** A document that was changed in one place, and how. */
export interface Mutation {
  readonly source: string;
  readonly what: string;
}

const NAMES =
  `p div quote bibl cit sp speaker head title persName note list item seg ab lb hi sic corr choice author date
  para chapter teiheader bible`.split(/\s+/u);
const ATTRIBUTES = ["type", "who", "ref", "rend", "when", "n", "tpye", "xml:id", "target", "unit"];
const VALUES = ["", "no such value", "??", "1938-13-45", "en_US!", "#", "p-1", "quoted"];

type Change = (tree: Tree, random: Random) => Mutation | null;

/** Changes one place of a document, the same for the same seed; null where the place cannot be changed in this way. */
export function mutate(tree: Tree, seed: number): Mutation | null {
  const random = new Random(seed * 7919 + 17);
  return random.one(CHANGES)(tree, random);
}

const CHANGES: readonly Change[] = [
  (tree, random) => {
    const node = anyElement(tree, random);
    const name = random.one(NAMES);
    return {
      source: replace(
        node,
        written(node)
          .replace(/^<[^\s/>]+/u, `<${name}`)
          .replace(/<\/[^<>]+>$/u, `</${name}>`),
      ),
      what: `${node.path} renamed ${name}`,
    };
  },
  (tree, random) => {
    const node = anyElement(tree, random);
    return { source: replace(node, ""), what: `${node.path} deleted` };
  },
  (tree, random) => {
    const node = anyElement(tree, random);
    const inner = written(node)
      .slice(node.tagEnd - node.start)
      .replace(/<\/[^<>]+>$/u, "");
    return { source: replace(node, inner), what: `tags of ${node.path} deleted` };
  },
  (tree, random) => {
    const node = anyElement(tree, random);
    const copy = written(node).replace(/\sxml:id="[^"]*"/gu, "");
    return { source: replace(node, `${written(node)}${copy}`), what: `${node.path} doubled` };
  },
  (tree, random) => {
    const node = anyElement(tree, random);
    const next = [...(node.parent?.elements() ?? [])].find((other) => other.row > node.row);
    if (next === undefined) return null;
    const between = tree.source.slice(node.end, next.start);
    const swapped = `${written(next)}${between}${written(node)}`;
    return { source: splice(tree, node.start, next.end, swapped), what: `${node.path} behind ${next.path}` };
  },
  (tree, random) => {
    const node = anyElement(tree, random);
    const into = anyElement(tree, random);
    if (into === node || into.contains(node) || node.contains(into) || written(into).endsWith("/>"))
      return null;
    const text = written(node);
    const [first, second] = node.start < into.start ? [node, into] : [into, node];
    const source = tree.source;
    const moved =
      first === node
        ? source.slice(0, node.start) + source.slice(node.end, into.tagEnd) + text + source.slice(into.tagEnd)
        : source.slice(0, into.tagEnd) +
          text +
          source.slice(into.tagEnd, node.start) +
          source.slice(second.end);
    return { source: moved, what: `${node.path} moved into ${into.path}` };
  },
  (tree, random) => {
    const node = anyElement(tree, random);
    if (written(node).endsWith("/>"))
      return {
        source: replace(node, written(node).replace(/\/>$/u, `>stray</${node.local}>`)),
        what: `text in ${node.path}`,
      };
    return { source: splice(tree, node.tagEnd, node.tagEnd, "stray"), what: `text in ${node.path}` };
  },
  (tree, random) => onAttribute(tree, random, () => "", "dropped"),
  (tree, random) =>
    onAttribute(tree, random, (attribute) => `${random.one(ATTRIBUTES)}="${attribute.value}"`, "renamed"),
  (tree, random) =>
    onAttribute(
      tree,
      random,
      (attribute) => `${attribute.name.qualified}="${random.one(VALUES)}"`,
      "given another value",
    ),
];

function onAttribute(
  tree: Tree,
  random: Random,
  change: (attribute: XmlAttribute) => string,
  how: string,
): Mutation | null {
  const attributes = [...anyElement(tree, random).attributes()];
  if (attributes.length === 0) return null;
  const attribute = random.one(attributes);
  const source = splice(tree, attribute.start, attribute.end, change(attribute));
  const names = [
    ...source.slice(attribute.owner.start, source.indexOf(">", attribute.start)).matchAll(/([\w:]+)=/gu),
  ].map(([, name]) => name);
  if (new Set(names).size < names.length) return null;
  return { source, what: `@${attribute.name.qualified} of ${attribute.owner.path} ${how}` };
}

/** Any element but the outermost, whose loss would leave no document. */
function anyElement(tree: Tree, random: Random): XmlNode {
  return random.one([...tree.root.descendantElements()]);
}

function written(node: XmlNode): string {
  return node.tree.source.slice(node.start, node.end);
}

function replace(node: XmlNode, text: string): string {
  return splice(node.tree, node.start, node.end, text);
}

function splice(tree: Tree, start: number, end: number, text: string): string {
  return tree.source.slice(0, start) + text + tree.source.slice(end);
}
