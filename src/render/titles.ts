import { editedText, letters } from "../resolve/index.ts";
import { isPieceOfText, type Tree, type XmlNode } from "../tree/index.ts";
import { at, children, headerOf, words } from "./header-words.ts";
import { isPlaceholder } from "./placeholder.ts";
import { shelfmarkOf } from "./shelfmark.ts";

/** What a text is called, and what it is part of. */
export interface Titles {
  readonly title: string;
  readonly subtitle: string | null;
  /** What it is called otherwise, at greater length (`title[@type='alternative']`), or what its manuscript is said to be about. */
  readonly otherTitle: string | null;
  readonly host: string | null;
  /** Every other title of its title statement, but for those of series and those to sort by. */
  readonly titles: readonly string[];
}

/** Reads the titles of a document. A piece of a text has no header, and is called by its heading. */
export function titlesOf({ root, path }: Tree): Titles {
  const head = isPieceOfText(root.name) ? root.maybeElement("head") : null;
  const title = head === null ? "" : editedText(head);
  if (title !== "") return { title, subtitle: null, otherTitle: null, host: null, titles: [] };
  const file = at(headerOf({ root }), "fileDesc");
  const stated = titlesIn(at(file, "titleStmt"));
  const isOfSeries = stated.title === null || seriesTitles(file).includes(stated.title);
  const source = at(file, "sourceDesc");
  const described = headOfSource(source);
  return {
    ...stated,
    title:
      (isOfSeries ? described : null) ??
      stated.title ??
      shelfmarkOf(source) ??
      titleOnPage(root) ??
      untitled(path),
    otherTitle: stated.otherTitle ?? described,
  };
}

function seriesTitles(file: XmlNode | null): readonly (string | null)[] {
  return children(file, "seriesStmt").flatMap((series) => children(series, "title").map(words));
}

/** What the description of the one manuscript is headed by, as a charter is by what it is about. */
function headOfSource(source: XmlNode | null): string | null {
  const [only, ...others] = children(source, "msDesc");
  return only === undefined || others.length > 0 ? null : words(only.maybeElement("head"));
}

/**
 * The titles of a statement, by their levels (Guidelines, `title/@level`): that of an article is the text's own where there is
 * one, and the volume or the journal that it stands in is its host. The title of a series is the text's own where there is no other.
 * What has none, or but that of the collection it belongs to, is called otherwise.
 */
function titlesIn(statement: XmlNode | null): Omit<Titles, "title"> & { readonly title: string | null } {
  const all = children(statement, "title").flatMap(titleParts).filter(saysSomething);
  const own = ownTitles(all);
  const around = all.filter((title) => !own.includes(title));
  const main =
    own.find((title) => title.get("type") === "main") ??
    own.find((title) => !isSub(title) && isWorded(title)) ??
    own.find((title) => !isSub(title)) ??
    own[0];
  const below = own.filter((title) => isSub(title) && title !== main);
  const volume = around.filter((title) => levelOf(title) === "m");
  const hosts = volume.length > 0 ? volume : around.filter((title) => levelOf(title) === "j");
  const told = [main, ...below, ...hosts];
  const others = own.filter(
    (title) => !told.includes(title) && levelOf(title) !== "s" && isWorded(title) && !isNoName(title),
  );
  return {
    title: main === undefined || isOfCollection(main) || isPlaceholder(main) ? null : words(main),
    subtitle: inSentences(below),
    otherTitle: words(own.find((title) => isOther(title) && title !== main)),
    host: inSentences(hosts),
    titles: differing(others, told),
  };
}

/** The titles of the smallest thing that is named: of an article, else of a volume, else of a series. */
function ownTitles(all: readonly XmlNode[]): readonly XmlNode[] {
  const named = (levels: readonly string[]): readonly XmlNode[] =>
    all.filter((title) => levels.includes(levelOf(title)));
  const isNamed = (titles: readonly XmlNode[]): boolean =>
    titles.some((title) => title.get("type") !== "sub" && isWorded(title));
  const hasArticle = isNamed(named(["a"]));
  const smallest = hasArticle
    ? named(["a", ""])
    : all.filter((title) => !["s", "j"].includes(levelOf(title)));
  return isNamed(smallest) ? smallest : all;
}

/** Of what kind the thing is that a title names (`title/@level`): a collection is named as a series is. */
export function levelOf(title: XmlNode): string {
  return title.get("level") ?? (isOfCollection(title) ? "s" : "");
}

/** Catalogues name the collection of a manuscript beside it. */
function isOfCollection(title: XmlNode): boolean {
  return title.get("type") === "collection";
}

function isSub(title: XmlNode): boolean {
  return title.get("type") === "sub" || title.get("type") === "desc";
}

function isOther(title: XmlNode): boolean {
  return /^(?:alt(?:ernat(?:iv)?e)?|full|long)$/u.test(title.get("type") ?? "") && isWorded(title);
}

function saysSomething(title: XmlNode): boolean {
  return words(title) !== null && !isPlaceholder(title);
}

/** A title for machines, the number of a volume, or what a catalogue adds to a title: “[electronic resource]”. */
function isNoName(title: XmlNode): boolean {
  return /sort|filing|\bnorm(?:ali[sz]ed|data)?\b|index|marc|gmd|\bfile(?:name)?\b|\bid\b|^(?:number|edition)$/iu.test(
    title.get("type") ?? "",
  );
}

/** The words of titles that are not those of another but for signs and capitals. */
function differing(titles: readonly XmlNode[], known: readonly (XmlNode | undefined)[]): readonly string[] {
  const lettersOf = (title: XmlNode | undefined): string => letters(words(title) ?? "");
  const told = new Set(known.map(lettersOf));
  return titles.flatMap((title) => {
    if (told.has(lettersOf(title))) return [];
    told.add(lettersOf(title));
    return words(title) ?? [];
  });
}

/** A date to sort by is no title, where there is another. */
function isWorded(title: XmlNode): boolean {
  return /\p{L}/u.test(title.text);
}

function inSentences(titles: readonly XmlNode[]): string | null {
  const [first = "", ...others] = titles.map((title) => words(title)).filter((text) => text !== null);
  const joined = others.reduce((all, next) => `${all}${/[.:;!?…]$/u.test(all) ? "" : "."} ${next}`, first);
  // It stands on a line of its own, and needs no sign before it: “: a novel”.
  return joined.replace(/^[,:;] */u, "") || null;
}

/** A title may hold its own parts: `<title><title type="main"/><title type="sub"/></title>`. */
function titleParts(title: XmlNode): readonly XmlNode[] {
  const parts = children(title, "title").filter((part) => part.get("type") !== null);
  return parts.length > 1 ? parts : [title];
}

/** What the title page says, or what the text is headed by, where the header says nothing: converters leave its title empty. */
function titleOnPage(root: XmlNode): string | null {
  const text = root.maybeElement("text") ?? root;
  const front = text.maybeElement("front");
  const printed = at(front, "titlePage", "docTitle") ?? at(front, "docTitle");
  const parts = children(printed, "titlePart");
  const main = parts.find((part) => part.get("type") === "main") ?? parts[0];
  const said = [main, at(front, "head"), at(text, "body", "head")];
  return said.map((each) => (each == null ? "" : editedText(each))).find((words) => words !== "") ?? null;
}

function untitled(path: string): string {
  return path.replace(/^.*[\\/]/u, "").replace(/(?:\.tei)?\.xml$/u, "");
}
