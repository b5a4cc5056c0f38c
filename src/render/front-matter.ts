import {
  bareDoi,
  bodyName,
  editedText,
  fold,
  joinsWords,
  namedBodies,
  type PersonalName,
  parseName,
  readName,
  saidName,
  withoutLifeDates,
} from "../resolve/index.ts";
import { isPieceOfText, type Tree, type XmlNode } from "../tree/index.ts";
import type { RenderContext } from "./context.ts";
import { dateInWords } from "./date-words.ts";
import { eventsOf, type RecordedEvent } from "./events.ts";
import { filledIn } from "./filled-in.ts";
import { element, type Html, isElement } from "./html.ts";
import { languageTag } from "./language-tag.ts";
import { type Letter, letterOf } from "./letter.ts";
import type { CompiledModels } from "./models.ts";
import { renderElement, renderRemark } from "./render.ts";
import { notesOnTheWhole } from "./spans.ts";
import { textLanguage } from "./text-language.ts";
import { type Witness, witnessesOf } from "./witnesses.ts";
import type { Words } from "./words.ts";

/** Someone who did something: an author, an editor, one who encoded. */
export interface Responsibility {
  readonly name: string;
  /** What they did, as in “encoding”; null where the element says it. */
  readonly resp: string | null;
}

/** Who leads the work on an edition, pays for it or stands behind it, by the element that says so. */
export interface Supporter {
  readonly kind: "principal" | "funder" | "sponsor";
  readonly name: string;
}

/** A change that was recorded. */
export interface RecordedChange {
  /** When it was, in words. */
  readonly when: string | null;
  /** The same as the header has it: `@when`. */
  readonly date: string | null;
  readonly text: string;
}

/** What a header says of a text that its readers should know: words as strings, longer passages as pieces of a page. */
export interface FrontMatter {
  readonly title: string;
  readonly subtitle: string | null;
  /** The series that it is part of. */
  readonly series: readonly string[];
  readonly language: string | null;
  readonly authors: readonly string[];
  /** The same names in their parts, where the header says that they are of persons. */
  readonly authorNames: readonly PersonalName[];
  readonly editors: readonly Responsibility[];
  readonly supporters: readonly Supporter[];
  readonly edition: string | null;
  /** The bodies that publish it. */
  readonly publishers: readonly string[];
  readonly date: string | null;
  /** The DOI under which it is published, by its number (`publicationStmt/idno`). */
  readonly doi: string | null;
  /** The notes of `notesStmt`: what scholars have to say before one reads. */
  readonly notes: readonly Html[];
  readonly abstract: readonly Html[];
  readonly source: readonly Html[];
  readonly availability: readonly Html[];
  /** The address of the licence (`licence/@target`). */
  readonly licence: string | null;
  /** `encodingDesc`: what the project is for and how the text was treated. */
  readonly encoding: readonly Html[];
  /** `correspDesc`: who wrote to whom, when and from where. */
  readonly correspondence: readonly Html[];
  /** What `correspDesc` says of a letter, for lists; null where the text is none. */
  readonly letter: Letter | null;
  /** The events in the life of the text that stand beside it (`standOff/listEvent`). */
  readonly events: readonly RecordedEvent[];
  /** Notes that stand off the text and are on all of it. */
  readonly remarks: readonly Html[];
  readonly keywords: readonly string[];
  readonly changes: readonly RecordedChange[];
  /** The witnesses that have readings in its apparatus. */
  readonly witnesses: readonly Witness[];
  /** What the source is called where it is kept, such as “MS. Arab. c. 41”; null where several are described, or none. */
  readonly shelfmark: string | null;
  /** The heading that its text has as a whole; null where it has none, or several divisions with theirs. */
  readonly heading: string | null;
  /** How far the document is, as `revisionDesc/@status` says: `draft`, `published` and so on. */
  readonly status: string | null;
}

