import type { XmlNode } from "../tree/index.ts";
import type { WebPassage } from "./dress.ts";
import { element, type Html, hasText, tidyText } from "./html.ts";
import { siglaOf } from "./sigla.ts";

/** An entry of the apparatus to a passage that is shown in the text. */
export interface ApparatusEntry {
  readonly body: readonly Html[];
  /** The readings in a line, for who points at the sign. */
  readonly title: string;
}

/**
 * Gives the entry: the reading of the text, then the others, each with who has it and with what is noted on it (`note`,
 * `witDetail`, `wit`): “voice *A* as in l. 5] noise *B* perhaps rightly; vice *C*”. Null where there is nothing to be told.
 */
export function apparatusEntry(passage: WebPassage, shown: readonly Html[]): ApparatusEntry | null {
  const first = passage.nodes("default")[0] ?? null;
  const others = passage.nodes("alternate");
  const notes = notesByReading(passage, first === null ? others : [first, ...others]);
  const noted = (reading: XmlNode | null): readonly Html[] =>
    (notes.get(reading?.row ?? -1) ?? []).flatMap((note) => spaced(passage.renderNodes([note])));
  const readings = others.map((other) => passage.renderNodes([other]));
  if (others.length === 0 && passage.has("alternate")) {
    const words = passage.render("alternate");
    if (hasText(words)) readings.push(words);
  }
  const entries = readings.map((reading, at) => [...reading, ...noted(others[at] ?? null)]);
  const told = entries
    .filter((entry) => hasText(entry))
    .flatMap((entry, at) => (at === 0 ? entry : ["; ", ...entry]));
  const head = [tidyText(shown), ...haveIt(first)];
  if (told.length > 0) {
    const title = readings
      .filter((reading) => hasText(reading))
      .map(tidyText)
      .join("; ");
    return { body: [...head, ...noted(first), "] ", ...told], title };
  }
  const remark = noted(first);
  if (!hasText(remark)) return null;
  const body = hasText(head) ? [...head, "]", ...remark] : remark.slice(remark[0] === " " ? 1 : 0);
  return { body, title: tidyText(remark) };
}

/** A note is parted from what is before it, unless it goes on with a sign: “alterius *S*, qui uerba 4 omisit”. */
function spaced(note: readonly Html[]): readonly Html[] {
  return /^[,;:.)]/u.test(tidyText(note)) ? note : [" ", ...note];
}

/** Who has the reading of the text, or proposed it, where the apparatus says so. */
function haveIt(reading: XmlNode | null): readonly Html[] {
  if (reading?.isTei("lem", "rdg") !== true) return [];
  const pointers = [reading.get("wit"), reading.get("source")].filter((each) => each).join(" ");
  const sigla = siglaOf(reading, pointers || (reading.get("resp") ?? ""));
  return sigla === "" ? [] : [" ", element("span", { class: "sigla" }, sigla)];
}

/** The notes of an entry by the row of the reading they are on: the one they point to, else the one they stand behind. */
function notesByReading(
  passage: WebPassage,
  readings: readonly XmlNode[],
): ReadonlyMap<number, readonly XmlNode[]> {
  const notes = new Map<number, XmlNode[]>();
  for (const note of passage.nodes("notes")) {
    const on = pointedTo(note, readings) ?? readings.findLast(({ row }) => row < note.row) ?? readings[0];
    const row = on?.row ?? -1;
    notes.set(row, [...(notes.get(row) ?? []), note]);
  }
  return notes;
}

function pointedTo(note: XmlNode, readings: readonly XmlNode[]): XmlNode | undefined {
  const ids = new Set(
    (note.get("target") ?? "").split(/\s+/u).map((pointer) => pointer.replace(/^.*#/u, "")),
  );
  return readings.find((reading) => {
    const id = reading.get("xml:id");
    return id !== null && ids.has(id);
  });
}
