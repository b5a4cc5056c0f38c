import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";

/**
 * The entry in parts (`sourceDesc/biblStruct`) by which a full description says where the same work was printed: repositories
 * describe a file by `biblFull`, and what was published by the entry in it. Null where there is none, or it is of another work.
 */
export function printedSource(element: XmlNode): XmlNode | null {
  if (!element.isTei("biblFull")) return null;
  const sources = [...(element.maybeElement("sourceDesc")?.elements() ?? [])];
  const [source] = sources;
  if (sources.length !== 1 || !source!.isTei("biblStruct")) return null;
  const title = firstTitle(element);
  return title !== "" && firstTitle(source!) === title ? source! : null;
}

function firstTitle(element: XmlNode): string {
  const title = element.descendantElements("title").next().value;
  return title === undefined ? "" : editedText(title).toLowerCase();
}
