import { folderOf, normalPath, type XmlNode } from "../tree/index.ts";
import { refOf } from "./authority.ts";
import { type Byline, readByline } from "./byline.ts";
import { bare, contributorsAmong, type KeyOf } from "./contributors.ts";
import { NOTED_VARIABLES, readNoted } from "./csl-variables.ts";
import { editedText } from "./edited-text.ts";
import { asPrinted, printedSource } from "./full-description.ts";
import { readImprint } from "./imprint.ts";
import { isItalicTitle } from "./italic-title.ts";
import { type LooseWork, readLooseWork } from "./loose-work.ts";
import { noteOf } from "./read-entry.ts";
import { readShelfmark, shelfmarkWords } from "./shelfmark.ts";
import { type ShortReference, shortReference } from "./short-reference.ts";
import { SAID_TYPES, type TitleLevel, type Work, type WorkDate, type WorkType } from "./work.ts";
import { readDate, yearsIn } from "./work-date.ts";

/** The elements of a list of works (TEI P5, 3.12). */
export const WORK_ELEMENTS: readonly string[] = ["bibl", "biblStruct", "biblFull", "msDesc"];

/** Elements whose content describes another work than the one at hand. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  "bibl",
  "biblStruct",
  "biblFull",
  "relatedItem",
  "note",
  "cit",
  "listBibl",
  "sourceDesc",
  "encodingDesc",
  "profileDesc",
  "additional",
  "history",
]);

/** What stands in an entry and says nothing of the title. */
const NOT_OF_A_LOOSE_TITLE: readonly string[] = [...OF_OTHERS, "availability", "idno", "citedRange"];

/** Reads a work of a register; `key` is what the edition calls it. */
export function readWork(element: XmlNode, document: string, key: string, keyOf: KeyOf): Work {
  const described = readEntry(element, document, key, keyOf);
  const source = printedSource(element);
  if (source === null) return described;
  return asPrinted(described, readEntry(source, document, key, keyOf));
}

function readEntry(element: XmlNode, document: string, key: string, keyOf: KeyOf): Work {
  const text = editedText(element);
  const marked = titlesOf(element);
  const short = element.local === "bibl" ? shortReference(text, element.get("xml:id")) : null;
  const byline = element.local === "bibl" ? bylineOf(element, marked, short) : null;
  const titles = withArticle(marked, byline);
  const own =
    titles.find(({ level }) => level === "a") ?? titles.find(({ level }) => level !== "s") ?? titles[0];
  const others = titles.filter((title) => title !== own && title.level !== "a");
  const container = containerOf(own, others);
  const isArticle = own?.level === null && container !== null;
  const contributors = contributorsAmong(within(element), keyOf);
  const loose = own === undefined && element.local === "bibl" ? looseWork(element, short) : null;
  const shelfmark = readShelfmark(element, within(element));
  const title = own?.text ?? loose?.title ?? shelfmarkWords(shelfmark) ?? text;
  const textFile = textFileOf(element);
  const hosted = container === null ? [] : contributors.filter(({ hosts }) => hosts);
  return {
    kind: "work",
    key,
    document,
    xmlId: element.get("xml:id") ?? "",
    type: typeOf(element, isArticle ? "a" : (own?.level ?? null), container?.level ?? null),
    contributors:
      contributors.length > 0
        ? contributors.filter((each) => !hosted.includes(each)).map(bare)
        : (loose?.contributors ?? byline?.contributors ?? []),
    title,
    level: own?.level ?? (isArticle || loose?.container != null ? "a" : null),
    shortTitles: shortTitles(element, title, container !== null, short),
    container: container?.text ?? loose?.container ?? null,
    ...containerShort(element, container !== null),
    containerContributors: hosted.map(bare),
    series: titles.find((one) => one.level === "s" && one !== own && one !== container)?.text ?? null,
    ...readImprint(within(element)),
    ...datesOf(element, loose ?? plainDates(element, marked, byline, short)),
    shelfmark,
    language: languageOf(element) ?? own?.language ?? ownLanguage(element),
    ref: refOf(element),
    note: noteOf(element, NOTED_VARIABLES),
    ...readNoted(element),
    text,
    ...(textFile === null ? {} : { textFile }),
    ...(isInWords(element) ? { wording: text } : {}),
  };
}

/** Whether an entry has words of its own beside the elements in it. */
function isInWords(element: XmlNode): boolean {
  return (
    element.local === "bibl" &&
    [...element.children()].some((child) => child.isText && /[\p{L}\p{N}]/u.test(child.text))
  );
}

