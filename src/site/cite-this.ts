import { bibtexName, cslName } from "../cite/index.ts";
import { element, type FrontMatter, type Html, type HtmlElement, listInWords } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { addressOfDoi, dataScript, licenceOf, yearOf } from "./linked-data.ts";
import { frameId, type Shell, wholeAddress, words } from "./page.ts";
import { type DocumentSummary, onlyText, textsAmong } from "./records.ts";
import { nameInOrder } from "./reference.ts";
import { citedTitle, isWithin, type ToldApart } from "./titles-apart.ts";

/** A text as it is cited: in words, for BibTeX and for programs that read CSL-JSON (1.0.2). */
export interface CitedText {
  readonly formatted: string;
  readonly bibtex: string;
  readonly csl: Readonly<Record<string, unknown>>;
  /** Where the text stands, null where the site's address is not known; a page knows it then from the browser. */
  readonly address: string | null;
}

type Editors = FrontMatter["editorNames"];

/**
 * Gives a text, or the edition as a whole where there is none, as it is cited; the version is always named, and so are its
 * editors: those of the text where they are not given.
 */
export function citedText(
  shell: Shell,
  path: string,
  front: (FrontMatter & ToldApart) | null,
  editors: Editors = front?.editorNames ?? [],
): CitedText {
  const address = wholeAddress(shell, path);
  const id = front === null ? "edition" : path.replace(/^texts\/|\.html$/gu, "");
  const title = front === null ? shell.title : citedTitle(front);
  const within = isWithin(title, shell.title) || !hasName(shell) ? null : shell.title;
  const host = front?.host == null || isWithin(front.host, shell.title) ? null : front.host;
  const version =
    shell.version === null ? (front?.edition ?? null) : words(shell, "version", { version: shell.version });
  const authors = front?.authors ?? [];
  const names = front?.authorNames ?? [];
  const year = front === null ? null : yearOf(front);
  const publishers = front?.publishers ?? [];
  const publisher = publishers.join("; ");
  const house = listInWords(publishers, shell.settings.words);
  // A title may end as a sentence does, and the reference goes on.
  const called = title.replace(/(\p{L}{4})\.$/u, "$1");
  const doi = front?.doi ?? null;
  const parts = [
    called,
    host,
    within,
    editedBy(editors, shell),
    version,
    house,
    year,
    doi === null ? null : addressOfDoi(doi),
    address,
  ].filter((part) => part !== null && part !== "");
  const by = authors.length === 0 ? "" : `${listInWords(authors, shell.settings.words)}: `;
  return {
    formatted: `${by}${parts.join(", ")}`,
    bibtex: bibtex(id, [
      ["author", names.map(bibtexName).join(" and ")],
      ["editor", editors.map(bibtexName).join(" and ")],
      ["title", `{${escaped(title)}}`],
      ["booktitle", escaped(host ?? within ?? "")],
      ["series", host === null ? "" : escaped(within ?? "")],
      ["version", escaped(shell.version ?? front?.edition ?? "")],
      ["publisher", escaped(publisher)],
      ["year", year ?? ""],
      ["doi", doi ?? ""],
      ["url", address ?? ""],
    ]),
    csl: {
      id,
      type: "webpage",
      title,
      ...((host ?? within) === null ? {} : { "container-title": host ?? within }),
      ...(host === null || within === null ? {} : { "collection-title": within }),
      ...(names.length === 0 ? {} : { author: names.map(cslName) }),
      ...(editors.length === 0 ? {} : { editor: editors.map(cslName) }),
      ...(shell.version === null ? {} : { version: shell.version }),
      ...(publisher === "" ? {} : { publisher }),
      ...(year === null ? {} : { issued: { "date-parts": [[Number(year)]] } }),
      ...(front?.language == null ? {} : { language: front.language }),
      ...(front === null || licenceOf(front) === null ? {} : { note: `Licence: ${licenceOf(front)}` }),
      ...(doi === null ? {} : { DOI: doi }),
      ...(address === null ? {} : { URL: address }),
    },
    address,
  };
}

/** Three editors are named, of more the first. */
function editedBy(editors: Editors, shell: Shell): string | null {
  const names = editors.map(nameInOrder);
  const { words: texts } = shell.settings;
  const named = names.length > 3 ? `${names[0]} ${texts.andOthers}` : listInWords(names, texts);
  return named === "" ? null : words(shell, "citedEditors", { names: named });
}

/** Those whom every text of an edition names as its editors. */
function editorsOfAll(documents: readonly DocumentSummary[]): Editors {
  const [first, ...others] = textsAmong(documents).map(({ front }) => front.editorNames);
  return (first ?? []).filter(({ text }) =>
    others.every((names) => names.some((name) => name.text === text)),
  );
}

/** Whether the edition is called anything: “An edition” by itself cites none. */
function hasName(shell: Shell): boolean {
  return shell.title !== shell.settings.words.anEdition;
}

/**
 * How to cite the edition as a whole, or its only text; of one without a name its texts alone can be cited. It is told how
 * passages are cited where there is room for that.
 */
export function citeEdition(
  shell: Shell,
  documents: readonly DocumentSummary[],
  hasPassages: boolean,
): readonly Html[] {
  const only = onlyText(documents);
  if (only === null && !hasName(shell)) return hasPassages ? [citePassage(shell)] : [];
  const path = only === null ? "index.html" : pageOfDocument(only.id);
  const editors = only?.front.editorNames ?? editorsOfAll(documents);
  return citeForms(shell, citedText(shell, path, only?.front ?? null, editors), hasPassages);
}

function citePassage(shell: Shell): HtmlElement {
  return element("p", { class: "on-screen" }, words(shell, "citePassage"));
}

/** What a page's script needs to cite a passage of it. */
export function citeData(shell: Shell, cited: CitedText): HtmlElement {
  const { words: texts } = shell.settings;
  const { citeThis, citeLink, citeText, copy, copied, close } = texts;
  const data = { ...cited, words: { citeThis, citeLink, citeText, copy, copied, close } };
  return dataScript("application/json", data, frameId("cite"));
}

/** How to cite a text, in the forms there are; readable without scripts. */
export function citeForms(shell: Shell, cited: CitedText, hasPassages: boolean): readonly Html[] {
  const form = (name: string, text: string): HtmlElement =>
    element("details", { class: "cite-form" }, element("summary", {}, name), element("pre", {}, text));
  return [
    element("p", { class: "cite-as" }, cited.formatted.replace(/\.?$/u, ".")),
    hasPassages ? citePassage(shell) : "",
    form("BibTeX", cited.bibtex),
    form("CSL-JSON", JSON.stringify([cited.csl], null, 2)),
  ];
}

/** A key of BibTeX is made of plain letters; texts are to have different ones, for whoever gathers several. */
function bibtex(id: string, fields: readonly (readonly [string, string])[]): string {
  const key = id.replace(/[^\w-]+/gu, "-").replace(/^-+|-+$/gu, "") || "text";
  const lines = fields.filter(([, value]) => value !== "").map(([name, value]) => `  ${name} = {${value}},`);
  return [`@misc{${key},`, ...lines, "}"].join("\n");
}

function escaped(text: string): string {
  return text.replace(/[{}\\]/gu, "").replace(/[$&#%_]/gu, (sign) => `\\${sign}`);
}
