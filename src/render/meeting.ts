import type { XmlNode } from "../tree/index.ts";
import { dateOfRecord } from "./date-words.ts";
import { children, words } from "./header-words.ts";
import type { Words } from "./words.ts";

/** The meetings of a title statement of which no date is told, in its words. */
export function undatedMeetings(statement: XmlNode | null, inWords: Words): readonly string[] {
  const meetings = children(statement, "meeting").filter((meeting) => meeting.maybeElement("date") === null);
  const said = meetings.map((meeting) => saidOf(meeting, inWords));
  return [...new Set(said)].filter((each) => each !== "");
}

/**
 * Gives when and where the meeting was that a text is the record of, as its title statement describes it: “Wien, 1 April
 * 1848”. Null where none is dated.
 */
export function meetingOf(statement: XmlNode | null, inWords: Words): string | null {
  const meetings = [...(statement?.elements("meeting") ?? [])];
  const said = meetings
    .filter((meeting) => meeting.maybeElement("date") !== null)
    .map((meeting) => saidOf(meeting, inWords));
  return said.filter((each) => each !== "").join("; ") || null;
}

function saidOf(meeting: XmlNode, inWords: Words): string {
  const parts = [...meeting.children()].map((part) => partOf(part, inWords)).filter((part) => part !== "");
  const isWritten = [...meeting.children()].some((child) => child.isText && /\S/u.test(child.text));
  return isWritten ? parts.join(" ").replace(/ (?=[,.;:])/gu, "") : parts.join(", ");
}

function partOf(part: XmlNode, inWords: Words): string {
  if (part.isText) return part.text.replace(/\s+/gu, " ").trim();
  return part.isElement ? (dateOfRecord(part, inWords) ?? words(part) ?? "") : "";
}
