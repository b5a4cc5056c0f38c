import type { Tree, XmlNode } from "../tree/index.ts";
import { untoldDate } from "./dated.ts";
import { type Html, hasText } from "./html.ts";
import type { Words } from "./words.ts";

/** An event in the life of a text, as a list beside it tells: when it was written, printed, first performed. */
export interface RecordedEvent {
  /** What it is called: its heading, its name, else its kind; null where it has none of these. */
  readonly name: string | null;
  /** When it was, in words; null where that is not said, or where the text of the event has it. */
  readonly when: string | null;
  readonly text: readonly Html[];
}

const NAMES = ["head", "label", "eventName"] as const;

/** Reads the events that stand off a text (`standOff/listEvent`; Guidelines, sections 14.3.2 and 17.10); those that say nothing are left out. */
export function eventsOf(
  tree: Tree,
  words: Words,
  show: (node: XmlNode) => readonly Html[],
): RecordedEvent[] {
  const lists = [...tree.root.elements("standOff")].flatMap((standOff) => [
    ...standOff.elements("listEvent"),
  ]);
  return lists.flatMap(eventsIn).flatMap((event) => {
    const text = [...event.elements()].filter(isTold).flatMap((child) => show(child));
    const when = untoldDate(event, words);
    return when === null && !hasText(text) ? [] : [{ name: nameOf(event, words), when, text }];
  });
}

/** What is told of an event, in one run: when it was, then what. */
export function saidOfEvent({ when, text }: RecordedEvent): readonly Html[] {
  const said = hasText(text) ? text : [];
  return when === null ? said : [when, ...(said.length > 0 ? [": "] : []), ...said];
}

function eventsIn(list: XmlNode): XmlNode[] {
  return [...list.elements()].flatMap((child) =>
    child.isTei("listEvent") ? eventsIn(child) : child.isTei("event") ? [child, ...eventsIn(child)] : [],
  );
}

/** What tells of an event: its name and the events within it stand for themselves, and numbers and links are for programs. */
function isTold(child: XmlNode): boolean {
  return !child.isTei(
    ...NAMES,
    "event",
    "listEvent",
    "idno",
    "ptr",
    "link",
    "linkGrp",
    "listRelation",
    "relation",
  );
}

function nameOf(event: XmlNode, words: Words): string | null {
  const named = NAMES.map((name) => oneLine(event.maybeElement(name)?.text ?? "")).find(
    (name) => name !== "",
  );
  return named ?? kindOf(event.get("type") ?? "", words);
}

/** The kinds that have words of the interface; another is written as the encoding has it. */
function kindOf(type: string, words: Words): string | null {
  switch (type) {
    case "written":
      return words.eventWritten;
    case "print":
    case "printed":
    case "publication":
      return words.eventPrinted;
    case "premiere":
      return words.eventPremiere;
    default:
      return type === "" ? null : type.replace(/[-_]+/gu, " ");
  }
}

function oneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/gu, " ").trim();
}
