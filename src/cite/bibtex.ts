import { AND_OTHERS, type Contributor, type PersonalName, type Role, type Work } from "../resolve/index.ts";
import { NOTED_FIELDS, NOTED_NAMES, OLD_FIELDS } from "./formats/bibtex-fields.ts";
import { texText } from "./formats/tex-text.ts";

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
  "article-magazine": "article",
  "entry-dictionary": "incollection",
  review: "article",
  "review-book": "article",
};

/** Writes works as BibTeX, in UTF-8, in the order given. */
export function worksBibtex(works: Iterable<Work>): string {
  return [...works].map((work) => entry(work, TYPES[work.type] ?? "misc", oldFieldsOf)).join("\n");
}

function oldFieldsOf(work: Work, type: string): [string, string | null][] {
  return fieldsOf(work, type).filter(([name]) => OLD_FIELDS.has(name) || !NOTED_NAMES.has(name));
}

const BIBLATEX_TYPES: Readonly<Record<string, string>> = {
  ...TYPES,
  thesis: "thesis",
  report: "report",
  webpage: "online",
  periodical: "periodical",
  personal_communication: "letter",
  "entry-encyclopedia": "inreference",
  "entry-dictionary": "inreference",
  "post-weblog": "online",
  dataset: "dataset",
  software: "software",
  patent: "patent",
};

const BIBLATEX_FIELDS: Readonly<Record<string, string>> = {
  journal: "journaltitle",
  address: "location",
  year: "date",
  school: "institution",
  language: "langid",
};

/** Writes works as BibLaTeX: dates as EDTF, and types that BibTeX does not have. */
export function worksBiblatex(works: Iterable<Work>): string {
  return [...works]
    .map((work) =>
      entry(work, BIBLATEX_TYPES[work.type] ?? "misc", (one) =>
        fieldsOf(one, TYPES[one.type] ?? "misc").flatMap(([name, value]) =>
          name === "year" ? datesOf(one, value) : [[BIBLATEX_FIELDS[name] ?? name, value]],
        ),
      ),
    )
    .join("\n");
}

function datesOf({ date, originalDate }: Work, year: string | null): [string, string | null][] {
  return [
    ["date", date?.edtf ?? year],
    ["origdate", originalDate?.edtf ?? plain(originalDate?.text)],
  ];
}

type Fields = (work: Work, type: string) => (readonly [string, string | null])[];

function entry(work: Work, type: string, fieldsFor: Fields): string {
  const fields = fieldsFor(work, type).filter(([, value]) => value !== null && value !== "");
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
    ["title", `{${texText(work.title)}}`],
    ["shorttitle", plain(work.shortTitles[0])],
    [type === "article" ? "journal" : "booktitle", plain(work.container)],
    ["shortjournal", type === "article" ? plain(work.containerShort?.[0]) : null],
    ["series", plain(work.series)],
    ["volume", plain(work.volume)],
    ["number", plain(work.issue ?? work.seriesNumber)],
    ["pages", plain(work.pages)?.replace(/[–—]/gu, "--") ?? null],
    ["edition", plain(work.edition)],
    [type === "phdthesis" ? "school" : "publisher", plain(work.publishers.join("; "))],
    ["address", plain(work.places.join("; "))],
    ["year", yearsOf(work)],
    ["isbn", plain(identifier("ISBN"))],
    ["issn", plain(identifier("ISSN"))],
    ["doi", verbatim(identifier("DOI"))],
    ["url", verbatim(identifier("URL") ?? work.ref)],
    ["urldate", work.accessed?.edtf ?? plain(work.accessed?.text)],
    ["language", plain(work.language)],
    ["howpublished", plain(kept)],
    ["note", plain(work.note)],
    ...notedFields(work),
  ];
}

/** What BibTeX has a field for; the fields of BibLaTeX are left out of it by {@link worksBibtex}. */
function notedFields({ noted = {} }: Work): [string, string | null][] {
  return Object.entries(NOTED_FIELDS).map(([variable, [field]]) => [field!, plain(noted[variable])]);
}

function yearsOf({ date }: Work): string | null {
  if (date === null || date.from === null) return plain(date?.text);
  const year = (value: string): string => /^-?\d+/u.exec(value)![0].replace(/^(-?)0+(?=\d)/u, "$1");
  return date.to === null ? year(date.from) : `${year(date.from)}--${year(date.to)}`;
}

function names(contributors: readonly Contributor[], role: Role): string | null {
  const found = contributors.filter((each) => each.role === role).map(({ name }) => bibtexName(name));
  return found.length === 0 ? null : found.join(" and ");
}

/** “von Family, Suffix, Given”; a body is kept whole by braces. */
export function bibtexName({ text, family, given, particle, suffix }: PersonalName): string {
  if (text === AND_OTHERS) return "others";
  if (family === null) return `{${texText(text)}}`;
  // Braces keep “de la Vega” a family name where its first words are no particle of it.
  const whole = particle === null && /^\p{Ll}\S*\s/u.test(family) ? `{${texText(family)}}` : texText(family);
  const last = [particle === null ? null : texText(particle), whole]
    .filter((part) => part !== null)
    .join(" ");
  return [last, ...[suffix, given].filter((part) => part !== null).map(texText)].join(", ");
}

function plain(value: string | null | undefined): string | null {
  return value === null || value === undefined ? null : texText(value);
}

/** An address is printed as it stands; a brace in it would end the field. */
function verbatim(value: string | null): string | null {
  return value === null ? null : value.replace(/[{}\\\s]/gu, (sign) => encodeURIComponent(sign));
}
