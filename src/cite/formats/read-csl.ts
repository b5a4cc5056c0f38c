import { bareDoi, isOthers, NOTED_DATES, NOTED_WORDS, ROLES } from "../../resolve/index.ts";
import { lookUp } from "../../tree/index.ts";
import { type CslDate, type CslItem, type CslName, cslDate } from "../csl.ts";
import { PRINTED_WORDS } from "./csl-variables.ts";
import { type ReadRecord, withoutEmpty } from "./item-parts.ts";
import { languageOf } from "./language-of.ts";

/** The names that registries of DOIs have for types, which CSL calls otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  "journal-article": "article-journal",
  "magazine-article": "article-magazine",
  "newspaper-article": "article-newspaper",
  "book-chapter": "chapter",
  "book-section": "chapter",
  "book-part": "chapter",
  monograph: "book",
  "edited-book": "book",
  "reference-book": "book",
  "reference-entry": "entry-encyclopedia",
  "proceedings-article": "paper-conference",
  dissertation: "thesis",
  journal: "periodical",
  video: "motion_picture",
};

const PEOPLE = ["container-author", ...ROLES] as const;

const DATES = ["original-date", "accessed", ...NOTED_DATES] as const;

const WORDS = [...PRINTED_WORDS, ...NOTED_WORDS] as const;

/** What older exports and registries call variables. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  "title-short": ["shortTitle", "short-title"],
  "container-title-short": ["journalAbbreviation", "short-container-title"],
  "event-title": ["event"],
  part: ["part-number"],
  issued: ["published-print", "published-online", "published"],
};

/** What says nothing of its own: the first of the pages that are given, and whose record it is. */
const IDLE = ["id", "type", "title", "subtitle", "container-title", "note", "DOI", "page-first"];

const KNOWN: ReadonlySet<string> = new Set([
  ...IDLE,
  ...WORDS,
  ...PEOPLE,
  ...DATES,
  ...Object.entries(CALLED).flatMap(([name, others]) => [name, ...others]),
]);

type Said = Readonly<Record<string, unknown>>;

/**
 * Reads CSL-JSON as reference managers and registries of DOIs write it: numbers for words, lists for one value, names that
 * are one string, dates in words, with parts that are empty or no numbers. Throws a `SyntaxError` where it is no JSON, or no
 * list of items.
 */
export function readCsl(text: string): readonly ReadRecord[] {
  const data = JSON.parse(text.replace(/^\ufeff/u, "")) as unknown;
  const list = Array.isArray(data) ? data : isItems(data) ? data.items : [data];
  return list.map((item: unknown, at) => {
    if (!isSaid(item)) throw new SyntaxError(`Item ${at + 1} is no item of CSL-JSON`);
    return { item: itemFrom(item), left: leftOf(item) };
  });
}

/** What is no variable that is known, and of lists of words all but the first. */
function leftOf(item: Said): readonly string[] {
  const id = idOf(item);
  return Object.entries(item)
    .filter(([name, value]) =>
      KNOWN.has(name)
        ? Array.isArray(value) && value.length > 1 && typeof value[0] === "string"
        : !saysNothing(value) && !(name === "citation-key" && value === id),
    )
    .map(([name]) => (KNOWN.has(name) ? `${name} (all but the first)` : name));
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function isItems(data: unknown): data is { items: unknown[] } {
  return isSaid(data) && Array.isArray(data.items);
}

function isSaid(value: unknown): value is Said {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function idOf(said: Said): string | null {
  return words(said.id)?.replace(/^.*\/items\//u, "") ?? null;
}

function itemFrom(said: Said): ReadRecord["item"] {
  const type = words(said.type) ?? "document";
  const title = [words(said.title), words(said.subtitle)].filter((part) => part !== null).join(": ");
  const called = <T>(name: string, read: (value: unknown) => T | null): T | null =>
    [name, ...(CALLED[name] ?? [])].map((each) => read(said[each])).find((found) => found !== null) ?? null;
  const members = {
    type: lookUp(TYPES, type) ?? type,
    ...Object.fromEntries(WORDS.map((name) => [name, called(name, words)])),
    ...Object.fromEntries(PEOPLE.map((name) => [name, people(said[name])])),
    ...Object.fromEntries(DATES.map((name) => [name, dateOf(said[name])])),
    title: marked(title),
    "container-title": marked(words(said["container-title"]) ?? ""),
    DOI: bareDoi(words(said.DOI) ?? "") || null,
    issued: called("issued", dateOf),
    language: languageOf(words(said.language)),
    note: noteOf(said.note),
  };
  return { ...withoutEmpty<CslItem>(members), id: idOf(said) };
}

/** A note keeps its lines, because each may say a variable. */
function noteOf(value: unknown): string | null {
  const said = typeof value === "string" ? value.split(/\r\n?|\n/u).map(words) : [words(value)];
  return said.filter((line) => line !== null).join("\n") || null;
}

/** The words of a value, of the first of several, or of a number; null where it says nothing. */
function words(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== "string" && typeof one !== "number") return null;
  return plainSigns(String(one)).replace(/\s+/gu, " ").trim() || null;
}

const SIGNS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** “&amp;amp;” of a catalogue that wrote HTML. */
function plainSigns(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/giu, (whole, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    })
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/gu, (_whole, name: string) => SIGNS[name]!);
}

