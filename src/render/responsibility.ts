import {
  bodyName,
  fold,
  namedBodies,
  type PersonalName,
  parseName,
  readName,
  saidName,
  withoutLifeDates,
} from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { at, children, spaced, words } from "./header-words.ts";
import { isSlot } from "./placeholder.ts";
import { relatorName } from "./relators.ts";

/** Someone who did something: an author, an editor, one who encoded. */
export interface Responsibility {
  readonly name: string;
  /** What they did, as in “encoding”; null where the element says it. */
  readonly resp: string | null;
  /** What else is noted of their work (`respStmt/note`), or null. */
  readonly note: string | null;
}

/** Gives a name with what is noted of the work of who bears it. */
export function nameAndNote({ name, note }: Responsibility): string {
  return note === null ? name : `${name} (${note})`;
}

/** Who leads the work on an edition, pays for it or stands behind it, by the element that says so. */
export interface Supporter {
  readonly kind: "principal" | "funder" | "sponsor";
  readonly name: string;
}

/** Those who made a text, as its header names them. */
export interface Responsible {
  readonly authors: readonly string[];
  /** The same names in their parts, where the header says that they are of persons. */
  readonly authorNames: readonly PersonalName[];
  /** All others who made the text, whatever they did. */
  readonly editors: readonly Responsibility[];
  /** Those of them who edited it, whom it is cited with, in the parts of their names. */
  readonly editorNames: readonly PersonalName[];
}

/** Gives who wrote, edited and encoded a text, by the description of its file. */
export function responsible(file: XmlNode | null): Responsible {
  const titleStatement = at(file, "titleStmt");
  const editionStatement = at(file, "editionStmt");
  const stated = children(titleStatement, "author");
  const authorNames = namesOf(stated.length > 0 ? stated : authorsOfSource(file)).filter(isKnown);
  const editors = [...children(titleStatement, "editor"), ...children(editionStatement, "editor")].map(
    (editor) => ({
      name: nameOf(editor) ?? "",
      resp: roleOf(editor),
      note: null,
    }),
  );
  const statements = [
    ...children(titleStatement, "respStmt"),
    ...children(editionStatement, "respStmt"),
  ].flatMap(statementOf);
  const authors = authorNames.map(({ text }) => text);
  const named = namesOf([titleStatement, editionStatement].flatMap(editing));
  return {
    authors,
    authorNames,
    editors: [...editors, ...statements].filter(({ name }) => name !== ""),
    editorNames: named.filter(
      ({ text }, at) => !authors.includes(text) && named.findIndex((other) => other.text === text) === at,
    ),
  };
}

/** What an editor is said to have done; null where that is to edit. */
function roleOf(editor: XmlNode): string | null {
  const role = editor.get("role");
  const named = role === null ? null : relatorName(role);
  return named === "editor" ? null : (named ?? role);
}

/** Programs and catalogues write that nobody knows who wrote a text where its author would stand. */
const UNKNOWN =
  /^[([]?(?:unknown(?: author)?|(?:verfasser(?:in)? )?unbekannt|(?:auteur )?inconnu|(?:autore )?(?:ignoto|sconosciuto)|(?:autor )?desconocido|desconhecido|onbekend|ukendt|ukjent|okänd|neznám[ýo]|nieznany|неизвест(?:ен|ный автор|ный))[)\]]?$/iu;

function isKnown({ text }: PersonalName): boolean {
  return !UNKNOWN.test(text);
}

function namesOf(people: readonly XmlNode[]): PersonalName[] {
  return people.flatMap((person) => {
    const name = nameOf(person);
    return name === null ? [] : [{ ...personalName(person, name), text: name }];
  });
}

/** What is said of those who edit, in the languages of most headers; whoever encoded or corrected is cited with no text. */
const EDITING = new RegExp(
  `^(?:(?:general|chief|managing|scholarly|volume|text|wissenschaftliche[rn]?)[ -]+)?(?:${[
    "editors?(?:[ -]in[ -]chief)?|edt|edit(?:ed|ion)(?: by)?",
    "herausgeber(?:in(?:nen)?)?|herausgegeben(?: von)?|(?:hg|hrsg)\\.?(?: von)?",
    "(?:éditeur|éditrice)s?(?: scientifiques?)?|édit(?:é|ion)(?: par)?",
    "a cura di|cura(?:tore|trice|tori)|edición(?: de)?|editor(?:a|as|es)|edição(?: de)?",
    "redacteur|uitgegeven door|udgiver|utgivare|utgiver",
  ].join("|")})\\s*:?$`,
  "iu",
);

function editing(statement: XmlNode | null): XmlNode[] {
  const editors = children(statement, "editor").filter((editor) => isEditing(editor.get("role") ?? "editor"));
  const others = children(statement, "respStmt")
    .filter((each) => children(each, "resp").some((resp) => isEditing(words(resp) ?? "")))
    .flatMap(namedIn);
  return [...editors, ...others];
}

