import type { XmlNode } from "../tree/index.ts";
import { dateInWords, dateOfRecord } from "./date-words.ts";
import { spaced, words } from "./header-words.ts";
import type { Words } from "./words.ts";

/** A change that was recorded. */
export interface RecordedChange {
  /** When it was, in words. */
  readonly when: string | null;
  /** The same as the header has it: `@when`. */
  readonly date: string | null;
  readonly text: string;
}

/** The changes of which more is said than when they were. */
export function describedChanges({
  changes,
}: {
  readonly changes: readonly RecordedChange[];
}): readonly RecordedChange[] {
  return changes.filter(({ text }) => text !== "");
}

/** The changes that a header records (`revisionDesc`), in its order: each `change`, or each `item` of a list where there is none. */
export function changesOf(description: XmlNode | null, inWords: Words): readonly RecordedChange[] {
  return changesIn(description)
    .map((change) => {
      const parts = [...change.elements()].filter((part) => part.isTei(...LED_BY));
      // The first edition of TEI P5 had the date in an element, and many headers have it there.
      const date = parts.find((part) => part.local === "date" && isDateOf(part, change, inWords));
      const isLed = date !== undefined && leads(date);
      const told = date === undefined ? words(labelBefore(change)) : saidOfDate(date, inWords);
      return {
        when: dateInWords(change, inWords) ?? told,
        date: change.get("when") ?? date?.get("when") ?? null,
        text: saidOfChange(change, isLed ? date : undefined) || (change.get("status") ?? ""),
      };
    })
    .filter(({ text, date }) => text !== "" || date !== null);
}

/** “5 May”, “5.5.”, “May 5th”: words of a day that leave its year to an attribute. */
const DAY_AND_MONTH =
  /^(?:\d{1,2}[.a-z]*\s?(?:\p{L}{3,12}|\d{1,2})\.?|\p{L}{3,12}\.?\s\d{1,2}[a-z]{0,2}\.?)$/u;

/** A date as its words say it, with the year that only its attribute has: “5 May”, `1999-05-05`. */
function saidOfDate(date: XmlNode, inWords: Words): string | null {
  const said = dateOfRecord(date, inWords) ?? words(date);
  const isDayAlone = said !== null && DAY_AND_MONTH.test(said);
  return isDayAlone ? (dateInWords(date, inWords) ?? said) : said;
}

/** The label of an item, which says when it was. */
function labelBefore(change: XmlNode): XmlNode | null {
  let before = change.isTei("item") ? change.previousSibling : null;
  while (before !== null && !before.isElement) before = before.previousSibling;
  return before?.isTei("label") === true ? before : null;
}

function changesIn(description: XmlNode | null): readonly XmlNode[] {
  if (description === null) return [];
  const changes = [...description.descendantElements("change")];
  if (changes.length > 0) return changes;
  return [...description.descendantElements("item")].filter((item) => item.maybeAncestor("item") === null);
}

/**
 * Whether an element says when a change was made, and not what its text speaks of: its attribute says nothing else, or it says
 * so in words before all others.
 */
function isDateOf(date: XmlNode, change: XmlNode, inWords: Words): boolean {
  if (change.isTei("item")) return leads(date);
  const when = change.get("when");
  const said = date.get("when");
  return (
    when === null ||
    [when, dateInWords(change, inWords)].includes(said ?? date.text.trim()) ||
    (said === null && leads(date))
  );
}

/** When a change was made, and by whom, may stand before what it was, each in an element. */
const LED_BY = ["date", "label", "name", "persName", "orgName", "respStmt"] as const;

/** Whether an element stands before all words that are no names: a date within a sentence is part of that. */
function leads(part: XmlNode): boolean {
  for (let before = part.previousSibling; before !== null; before = before.previousSibling)
    if (before.isText && /[\p{L}\p{N}]/u.test(before.text)) return false;
  return true;
}

function saidIn(piece: XmlNode): string {
  if (!piece.isTei("list")) return spaced(piece);
  return ` ${[...piece.elements("item")].map((item) => spaced(item).trim()).join("; ")}`;
}

/** The words of a change, without the date that is told before them; names that nothing parts from what follows are parted by a colon. */
function saidOfChange(change: XmlNode, date: XmlNode | undefined): string {
  const pieces = [...change.children()].filter(({ row }) => row !== date?.row);
  return pieces
    .reduce((before, piece, at) => {
      const text = piece.isElement ? saidIn(piece) : piece.isText ? piece.text : "";
      const isBehindName = pieces[at - 1]?.isTei(...LED_BY) === true && /\S$/u.test(before);
      return `${before}${isBehindName && /^[\p{L}\p{N}]/u.test(text) ? ": " : ""}${text}`;
    }, "")
    .replace(/[ \t\r\n]+/gu, " ")
    .replace(date === undefined ? /^ / : /^[ :,;–—]+/u, "")
    .trimEnd();
}
