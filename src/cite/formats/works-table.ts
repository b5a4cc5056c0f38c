import { type CsvCell, writeCsv } from "../../formats/index.ts";
import { AND_OTHERS, type PersonalName, pageOf, type Role, type Work } from "../../resolve/index.ts";
import { lookUp } from "../../tree/index.ts";

const HEADER =
  "key type authors editors translators title short_title container series volume issue pages edition place publisher date original_date doi isbn issn url repository shelfmark language".split(
    " ",
  );

/** `works.csv`: a line for each work; several names are parted by semicolons, dates are EDTF where they can be. */
export function worksCsv(works: Iterable<Work>): string {
  return writeCsv(HEADER, [...works].map(cells));
}

function cells(work: Work): CsvCell[] {
  const people = (role: Role): string =>
    [...work.contributors, ...work.containerContributors]
      .filter((each) => each.role === role)
      .map(({ name }) => wholeName(name))
      .join("; ");
  const { shelfmark } = work;
  const place = [shelfmark?.settlement, shelfmark?.repository].filter(
    (part) => part !== null && part !== undefined,
  );
  const mark = [shelfmark?.collection, shelfmark?.idno].filter((part) => part !== null && part !== undefined);
  return [
    work.key,
    work.type,
    people("author"),
    people("editor"),
    people("translator"),
    work.title,
    work.shortTitles[0] ?? null,
    work.container,
    work.series,
    work.volume,
    work.issue,
    work.pages,
    work.edition,
    work.places.join("; "),
    work.publishers.join("; "),
    work.date?.edtf ?? work.date?.text ?? null,
    work.originalDate?.edtf ?? work.originalDate?.text ?? null,
    identifier(work, "DOI"),
    identifier(work, "ISBN"),
    identifier(work, "ISSN"),
    identifier(work, "URL") ?? work.ref,
    place.join(", "),
    mark.join(", "),
    work.language,
  ];
}

const SCHEMA_TYPES: Readonly<Record<string, string>> = {
  book: "Book",
  chapter: "Chapter",
  article: "Article",
  "article-journal": "ScholarlyArticle",
  "article-newspaper": "NewsArticle",
  "entry-encyclopedia": "Article",
  manuscript: "Manuscript",
  thesis: "Thesis",
  report: "Report",
  periodical: "Periodical",
  personal_communication: "Message",
  webpage: "WebPage",
};

/** `works.jsonld`: the works in the terms of schema.org; addresses are relative to the site. */
export function worksJsonLd(works: Iterable<Work>): string {
  const graph = [...works].map(node);
  return `${JSON.stringify({ "@context": { "@vocab": "https://schema.org/" }, "@graph": graph }, null, 2)}\n`;
}

function node(work: Work): object {
  const people = (role: Role): object[] =>
    work.contributors
      .filter((each) => each.role === role && each.name.text !== AND_OTHERS)
      .map(({ name }) => ({
        "@type": name.literal ? "Organization" : "Person",
        name: wholeName(name),
        ...(name.family === null ? {} : { familyName: name.family }),
        ...(name.given === null ? {} : { givenName: name.given }),
      }));
  const doi = identifier(work, "DOI");
  const members: Record<string, unknown> = {
    "@id": pageOf("work", work.key),
    "@type": lookUp(SCHEMA_TYPES, work.type) ?? "CreativeWork",
    identifier: work.key,
    name: work.title,
    alternateName: work.shortTitles,
    author: people("author"),
    editor: people("editor"),
    translator: people("translator"),
    isPartOf: [
      ...(work.container === null
        ? []
        : [{ "@type": work.type === "article-journal" ? "Periodical" : "Book", name: work.container }]),
      ...(work.series === null ? [] : [{ "@type": "CreativeWorkSeries", name: work.series }]),
    ],
    volumeNumber: work.volume,
    issueNumber: work.issue,
    pagination: work.pages,
    bookEdition: work.edition,
    publisher: work.publishers.map((name) => ({ "@type": "Organization", name })),
    datePublished: work.date?.edtf ?? work.date?.text ?? null,
    isbn: identifier(work, "ISBN"),
    issn: identifier(work, "ISSN"),
    url: identifier(work, "URL"),
    sameAs: [...(doi === null ? [] : [`https://doi.org/${doi}`]), ...(work.ref === null ? [] : [work.ref])],
    holdingArchive:
      work.shelfmark?.repository === null || work.shelfmark === null
        ? null
        : { "@type": "ArchiveOrganization", name: work.shelfmark.repository },
    inLanguage: work.language,
  };
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function wholeName({ text, given, particle, family, suffix }: PersonalName): string {
  if (family === null) return text;
  return [given, particle, family, suffix].filter((part) => part !== null).join(" ");
}

function identifier({ identifiers }: Work, type: string): string | null {
  return identifiers.find((each) => each.type === type)?.value ?? null;
}