/** Reads the header of a document. What it does not say is null or empty; a document without a header is untitled. */
export function readFrontMatter(tree: Tree, models: CompiledModels, context: RenderContext): FrontMatter {
  const header = headerOf(tree);
  const show = (...nodes: readonly XmlNode[]): readonly Html[] =>
    filledIn(nodes.flatMap((node) => renderElement(node, models, context)));
  const descriptions = children(at(header, "profileDesc"), "correspDesc").filter(saysSomething);
  const publication = at(header, "fileDesc", "publicationStmt");
  const licence = addressOf(at(publication, "availability", "licence"));
  const named = titlesOf(tree);
  const edition = editionOf(at(header, "fileDesc", "editionStmt", "edition"), context.wording.words);
  return {
    ...named,
    series: seriesOf(at(header, "fileDesc")),
    language: languageTag(textLanguage(tree)),
    ...responsible(at(header, "fileDesc")),
    supporters: supportersOf(at(header, "fileDesc"), textLanguage(tree)),
    // Some name the edition by the title of the text once more.
    edition: edition === named.title ? null : edition,
    publishers: publishersOf(publication, textLanguage(tree)),
    date: words(publication?.maybeElement("date"))?.replace(TIME_OF_DAY, "") ?? null,
    doi: doiOf(publication),
    notes: show(...children(at(header, "fileDesc", "notesStmt"), "note").filter(isForReaders)),
    abstract: show(...children(at(header, "profileDesc"), "abstract")),
    source: show(...children(at(header, "fileDesc"), "sourceDesc")),
    availability: withLicence(show(...children(publication, "availability")), licence),
    licence,
    encoding: show(...encodingParts(at(header, "encodingDesc"))),
    correspondence: show(...descriptions),
    letter: letterOf(descriptions, context.wording.words),
    events: eventsOf(tree, context.wording.words, show),
    remarks: notesOnTheWhole(tree).flatMap((note) => renderRemark(note, models, context)),
    keywords: [...(at(header, "profileDesc", "textClass")?.descendantElements("term") ?? [])]
      .map((term) => words(term) ?? "")
      .filter((term) => term !== ""),
    changes: changesOf(at(header, "revisionDesc"), context.wording.words),
    witnesses: witnessesOf(tree),
    shelfmark: shelfmarkOf(at(header, "fileDesc", "sourceDesc")),
    heading: headingOf(at(tree.root, "text", "body")),
    status: statusOf(tree),
  };
}

/** The changes of which more is said than when they were. */
export function describedChanges({ changes }: FrontMatter): readonly RecordedChange[] {
  return changes.filter(({ text }) => text !== "");
}

/** Gives how far a document is, as its header says (`revisionDesc/@status`), or null. */
export function statusOf(tree: Tree): string | null {
  return at(headerOf(tree), "revisionDesc")?.get("status") ?? null;
}

function at(node: XmlNode | null, ...path: readonly string[]): XmlNode | null {
  let found = node;
  for (const local of path) found = found?.maybeElement(local) ?? null;
  return found;
}

function children(node: XmlNode | null, local: string): readonly XmlNode[] {
  return node === null ? [] : [...node.elements(local)];
}

/** Whether a note says or shows something: a template has it before anyone wrote one. */
function isFilledIn(note: XmlNode): boolean {
  return /\S/u.test(note.text) || [...note.descendantElements("graphic", "media", "ptr", "ref")].length > 0;
}

/** A program notes so what it did to the file and when, in a word or two. */
const HOUSEKEEPING = /updat|version|status|modified|revision/iu;

function isForReaders(note: XmlNode): boolean {
  const said = note.text.trim();
  const isRemark = said.split(/\s+/u).length <= 3 && !/[.!?]$/u.test(said);
  return isFilledIn(note) && !(isRemark && HOUSEKEEPING.test(note.get("type") ?? ""));
}

/** Whether a description of a letter has a name, a place or a date in it, or leads to others. */
function saysSomething(description: XmlNode): boolean {
  const isDated = [...description.descendantElements("date")].some((date) => words(date) !== null);
  const leads = [...description.descendantElements("ref", "ptr")].some((each) => each.get("target") !== null);
  return isDated || leads || words(description) !== null;
}

/** The text of an element in one line; null where there is none. */
function words(node: XmlNode | null | undefined): string | null {
  const text =
    node == null
      ? ""
      : spaced(node)
          .replace(/[ \t\r\n]+/gu, " ")
          .trim();
  return text === "" ? (node?.get("when") ?? null) : text;
}

