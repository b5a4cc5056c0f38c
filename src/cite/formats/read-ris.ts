import { isOthers } from "../../resolve/index.ts";
import type { CslItem, CslName } from "../csl.ts";
import { itemOf } from "./item-parts.ts";

/** Where the title of a journal or of a book stands in full. */
const CONTAINERS = ["T2", "JO", "JF"] as const;

const TYPES: Readonly<Record<string, string>> = {
  JOUR: "article-journal",
  MGZN: "article-journal",
  NEWS: "article-newspaper",
  BOOK: "book",
  EDBOOK: "book",
  EBOOK: "book",
  CHAP: "chapter",
  ECHAP: "chapter",
  ENCYC: "entry-encyclopedia",
  CONF: "book",
  CPAPER: "paper-conference",
  THES: "thesis",
  RPRT: "report",
  PAMP: "pamphlet",
  UNPB: "manuscript",
  MANSCPT: "manuscript",
  PCOMM: "personal_communication",
  JFULL: "periodical",
  ELEC: "webpage",
  BLOG: "webpage",
};

type Record_ = readonly (readonly [string, string])[];

/**
 * Reads RIS as reference managers write it: any line ends, a byte order mark, values that go on in the next line. A record
 * that is not ended by `ER` ends with the next `TY`, or the file.
 */
export function readRis(source: string): readonly CslItem[] {
  const records: [string, string][][] = [];
  let open: [string, string][] | null = null;
  for (const line of source.replace(/^\ufeff/u, "").split(/\r\n?|\n/u)) {
    const found = /^([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?$/u.exec(line);
    if (found === null) {
      if (open !== null && open.length > 0 && line.trim() !== "") open.at(-1)![1] += ` ${line.trim()}`;
      continue;
    }
    const [, tag, value = ""] = found;
    if (tag === "TY") {
      open = [["TY", value.trim()]];
      records.push(open);
    } else if (tag === "ER") open = null;
    else open?.push([tag!, value.trim()]);
  }
  return records.map(itemFrom);
}

function itemFrom(record: Record_, at: number): CslItem {
  const one = (...tags: string[]): string | null =>
    tags
      .map((tag) => record.find(([name, value]) => name === tag && value !== "")?.[1])
      .find((value) => value !== undefined) ?? null;
  const names = (...tags: string[]): readonly CslName[] =>
    record.filter(([tag, value]) => tags.includes(tag) && value !== "").map(([, value]) => nameOf(value));
  const type = TYPES[one("TY")?.toUpperCase() ?? ""] ?? "document";
  const isPart = [
    "article-journal",
    "article-newspaper",
    "chapter",
    "paper-conference",
    "entry-encyclopedia",
  ].includes(type);
  const hosts = names("A2");
  const pages = [one("SP"), one("EP")].filter((page) => page !== null);
  const number = one("SN");
  return itemOf({
    id: one("ID") ?? `ris-${at + 1}`,
    type,
    title: one("TI", "T1", "CT", "BT"),
    shortTitle: one("ST"),
    people: {
      author: names("AU", "A1"),
      editor: [...names("ED"), ...(isPart ? hosts : [])],
      translator: names("A4"),
      "container-author": [],
    },
    container: isPart ? one(...CONTAINERS, "JA", "BT") : null,
    containerShort: isPart ? (one("J2") ?? (one(...CONTAINERS) === null ? null : one("JA"))) : null,
    series: isPart ? one("T3") : one("T3", "T2"),
    seriesNumber: null,
    volume: one("VL"),
    issue: one("IS"),
    pages: pages.length === 0 ? null : pages.join("–"),
    edition: one("ET"),
    publisher: one("PB"),
    place: one("CY", "PP"),
    date: dateOf(one("DA", "Y1"), one("PY", "Y1")),
    originalDate: null,
    accessed: dateOf(one("Y2"), null),
    DOI: one("DO"),
    ISBN: number !== null && !isIssn(number) ? number : null,
    ISSN: number !== null && isIssn(number) ? number : null,
    URL: one("UR", "L1", "L2"),
    language: one("LA"),
    note: one("N1"),
    archive: one("DB"),
  });
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
