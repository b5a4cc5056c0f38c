import { lookUp } from "../../tree/index.ts";
import { type CslDate, type CslName, cslDate } from "../csl.ts";
import { NOTED_FIELDS } from "./bibtex-fields.ts";
import { itemOf, type ReadRecord, yearAndMonth } from "./item-parts.ts";
import { languageOf } from "./language-of.ts";
import { RecordFields } from "./record-fields.ts";
import { plainOfTex } from "./tex-text.ts";

interface Entry {
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const TYPES: Readonly<Record<string, string>> = {
  article: "article-journal",
  book: "book",
  mvbook: "book",
  collection: "book",
  mvcollection: "book",
  booklet: "pamphlet",
  inbook: "chapter",
  bookinbook: "chapter",
  incollection: "chapter",
  suppbook: "chapter",
  inproceedings: "paper-conference",
  conference: "paper-conference",
  proceedings: "book",
  inreference: "entry-encyclopedia",
  phdthesis: "thesis",
  mastersthesis: "thesis",
  thesis: "thesis",
  techreport: "report",
  report: "report",
  unpublished: "manuscript",
  dataset: "dataset",
  software: "software",
  movie: "motion_picture",
  video: "motion_picture",
  music: "song",
  image: "graphic",
  artwork: "graphic",
  patent: "patent",
  jurisdiction: "legal_case",
  legislation: "legislation",
  legal: "legislation",
  review: "review",
  manual: "book",
  online: "webpage",
  electronic: "webpage",
  www: "webpage",
  periodical: "periodical",
  letter: "personal_communication",
  reference: "book",
  misc: "document",
};

/**
 * Reads BibTeX and BibLaTeX as reference managers write them: `@string`, `@comment`, `@preamble`, values in braces or
 * quotes joined with `#`, `crossref` and `xdata`, accents of TeX. Text outside of entries is a comment; an entry that is
 * not closed is read as far as it goes.
 */
export function readBibtex(source: string): readonly ReadRecord[] {
  const entries = entriesOf(source);
  const byKey = new Map(entries.map((entry) => [entry.key.toLowerCase(), entry]));
  return entries
    .filter(({ type }) => type !== "xdata")
    .map((entry) => recordFrom(withParents(entry, byKey, new Set())));
}

/** A field that an entry lacks is its parent's; the title of the parent is the title of the book it is in. */
function withParents(entry: Entry, byKey: ReadonlyMap<string, Entry>, seen: Set<string>): Entry {
  const names = [entry.fields.get("xdata"), entry.fields.get("crossref")].flatMap((value) =>
    (value ?? "")
      .split(",")
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ""),
  );
  const fields = new Map(entry.fields);
  for (const name of names) {
    const parent = byKey.get(name);
    if (parent === undefined || seen.has(name)) continue;
    const whole = withParents(parent, byKey, new Set([...seen, name]));
    for (const [field, value] of whole.fields) {
      const inherited = field === "title" && parent.type !== "xdata" ? "booktitle" : field;
      if (!fields.has(inherited) && field !== "shorttitle") fields.set(inherited, value);
    }
  }
  return { ...entry, fields };
}

function recordFrom({ type, key, fields: said }: Entry): ReadRecord {
  const fields = new RecordFields(said);
  const text = (...names: string[]): string | null => printed(fields.one(...names));
  const raw = (name: string): string | null => verbatim(fields.one(name));
  const people = (name: string): readonly CslName[] => namesIn(fields.one(name) ?? "");
  const title = joinedBy(": ", text("title"), text("subtitle"));
  const container = joinedBy(
    ": ",
    text("journal", "journaltitle", "booktitle", "maintitle"),
    text("journalsubtitle", "booksubtitle"),
  );
  // A book that others refer to says its title twice, so that they find it as their booktitle.
  const isItself = container === title && lookUp(TYPES, type) === "book";
  const isArticle = type === "article";
  const address = addressIn(verbatim(fields.peek("howpublished")));
  const isKept = lookUp(TYPES, type) === "manuscript";
  fields.all("xdata", "crossref", "options", "langidopts");
  const item = itemOf({
    id: key === "" ? null : key,
    type: lookUp(TYPES, type) ?? "document",
    title,
    shortTitle: text("shorttitle") ?? text("shorthand"),
    others: {
      author: people("author"),
      editor: people("editor"),
      translator: people("translator"),
      "container-author": people("bookauthor"),
      ...notedOf(text),
      archive: isKept ? text("library") : null,
      "call-number": text("library", "lccn"),
      number: eprintOf(raw("eprint"), raw("eprinttype") ?? raw("archiveprefix")),
      "event-date": dateIn(raw("eventdate")),
      medium: address === null ? text("howpublished") : null,
    },
    container: isItself ? null : container,
    containerShort: text("shortjournal"),
    series: text("series"),
    seriesNumber: isArticle ? null : text("number"),
    volume: text("volume"),
    issue: isArticle ? text("number", "issue") : text("issue"),
    pages: text("pages", "eid"),
    edition: text("edition"),
    publisher: text("publisher", "school", "institution", "organization"),
    place: text("address", "location"),
    // “1200~” is about 1200, and the sign no space of TeX.
    date: raw("date") ?? yearAndMonth(raw("year"), monthOf(text("month")), text("day")),
    originalDate: raw("origdate"),
    accessed: raw("urldate"),
    DOI: raw("doi"),
    ISBN: text("isbn"),
    ISSN: text("issn"),
    URL: raw("url") ?? (address === null ? null : addressIn(raw("howpublished"))),
    language: languageOf(text("langid", "language")),
    note: joinedBy("\n", ...["note", "addendum"].map((name) => printedLines(fields.one(name)))),
  });
  return { item, left: fields.left() };
}