/** The text of an element, the lines that it is set in parted by a space; of what it says in several languages, one. */
function spaced(node: XmlNode): string {
  const translated = inOneLanguage(node);
  if (translated !== null) return spaced(translated);
  if (node.descendantElements("lb", ...ANNOTATIONS).next().done === true) return node.text;
  const pieces = [...node.descendants()].map((each) => {
    if (each.isText) return each.maybeAncestor(...ANNOTATIONS) === null ? each.text : "";
    return each.isTei("lb") && !joinsWords(each) ? " " : "";
  });
  return pieces.join("");
}

/** What is noted of the words of a title is none of them. */
const ANNOTATIONS = ["span", "spanGrp", "interp", "interpGrp", "index", "certainty", "precision"] as const;

/** Of the same said in several languages side by side, each in an element, that of the document's language or the first. */
function inOneLanguage(node: XmlNode): XmlNode | null {
  const said = [...node.elements()];
  const languages = said.map((each) => each.get("xml:lang"));
  if (said.length < 2 || languages.includes(null) || new Set(languages).size < said.length) return null;
  if ([...node.children()].some((child) => child.isText && /\S/u.test(child.text))) return null;
  return said[Math.max(0, languages.indexOf(textLanguage(node.tree)))]!;
}

function shelfmarkOf(source: XmlNode | null): string | null {
  const described = [...(source?.descendantElements("msDesc") ?? [])].filter(
    (each) => each.maybeAncestor("msDesc") === null,
  );
  const [only] = described;
  const identifier = described.length === 1 ? only!.maybeElement("msIdentifier") : null;
  return identifier === null ? null : words(identifier.maybeElement("idno"));
}

/** The heading of a body, or of the one division or poem that it consists of. */
function headingOf(body: XmlNode | null): string | null {
  const parts = [...(body?.elements() ?? [])].filter(
    (part) => !part.isTei("pb", "cb", "lb", "milestone", "fw"),
  );
  const head = parts.find((part) => part.isTei("head"));
  const [only] = parts;
  const whole = parts.length === 1 && only!.isTei("div", "div1", "lg") ? only!.maybeElement("head") : null;
  const heading = head ?? whole;
  return heading === null ? null : editedText(heading) || null;
}

/** Who publishes a text: each `publisher`, else each `authority`, else each `distributor`, and each of several bodies in one. */
function publishersOf(publication: XmlNode | null, language: string | null): readonly string[] {
  const given = ["publisher", "authority", "distributor"].map((local) => children(publication, local));
  const all = given.find((each) => each.length > 0) ?? [];
  const names = all.flatMap((each) => namedBodies(each, language)).map(nameOfBody);
  return [
    ...new Set(
      names.flatMap((name) => name?.replace(ADDRESS_BEHIND, "").replace(CATALOGUERS_SIGN, "") ?? []),
    ),
  ];
}

/** The DOI among the numbers of a publication; those who publish or fund it, and works named beside it, have theirs. */
function doiOf(publication: XmlNode | null): string | null {
  const own = [...(publication?.descendantElements("idno") ?? [])].filter(
    (idno) => idno.maybeAncestor(...NUMBERED) === null,
  );
  const numbers = own.map((idno) => bareDoi(idno.text.trim()));
  return numbers.find((number) => /^10\.\d{4,9}\/\S+$/u.test(number)) ?? null;
}

/** What has numbers of its own within a statement of publication. */
const NUMBERED = [
  "publisher",
  "authority",
  "distributor",
  "orgName",
  "persName",
  "name",
  "availability",
  "bibl",
  "biblStruct",
  "biblFull",
] as const;

/** The address on the web of a body, behind its name. */
const ADDRESS_BEHIND = /(?<=\p{L}.*)\s+<?https?:\S+$/u;

/** What cataloguers put between a publisher and a date (ISBD). */
const CATALOGUERS_SIGN = /\s*[,;:]$/u;

/** An address on the web, which a page may lead to. */
function addressOf(node: XmlNode | null): string | null {
  const target = node?.get("target")?.trim() ?? "";
  return /^https?:\/\/\S+$/iu.test(target) ? target : null;
}

