import { RECEIVED, readDate, SENT } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { at, children, headerOf } from "./header-words.ts";

/**
 * Gives when a text was written or spoken, as a date of EDTF (ISO 8601-2, level 1): when the letter was sent, else received
 * (`correspAction`), when the meeting or what was recorded took place, when the header says that it came about (`creation`,
 * `origDate`), the date above a letter or an entry (`opener`, `dateline`), or when the print came out that it was made from. Null where nothing says it.
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
  const [first] =
    at(tree.root, "text", "body")?.descendantElements("opener", "dateline", "p", "ab", "l", "sp") ?? [];
  if (first?.isTei("opener", "dateline") === true) yield* first.descendantElements("date");
  for (const print of source?.elements() ?? [])
    if (print.isTei("bibl", "biblStruct", "biblFull")) yield* print.descendantElements("date");
}