/** What stands for the few tags that titles in CSL-JSON may have; any other is left out, and its words are kept. */
const TAGS: Readonly<Record<string, string>> = {
  em: "i",
  italic: "i",
  strong: "b",
  bold: "b",
  scp: "sc",
  i: "i",
  b: "b",
  sc: "sc",
  sub: "sub",
  sup: "sup",
};

function marked(title: string): string {
  return title
    .replace(/<\/?(?:\p{L}+:)?(\p{L}+)(?:\s[^<>]*)?\/?>/gu, (whole, name: string) => {
      if (/^span$/iu.test(name)) return whole;
      const tag = lookUp(TAGS, name.toLowerCase());
      if (tag === undefined) return /^(?:br|p)$/iu.test(name) ? " " : "";
      return whole.startsWith("</") ? `</${tag}>` : `<${tag}>`;
    })
    .replace(/\s+/gu, " ")
    .trim();
}

function people(value: unknown): readonly CslName[] {
  const list: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(/\s*;\s*/u)
      : [value];
  return list.map(nameOf).filter((name) => name !== null);
}

/** A name by its parts, or whole where it is that of a body; null where nothing is said. */
function nameOf(value: unknown): CslName | null {
  if (typeof value === "string") return writtenName(value.trim());
  if (!isSaid(value)) return null;
  const part = (...names: string[]): string | null =>
    names.map((name) => words(value[name])).find((found) => found !== null) ?? null;
  const [family, given] = [part("family"), part("given")];
  const whole = part("literal", "name");
  if (family === null) return whole === null && given === null ? null : bodyOf(whole ?? given!);
  if (isOthers(family) && given === null) return { literal: "others" };
  return withoutEmpty({
    family,
    given,
    "non-dropping-particle": joined(part("dropping-particle"), part("non-dropping-particle")),
    suffix: part("suffix"),
  });
}

function bodyOf(literal: string): CslName {
  return { literal: isOthers(literal) ? "others" : literal };
}

/** “Roe, Ann” is taken apart; without a comma nobody knows what is the family name. */
function writtenName(text: string): CslName | null {
  const [family = "", given] = text.split(/\s*,\s*/u);
  if (text === "") return null;
  return given === undefined || given === "" ? bodyOf(family) : { family, given };
}

function joined(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(" ") || null;
}

/** A date by its parts as far as they are numbers, else by its words; null where it says nothing. */
function dateOf(value: unknown): CslDate | null {
  if (!isSaid(value)) return inWords(words(value));
  const listed: readonly unknown[] = Array.isArray(value["date-parts"]) ? value["date-parts"] : [];
  const days = listed.map(partsOf).filter((parts) => parts.length > 0);
  const circa = isSaying(value.circa) ? { circa: true } : {};
  if (days.length > 0) return { "date-parts": days.slice(0, 2), ...circa };
  const said = inWords(words(value.literal) ?? words(value.raw));
  return said === null ? null : { ...said, ...circa };
}

function isSaying(circa: unknown): boolean {
  return circa === true || circa === 1 || (typeof circa === "string" && !/^(?:|0|false)$/u.test(circa));
}

/** Year, month and day, up to the first that is none; no year is 0. */
function partsOf(value: unknown): number[] {
  const parts = (Array.isArray(value) ? value : [value]).slice(0, 3).map((part) => {
    const isWritten = typeof part === "number" || (typeof part === "string" && /^-?\d+$/u.test(part.trim()));
    return isWritten ? Number(part) : 0;
  });
  const end = parts.findIndex((part, at) => !isPartOfDay(part, at));
  return end < 0 ? parts : parts.slice(0, end);
}

function isPartOfDay(part: number, at: number): boolean {
  if (!Number.isInteger(part) || part === 0) return false;
  return at === 0 ? Math.abs(part) < 10000 : part > 0 && part <= (at === 1 ? 12 : 31);
}

const ABOUT = /^(?:circa|ca?\.?|about|um|vers|environ|verso|hacia|ок\.|около)\s*(?=-?\d)/iu;

/** “circa 1850” and “1850?” are the year, and not certain. */
function inWords(text: string | null): CslDate | null {
  if (text === null) return null;
  const date = cslDate(text.replace(ABOUT, ""));
  const isDay = date["date-parts"] !== undefined;
  return isDay && ABOUT.test(text) ? { ...date, circa: true } : isDay ? date : { literal: text };
}