/** What a work stands in; one beside the title of a journal is an article, whether or not its own title says so. */
function containerOf(own: Title | undefined, others: readonly Title[]): Title | null {
  if (own?.level === null) return others.find(({ level }) => level === "j") ?? null;
  if (own?.level !== "a" && own?.level !== "u") return null;
  return others.find(({ level }) => level !== "s") ?? others[0] ?? null;
}

/** The language that the text of the work is said to be in. */
function languageOf(element: XmlNode): string | null {
  const said = within(element).find((node) => node.isTei("textLang"));
  return said === undefined ? null : (said.get("mainLang") ?? (editedText(said) || null));
}

/** An entry in parts has no words of its own, so its language is that of the work. */
function ownLanguage(element: XmlNode): string | null {
  return element.local === "biblStruct" ? element.get("xml:lang") : null;
}

/** An entry that names no title: what it points to with words, or whose name it has, else what its words tell. */
function looseWork(element: XmlNode, short: ShortReference | null): LooseWork {
  const text = editedText(element, { without: NOT_OF_A_LOOSE_TITLE });
  const loose = (short === null ? null : behindShort(text, short)) ?? readLooseWork(text);
  const named = within(element).find((node) => node.isTei("name", "ref") && node.parent?.row === element.row);
  const name = named === undefined ? "" : editedText(named);
  const leads = name !== "" && text.startsWith(name) && !/^https?:/u.test(name);
  return leads ? { ...loose, contributors: [], title: name } : loose;
}

/** What an entry tells behind its short form; null where that names nobody, so that the form alone says whose work it is. */
function behindShort(text: string, short: ShortReference): LooseWork | null {
  const loose = readLooseWork(withoutShort(text, short));
  if (short.year === null) return loose;
  return loose.contributors.length === 0 ? null : { ...loose, date: plainDate(short.year) };
}

/** The words of an entry, or the first of them, behind its short form. */
function withoutShort(text: string, { form }: ShortReference): string {
  return text.startsWith(form) ? text.slice(form.length).replace(/^\s*[:=]\s*/u, "") : text;
}

