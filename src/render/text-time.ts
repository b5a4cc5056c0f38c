import { outermostTexts, RECEIVED, readDate, SENT } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { dateAt } from "./date-words.ts";
import { at, children, headerOf } from "./header-words.ts";

/**
 * Gives when a text was written or spoken, as a date of EDTF (ISO 8601-2, level 1): when the letter was sent, else received
 * (`correspAction`), when the meeting or what was recorded took place, when the header says that it came about (`creation`,
 * `origDate`) or a list of events beside it that it was written, else first printed or performed, the date above a letter or an
 * entry (`opener`, `dateline`), or when the print came out that it was made from. Null where nothing says it.
 */
export function timeOf(tree: Tree): string | null {
  for (const date of datesOf(tree, headerOf(tree))) {
    const edtf = edtfOf(date);
    if (edtf !== null) return edtf;
  }
  return null;
}

/** A date of EDTF, also from attributes of ISO 8601 or of another calendar; a number of three digits in its words is no year. */
function edtfOf(date: XmlNode): string | null {
  const { edtf, from: year } = readDate(date);
  const isPlain = ATTRIBUTES.some((name) => /^\s*-?\d{4}(?!\d)/u.test(date.get(name) ?? ""));
  if (isPlain && edtf !== undefined) return edtf;
  const [when, from, to, after, before] = ATTRIBUTES.map((name) => isoDay(dateAt(date, name)));
  if (when != null) return when;
  if (from != null || to != null) return `${from ?? ".."}/${to ?? ".."}`;
  if (after != null || before != null) return `[${after ?? ""}..${before ?? ""}]`;
  return edtf === undefined || /^0/u.test(year ?? "0") ? null : edtf;
}

const ATTRIBUTES = ["when", "from", "to", "notBefore", "notAfter"] as const;

/** A day as ISO 8601 writes it, with hyphens or without: “18350504”, “18350000”. */
function isoDay(value: string | null): string | null {
  const [, year, month, day] = /^\s*(-?\d{4})-?(\d\d)?-?(\d\d)?(?!\d)/u.exec(value ?? "") ?? [];
  if (year === undefined) return null;
  return [year, month, day].filter((part) => part !== undefined && part !== "00").join("-");
}

function* datesOf(tree: Tree, header: XmlNode): Generator<XmlNode> {
  const file = at(header, "fileDesc");
  const source = at(file, "sourceDesc");
  const profile = at(header, "profileDesc");
  const actions = [...(at(profile, "correspDesc")?.descendantElements("correspAction") ?? [])];
  for (const type of [SENT, RECEIVED])
    for (const action of actions) if (type.test(action.get("type") ?? "")) yield* children(action, "date");
  for (const meeting of children(at(file, "titleStmt"), "meeting")) yield* children(meeting, "date");
  for (const parent of [at(source, "recordingStmt"), at(profile, "settingDesc"), at(profile, "creation")])
    yield* parent?.descendantElements("date", "origDate") ?? [];
  yield* source?.descendantElements("origDate") ?? [];
  yield* firstEvents(tree);
  const [text] = outermostTexts(tree);
  const body = text?.maybeElement("body") ?? text?.maybeElement("group") ?? text;
  const [first] = body?.descendantElements("opener", "dateline", "p", "ab", "l", "sp") ?? [];
  if (first?.isTei("opener", "dateline") === true) yield* first.descendantElements("date");
  for (const print of source?.elements() ?? [])
    if (print.isTei("bibl", "biblStruct", "biblFull"))
      yield* [...print.descendantElements("date")].filter(isOfPrint);
}

/** When a text was written, and when it was first before others: the events that corpora of plays tell beside it (`standOff/listEvent`). */
function firstEvents({ root }: Tree): readonly XmlNode[] {
  const lists = [...root.elements("standOff")].flatMap((standOff) => [...standOff.elements("listEvent")]);
  const events = lists.flatMap((list) => [...list.elements("event")]);
  const ofType = (...types: readonly string[]): XmlNode[] =>
    events.filter((event) => types.includes(event.get("type") ?? ""));
  const dayOf = (event: XmlNode): string => readDate(event).from ?? "";
  const shown = ofType("print", "premiere").filter((event) => dayOf(event) !== "");
  return [...ofType("written"), ...shown.sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1))];
}

/** The years of an author's life, and when a page was visited, are no date of a print. */
function isOfPrint(date: XmlNode): boolean {
  const isVisit = /^(?:access|retriev|visit)/iu.test(date.get("type") ?? "");
  return !isVisit && date.maybeAncestor("author", "editor", "respStmt", "note") === null;
}
