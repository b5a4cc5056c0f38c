import type { XmlNode } from "../tree/index.ts";
import { words } from "./header-words.ts";

/** Gives the shelfmark of the one source that a `sourceDesc` describes; null where it describes several, or none. */
export function shelfmarkOf(source: XmlNode | null): string | null {
  const described = [...(source?.descendantElements("msDesc") ?? [])].filter(
    (each) => each.maybeAncestor("msDesc") === null,
  );
  const [only] = described;
  const identifier = described.length === 1 ? only!.maybeElement("msIdentifier") : null;
  return identifier === null ? null : words(identifier.maybeElement("idno"));
}