/** `ptr type="text"` leads to the text of the work, where that is a file at hand; nothing is fetched from the web. */
function textFileOf(element: XmlNode): string | null {
  for (const child of element.descendantElements("ptr", "ref")) {
    const target = child.get("type") === "text" ? (child.get("target") ?? "") : "";
    if (target !== "" && !/^(?:[a-z][a-z\d+.-]*:|#)/iu.test(target))
      return normalPath(folderOf(element.tree.path) + target.replace(/#.*$/u, ""));
  }
  return null;
}

/** What the words before the first title say, where they are not marked up. */
function bylineOf(element: XmlNode, titles: readonly Title[], short: ShortReference | null): Byline | null {
  const text = editedText(element, { without: NOT_OF_A_LOOSE_TITLE });
  const at = titles.length === 0 ? -1 : text.indexOf(titles[0]!.text);
  if (at < 1) return null;
  const before = text.slice(0, at);
  const behind = short === null ? null : readByline(withoutShort(before, short));
  if (behind === null || (behind.contributors.length === 0 && short!.year !== null))
    return readByline(before);
  return behind;
}

/** An article without markup stands before the title of its journal. */
function withArticle(titles: readonly Title[], byline: Byline | null): readonly Title[] {
  const isPlain = byline?.article != null && titles.every(({ level }) => level !== "a");
  return isPlain ? [{ text: byline.article!, level: "a", language: null }, ...titles] : titles;
}

/** Elements in which a number of four digits is no year of the work. */
const WITHOUT_YEARS: readonly string[] = [
  ...NOT_OF_A_LOOSE_TITLE,
  "title",
  "author",
  "editor",
  "respStmt",
  "biblScope",
  "ref",
  "extent",
];

const YEAR =
  /(?<![\p{L}\d./:]|\b\p{L}{1,3}\.\s?|[n№][°o.]\s?)(?:1\d|20)\d\d(?:\s*[-–/]\s*\d{2,4})?[a-z]?(?=ff?\b|(?![\p{L}\d/:]))/gu;

/** What was said of a visit to a page on the web, and addresses, have no year of the work. */
const NOT_OF_ITS_YEAR =
  /https?:\/\/\S+|\(?(?:accessed|retrieved|last visited|visited|consult\p{L}+|abgerufen|geraadpleegd|hämtad)\b.*$/giu;

/** The years in words that are not marked up: the last one is that of the print, one in brackets before it the first. */
function plainDates(
  element: XmlNode,
  titles: readonly Title[],
  byline: Byline | null,
  short: ShortReference | null,
): PlainDates | null {
  if (element.local !== "bibl") return null;
  const text = editedText(element, { without: WITHOUT_YEARS });
  const words = titles
    .reduce((left, title) => left.replace(title.text, " "), short === null ? text : withoutShort(text, short))
    .replace(NOT_OF_ITS_YEAR, " ");
  const said = byline === null || byline.years === "" ? words : byline.years;
  const years = [...said.matchAll(YEAR)].map(([year]) => year);
  const first = /\[\s*(\d{4})\s*\]\s*\d{4}/u.exec(said)?.[1];
  return { date: plainDate(short?.year ?? years.at(-1)), originalDate: plainDate(first) };
}

interface PlainDates {
  readonly date: WorkDate | null;
  readonly originalDate?: WorkDate | null;
}

function plainDate(text: string | undefined): WorkDate | null {
  const [from, to] = yearsIn(text ?? "");
  return text === undefined || from === null ? null : { text, from, to, uncertain: false };
}

/** The elements that describe the work itself, in document order. */
function within(element: XmlNode): XmlNode[] {
  const found: XmlNode[] = [];
  const behind = element.tree.behind(element.row);
  for (let row = element.row + 1; row < behind; row++) {
    const at = element.tree.node(row);
    if (!at.isElement) continue;
    if (OF_OTHERS.has(at.local) && !isOfReference(at)) row = element.tree.behind(row) - 1;
    else found.push(at);
  }
  return found;
}

/** Reference managers write the address of a work, and when it was visited, as notes of its entry. */
function isOfReference(node: XmlNode): boolean {
  return node.isTei("note") && /^(?:url|accessed)$/u.test(node.get("type") ?? "");
}

interface Title {
  readonly text: string;
  readonly level: TitleLevel | null;
  readonly language: string | null;
}

const NOT_THE_TITLE: ReadonlySet<string> = new Set([
  "short",
  "abbr",
  "abbreviated",
  "sub",
  "subtitle",
  "desc",
  "alt",
  "parallel",
  "translated",
  "siglum",
]);

/** The titles in order, each with the subtitle that follows it. */
function titlesOf(element: XmlNode): Title[] {
  const titles: Title[] = [];
  for (const node of within(element).filter(
    (each) => each.isTei("title") && each.maybeAncestor("title", "author", "editor") === null,
  )) {
    const type = node.get("type") ?? "";
    const last = titles.at(-1);
    if (/^sub/u.test(type) && last !== undefined)
      titles[titles.length - 1] = { ...last, text: `${last.text}: ${tidyTitle(node)}` };
    if (!NOT_THE_TITLE.has(type))
      titles.push({ text: tidyTitle(node), level: levelOf(node), language: node.get("xml:lang") });
  }
  const marked = titles.filter(({ text }) => text !== "");
  return marked.length > 0 || element.local !== "bibl" ? marked : italicTitle(element);
}

/** An entry whose title is only set apart: “Georges Duby, `Le Chevalier`, Paris, 1981”. */
function italicTitle(element: XmlNode): Title[] {
  const set = within(element).find(
    (node) =>
      (isItalicTitle(node) || (node.isTei("emph") && /^\s*\p{Lu}.{3}/su.test(node.text))) &&
      !isFamilyName(node),
  );
  return set === undefined ? [] : [{ text: tidyTitle(set), level: null, language: set.get("xml:lang") }];
}

const FORENAME = /^\s*,\s*\p{Lu}[\p{L}\p{M}.’'-]*(?:\s+\p{Lu}[\p{L}\p{M}.’'-]*){0,3}\s*:/u;
const PUBLISHED = /^[^:]*:\s*[^,.:]+,?\s*(?:\(?\[?1[4-9]|\(?\[?20)\d\d/u;

/** “`Roe`, Ada: Works”: what is set apart at the head may be the name under which an entry stands. */
function isFamilyName(node: XmlNode): boolean {
  for (let before = node.previousSibling; before !== null; before = before.previousSibling)
    if (/\S/u.test(before.text)) return false;
  const behind = node.nextSibling;
  // “`Faust`, Leipzig: Insel, 1909” has a place and a publisher behind its title.
  const isShort = !/\s\S+\s/u.test(node.text.trim());
  return isShort && behind?.isText === true && FORENAME.test(behind.text) && !PUBLISHED.test(behind.text);
}

function tidyTitle(title: XmlNode): string {
  return editedText(title).replace(/[\s,;:]+$/u, "");
}

function levelOf(title: XmlNode): TitleLevel | null {
  const level = title.get("level");
  if (level !== null && /^[amjsu]$/u.test(level)) return level as TitleLevel;
  if (level === null && /^(?:journal|periodical|newspaper)$/iu.test(title.get("type") ?? "")) return "j";
  for (const above of title.ancestors()) {
    if (above.local === "analytic") return "a";
    if (above.local === "monogr") return "m";
    if (above.local === "series" || above.local === "seriesStmt") return "s";
  }
  return null;
}

/** Short titles that the editor gives, and the title up to its first colon or full stop. */
function shortTitles(
  element: XmlNode,
  title: string,
  isPart: boolean,
  short: ShortReference | null,
): string[] {
  const given = within(element)
    .filter(
      (node) => node.isTei("abbr", "msName") || (isShortTitle(node) && !(isPart && isOfContainer(node))),
    )
    .map((node) => editedText(node));
  const head = /^(.{4,}?)(?::\s|(?<!(?:^|\s)\p{L}{1,2})\.\s|\s[–—]\s)/u.exec(title)?.[1]?.trimEnd();
  const led = short === null ? [] : [short.form];
  return [...new Set([...led, ...given, ...(head === undefined ? [] : [head])])].filter(
    (text) => text !== "" && text !== title,
  );
}

function isShortTitle(node: XmlNode): boolean {
  return node.isTei("title", "idno") && /^(?:short|abbr|abbreviated|siglum)$/u.test(node.get("type") ?? "");
}

/** “JHS” is the sign of a journal, and no short title of an article in it. */
function isOfContainer(node: XmlNode): boolean {
  return ["j", "m"].includes((node.isTei("title") ? levelOf(node) : null) ?? "");
}

function containerShort(element: XmlNode, isPart: boolean): Pick<Work, "containerShort"> {
  if (!isPart) return {};
  const given = within(element).filter((node) => isShortTitle(node) && isOfContainer(node));
  const texts = given.map((node) => editedText(node)).filter((text) => text !== "");
  return texts.length === 0 ? {} : { containerShort: [...new Set(texts)] };
}

const OF_VISITS = /access|visit|retriev|urldate/u;

function datesOf(
  element: XmlNode,
  plain: PlainDates | null,
): Pick<Work, "date" | "originalDate" | "accessed"> {
  const dates = within(element).filter(
    (node) => node.isTei("date", "origDate") || (node.isTei("note") && node.get("type") === "accessed"),
  );
  const original = dates.find((date) => /orig|first/u.test(date.get("type") ?? ""));
  const printed = dates.find((date) => date !== original && !OF_VISITS.test(date.get("type") ?? ""));
  const visited = dates.find((date) => OF_VISITS.test(date.get("type") ?? ""));
  const history =
    element.local === "msDesc" ? element.descendantElements("origDate").next().value : undefined;
  const own = printed === undefined ? null : readDate(printed);
  const made = history === undefined ? null : readDate(history);
  const date = own !== null && (own.from !== null || own.text !== "") ? own : (made ?? plain?.date ?? null);
  return {
    date,
    originalDate: original === undefined ? (plain?.originalDate ?? null) : readDate(original),
    ...(visited === undefined ? {} : { accessed: readDate(visited) }),
  };
}

const TYPES: readonly (readonly [RegExp, WorkType])[] = [
  [/thesis|dissert/iu, "thesis"],
  [/manuscript|^ms/iu, "manuscript"],
  [/letter|brief|lettre/iu, "personal_communication"],
  [/news/iu, "article-newspaper"],
  [/journalArticle|article/iu, "article-journal"],
  [/web|online|blog/iu, "webpage"],
  [/report/iu, "report"],
  [/pamphlet/iu, "pamphlet"],
  [/conference|proceedings ?paper/iu, "paper-conference"],
  [/chapter|bookSection/iu, "chapter"],
  [/encyclop|dictionary ?entry/iu, "entry-encyclopedia"],
];

function typeOf(element: XmlNode, level: TitleLevel | null, container: TitleLevel | null): WorkType {
  if (element.local === "msDesc" || within(element).some((node) => node.isTei("msIdentifier")))
    return "manuscript";
  const type = element.get("type") ?? "";
  if (type === "article" && level === "a" && container === null) return type;
  const said = SAID_TYPES.find((each) => each === type) ?? TYPES.find(([pattern]) => pattern.test(type))?.[1];
  if (said !== undefined) return said;
  const isOfMeeting = within(element).some((node) => node.isTei("title") && node.parent?.local === "meeting");
  if (level === "a" && container === "m" && isOfMeeting) return "paper-conference";
  if (level === "a")
    return container === "j" ? "article-journal" : container === null ? "article" : "chapter";
  if (level === "j") return "periodical";
  return level === "u" ? "manuscript" : "book";
}
