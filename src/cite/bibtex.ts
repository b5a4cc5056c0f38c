import type { Contributor, PersonalName, Role, Work } from "../resolve/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  "article-journal": "article",
  "article-newspaper": "article",
  article: "article",
  book: "book",
  chapter: "incollection",
  "entry-encyclopedia": "incollection",
  "paper-conference": "inproceedings",
  thesis: "phdthesis",
  report: "techreport",
  pamphlet: "booklet",
  manuscript: "unpublished",
};

/** Signs that TeX reads as commands. */
const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
};

/** Writes works as BibTeX, in UTF-8, in the order given. */
export function worksBibtex(works: Iterable<Work>): string {
  return [...works].map(entry).join("\n");
}

function entry(work: Work): string {
  const type = TYPES[work.type] ?? "misc";
  const fields = fieldsOf(work, type).filter(
    (field): field is [string, string] => field[1] !== null && field[1] !== "",
  );
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},`);
  return [`@${type}{${work.key.replace(/[^A-Za-z0-9:._/+-]/gu, "-")},`, ...lines, "}", ""].join("\n");
}

function fieldsOf(work: Work, type: string): [string, string | null][] {
  const identifier = (kind: string): string | null =>
    work.identifiers.find((each) => each.type === kind)?.value ?? null;
  const { shelfmark } = work;
  const kept =
    shelfmark === null
      ? null
      : [shelfmark.settlement, shelfmark.repository, shelfmark.collection, shelfmark.idno]
          .filter((each) => each !== null)
          .join(", ");
  return [
    ["author", names(work.contributors, "author")],
    ["editor", names([...work.contributors, ...work.containerContributors], "editor")],
    ["translator", names(work.contributors, "translator")],
    ["title", `{${escaped(work.title)}}`],
    ["shorttitle", plain(work.shortTitles[0])],
    [type === "article" ? "journal" : "booktitle", plain(work.container)],
    ["series", plain(work.series)],
    ["volume", plain(work.volume)],
    ["number", plain(work.issue ?? work.seriesNumber)],
    ["pages", plain(work.pages)?.replace(/[–—]/gu, "--") ?? null],
    ["edition", plain(work.edition)],
    [type === "phdthesis" ? "school" : "publisher", plain(work.publishers.join("; "))],
    ["address", plain(work.places.join("; "))],
    ["year", plain(yearsOf(work))],
    ["isbn", plain(identifier("ISBN"))],
    ["issn", plain(identifier("ISSN"))],
    ["doi", identifier("DOI")],
    ["url", identifier("URL") ?? work.ref],
    ["language", plain(work.language)],
    ["howpublished", plain(kept)],
    ["note", plain(work.note)],
  ];
}

function yearsOf({ date }: Work): string | null {
  if (date === null || date.from === null) return date?.text ?? null;
  const year = (value: string): string => /^-?\d+/u.exec(value)![0].replace(/^(-?)0+(?=\d)/u, "$1");
  return date.to === null ? year(date.from) : `${year(date.from)}--${year(date.to)}`;
}

function names(contributors: readonly Contributor[], role: Role): string | null {
  const found = contributors.filter((each) => each.role === role).map(({ name }) => bibtexName(name));
  return found.length === 0 ? null : found.join(" and ");
}

/** “von Family, Suffix, Given”; a body is kept whole by braces. */
function bibtexName({ text, family, given, particle, suffix }: PersonalName): string {
  if (family === null) return `{${escaped(text)}}`;
  const last = [particle, family].filter((part) => part !== null).join(" ");
  return [last, suffix, given]
    .filter((part) => part !== null)
    .map(escaped)
    .join(", ");
}

function plain(value: string | null | undefined): string | null {
  return value === null || value === undefined ? null : escaped(value);
}

function escaped(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/[\\{}$&#%_^~]/gu, (sign) => SPECIAL[sign]!);
}