/** What is said of rights, and where the licence is to be read, if no link in it leads there. */
function withLicence(said: readonly Html[], licence: string | null): readonly Html[] {
  if (licence === null || leadsTo(said, licence)) return said;
  return [...said, element("p", {}, element("a", { href: licence, rel: "license" }, licence))];
}

function leadsTo(html: readonly Html[], address: string): boolean {
  return html.some(
    (piece) => isElement(piece) && (piece.attributes.href === address || leadsTo(piece.children, address)),
  );
}

/** The words of an edition statement, with a date that it has in an attribute alone. */
function editionOf(edition: XmlNode | null, words: Words): string | null {
  const text = namesIn(edition);
  const date = edition?.maybeElement("date") ?? null;
  const when = date === null || date.text.trim() !== "" ? null : dateInWords(date, words);
  return when === null || text === null ? text : `${text} ${when}`;
}

/** The hour of a date that a program wrote. */
const TIME_OF_DAY = /(?<=^\d{4}-\d\d-\d\d)(?:[T ]\d\d:.*|Z|[+-]\d\d:\d\d)$/u;

/** A name, or several of them side by side: that of a body in two languages, its address on the web. */
function namesIn(node: XmlNode | null | undefined): string | null {
  const isText = [...(node?.children() ?? [])].some((child) => child.isText && /\S/u.test(child.text));
  if (isText || node === null || node === undefined) return words(node);
  return (
    [...node.elements()]
      .filter((child) => !child.isTei("note", "noteGrp", "interp", "interpGrp"))
      .map(words)
      .filter((each) => each !== null)
      .join(", ") || words(node)
  );
}

/** The name of a person or body, without the numbers and notes that may stand beside it. */
function nameOf(node: XmlNode): string | null {
  const named = node.maybeElement("persName") ?? node.maybeElement("orgName") ?? node.maybeElement("name");
  const said = saidName(named ?? node);
  if (said !== null || named !== null)
    return said ?? (named?.isTei("orgName") === true ? words(named) : withoutYears(words(named)));
  const parts = [...node.children()].filter(
    (child) => child.isText || !child.isTei("idno", "note", "ref", "ptr", "date"),
  );
  const text = parts
    .map((part) => (part.isTei("lb") ? " " : part.isElement ? spaced(part) : part.isText ? part.text : ""))
    .join("");
  return withoutYears(text.replace(/[ \t\r\n]+/gu, " ").trim()) || null;
}

/** The name of a body, without the numbers and notes that may stand in it. */
function nameOfBody(node: XmlNode): string | null {
  const isBeside = (child: XmlNode): boolean => child.isTei("idno", "note", "noteGrp", "interp", "interpGrp");
  const parts = [...node.children()];
  if (!parts.some(isBeside)) return words(node);
  const named = parts.filter((child) => (child.isElement && !isBeside(child)) || child.isText);
  const text = named
    .map((part) => (part.isTei("lb") ? " " : part.isElement ? spaced(part) : part.text))
    .join("");
  return text.replace(/[ \t\r\n]+/gu, " ").trim() || null;
}

function withoutYears(name: string | null): string | null {
  return name === null ? null : withoutLifeDates(name);
}

/** What is not said to be the name of a person may be that of a body, and is left whole. */
function personalName(author: XmlNode, text: string): PersonalName {
  const isMarked = [...author.descendantElements("surname")].length > 0;
  if (isMarked) return readName(author.maybeElement("persName") ?? author, null);
  const isPerson = author.maybeElement("persName") !== null || text.includes(", ");
  return isPerson && author.maybeElement("orgName") === null ? parseName(text) : bodyName(text);
}

