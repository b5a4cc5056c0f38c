import { entryXmlId, isRegister } from "../resolve/index.ts";
import { onceForNode, type Tree, type XmlNode } from "../tree/index.ts";

const REGISTERS = [
  "listPerson",
  "listPlace",
  "listOrg",
  "listEvent",
  "listObject",
  "listNym",
  "listBibl",
  "listRelation",
] as const;

const DIVISIONS = ["div", "div1", "div2", "div3"] as const;

/** Gives what stands in the back of a text and has nothing but registers in it, with their headings. */
export function registersBehind(tree: Tree): readonly XmlNode[] {
  const backs = [...tree.root.descendantElements("back")].filter((back) => back.isTei());
  return backs.flatMap((back) => registersIn(back));
}

function registersIn(part: XmlNode): readonly XmlNode[] {
  return [...part.elements()].flatMap((each) =>
    holdsRegistersAlone(each) ? [each] : each.isTei(...DIVISIONS) ? registersIn(each) : [],
  );
}

function holdsRegistersAlone(part: XmlNode): boolean {
  return part.isTei(...REGISTERS) || (part.isTei(...DIVISIONS) && holdsRegisters(part));
}

/** Whether nothing but registers is in a part: asked of one by each of its divisions, and so once found out. */
const holdsRegisters: (part: XmlNode) => boolean = onceForNode((part) => {
  const parts = [...part.elements()].filter((each) => !each.isTei("head", "pb"));
  return parts.length > 0 && parts.every(holdsRegistersAlone);
});

/**
 * Whether a part of a text is the outermost of those behind it that have nothing but registers in them, whose entries others
 * can point to: as where a letter brings what the registers say of those it names. What has a heading is made to be read, as
 * works alone are; and in a document that is a register they are the text.
 */
export function isRegistersBehind(part: XmlNode): boolean {
  if (!part.isTei("back", ...DIVISIONS) || !holdsRegisters(part)) return false;
  const { parent } = part;
  if (part.local !== "back" && (parent?.isTei("back", ...DIVISIONS) !== true || holdsRegisters(parent)))
    return false;
  const isBehind = part.local === "back" || part.maybeAncestor("back") !== null;
  return isBehind && hasEntries(part) && !isRegister(part.tree);
}

function hasEntries(part: XmlNode): boolean {
  if (part.descendantElements("head").next().done !== true) return false;
  const lists = [...part.descendantElements(...REGISTERS)].filter((list) => !list.isTei("listBibl"));
  return lists.some((list) => [...list.elements()].some((entry) => entryXmlId(entry) !== null));
}
