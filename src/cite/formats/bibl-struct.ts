import { AND_OTHERS, NOTED_DATES, NOTED_WORDS, ROLES } from "../../resolve/index.ts";
import type { CslDate, CslItem, CslName } from "../csl.ts";

/** A piece of an entry: where it stands, and the TEI it is written with. */
export interface BiblPart {
  /** `analytic`, `monogr`, `imprint` or `series`; null for the entry itself. */
  readonly parent: "analytic" | "monogr" | "imprint" | "series" | null;
  readonly element: string;
  /** The attributes that tell it from others of its name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Its words; null where it has elements. */
  readonly text: string | null;
  readonly content: string;
}

const PARTS: ReadonlySet<string> = new Set(
  "article article-journal article-magazine article-newspaper chapter entry entry-dictionary entry-encyclopedia paper-conference post post-weblog".split(
    " ",
  ),
);

/** Makes an `xml:id` of an id: what a name of XML cannot have becomes a hyphen. */
export function xmlIdOf(id: string): string {
  const name = id.normalize("NFC").replace(/[^\p{L}\p{M}\p{Nd}._-]/gu, "-");
  return /^[\p{L}_]/u.test(name) ? name : `_${name}`;
}

/** Gives what an item of CSL-JSON says as parts of a `biblStruct` (TEI P5, 3.12.2), in the order its content model asks for. */
export function biblParts(item: CslItem): readonly BiblPart[] {
  const hosted = item["container-title"] !== undefined || PARTS.has(item.type);
  const own = hosted ? "analytic" : "monogr";
  const level = hosted ? "a" : item.type === "manuscript" ? "u" : item.type === "periodical" ? "j" : "m";
  const host = item.type.startsWith("article") || item.ISSN !== undefined ? "j" : "m";
  const parts: (BiblPart | null)[] = [
    ...people(own, "author", null, item.author),
    ...(hosted ? [] : people(own, "editor", null, item.editor)),
    ...OWN_ROLES.flatMap((role) => people(own, "editor", role, item[role])),
    leaf(own, "title", item.title ?? (hosted ? null : item.id), { level }),
    leaf(own, "title", item["title-short"] ?? null, { level, type: "short" }),
    ...(hosted ? identifiers("analytic", item, ["DOI", "URL"]) : []),
    ...(hosted ? people("monogr", "author", null, item["container-author"]) : []),
    ...(hosted ? people("monogr", "editor", null, item.editor) : []),
    hosted ? leaf("monogr", "title", item["container-title"], { level: host }) : null,
    hosted ? leaf("monogr", "title", item["container-title-short"], { level: host, type: "short" }) : null,
    ...identifiers("monogr", item, hosted ? ["ISBN", "ISSN"] : ["DOI", "ISBN", "ISSN", "URL"]),
    leaf(own, "textLang", isTag(item.language) ? null : item.language, {}),
    leaf("monogr", "edition", item.edition, {}),
    leaf("imprint", "pubPlace", item["publisher-place"], {}),
    leaf("imprint", "publisher", item.publisher, {}),
    date(item.issued, null),
    date(item["original-date"], "original"),
    date(item.accessed, "accessed"),
    scope("monogr", "volume", item.volume),
    scope("monogr", "issue", item.issue),
    scope("monogr", "page", item.page),
    leaf("series", "title", item["collection-title"], { level: "s" }),
    scope("series", "volume", item["collection-number"]),
    leaf(null, "note", item.note, {}),
    ...NOTED_WORDS.map((type) => leaf(null, "note", item[type], { type })),
    ...NOTED_DATES.map((type) => leaf(null, "note", wordsOfDate(item[type]), { type })),
    archive(item),
  ];
  return parts.filter((part) => part !== null);
}

/** What people did for the work itself, but for its authors and editors. */
const OWN_ROLES = ROLES.filter((role) => role !== "author" && role !== "editor");

function isTag(language: string | undefined): boolean {
  return language !== undefined && /^[A-Za-z]{2,3}(?:-[\w-]+)?$/u.test(language);
}

