import { isOthers } from "../../resolve/index.ts";
import type { CslItem, CslName } from "../csl.ts";
import { itemOf, type ReadRecord } from "./item-parts.ts";
import { languageOf } from "./language-of.ts";
import { RecordFields } from "./record-fields.ts";

/** Where the title of a journal or of a book stands in full. */
const CONTAINERS = ["T2", "JO", "JF"] as const;

const TYPES: Readonly<Record<string, string>> = {
  JOUR: "article-journal",
  EJOUR: "article-journal",
  MGZN: "article-magazine",
  NEWS: "article-newspaper",
  BOOK: "book",
  EDBOOK: "book",
  EBOOK: "book",
  CHAP: "chapter",
  ECHAP: "chapter",
  DICT: "entry-dictionary",
  ENCYC: "entry-encyclopedia",
  CONF: "book",
  CPAPER: "paper-conference",
  THES: "thesis",
  RPRT: "report",
  GOVDOC: "report",
  PAMP: "pamphlet",
  UNPB: "manuscript",
  MANSCPT: "manuscript",
  PCOMM: "personal_communication",
  ICOMM: "personal_communication",
  JFULL: "periodical",
  ELEC: "webpage",
  WEB: "webpage",
  BLOG: "post-weblog",
  ART: "graphic",
  MAP: "map",
  SOUND: "song",
  MUSIC: "musical_score",
  MPCT: "motion_picture",
  VIDEO: "motion_picture",
  COMP: "software",
  DATA: "dataset",
  DBASE: "dataset",
  CASE: "legal_case",
  BILL: "bill",
  STAT: "legislation",
  HEAR: "hearing",
  PAT: "patent",
  SLIDE: "speech",
};

/** What stands in something else. */
const PARTS: ReadonlySet<string> = new Set([
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "chapter",
  "paper-conference",
  "entry-dictionary",
  "entry-encyclopedia",
  "post-weblog",
]);

/** What is kept somewhere, and not in print: its archive is no name of a database. */
const KEPT: ReadonlySet<string> = new Set([
  "document",
  "graphic",
  "manuscript",
  "map",
  "personal_communication",
]);

type Record_ = readonly (readonly [string, string])[];

/**
 * Reads RIS as reference managers write it: any line ends, a byte order mark, values that go on in the next line. A record
 * that is not ended by `ER` ends with the next `TY`, or the file.
 */