function notedOf(text: (...names: string[]) => string | null): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.entries(NOTED_FIELDS).map(([variable, names]) => [variable, text(...names)]),
  );
}

function printed(value: string | null): string | null {
  return value === null ? null : plainOfTex(value) || null;
}

/** A note whose lines may each say a variable. */
function printedLines(value: string | null): string | null {
  const lines = (value ?? "").split(/\s*\n\s*|\\\\\s*/u).map(plainOfTex);
  return lines.filter((line) => line !== "").join("\n") || null;
}

function verbatim(value: string | null): string | null {
  return (
    value
      ?.replace(/\\([_%&#~])/gu, "$1")
      .replace(/[{}]/gu, "")
      .trim() || null
  );
}

function joinedBy(between: string, ...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(between) || null;
}

/** “arXiv:2101.12345”, as CSL has it. */
function eprintOf(number: string | null, archive: string | null): string | null {
  return number === null || archive === null || number.startsWith(`${archive}:`)
    ? number
    : `${archive}:${number}`;
}

function dateIn(text: string | null): CslDate | null {
  return text === null ? null : cslDate(text);
}

/** “\url{https://example.org}”: an address, bare or in the command for one; braces are gone by now. */
function addressIn(published: string | null): string | null {
  return /^(?:\\url\s*)?(https?:\/\/\S+)$/u.exec(published ?? "")?.[1] ?? null;
}

function monthOf(value: string | null): string | null {
  if (value === null) return null;
  const at = MONTHS.indexOf(value.slice(0, 3).toLowerCase());
  return at < 0 ? (/^\d{1,2}$/u.test(value) ? value : null) : String(at + 1);
}

/** Takes a list of names apart: at `and` outside of braces. */
function namesIn(value: string): readonly CslName[] {
  return splitOutside(value, /\s+and\s+/iuy)
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map(nameOf);
}

function nameOf(name: string): CslName {
  if (/^\{[^{}]*\}$/u.test(name)) return { literal: plainOfTex(name) };
  const parts = splitOutside(name, /\s*,\s*/uy);
  if (parts.every((part) => NAME_PART.test(part))) return nameOfParts(parts);
  if (parts.length === 1) return naturalName(splitOutside(name, /[\s~]+/uy));
  const [last, middle, first] = parts.map((part) => part.trim());
  const words = splitOutside(last!, /\s+/uy);
  const start = words.findIndex((word) => !isSmall(word));
  const particle = words.slice(0, Math.max(0, start)).map(plainOfTex).join(" ");
  const given = plainOfTex(first ?? middle ?? "");
  if (words.join("") === "") return { literal: given };
  return {
    family: words.slice(Math.max(0, start)).map(plainOfTex).join(" "),
    ...(given === "" ? {} : { given }),
    ...(particle === "" ? {} : { "non-dropping-particle": particle }),
    ...(first === undefined || middle === "" ? {} : { suffix: plainOfTex(middle!) }),
  };
}

/** BibLaTeX’s names in parts: “given=Jan, family=Berg, prefix=van den, useprefix=true”. */
const NAME_PART =
  /^\s*"?(?<part>family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i)\s*=\s*(?<value>.*?)"?\s*$/su;

function nameOfParts(parts: readonly string[]): CslName {
  const said = new Map(
    parts.map((part) => {
      const groups = NAME_PART.exec(part)!.groups!;
      return [groups.part!, plainOfTex(groups.value!)];
    }),
  );
  const given = said.get("given");
  const prefix = said.get("prefix");
  const suffix = said.get("suffix");
  const family = said.get("family");
  if (family === undefined) return { literal: given ?? "" };
  return {
    family,
    ...(given === undefined ? {} : { given }),
    ...(prefix === undefined ? {} : { "non-dropping-particle": prefix }),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

function naturalName(words: readonly string[]): CslName {
  if (words.length === 1) return { literal: plainOfTex(words[0]!) };
  const small = words.findIndex((word, at) => at > 0 && at < words.length - 1 && isSmall(word));
  const from = small < 0 ? words.length - 1 : small;
  const rest = words.slice(from);
  const start = rest.findIndex((word) => !isSmall(word));
  const particle = rest.slice(0, Math.max(0, start)).map(plainOfTex).join(" ");
  return {
    family: rest.slice(Math.max(0, start)).map(plainOfTex).join(" "),
    given: words.slice(0, from).map(plainOfTex).join(" "),
    ...(particle === "" ? {} : { "non-dropping-particle": particle }),
  };
}

function isSmall(word: string): boolean {
  return /^\p{Ll}/u.test(plainOfTex(word));
}

/** Splits a value where a separator stands outside of braces. */
function splitOutside(value: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    const sign = value[at];
    if (sign === "\\") {
      at++;
      continue;
    }
    if (sign === "{") depth++;
    else if (sign === "}") depth--;
    if (depth > 0) continue;
    separator.lastIndex = at;
    const found = separator.exec(value);
    if (found === null || found[0] === "") continue;
    parts.push(value.slice(from, at));
    from = at + found[0].length;
    at = from - 1;
  }
  return [...parts, value.slice(from)];
}

function entriesOf(source: string): Entry[] {
  const strings = new Map(MONTHS.map((month) => [month, month]));
  const entries: Entry[] = [];
  const opening = /@\s*([A-Za-z]+)\s*([{(])/gu;
  for (let found = opening.exec(source); found !== null; found = opening.exec(source)) {
    const type = found[1]!.toLowerCase();
    const from = opening.lastIndex;
    if (type === "comment" || type === "preamble") {
      opening.lastIndex = closing(source, from);
      continue;
    }
    const scanner: Scanner = { source, at: from, strings };
    const key = type === "string" ? "" : keyAt(scanner);
    const fields = fieldsAt(scanner);
    opening.lastIndex = Math.max(scanner.at, from);
    if (type === "string") for (const [name, value] of fields) strings.set(name, value);
    else if (key !== null || fields.size > 0) entries.push({ type, key: key ?? "", fields });
  }
  return entries;
}

function closing(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === "{" || source[at] === "(") depth++;
    else if ((source[at] === "}" || source[at] === ")") && --depth === 0) return at + 1;
  }
  return source.length;
}

interface Scanner {
  readonly source: string;
  at: number;
  readonly strings: ReadonlyMap<string, string>;
}

function take(scanner: Scanner, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.source);
  if (found !== null) scanner.at = pattern.lastIndex;
  return found;
}

function keyAt(scanner: Scanner): string | null {
  const found = take(scanner, /\s*([^\s,={}"]*)\s*(?:,|(?=[})])|(?=[A-Za-z][\w-]*\s*=))/uy);
  return found === null || found[1] === "" ? null : found[1]!;
}

function fieldsAt(scanner: Scanner): Map<string, string> {
  const fields = new Map<string, string>();
  for (;;) {
    const name = take(scanner, /[\s,]*([A-Za-z][\w:+-]*)\s*=\s*/uy);
    if (name === null) break;
    const field = name[1]!.toLowerCase();
    const value = valueAt(scanner);
    if (!fields.has(field)) fields.set(field, value);
  }
  take(scanner, /[\s,]*[})]/uy);
  return fields;
}

function valueAt(scanner: Scanner): string {
  let value = "";
  do {
    const sign = scanner.source[scanner.at];
    if (sign === "{") value += bracedAt(scanner, "}");
    else if (sign === '"') value += bracedAt(scanner, '"');
    else {
      const word = take(scanner, /[^\s,{}#"]+/uy)?.[0] ?? "";
      value += scanner.strings.get(word.toLowerCase()) ?? word;
    }
  } while (take(scanner, /\s*#\s*/uy) !== null);
  return value;
}

/** A value up to its end outside of inner braces; an entry that is not closed ends with the source. */
function bracedAt(scanner: Scanner, end: string): string {
  const { source } = scanner;
  const from = scanner.at + 1;
  let depth = 0;
  let at = from;
  for (; at < source.length; at++) {
    const sign = source[at];
    if (sign === "\\") at++;
    else if (depth === 0 && sign === end) break;
    else if (sign === "{") depth++;
    else if (sign === "}") depth--;
  }
  scanner.at = at + 1;
  return source.slice(from, at);
}