/** Where a work is kept: an entry in parts has a place for that only in what it is related to (TEI P5, 3.12.2). */
function archive(item: CslItem): BiblPart | null {
  const parts = [
    ["settlement", item["archive-place"]],
    ["repository", item.archive],
    ["collection", item.archive_collection],
    ["idno", item.archive_location],
  ] as const;
  const said = parts.filter((part): part is readonly [(typeof part)[0], string] => part[1] !== undefined);
  if (said.length === 0) return null;
  const inner = said.map(([element, text]) => `<${element}>${escaped(text.trim())}</${element}>`).join(" ");
  return {
    parent: null,
    element: "relatedItem",
    attributes: { type: "archive" },
    text: said.map(([, text]) => text.trim()).join(" "),
    content: `<bibl><msIdentifier>${inner}</msIdentifier></bibl>`,
  };
}

/** Writes an item as a `biblStruct`, each line led by the indent given. */
export function biblStruct(item: CslItem, indent: string): string {
  const parts = biblParts(item);
  const language = isTag(item.language) ? ` xml:lang="${item.language}"` : "";
  const of = (parent: BiblPart["parent"]): string[] =>
    parts.filter((part) => part.parent === parent).map(writePart);
  const block = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`<${name}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
  const monogr = of("monogr");
  const scopes = monogr.filter((line) => line.startsWith("<biblScope"));
  const imprint = of("imprint");
  const lines = [
    ...block("analytic", of("analytic")),
    ...block("monogr", [
      ...withTitle(monogr.filter((line) => !line.startsWith("<biblScope"))),
      ...block("imprint", imprint.length === 0 ? ["<date/>"] : imprint),
      ...scopes,
    ]),
    ...block("series", of("series")),
    ...of(null),
  ];
  const open = `${indent}<biblStruct xml:id="${escaped(xmlIdOf(item.id))}" type="${escaped(item.type)}"${language}>`;
  return `${[open, ...lines.map((line) => `${indent}  ${line}`), `${indent}</biblStruct>`].join("\n")}\n`;
}

/** A `monogr` has to name something; of a part whose host is not known the title is empty. */
function withTitle(lines: readonly string[]): readonly string[] {
  if (lines.some((line) => line.startsWith("<title"))) return lines;
  const names = lines.filter((line) => /^<(?:author|editor)/u.test(line));
  return [...names, '<title level="m"/>', ...lines.filter((line) => !names.includes(line))];
}

/** Writes a part of an entry. */
export function writePart({ element, attributes, content }: BiblPart): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return content === ""
    ? `<${element}${written.join("")}/>`
    : `<${element}${written.join("")}>${content}</${element}>`;
}

/** Writes a list of works as a document of its own. */
export function listBiblDocument(items: readonly CslItem[], title: string): string {
  const entries = items.map((item) => biblStruct(item, "      ")).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>${escaped(title)}</title>
      </titleStmt>
      <publicationStmt>
        <p>A list of works.</p>
      </publicationStmt>
      <sourceDesc>
        <p>Made from the records of a reference manager.</p>
      </sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>
    <listBibl>
${entries === "" ? "      <bibl/>\n" : entries}    </listBibl>
  </standOff>
</TEI>
`;
}

type Parent = BiblPart["parent"];

function leaf(
  parent: Parent,
  element: string,
  text: string | null | undefined,
  attributes: BiblPart["attributes"],
): BiblPart | null {
  if (text === null || text === undefined || String(text).trim() === "") return null;
  const clean = String(text).replace(/\s+/gu, " ").trim();
  if (element !== "title") return { parent, element, attributes, text: clean, content: escaped(clean) };
  const content = highlighted(escaped(clean));
  return { parent, element, attributes, text: wordsOf(content), content };
}

/** How CSL-JSON writes what is set apart in a title, as reference managers export it, and `hi/@rend` for it. */
const HIGHLIGHTS: readonly (readonly [RegExp, string | null])[] = [
  [/&lt;span class=&quot;nocase&quot;&gt;(.*?)&lt;\/span&gt;/gu, null],
  [/&lt;span style=&quot;font-variant: ?small-caps;&quot;&gt;(.*?)&lt;\/span&gt;/gu, "smallcaps"],
  [/&lt;sc&gt;(.*?)&lt;\/sc&gt;/gu, "smallcaps"],
  [/&lt;i&gt;(.*?)&lt;\/i&gt;/gu, "italic"],
  [/&lt;b&gt;(.*?)&lt;\/b&gt;/gu, "bold"],
  [/&lt;sup&gt;(.*?)&lt;\/sup&gt;/gu, "superscript"],
  [/&lt;sub&gt;(.*?)&lt;\/sub&gt;/gu, "subscript"],
];

