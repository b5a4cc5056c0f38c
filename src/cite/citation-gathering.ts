import { type CitedName, editedText, isItalicTitle, isLeftOut } from "../resolve/index.ts";
import { lookUp, type XmlNode } from "../tree/index.ts";
import { takeLeadingName, takeQuotedTitle, takeWords } from "./gathered-words.ts";
import type { CitationGrammar } from "./grammar.ts";
import type { Locus } from "./locus.ts";
import { markedLocus } from "./marked-locus.ts";
import { readScope } from "./marked-scope.ts";
import { yearsOf } from "./years.ts";

/** Finds the key that a name's `@ref` or `@key` leads to, or null. */
export type KeyOfName = (name: XmlNode) => string | null;

type Field = "authors" | "titles" | "years" | "places" | "publishers" | "identifiers";

/** Elements of a citation that say what of its work is known. */
export const FIELDS: Readonly<Record<string, Field>> = {
  author: "authors",
  editor: "authors",
  title: "titles",
  date: "years",
  pubPlace: "places",
  publisher: "publishers",
  idno: "identifiers",
};

/** Elements that say which place of the work is cited. */
export const SCOPES: ReadonlySet<string> = new Set(["biblScope", "citedRange", "locus", "locusGrp"]);

/** Elements of a citation that say nothing about which work and which place it means. */
const SILENT: ReadonlySet<string> = new Set([
  "edition",
  "extent",
  "series",
  "respStmt",
  "relatedItem",
  "quote",
  "q",
  "meeting",
  "sponsor",
  "funder",
  "availability",
]);

/** What is gathered on the way through a citation. */
export interface Gathered {
  readonly authors: CitedName[];
  readonly titles: string[];
  readonly years: string[];
  readonly places: string[];
  readonly publishers: string[];
  readonly identifiers: string[];
  readonly scopes: (readonly Locus[])[];
  /** What `@ref` or `@key` of the titles lead to. */
  readonly keys: string[];
  loose: string;
  /** Set where what follows is said of another work. */
  isClosed: boolean;
}

/** Nothing is gathered before the first word is read. */
export function nothingYet(): Gathered {
  return {
    authors: [],
    titles: [],
    years: [],
    places: [],
    publishers: [],
    identifiers: [],
    scopes: [],
    keys: [],
    loose: "",
    isClosed: false,
  };
}

/** Gathers what an element says of a citation, its text as well as the elements in it. */
export function gather(node: XmlNode, into: Gathered, grammar: CitationGrammar, keyOf: KeyOfName): void {
  for (const child of node.children()) {
    if (into.isClosed) return;
    if (child.isText) takeWords(child.text, into);
    else if (child.isElement && !isLeftOut(child)) gatherElement(child, into, grammar, keyOf);
  }
}

/** Gathers what one element of a citation says: a field, a place in the work, or more of its words. */
export function gatherElement(
  element: XmlNode,
  into: Gathered,
  grammar: CitationGrammar,
  keyOf: KeyOfName,
): void {
  const field = fieldOf(element, into);
  if (SILENT.has(element.local)) into.loose += namesEntry(into.loose) ? ` “${editedText(element)}” ` : " ";
  else if (SCOPES.has(element.local)) {
    into.loose += markedLocus(into.scopes.length);
    into.scopes.push(readScope(element, grammar));
  } else if (field === null) gather(element, into, grammar, keyOf);
  else if (field === "titles" && standsForAnother(element, grammar)) into.loose += ` ${editedText(element)} `;
  // “`Eadem`, Origins” names nobody, whatever element it stands in.
  else if (field === "authors" && keyOf(element) === null && grammar.idem.test(`${editedText(element)},`))
    into.loose += `${editedText(element)}, `;
  else {
    if (field === "titles") {
      const article = takeQuotedTitle(into);
      takeLeadingName(into, grammar);
      if (article !== null) into.titles.push(article);
    }
    into.loose += " , ";
    take(field, element, into, grammar, keyOf);
  }
}

/** Behind “s.v.” the words that are set apart are those of the entry. */
function namesEntry(before: string): boolean {
  return /(?:s\.\s?vv?\.|sub voce)\s*$/iu.test(before);
}

/** Whether what is set as a title is “op. cit.” or the like, in italics as a title would be. */
function standsForAnother(element: XmlNode, grammar: CitationGrammar): boolean {
  const text = editedText(element).replace(/\s+/gu, " ");
  if (text.length > 24) return false;
  const words = [grammar.ibid, grammar.opcit, grammar.loccit, grammar.passim].map(
    (each) => each.exec(text)?.[0],
  );
  const said = [...words, grammar.idem.test(text) ? text : undefined].filter((word) => word !== undefined);
  return said.some((word) => word.replace(/\P{L}/gu, "").length * 2 > text.replace(/\P{L}/gu, "").length);
}

/** A name that leads the citation is its author's, whatever element it stands in. */
function fieldOf(element: XmlNode, { authors, titles, loose }: Gathered): Field | null {
  const field = lookUp(FIELDS, element.local);
  if (field === "authors" && element.local === "editor" && authors.length > 0) return "publishers";
  if (field !== undefined) return field;
  if (titles.length === 0 && isItalicTitle(element)) return endsQuoting(loose) ? null : "titles";
  const leads = titles.length === 0 && authors.length === 0;
  return leads && element.isTei("persName", "orgName", "name", "surname") ? "authors" : null;
}

/** What closes each sign that opens a quotation. */
const CLOSING: Readonly<Record<string, string>> = { "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’" };

/** Whether a quotation is open at the end: a title within that of an article is a part of it, «La paradoja del `Arte nuevo`». */
function endsQuoting(words: string): boolean {
  let closing = "";
  for (const sign of words.replace(/\p{L}’(?=\p{L})/gu, "")) {
    if (closing === "") closing = CLOSING[sign] ?? "";
    else if (closing.includes(sign)) closing = "";
  }
  return closing !== "";
}

/** “`See also Lochner`, 198 U.S.”: what introduces a citation is set in italics with its title. */
function titleIn(element: XmlNode, { signal }: CitationGrammar): string {
  const text = editedText(element);
  const title = element.isTei("title") ? text : text.slice(signal.exec(text)?.[0].length ?? 0);
  return title === "" ? text : title;
}

function take(
  field: Field,
  element: XmlNode,
  into: Gathered,
  grammar: CitationGrammar,
  keyOf: KeyOfName,
): void {
  const text = field === "titles" ? titleIn(element, grammar) : editedText(element);
  if (field === "authors") into.authors.push(...namesIn(element, keyOf));
  else if (field === "years") into.years.push(...yearsOf(element.get("when") ?? text));
  else if (text !== "") into[field].push(text);
  const key = field === "titles" ? keyOf(element) : null;
  if (key !== null) into.keys.push(key);
}

function namesIn(element: XmlNode, keyOf: KeyOfName): CitedName[] {
  const names = [...element.elements()].filter((child) => child.isTei("persName", "orgName", "name"));
  const named = names.length === 0 ? [element] : names;
  return named
    .map((name) => ({ text: editedText(name), key: keyOf(name) ?? keyOf(element) }))
    .filter(({ text }) => text !== "");
}
