import { RECEIVED, SENT } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { dateInWords, dateOfRecord } from "./date-words.ts";
import type { Words } from "./words.ts";

/** What a header says of a letter in `correspDesc`: names and date in words, for lists. */
export interface Letter {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** When it was sent, else received; null where that is not said. */
  readonly date: string | null;
}

const NAMES: readonly string[] = ["persName", "orgName", "name", "rs"];

/** Reads what the descriptions of a correspondence say of a letter (Guidelines, section 2.4.6); null where they say nothing. */
export function letterOf(descriptions: readonly XmlNode[], words: Words): Letter | null {
  const actions = descriptions.flatMap((description) => [...description.descendantElements("correspAction")]);
  const sent = actions.filter((action) => SENT.test(action.get("type") ?? ""));
  const received = actions.filter((action) => RECEIVED.test(action.get("type") ?? ""));
  // Who wrote a letter and who sent it are often told apart, and are one.
  const from = [...new Set(sent.flatMap(namesIn))];
  const to = [...new Set(received.flatMap(namesIn))];
  const date = [...sent, ...received].map((action) => dateIn(action, words)).find((each) => each !== null);
  if (from.length === 0 && to.length === 0 && date === undefined) return null;
  return { from, to, date: date ?? null };
}

function namesIn(action: XmlNode): string[] {
  return [...action.elements()]
    .filter((child) => NAMES.includes(child.local) && child.get("type") !== "place")
    .map((child) => oneLine(child.text))
    .filter((name) => name !== "");
}

function dateIn(action: XmlNode, words: Words): string | null {
  const date = action.maybeElement("date");
  if (date === null) return null;
  return dateOfRecord(date, words) ?? (oneLine(date.text) || dateInWords(date, words));
}

function oneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/gu, " ").trim();
}