function highlighted(title: string): string {
  return HIGHLIGHTS.reduce(
    (words, [pattern, rend]) => words.replace(pattern, rend === null ? "$1" : `<hi rend="${rend}">$1</hi>`),
    title,
  );
}

/** Gives the words of what is written as TEI here. */
export function wordsOf(content: string): string {
  return content
    .replace(/<[^>]*>/gu, "")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&quot;/gu, '"')
    .replace(/&amp;/gu, "&");
}

function scope(parent: Parent, unit: string, value: string | null | undefined): BiblPart | null {
  return leaf(parent, "biblScope", value, { unit });
}

function identifiers(
  parent: Parent,
  item: CslItem,
  names: readonly ("DOI" | "ISBN" | "ISSN" | "URL")[],
): (BiblPart | null)[] {
  return names.map((type) => leaf(parent, "idno", item[type], { type }));
}

function people(
  parent: Parent,
  element: string,
  role: string | null,
  names: readonly CslName[] = [],
): BiblPart[] {
  return names.map((name) => ({
    parent,
    element,
    attributes: role === null ? {} : { role },
    text: null,
    content: nameContent(name),
  }));
}

function nameContent({ family, given, suffix, literal, ...rest }: CslName): string {
  if (literal === "others") return AND_OTHERS;
  if (family === undefined) return `<orgName>${escaped(literal ?? given ?? "")}</orgName>`;
  const particle = rest["non-dropping-particle"];
  const parts = [
    given === undefined ? null : `<forename>${escaped(given)}</forename>`,
    particle === undefined ? null : `<nameLink>${escaped(particle)}</nameLink>`,
    `<surname>${escaped(family)}</surname>`,
    suffix === undefined ? null : `<genName>${escaped(suffix)}</genName>`,
  ];
  return `<persName>${parts.filter((part) => part !== null).join(" ")}</persName>`;
}

function date(value: CslDate | undefined, type: string | null): BiblPart | null {
  if (value === undefined) return null;
  const days = (value["date-parts"] ?? []).map(isoDay);
  const [from, to] = days;
  const words = wordsOfDate(value)!;
  if (words === "") return null;
  const when = from === undefined ? openSpan(words) : to === undefined ? { when: from } : { from, to };
  const attributes = {
    ...(type === null ? {} : { type }),
    ...when,
    ...(value.circa ? { cert: "medium" } : {}),
  };
  return { parent: "imprint", element: "date", attributes, text: words, content: escaped(words) };
}

function wordsOfDate(value: CslDate | undefined): string | null {
  if (value === undefined) return null;
  const days = (value["date-parts"] ?? []).map(isoDay);
  return value.literal ?? days.map((day) => day.replace(/^(-?)0+(?=\d)/u, "$1")).join("–");
}

/** EDTF’s spans without an end, and days between two others: “1886/..”, “[1440..1460]”. */
function openSpan(words: string): Readonly<Record<string, string>> {
  const day = String.raw`(-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)`;
  const [, from] = new RegExp(`^${day}[?~%]?/(?:\\.\\.)?$`, "u").exec(words) ?? [];
  const [, to] = new RegExp(`^(?:\\.\\.)?/${day}[?~%]?$`, "u").exec(words) ?? [];
  const [, notBefore, notAfter] = new RegExp(`^\\[${day}?\\.\\.${day}?\\]$`, "u").exec(words) ?? [];
  // The spring of 1985, which other readers would take for the years from 1985 to 1921.
  const [, year] = /^(-?\d{4})-2[1-4][?~%]?$/u.exec(words) ?? [];
  return {
    ...(year === undefined ? {} : { when: year }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
  };
}

function isoDay(parts: readonly (number | string)[]): string {
  const [year = 0, ...rest] = parts.map(Number);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return [`${year < 0 ? "-" : ""}${digits}`, ...rest.map((part) => String(part).padStart(2, "0"))].join("-");
}

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/"/gu, "&quot;");
}
