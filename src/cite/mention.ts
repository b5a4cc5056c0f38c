import {
  ENTRY_NAMES,
  editedText,
  entryOf,
  entryXmlId,
  labelIn,
  namesOfEntries,
  pointersIn,
  type Registers,
} from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { textElements } from "./citation-place.ts";
import type { Pointers } from "./citations.ts";

/** Elements that name someone or something (TEI P5, 14.2). */
const NAMES: readonly string[] = [
  "persName",
  "placeName",
  "orgName",
  "eventName",
  "objectName",
  "name",
  "rs",
  "geogName",
  "settlement",
  "country",
  "region",
  "district",
  "bloc",
  "author",
  "editor",
];

/** Names that may be those of works: a `title` that points to one is a citation, and a person is not named by what was written. */
const OF_WORKS: readonly string[] = ["name", "rs"];

/** A name in the text, and the entry of the registers it is a name of. */
export interface Mention {
  readonly node: XmlNode;
  readonly key: string;
  readonly text: string;
}

/** Finds where the entries of the registers are named, in document order. */
export function findMentions(tree: Tree, registers: Registers, pointers: Pointers): readonly Mention[] {
  return [...textElements(tree, NAMES)].flatMap((node) => mentionsAt(node, registers, pointers));
}

function mentionsAt(node: XmlNode, registers: Registers, pointers: Pointers): Mention[] {
  const text = editedText(node);
  if (text === "") return [];
  return keysOf(node, registers, pointers)
    .filter((key) => !isNamedAbove(node, key, registers, pointers) && !isInEntry(node, key, registers))
    .map((key) => ({ node, key, text }));
}

function keysOf(node: XmlNode, registers: Registers, pointers: Pointers): string[] {
  const label = labelIn(node);
  const isLabel = label !== null && pointers.keyOf(node, label) !== null;
  const keyed = isLabel ? [label] : namesOfEntries(node);
  const values = [...pointersIn(node.get("ref") ?? ""), ...keyed];
  const keys = values.map((pointer) => pointers.keyOf(node, pointer)).filter((key) => key !== null);
  const mayBeWork = node.isTei(...OF_WORKS);
  return [...new Set(keys)].filter((key) => mayBeWork || entryOf(registers, key)?.kind !== "work");
}

/** What an entry of a register says of itself is no mention of it. */
function isInEntry(node: XmlNode, key: string, registers: Registers): boolean {
  const entry = entryOf(registers, key);
  if (entry === null) return false;
  return [...node.ancestors()].some(
    (above) => above.isTei(...ENTRY_NAMES) && entryXmlId(above) === entry.xmlId,
  );
}

/** A name within a name of the same is one mention. */
function isNamedAbove(node: XmlNode, key: string, registers: Registers, pointers: Pointers): boolean {
  for (const above of node.ancestors()) {
    if (above.isTei(...NAMES) && keysOf(above, registers, pointers).includes(key)) return true;
    if (above.isTei("p", "div", "bibl", "note")) return false;
  }
  return false;
}