function titles(statement: XmlNode | null, path: string): { title: string; subtitle: string | null } {
  const all = children(statement, "title").flatMap(titleParts);
  const isSub = (title: XmlNode): boolean => title.get("type") === "sub" || title.get("type") === "desc";
  // The title of a series or a journal, or a date to sort by, is not that of the text, where there is another.
  const isOwn = (title: XmlNode): boolean =>
    !["s", "j"].includes(title.get("level") ?? "") && /\p{L}/u.test(title.text);
  const main =
    all.find((title) => title.get("type") === "main") ??
    all.find((title) => !isSub(title) && isOwn(title)) ??
    all.find((title) => !isSub(title)) ??
    all[0];
  const sub = all
    .filter(isSub)
    .map((title) => words(title))
    .filter((text) => text !== null);
  const [first = "", ...others] = sub;
  const subtitle = others.reduce((all, next) => `${all}${/[.:;!?…]$/u.test(all) ? "" : "."} ${next}`, first);
  return { title: words(main) ?? untitled(path), subtitle: subtitle || null };
}

/** A piece of a text has no header, and is called by its heading. */
function titlesOf(tree: Tree): { title: string; subtitle: string | null } {
  const { root, path } = tree;
  const head = isPieceOfText(root.name) ? root.maybeElement("head") : null;
  const title = head === null ? "" : editedText(head);
  return title === "" ? titles(at(headerOf(tree), "fileDesc", "titleStmt"), path) : { title, subtitle: null };
}

function headerOf({ root }: Tree): XmlNode {
  return root.maybeElement("teiHeader") ?? root;
}

/** The titles of series, in the title statement and in the statement of the series. */
function seriesOf(file: XmlNode | null): readonly string[] {
  const named = children(file?.maybeElement("titleStmt") ?? null, "title").filter(
    (title) => title.get("level") === "s",
  );
  const stated = children(file, "seriesStmt").flatMap((statement) => children(statement, "title"));
  return [...new Set([...named, ...stated].flatMap((title) => words(title) ?? []))];
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

/** A title may hold its own parts: `<title><title type="main"/><title type="sub"/></title>`. */
function titleParts(title: XmlNode): readonly XmlNode[] {
  const parts = children(title, "title").filter((part) => part.get("type") !== null);
  return parts.length > 1 ? parts : [title];
}

function untitled(path: string): string {
  return path.replace(/^.*[\\/]/u, "").replace(/(?:\.tei)?\.xml$/u, "");
}

function responsible(file: XmlNode | null): Pick<FrontMatter, "authors" | "authorNames" | "editors"> {
  const titleStatement = at(file, "titleStmt");
  const editionStatement = at(file, "editionStmt");
  const stated = children(titleStatement, "author");
  const authorNames = (stated.length > 0 ? stated : authorsOfSource(file)).flatMap((author) => {
    const name = nameOf(author);
    return name === null ? [] : [{ ...personalName(author, name), text: name }];
  });
  const editors = [...children(titleStatement, "editor"), ...children(editionStatement, "editor")].map(
    (editor) => ({
      name: nameOf(editor) ?? "",
      resp: editor.get("role"),
    }),
  );
  const statements = [
    ...children(titleStatement, "respStmt"),
    ...children(editionStatement, "respStmt"),
  ].flatMap(statementOf);
  const authors = authorNames.map(({ text }) => text);
  return { authors, authorNames, editors: [...editors, ...statements].filter(({ name }) => name !== "") };
}

function supportersOf(file: XmlNode | null, language: string | null): Supporter[] {
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
  const resp =
    children(statement, "resp")
      .map(words)
      .filter((each) => each !== null)
      .join(", ") || null;
  return [...statement.elements()]
    .filter((child) => child.local !== "resp" && child.local !== "note")
    .map((child) => ({ name: nameOf(child) ?? "", resp }));
}

/** The parts of the encoding description that are written for readers. */
function encodingParts(description: XmlNode | null): readonly XmlNode[] {
  return ["projectDesc", "samplingDecl", "editorialDecl", "p"].flatMap((local) =>
    children(description, local),
  );
}

function changesOf(description: XmlNode | null, words: Words): RecordedChange[] {
  const changes = description === null ? [] : [...description.descendantElements("change")];
  return changes
    .map((change) => ({
      when: dateInWords(change, words),
      date: change.get("when"),
      text: change.text.replace(/[ \t\r\n]+/gu, " ").trim() || (change.get("status") ?? ""),
    }))
    .filter(({ text, date }) => text !== "" || date !== null);
}
