import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import type { WorkDate } from "./work.ts";

const DAY = String.raw`-?\d{4}(?:-\d{2}(?:-\d{2})?)?`;

/** Words that say a date is not certain. */
const ABOUT = /\b(?:ca?|circa|um|vers|env|около|ок)\.?\s*\d|\[|\?/iu;

/** Reads a `date`: its attributes (TEI P5, 14.4) before its words. */
export function readDate(date: XmlNode): WorkDate {
  const text = editedText(date);
  const when = day(date.get("when")) ?? day(date.get("when-iso"));
  const from =
    when ??
    day(date.get("from")) ??
    day(date.get("notBefore")) ??
    day(date.get("to")) ??
    day(date.get("notAfter"));
  const to = when === null ? (day(date.get("to")) ?? day(date.get("notAfter"))) : null;
  const [spoken, until] = from === null ? yearsIn(text) : [null, null];
  const between = date.get("notBefore") !== null || date.get("notAfter") !== null;
  const unsure = between || ["low", "medium", "unknown"].includes(date.get("cert") ?? "") || ABOUT.test(text);
  return {
    text: text === "" ? [from, to === from ? null : to].filter((each) => each !== null).join("–") : text,
    from: from ?? spoken,
    to: (to === from ? null : to) ?? until,
    uncertain: unsure,
  };
}

/** Reads the years out of the words of a date: `1938`, `1886–90`, `um 1200`. */
export function yearsIn(text: string): [string | null, string | null] {
  const found = /\b(\d{3,4})[a-z]?\b(?:\s*[-–—/]\s*(\d{2,4})\b)?/u.exec(text);
  if (found === null) return [null, null];
  const from = found[1]!;
  const until = found[2];
  return [
    from.padStart(4, "0"),
    until === undefined ? null : (from.slice(0, from.length - until.length) + until).padStart(4, "0"),
  ];
}

function day(value: string | null): string | null {
  return value === null ? null : (new RegExp(`^${DAY}`, "u").exec(value.trim())?.[0] ?? null);
}
