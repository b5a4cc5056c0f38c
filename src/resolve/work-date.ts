import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import type { WorkDate } from "./work.ts";

const DAY = String.raw`-?\d{4}(?:-\d{2}(?:-\d{2})?)?`;

/** Words that say a date is not certain. */
const ABOUT = /\b(?:ca?|circa|um|vers|env|около|ок)\.?\s*\d|\[|\?/iu;

const ABOUT_ONLY = /\b(?:ca?|circa|um|vers|about|env|around)\.?\s*\d|(?:около|ок)\.?\s*\d/iu;

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
    ...edtfOf(date, { from: from ?? spoken, to: (to === from ? null : to) ?? until }),
  };
}

/** Writes a date as EDTF does: a span has a slash, what lies somewhere between two days has brackets. */
function edtfOf(
  date: XmlNode,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): { readonly edtf?: string } {
  const sign = ["low", "medium", "unknown"].includes(date.get("cert") ?? "") || /[?]|\[/u.test(date.text);
  const about = ABOUT_ONLY.test(date.text);
  const mark = sign && about ? "%" : sign ? "?" : about ? "~" : "";
  const [after, before] = [day(date.get("notBefore")), day(date.get("notAfter"))];
  const [start, end] = [day(date.get("from")), day(date.get("to"))];
  const one = day(date.get("when")) ?? day(date.get("when-iso"));
  if (one === null && (after !== null || before !== null) && start === null && end === null)
    return { edtf: after === before ? `${after}${mark}` : `[${after ?? ""}..${before ?? ""}]` };
  if (one === null && (start !== null || end !== null))
    return { edtf: `${start === null ? ".." : start + mark}/${end === null ? ".." : end + mark}` };
  if (from === null) return {};
  return { edtf: to === null ? `${from}${mark}` : `${from}${mark}/${to}${mark}` };
}

/** Reads the years out of the words of a date: `1938`, `1886–90`, `um 1200`. */
export function yearsIn(text: string): [string | null, string | null] {
  const days = text.match(/(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/gu);
  if (days !== null) return [days[0]!, days[1] === undefined || days[1] === days[0] ? null : days[1]];
  // “1850-03” is a month, since no span ends before it begins; “1901-02” are two years.
  const [month, , year = "", behind = ""] =
    /(?<![\d-])(\d\d(\d\d))-(0[1-9]|1[0-2])(?![\d-])/u.exec(text) ?? [];
  if (month !== undefined && behind < year) return [month, null];
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

const DATED = ["when", "from", "to", "notBefore", "notAfter", "when-iso"] as const;

/** Whether attributes of an element say when it was (att.datable, TEI P5, 14.4). */
export function isDated(element: XmlNode): boolean {
  return DATED.some((name) => element.get(name) !== null);
}
