import type { XmlNode } from "../tree/index.ts";
import { dateInWords } from "./date-words.ts";
import { words } from "./header-words.ts";
import type { Words } from "./words.ts";

/** Gives when the one print was published that a `sourceDesc` describes; null where it describes several, or none with a date. */
export function printedOf(source: XmlNode | null, inWords: Words): string | null {
  const described = [...(source?.elements() ?? [])].filter((each) =>
    each.isTei("biblStruct", "biblFull", "bibl"),
  );
  const imprint = described.length === 1 ? described[0]! : null;
  const [date] = [...(imprint?.descendantElements("date") ?? [])];
  return date === undefined ? null : (dateInWords(date, inWords) ?? words(date));
}
