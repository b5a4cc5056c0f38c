import { RECEIVED, readDate, SENT } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { at, children, headerOf } from "./header-words.ts";

/**
 * Gives when a text was written or spoken, as a date of EDTF (ISO 8601-2, level 1): when the letter was sent, else received
 * (`correspAction`), when the meeting or what was recorded took place, when the header says that it came about (`creation`,
 * `origDate`) or a list of events beside it that it was written, else first printed or performed, the date above a letter or an
 * entry (`opener`, `dateline`), or when the print came out that it was made from. Null where nothing says it.
 */
export function timeOf(tree: Tree): string | null {
  for (const date of datesOf(tree, headerOf(tree))) {
    const { edtf } = readDate(date);
    if (edtf !== undefined) return edtf;
  }
  return null;
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
  const [first] =
    at(tree.root, "text", "body")?.descendantElements("opener", "dateline", "p", "ab", "l", "sp") ?? [];
  if (first?.isTei("opener", "dateline") === true) yield* first.descendantElements("date");
  for (const print of source?.elements() ?? [])
    if (print.isTei("bibl", "biblStruct", "biblFull")) yield* print.descendantElements("date");
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
