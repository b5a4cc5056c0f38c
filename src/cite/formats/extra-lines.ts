import { NOTED_DATES, NOTED_WORDS, ROLES } from "../../resolve/index.ts";
import { lookUp } from "../../tree/index.ts";
import { type CslItem, type CslName, cslDate } from "../csl.ts";
import { PRINTED_WORDS } from "./csl-variables.ts";

/** What reference managers call the variables of CSL where a person writes them into a note. */
const CALLED: Readonly<Record<string, string>> = {
  event: "event-title",
  "num-pages": "number-of-pages",
  pages: "page",
  place: "publisher-place",
  date: "issued",
  series: "collection-title",
  "series-number": "collection-number",
  "series-editor": "collection-editor",
  "book-author": "container-author",
  "short-title": "title-short",
  "publication-title": "container-title",
  "book-title": "container-title",
  "journal-abbreviation": "container-title-short",
  "archive-location": "archive_location",
  "archive-collection": "archive_collection",
};

const DATES: ReadonlySet<string> = new Set(["issued", "accessed", "original-date", ...NOTED_DATES]);

const NAMES: ReadonlySet<string> = new Set(["container-author", ...ROLES]);

const VARIABLES: ReadonlyMap<string, string> = new Map(
  [...PRINTED_WORDS, ...NOTED_WORDS, "container-title", "DOI", ...DATES, ...NAMES].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/**
 * Takes the lines of a note that say a variable of CSL, as one writes them into Zotero’s field “Extra”: “Original Date: 1890”,
 * “original-date: 1890”, “{:original-date: 1890}”. A variable that the record has otherwise stays a line of the note.
 */
export function withExtraLines(item: CslItem): CslItem {
  if (item.note === undefined) return item;
  const members: Record<string, unknown> = { ...item };
  const people = new Map<string, CslName[]>();
  const rest = lines(item.note).filter((line) => {
    const found = variableOf(line);
    if (found === null) return true;
    const [name, value] = found;
    if (item[name as keyof CslItem] !== undefined) return item[name as keyof CslItem] !== value;
    if (NAMES.has(name)) people.set(name, [...(people.get(name) ?? []), nameOf(value)]);
    else if (members[name] !== undefined) return true;
    else members[name] = DATES.has(name) ? cslDate(value) : value;
    return false;
  });
  const { note: _note, ...others } = { ...members, ...Object.fromEntries(people) } as unknown as CslItem;
  const note = rest.join("\n").trim();
  return note === "" ? others : { ...others, note };
}

function lines(note: string): readonly string[] {
  return note.replace(/\{:([^{}]*)\}/gu, "\n$1\n").split(/\n+/u);
}

function variableOf(line: string): readonly [string, string] | null {
  const [, label, value] = /^\s*([A-Za-z][\w -]{1,30}?)\s*:\s*(\S.*?)\s*$/u.exec(line) ?? [];
  if (label === undefined || value === undefined) return null;
  const called = label.toLowerCase().replace(/\s+/gu, "-");
  const name = VARIABLES.get(lookUp(CALLED, called) ?? called) ?? VARIABLES.get(called.replace(/-/gu, "_"));
  return name === undefined ? null : [name, value];
}

/** “Roe || Ann”, as Zotero has it, or “Roe, Ann”. */
function nameOf(text: string): CslName {
  const [family = "", given = ""] = text.split(/\s*(?:\|\||,)\s*/u);
  return given === "" ? { literal: family } : { family, given };
}
