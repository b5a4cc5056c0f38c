import { readString } from "../../../src/read/index.ts";
import type { XmlNode } from "../../../src/tree/index.ts";
import { Random } from "../random.ts";

const ELEMENTS =
  "element attribute group choice interleave optional zeroOrMore oneOrMore list mixed except start define grammar div".split(
    " ",
  );
const LEAVES =
  '<empty/> <text/> <notAllowed/> <ref name="foo"/> <parentRef name="foo"/> <value>x</value> <anyName/> <name>foo</name> <data type="token"/> <data type="nope"/> <element name="e"><text/></element> <attribute name="a"/> <externalRef href="nowhere"/>';
const VALUES = [
  "foo",
  "bar",
  "",
  "xml:id",
  "no:such",
  "1",
  "choice",
  "interleave",
  "string",
  "token",
  "xmlns",
];
const ATTRIBUTES = ["name", "ns", "type", "combine", "datatypeLibrary", "href", "foo"];
const SIGNS = "? * + | & , ( ) { } [ ] = |= &= - ~ >> : \\ # \" '".split(" ");
const WORDS =
  'element attribute list mixed empty text notAllowed string token start grammar parent external include default inherit namespace datatypes div foo bar xsd:ID eg:foo eg:* "x"'.split(
    " ",
  );

type Change = (source: string, random: Random) => string;

/** Changes a schema in one place, or up to three, the same for the same seed. */
export function mutateSchema(source: string, isXml: boolean, seed: number): string {
  const random = new Random(seed * 7919 + 31);
  let changed = source;
  for (let times = random.one([1, 1, 1, 2, 3]); times > 0; times--) {
    const change = random.one(isXml ? XML_CHANGES : COMPACT_CHANGES);
    changed = change(changed, random);
  }
  return changed;
}

const signs: Change = (source, random) => {
  const at = random.below(source.length + 1);
  const inserted = random.one(["", "", "<", ">", "&", '"', "x", " ", "\0", "\ud800", "ä", "/", "\\x{41}"]);
  return source.slice(0, at) + inserted + source.slice(at + random.below(3));
};

const tokens: Change = (source, random) => {
  const all = source.match(/\s+|[\w.\-:]+|"[^"]*"|[^\s\w]/gu) ?? [];
  const at = random.below(all.length);
  const other = random.one([
    random.one(all.length === 0 ? [""] : all),
    random.one(SIGNS),
    random.one(WORDS),
    "",
  ]);
  const put = [` ${other} `, ` ${other} ${all[at] ?? ""} `, `${all[at] ?? ""} ${all[at] ?? ""}`];
  return [...all.slice(0, at), random.one(put), ...all.slice(at + 1)].join("");
};

/** Does something to an element, where the schema is still XML. */
function onElement(
  change: (written: string, node: XmlNode, random: Random, all: readonly XmlNode[]) => string,
): Change {
  return (source, random) => {
    const { tree } = readString(source, { path: "schema" });
    if (tree === null) return signs(source, random);
    const all = [tree.root, ...tree.root.descendantElements()];
    const node = random.one(all);
    const written = source.slice(node.start, node.end);
    return source.slice(0, node.start) + change(written, node, random, all) + source.slice(node.end);
  };
}

function renamed(written: string, name: string): string {
  return written.replace(/^<[^\s/>]+/u, `<${name}`).replace(/<\/[^<>]+>$/u, `</${name}>`);
}

const XML_CHANGES: readonly Change[] = [
  signs,
  onElement(() => ""),
  onElement((written) => written + written),
  onElement((written, _node, random) => renamed(written, random.one(ELEMENTS))),
  onElement((written, _node, random) => renamed(written, random.one(ELEMENTS))),
  onElement((written, _node, random) => {
    const name = random.one(ELEMENTS);
    return `<${name}>${written}</${name}>`;
  }),
  onElement((written, _node, random) => written + random.one(LEAVES.split(/ (?=<)/u))),
  onElement((_written, _node, random) => random.one(LEAVES.split(/ (?=<)/u))),
  onElement((_written, node, random, all) => {
    const other = random.one(all);
    return node.tree.source.slice(other.start, other.end);
  }),
  onElement((written, _node, random) => written.replace(/="[^"]*"/u, `="${random.one(VALUES)}"`)),
  onElement((written, _node, random) =>
    written.replace(/^<[^\s/>]+/u, (tag) => `${tag} ${random.one(ATTRIBUTES)}="${random.one(VALUES)}"`),
  ),
  onElement((written) => written.replace(/\s[\w:]+="[^"]*"/u, "")),
];

const COMPACT_CHANGES: readonly Change[] = [signs, tokens, tokens, tokens];
