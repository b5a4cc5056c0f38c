import { ownTarget } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { say, type Words } from "./words.ts";

/** What a pointer without words says in their place. */
export interface PointerWords {
  readonly text: string;
  /** Whether it is the sign of a note. */
  readonly isSign: boolean;
}

/**
 * Gives the words for a pointer to an element of its own document: the number of a note, of a verse or a page, the heading
 * of a division, the name of a person or a place, how a passage begins. Null where it leads elsewhere or to nothing.
 */
export function pointerWords({ tree }: XmlNode, pointer: string, words: Words): PointerWords | null {
  const target = ownTarget(tree, pointer);
  if (target === null) return null;
  if (target.isTei("note")) return { text: noteSign(target), isSign: true };
  const text = nameOf(target, words);
  return text === "" ? null : { text, isSign: false };
}

/**
 * Whether the words of a pointer stand before it already, as in a table of contents whose pointers stood for the pages of the
 * source.
 */
export function isSaidBefore({ previousSibling: before }: XmlNode, { text }: PointerWords): boolean {
  const said = before === null || !(before.isText || before.isElement) ? "" : oneLine(before.text);
  return said === text || (text.length > SHORTEST_SAID && said.endsWith(` ${text}`));
}

/** A number may well stand before a pointer to another one. */
const SHORTEST_SAID = 4;

/** Whether a reference leads to a note and has no words but a sign, “1”, “[a]”, “*”: the note has its own where it is called. */
export function isNoteCall(node: XmlNode): boolean {
  const target = node.get("target") ?? "";
  const isToNote = ownTarget(node.tree, target)?.isTei("note") === true;
  return (
    isToNote &&
    node.isTei("ref") &&
    /^\s*[[(]?(?:\d{1,4}\p{L}?|\p{L}|[*†‡§¶]{1,4})?[\])]?\s*$/u.test(node.text)
  );
}

/** The number of a note: as its text or `@n` has it, or the how manieth it is among its siblings. */
function noteSign(note: XmlNode): string {
  const written = /^\W?(\d+)/u.exec(oneLine(note.text))?.[1] ?? note.get("n");
  return written ?? String(precedingNotes(note) + 1);
}

function precedingNotes(note: XmlNode): number {
  let count = 0;
  for (let before = note.previousSibling; before !== null; before = before.previousSibling)
    if (before.isTei("note")) count++;
  return count;
}

function nameOf(target: XmlNode, words: Words): string {
  if (!target.isTei("pb")) return calledBy(target);
  const number = target.get("n");
  return number === null ? "" : say(words, "breakPage", { label: number });
}

/** What an element is called by: its number, its shelfmark, its heading or name, or how it begins. */
export function calledBy(target: XmlNode): string {
  const number = target.get("n");
  if (number !== null && target.isTei(...NUMBERED)) return number;
  if (target.isTei("msDesc")) return manuscriptName(target);
  const name = [...target.elements()].find((child) => child.isTei(...NAMES));
  return beginning(oneLine(name?.text ?? target.text));
}

/** What a manuscript is called by: where it is kept, and under which shelfmark. */
export function manuscriptName(description: XmlNode): string {
  const identifier = description.maybeElement("msIdentifier");
  const parts = [...(identifier?.elements() ?? [])].filter((part) => !part.isTei("altIdentifier"));
  const words = parts.map(({ text }) => oneLine(text)).filter((text) => text !== "");
  return words.length > 0 ? words.join(", ") : beginning(oneLine(description.text));
}

const NUMBERED = ["l", "lb", "lg", "cb", "milestone", "formula", "item"] as const;
const NAMES = [
  ...["head", "label", "persName", "placeName", "orgName", "eventName", "objectName", "name", "form"],
  ...["figDesc", "catDesc"],
] as const;

/** How a longer text begins, to the end of a word. */
function beginning(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/u, "")} …`;
}

const LONGEST = 60;

function oneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/gu, " ").trim();
}
