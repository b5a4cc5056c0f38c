import type { PersonalName, Role, Work, WorkDate } from "../resolve/index.ts";
import { lookUp } from "../tree/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  "article-journal": "JOUR",
  "article-newspaper": "NEWS",
  article: "JOUR",
  book: "BOOK",
  chapter: "CHAP",
  "entry-encyclopedia": "ENCYC",
  "paper-conference": "CPAPER",
  thesis: "THES",
  report: "RPRT",
  pamphlet: "PAMP",
  manuscript: "UNPB",
  personal_communication: "PCOMM",
  periodical: "JFULL",
  webpage: "ELEC",
  "article-magazine": "MGZN",
  "entry-dictionary": "DICT",
  "post-weblog": "BLOG",
  graphic: "ART",
  map: "MAP",
  song: "SOUND",
  musical_score: "MUSIC",
  motion_picture: "MPCT",
  software: "COMP",
  dataset: "DATA",
  legal_case: "CASE",
  bill: "BILL",
  legislation: "STAT",
  hearing: "HEAR",
  patent: "PAT",
  speech: "SLIDE",
};

/** The tags of variables that TEI has no element for. */
const NOTED: Readonly<Record<string, string>> = {
  abstract: "AB",
  "call-number": "CN",
  genre: "M3",
  "number-of-volumes": "NV",
  section: "SE",
  source: "DP",
};

/** The tags of identifiers; any other is a number that some catalogue gave. */
const IDENTIFIERS: Readonly<Record<string, string>> = { DOI: "DO", URL: "UR", ISBN: "SN", ISSN: "SN" };

/** Writes works as RIS: two letters, two spaces, a hyphen and a value, lines ending in CR LF. */
export function worksRis(works: Iterable<Work>): string {
  return [...works].map(record).join("");
}

function record(work: Work): string {
  const lines = [["TY", TYPES[work.type] ?? "GEN"] as const, ...fields(work), ["ER", ""] as const];
  return lines.map(([tag, value]) => `${tag}  - ${value.replace(/\s+/gu, " ").trim()}\r\n`).join("");
}

function fields(work: Work): (readonly [string, string])[] {
  const [start, end] = (work.pages ?? "").split(/[–—-]/u);
  const { shelfmark } = work;
  const all: (readonly [string, string | null | undefined])[] = [
    ["ID", work.key],
    ...work.contributors.map(({ role, name }) => [tagOf(role, work.type), risName(name)] as const),
    ...work.containerContributors.map(({ name }) => ["A2", risName(name)] as const),
    ["TI", work.title],
    ["ST", work.shortTitles[0]],
    ["T2", work.container],
    ["J2", work.containerShort?.[0]],
    ["T3", work.series],
    ["VL", work.volume],
    ["IS", work.issue],
    ["SP", start],
    ["EP", end],
    ["ET", work.edition],
    ["PB", work.publishers.join("; ")],
    ["CY", work.places.join("; ")],
    ["PY", year(work.date)],
    ["DA", day(work.date)],
    ["Y2", work.accessed?.from?.replace(/(?<=\d)-/gu, "/") ?? work.accessed?.text],
    ...work.identifiers.map(({ type, value }) => [lookUp(IDENTIFIERS, type) ?? "AN", value] as const),
    ["AN", shelfmark?.idno],
    ["DB", shelfmark?.repository],
    ["LA", work.language],
    ["N1", work.note],
    ...Object.entries(NOTED).map(([variable, tag]) => [tag, work.noted?.[variable]] as const),
    ...(work.noted?.keyword ?? "").split(/\s*[,;]\s*/u).map((word) => ["KW", word] as const),
  ];
  return all.filter(
    (field): field is readonly [string, string] =>
      field[1] !== null && field[1] !== undefined && field[1] !== "",
  );
}

function tagOf(role: Role, type: string): string {
  if (role === "author" || (role === "director" && type === "motion_picture")) return "AU";
  if (role === "recipient" && type === "personal_communication") return "A2";
  if (role === "collection-editor") return type === "book" || type === "report" ? "A2" : "A3";
  return role === "editor" ? "ED" : "A4";
}

function risName({ text, family, given, particle, suffix }: PersonalName): string {
  if (family === null) return text;
  const last = [particle, family].filter((part) => part !== null).join(" ");
  return [last, given ?? (suffix === null ? null : ""), suffix].filter((part) => part !== null).join(", ");
}

function year(date: WorkDate | null): string | null {
  return date === null
    ? null
    : date.from === null
      ? date.text
      : (/^-?\d+/u.exec(date.from)?.[0] ?? date.text);
}

function day(date: WorkDate | null): string | null {
  return date?.from?.includes("-", 1) ? date.from.replace(/(?<=\d)-/gu, "/") : null;
}