function isEditing(said: string): boolean {
  return EDITING.test(said.trim().replace(/^#/u, ""));
}

/** Gives who leads the work, pays for it or stands behind it, in this order. */
export function supportersOf(file: XmlNode | null, language: string | null): Supporter[] {
  const statements = [at(file, "titleStmt"), at(file, "editionStmt")];
  return (["principal", "funder", "sponsor"] as const).flatMap((kind) =>
    statements
      .flatMap((statement) => children(statement, kind))
      .flatMap((each) =>
        kind === "principal" ? [nameOf(each)] : namedBodies(each, language).map(nameOfBody),
      )
      .filter((name) => name !== null)
      .map((name) => ({ kind, name })),
  );
}

function statementOf(statement: XmlNode): Responsibility[] {
  // What someone did in several years may be said for each.
  const said = new Set(
    children(statement, "resp").flatMap((each) => words(each)?.replace(/\s*:$/u, "") ?? kindOf(each) ?? []),
  );
  const resp = [...said].join(", ") || null;
  const notes = children(statement, "note").flatMap((note) => words(note) ?? []);
  const named = namedIn(statement);
  // What is noted stands behind the last of several.
  return named.map((child, at) => ({
    name: nameOf(child) ?? "",
    resp,
    note: at === named.length - 1 ? notes.join("; ") || null : null,
  }));
}

/** What the kind of a responsibility is called that has no words: by its key, unless that is a code. */
function kindOf(resp: XmlNode): string | null {
  const key = resp.get("key") ?? "";
  const name = relatorName(key);
  if (name !== null) return name;
  return /^\p{L}{4}[\p{L} _-]*$/u.test(key) ? key.replaceAll("_", " ") : null;
}

/** Those whom a statement names, without what is said of them beside their names. */
function namedIn(statement: XmlNode): XmlNode[] {
  const said = [...statement.elements()].filter((child) => !child.isTei("resp", "note"));
  const names = said.filter((child) => child.isTei("persName", "name", "orgName"));
  return names.length > 0 ? names : said;
}

/** Where the header names the authors only as those of the one source, and that has the title of the text, they are its own. */
function authorsOfSource(file: XmlNode | null): readonly XmlNode[] {
  const sources = [...(at(file, "sourceDesc")?.elements() ?? [])];
  const [source] = sources;
  if (sources.length !== 1 || !source!.isTei("bibl", "biblStruct", "biblFull")) return [];
  const part = source!.maybeElement("analytic") ?? source!.maybeElement("monogr") ?? source!;
  const titled = children(at(file, "titleStmt"), "title").map((title) => fold(words(title) ?? ""));
  const own = children(part, "title").map((title) => fold(words(title) ?? ""));
  return own.some((title) => title !== "" && titled.includes(title)) ? children(part, "author") : [];
}

/** The name of a person or body, without the numbers and notes that may stand beside it. */
function nameOf(node: XmlNode): string | null {
  const name = writtenName(node);
  return name === null || isSlot(name) ? null : name;
}

function writtenName(node: XmlNode): string | null {
  const named = node.maybeElement("persName") ?? node.maybeElement("orgName") ?? node.maybeElement("name");
  const said = saidName(named ?? node);
  if (said !== null || named !== null)
    return said ?? (named?.isTei("orgName") === true ? words(named) : withoutYears(words(named)));
  const parts = [...node.children()].filter(
    (child) => child.isText || !child.isTei("idno", "note", "ref", "ptr", "date"),
  );
  return withoutYears(inOneLine(parts)) || null;
}

/** The name of a body, without the numbers and notes that may stand in it. */
export function nameOfBody(node: XmlNode): string | null {
  const isBeside = (child: XmlNode): boolean =>
    child.isTei("idno", "note", "noteGrp", "interp", "interpGrp", "address", "email");
  const parts = [...node.children()];
  if (!parts.some(isBeside)) return words(node);
  const named = parts.filter((child) => (child.isElement && !isBeside(child)) || child.isText);
  return inOneLine(named) || headOfAddress(node);
}

/** Who is named by an address alone, is so in its first line. */
function headOfAddress(node: XmlNode): string | null {
  const first = [...(node.maybeElement("address")?.elements() ?? [])][0];
  return first === undefined ? null : words(first);
}

function inOneLine(parts: readonly XmlNode[]): string {
  return parts
    .map((part) => (part.isTei("lb") ? " " : part.isElement ? spaced(part) : part.isText ? part.text : ""))
    .join("")
    .replace(/[ \t\r\n]+/gu, " ")
    .trim();
}

function withoutYears(name: string | null): string | null {
  return name === null ? null : withoutLifeDates(name);
}

/** What is not said to be the name of a person may be that of a body, and is left whole. */
function personalName(author: XmlNode, text: string): PersonalName {
  const isMarked = [...author.descendantElements("surname")].length > 0;
  if (isMarked) return readName(author.maybeElement("persName") ?? author, null);
  const isPerson =
    author.isTei("persName") || author.maybeElement("persName") !== null || text.includes(", ");
  return isPerson && !isOfBody(author) ? parseName(text) : bodyName(text);
}

function isOfBody(node: XmlNode): boolean {
  return node.isTei("orgName") || node.maybeElement("orgName") !== null;
}
