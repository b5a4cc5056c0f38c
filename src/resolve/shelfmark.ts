import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import type { Shelfmark } from "./work.ts";

/** Reads where a work is kept, of the elements that describe it, or of what its entry is related to. */
export function readShelfmark(element: XmlNode, within: readonly XmlNode[]): Shelfmark | null {
  const identifier = within.find((node) => node.isTei("msIdentifier")) ?? archived(element);
  return identifier === undefined ? null : shelfmarkOf(identifier);
}

/** Reads where a manuscript or another object is kept, of the element that identifies it. */
export function shelfmarkOf(identifier: XmlNode): Shelfmark {
  const part = (local: string): string | null => {
    const found =
      identifier.maybeElement(local) ??
      identifier.maybeElement("altIdentifier")?.maybeElement(local) ??
      identifier.maybeElement("msFrag")?.maybeElement(local) ??
      null;
    return found === null || editedText(found) === "" ? null : editedText(found);
  };
  return {
    settlement: part("settlement"),
    repository: part("repository") ?? part("institution"),
    collection: part("collection"),
    idno: part("idno") ?? part("msName"),
  };
}

/** A `biblStruct` has no place for a shelfmark but in what it is related to. */
function archived(element: XmlNode): XmlNode | undefined {
  const related = [...element.elements("relatedItem")].find((each) => each.get("type") === "archive");
  return related?.descendantElements("msIdentifier").next().value;
}

/** What a manuscript without a title is known by. */
export function shelfmarkWords(shelfmark: Shelfmark | null): string | null {
  if (shelfmark === null) return null;
  const { settlement, repository, collection, idno } = shelfmark;
  const parts = [settlement, repository, collection, idno].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}
