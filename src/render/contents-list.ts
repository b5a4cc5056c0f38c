import { editedText } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { AnchorOf, ListedLine } from "./generated-list.ts";

/** What stands in a heading and is no part of it. */
const ASIDES: readonly string[] = ["note", "noteGrp", "index"];

/** What a table of contents names. */
const DIVISIONS = /^(?:div\d?|front|back|body)$/u;

interface Heading extends ListedLine {
  readonly node: XmlNode;
  readonly inner: Heading[];
}

/** Gives the headings of the elements of a text that have such a name, those of elements within others as lines of these. */
export function contentsOf(
  text: XmlNode,
  anchor: AnchorOf,
  named: RegExp = DIVISIONS,
): readonly ListedLine[] {
  const lines: Heading[] = [];
  const around: Heading[] = [];
  for (const head of text.descendantElements("head")) {
    const node = head.parent!;
    if (!named.test(node.local) || head.previousElementSibling?.isTei("head") === true) continue;
    while (around.length > 0 && !isWithin(node, around.at(-1)!.node)) around.pop();
    const line = { node, text: wordsOf(head), id: anchor(head) ?? anchor(node), places: [], inner: [] };
    (around.at(-1)?.inner ?? lines).push(line);
    around.push(line);
  }
  return lines;
}

function isWithin(node: XmlNode, other: XmlNode): boolean {
  for (const at of node.ancestors()) if (at === other) return true;
  return false;
}

function wordsOf(head: XmlNode): string {
  return [head, ...headingsBehind(head)].map((each) => editedText(each, { without: ASIDES })).join(" ");
}

/** A heading right under another is the rest of it. */
function headingsBehind(head: XmlNode): XmlNode[] {
  const behind: XmlNode[] = [];
  for (let at = head.nextElementSibling; at?.isTei("head") === true; at = at.nextElementSibling)
    behind.push(at);
  return behind;
}