export function readRis(source: string): readonly ReadRecord[] {
  const records: [string, string][][] = [];
  let open: [string, string][] | null = null;
  for (const line of source.replace(/^\ufeff/u, "").split(/\r\n?|\n/u)) {
    const found = /^\s*([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?$/u.exec(line);
    if (found === null) {
      if (open !== null && open.length > 0 && line.trim() !== "") goOn(open.at(-1)!, line.trim());
      continue;
    }
    const [, tag, value = ""] = found;
    if (tag === "TY") {
      open = [["TY", value.trim()]];
      records.push(open);
    } else if (tag === "ER") open = null;
    else open?.push([tag!, value.trim()]);
  }
  return records.map(recordFrom);
}

/** The lines of a note are kept apart, because each may say a variable. */
function goOn(field: [string, string], line: string): void {
  field[1] += `${/^(?:N1|M2|RN)$/u.test(field[0]) ? "\n" : " "}${line}`;
}

function recordFrom(record: Record_): ReadRecord {
  const fields = new RecordFields(record);
  const type = typeOf(fields);
  const isPart = PARTS.has(type);
  const journal = isPart ? containerOf(fields) : null;
  const number = fields.one("SN");
  const kept = KEPT.has(type);
  const item = itemOf({
    id: fields.one("ID"),
    type,
    title: fields.one("TI", "T1", "CT", "BT"),
    shortTitle: fields.one("ST"),
    others: {
      ...peopleOf(fields, type),
      ...notedOf(fields, type),
      archive: kept ? fields.one("DB") : null,
      archive_location: kept ? fields.one("AN") : null,
      source: oneOf(kept ? [] : fields.all("DB"), fields.all("DP")),
      "call-number": oneOf(fields.all("CN"), kept ? [] : fields.all("AN")),
    },
    container: journal,
    containerShort: isPart ? shortOf(fields, journal) : null,
    series: isPart || type === "speech" ? fields.one("T3") : fields.one("T2", "T3", "JF", "JO"),
    seriesNumber: fields.one("SV") ?? (type === "book" ? fields.one("M1") : null),
    volume: fields.one("VL"),
    issue: fields.one("IS") ?? (type.startsWith("article") ? fields.one("M1") : null),
    pages: pagesOf(fields, type),
    edition: fields.one("ET"),
    publisher: fields.one("PB"),
    place: type === "paper-conference" ? fields.one("C1", "CY", "PP") : fields.one("CY", "PP"),
    date: dateOf(fields.one("DA", "Y1"), fields.one("PY", "Y1")),
    originalDate: null,
    accessed: dateOf(fields.one("Y2"), null),
    DOI: fields.one("DO") ?? (isDoi(fields.peek("M3")) ? fields.one("M3") : null),
    ISBN: number !== null && !isIssn(number) ? number : null,
    ISSN: number !== null && isIssn(number) ? number : null,
    URL: fields.one("UR"),
    language: languageOf(fields.one("LA")),
    note: fields.all("N1", "M2", "RN").map(withoutTags).join("\n") || null,
  });
  return { item, left: fields.left() };
}

/** A paper of a conference is `CONF` in Zotero, which to others is the proceedings. */
function typeOf(fields: RecordFields): string {
  const tag = fields.one("TY")?.toUpperCase() ?? "";
  const inProceedings = tag === "CONF" && (fields.has("C3") || (fields.has("T2") && fields.has("SP")));
  return inProceedings ? "paper-conference" : (TYPES[tag] ?? "document");
}

function containerOf(fields: RecordFields): string | null {
  return fields.one("C3") ?? fields.one(...CONTAINERS) ?? fields.one("JA", "BT");
}

function shortOf(fields: RecordFields, container: string | null): string | null {
  const short = fields.one("J2", "JA");
  return short === container ? null : short;
}

/** What the tags for further names mean depends on the type; those of books are Zotero’s where it has both. */
function peopleOf(fields: RecordFields, type: string): Partial<CslItem> {
  const names = (...tags: string[]): readonly CslName[] => fields.all(...tags).map(nameOf);
  const isBook = type === "book" || type === "report";
  const hasSeries = isBook && ["A3", "T2", "T3"].some((tag) => fields.has(tag));
  const isLetter = type === "personal_communication";
  const isFilm = type === "motion_picture";
  const [editors, series, recipients] = isLetter
    ? [["ED"], ["A3"], ["A2"]]
    : isBook
      ? hasSeries
        ? [["ED", "A3"], ["A2"], []]
        : [["ED", "A2"], [], []]
      : [["ED", "A2"], ["A3"], []];
  return {
    [isFilm ? "director" : "author"]: names("AU", "A1"),
    editor: names(...editors),
    "collection-editor": names(...series),
    recipient: names(...recipients),
    "container-author": type === "chapter" ? names("C2") : [],
    [type === "paper-conference" || isFilm ? "contributor" : "translator"]: names("A4"),
  };
}

/** What has a tag, and a variable of CSL, but no element of TEI. */
function notedOf(fields: RecordFields, type: string): Partial<CslItem> {
  const words: Readonly<Record<string, string | null>> = {
    abstract: oneOf(fields.all("AB", "N2")),
    keyword: fields.all("KW").join(", ") || null,
    genre: isDoi(fields.peek("M3")) ? null : fields.one("M3"),
    section: fields.one("SE"),
    "number-of-volumes": fields.one("NV"),
    "number-of-pages": saysHowMany(fields, type) ? fields.one("SP") : null,
    "event-title": type === "speech" || fields.has("C3") ? fields.one("T2") : null,
    number: type === "report" || type === "patent" ? fields.one("M1") : null,
  };
  return words as Partial<CslItem>;
}

/** `SP` of a whole book is how many pages it has. */
function saysHowMany(fields: RecordFields, type: string): boolean {
  return (type === "book" || type === "thesis") && !fields.has("EP");
}

function pagesOf(fields: RecordFields, type: string): string | null {
  if (saysHowMany(fields, type)) return null;
  const [from, to] = [fields.one("SP"), fields.one("EP")];
  return [from, to === from ? null : to].filter((page) => page !== null).join("–") || null;
}

/** Zotero writes its notes as HTML. */
function withoutTags(note: string): string {
  return note.replace(/<\/?(?:p|br|div|span|em|strong|i|b)\b[^<>]*>/giu, " ").trim();
}

function oneOf(...values: readonly (readonly string[])[]): string | null {
  return [...new Set(values.flat())].join("; ") || null;
}

function isDoi(value: string | null): boolean {
  return value !== null && /^(?:doi:\s*)?10\.\d{4,}\//iu.test(value);
}

function isIssn(number: string): boolean {
  return /^\d{4}-?\d{3}[\dXx]$/u.test(number.trim());
}

/** `1938/03/17/` is a day; the year stands by itself where the day says none. */
function dateOf(day: string | null, year: string | null): string | null {
  const [y, m, d] = (day ?? "").split("/");
  if (y !== undefined && /^-?\d{1,4}$/u.test(y))
    return [y, m, d].filter((part) => part !== undefined && /^\d{1,2}$|^-?\d{4}$/u.test(part)).join("-");
  return year?.split("/")[0] ?? day;
}

function nameOf(value: string): CslName {
  if (isOthers(value)) return { literal: "others" };
  const [last = "", given = "", suffix = ""] = value.split(/\s*,\s*/u);
  if (!value.includes(",")) return { literal: value };
  const particle = /^((?:\p{Ll}[\p{L}’'.]*\s+)+)(?=\p{Lu})/u.exec(last)?.[1] ?? "";
  return {
    family: last.slice(particle.length),
    ...(given === "" ? {} : { given }),
    ...(particle === "" ? {} : { "non-dropping-particle": particle.trim() }),
    ...(suffix === "" ? {} : { suffix }),
  };
}
