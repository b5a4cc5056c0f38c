import {
  type CitedName,
  type CitedWords,
  editedText,
  isLeftOut,
  isWordless,
  takeIdentifiers,
  withoutSignal,
} from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { type BiblicalPlace, readBiblicalPlace } from "./biblical-books.ts";
import type { CitationGrammar } from "./grammar.ts";
import { inVolumes, type Locus, locusOf, markedLocus, readLoci } from "./locus.ts";

/** How a citation names its work. */
export type CitationForm = "full" | "short" | "ibid" | "idem" | "opcit" | "loccit" | "pointer";

/** What a citation says, before anyone asks which work it means. */
export interface CitationReading {
  readonly form: CitationForm;
  /** The words as edited; null for one without words. */
  readonly text: string | null;
  readonly words: CitedWords;
  readonly loci: readonly Locus[];
  /** The number of the note that names the work: “Cohen (wie Anm. 12)”; null where it sends nowhere. */
  readonly note: string | null;
  /** The place in the Bible that the words name; null for any other citation. */
  readonly bible: BiblicalPlace | null;
  /** Set where the words say that the work cited before is an article: “art. cit.”. */
  readonly article?: true;
}

/** A part of a citation in running text: words, or an element that says what they are. */
export type Piece = { readonly text: string } | { readonly element: XmlNode };

/** Finds the key that a name's `@ref` or `@key` leads to, or null. */
export type KeyOfName = (name: XmlNode) => string | null;

type Field = "authors" | "titles" | "years" | "places" | "publishers" | "identifiers";

const FIELDS: Readonly<Record<string, Field>> = {
  author: "authors",
  editor: "authors",
  title: "titles",
  date: "years",
  pubPlace: "places",
  publisher: "publishers",
  idno: "identifiers",
};

const SCOPES: ReadonlySet<string> = new Set(["biblScope", "citedRange", "locus", "locusGrp"]);

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
interface Gathered {
  readonly authors: CitedName[];
  readonly titles: string[];
  readonly years: string[];
  readonly places: string[];
  readonly publishers: string[];
  readonly identifiers: string[];
  readonly scopes: (readonly Locus[])[];
  loose: string;
  /** Set where what follows is said of another work. */
  isClosed: boolean;
}

/** Reads a citation: marked up or not, in words of any language the grammar knows. */
export function readCitation(node: XmlNode, grammar: CitationGrammar, keyOf: KeyOfName): CitationReading {
  const gathered = nothingYet();
  gather(node, gathered, grammar, keyOf);
  const text = textOf(node);
  const cRef = node.get("cRef");
  if (cRef !== null)
    return {
      ...readPlainCitation(cRef.replace(/_/gu, " "), grammar),
      form: "pointer",
      text: text === "" ? null : text,
    };
  const reading = readWords(gathered, text === "" ? null : text, addressesIn(node), grammar);
  if (reading.form === "short" && isWordless(reading.words) && node.maybeElement("ptr") !== null)
    return { ...reading, form: "pointer" };
  return reading.form !== "pointer" && node.isTei("ref", "ptr") && !isAbbreviated(reading)
    ? { ...reading, form: "pointer" }
    : reading;
}

/** The words of a citation; the parts of a structured one are set apart, as nothing in it says how. */
function textOf(node: XmlNode): string {
  if (node.isTei("bibl", "ref", "ptr")) return editedText(node);
  const isPart = (at: XmlNode): boolean => at.local in FIELDS || SCOPES.has(at.local);
  const parts = [...node.descendantElements()].filter(
    (at) => isPart(at) && !isLeftOut(at) && !(at.parent !== null && isPart(at.parent)),
  );
  const words = parts.map((at) => editedText(at)).filter((part) => part !== "");
  return words.length === 0 ? editedText(node) : words.join(", ");
}

/** Reads a citation that stands in running text as words and elements; `text` is the whole of it. */
export function readPieces(
  pieces: readonly Piece[],
  text: string,
  grammar: CitationGrammar,
  keyOf: KeyOfName,
): CitationReading {
  const gathered = nothingYet();
  for (const piece of pieces) {
    if ("text" in piece) gathered.loose += piece.text;
    else gatherElement(piece.element, gathered, grammar, keyOf);
  }
  return readWords(gathered, text, [], grammar);
}

/** Reads a citation that is nothing but words. */
export function readPlainCitation(text: string, grammar: CitationGrammar): CitationReading {
  return readPieces([{ text }], text, grammar, () => null);
}

/** Whether a citation stands for another one instead of naming its work. */
export function isAbbreviated({ form }: CitationReading): boolean {
  return form === "ibid" || form === "idem" || form === "opcit" || form === "loccit";
}

function nothingYet(): Gathered {
  return {
    authors: [],
    titles: [],
    years: [],
    places: [],
    publishers: [],
    identifiers: [],
    scopes: [],
    loose: "",
    isClosed: false,
  };
}

function gather(node: XmlNode, into: Gathered, grammar: CitationGrammar, keyOf: KeyOfName): void {
  for (const child of node.children()) {
    if (into.isClosed) return;
    if (child.isText) takeWords(child.text, into);
    else if (child.isElement && !isLeftOut(child)) gatherElement(child, into, grammar, keyOf);
  }
}

/** Signs of wide scripts, as they are parted by elsewhere. */
const NARROW: Readonly<Record<string, string>> = { "：": ":", "，": ",", "；": ";", "（": "(", "）": ")" };

/** A citation read at second hand: “Freyre 1933, p. 9, apud Holanda 1936, p. 44” cites Freyre. */
const SECOND_HAND =
  /[\s,;(]{1,4}(?:apud|quoted (?:in|by|from)|cited (?:in|by|from)|qtd\.? in|zit(?:\.|iert)? (?:nach|bei)|cité[es]* (?:par|dans|d[’']après)|citado (?:em|en|por)|citato (?:in|da)|cyt\. za|cit\. podle|цит\. по|geciteerd (?:bij|in))(?=\s|$)/iu;

/** Words at hand; what follows “quoted in” behind a year or a place of its own belongs to another work. */
function takeWords(written: string, into: Gathered): void {
  const text = written.replace(/[：，；（）]/gu, (sign) => NARROW[sign]!);
  const turn = SECOND_HAND.exec(text);
  const before = turn === null ? text : text.slice(0, turn.index);
  const isPlaced = /\d/u.test(into.loose + before) || into.years.length + into.scopes.length > 0;
  into.isClosed = turn !== null && isPlaced;
  into.loose += into.isClosed ? before : text;
}

function gatherElement(element: XmlNode, into: Gathered, grammar: CitationGrammar, keyOf: KeyOfName): void {
  const field = fieldOf(element, into);
  if (SILENT.has(element.local)) into.loose += namesEntry(into.loose) ? ` “${editedText(element)}” ` : " ";
  else if (SCOPES.has(element.local)) {
    into.loose += markedLocus(into.scopes.length);
    into.scopes.push(readScope(element, grammar));
  } else if (field === null) gather(element, into, grammar, keyOf);
  else if (field === "titles" && standsForAnother(element, grammar)) into.loose += ` ${editedText(element)} `;
  else {
    if (field === "titles") {
      const article = takeQuotedTitle(into);
      takeLeadingName(into, grammar);
      if (article !== null) into.titles.push(article);
    }
    into.loose += " , ";
    take(field, element, into, keyOf);
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

/** What a citation sets in italics is its title, as in “Bloch, *Les rois*, p. 5”; a word or two of Latin is none. */
export function isItalicTitle(element: XmlNode): boolean {
  if (!element.isTei("hi", "emph") || element.maybeElement("title") !== null) return false;
  const look = `${element.get("rend") ?? ""} ${element.get("rendition") ?? ""} ${element.get("style") ?? ""}`;
  if (!/ital|(?:^|[\s#])it?(?:\s|$)/iu.test(look)) return false;
  return /^["“„«»‘]?\p{Lu}[\p{L}\p{M}’']{2}/u.test(editedText(element));
}

/** What stands in quotation marks between a name and the first title is an article, and that title where it appeared. */
function takeQuotedTitle(into: Gathered): string | null {
  if (into.titles.length > 0) return null;
  const quoted = /["“„«‘]\s*([^"“”„«»]{6,300}?)[,.]?\s*["”“»’][\s,.]*(?:in:?\s*)?$/iu.exec(into.loose);
  if (quoted === null || !/\p{L}\s+\p{L}/u.test(quoted[1]!)) return null;
  const before = into.loose.slice(0, quoted.index);
  const head = withoutSignal(before.replace(/\s+/gu, " ").trim()).replace(/[\s,:;]+$/u, "");
  if (into.authors.length === 0 && !NAME_LIKE.test(head)) return null;
  into.loose = before;
  return quoted[1]!.trim();
}

const NAME_LIKE =
  /^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}’'.-]*(?:\s*(?:,|&|\/|\b(?:and|und|et|y|e|и|von|van|de|der|den|di|du|la|le|zu)\b)\s*|\s+)*){1,8}$/u;

/** Words before the first title are its author's name, where they look like one and stand for nothing else. */
function takeLeadingName(into: Gathered, grammar: CitationGrammar): void {
  if (into.authors.length > 0 || into.titles.length > 0) return;
  const head = withoutSignal(into.loose.replace(/\s+/gu, " ").trim()).replace(/[\s,:;]+$/u, "");
  const stands = [grammar.idem, grammar.ibid, grammar.opcit, grammar.loccit].some((words) =>
    words.test(`${head},`),
  );
  if (head === "" || stands || !NAME_LIKE.test(head)) return;
  into.authors.push({ text: head, key: null });
  into.loose = "";
}

/** A name that leads the citation is its author's, whatever element it stands in. */
function fieldOf(element: XmlNode, { authors, titles }: Gathered): Field | null {
  const field = FIELDS[element.local];
  if (field === "authors" && element.local === "editor" && authors.length > 0) return "publishers";
  if (field !== undefined) return field;
  if (titles.length === 0 && isItalicTitle(element)) return "titles";
  const leads = titles.length === 0 && authors.length === 0;
  return leads && element.isTei("persName", "orgName", "name", "surname") ? "authors" : null;
}

function take(field: Field, element: XmlNode, into: Gathered, keyOf: KeyOfName): void {
  const text = editedText(element);
  if (field === "authors") into.authors.push(...namesIn(element, keyOf));
  else if (field === "years") into.years.push(...yearsOf(element.get("when") ?? text));
  else if (text !== "") into[field].push(text);
}

function namesIn(element: XmlNode, keyOf: KeyOfName): CitedName[] {
  const names = [...element.elements()].filter((child) => child.isTei("persName", "orgName", "name"));
  const named = names.length === 0 ? [element] : names;
  return named
    .map((name) => ({ text: editedText(name), key: keyOf(name) ?? keyOf(element) }))
    .filter(({ text }) => text !== "");
}

function yearsOf(text: string): string[] {
  return text.match(/(?<!\d)(?<!(?<!\d)\d{1,3}\/)(?:1\d{3}|20\d\d|[4-9]\d\d)[a-z]?(?![\p{L}\d])/gu) ?? [];
}

/** A locus that is marked up (TEI P5, 3.12.2.5): its attributes count before its words. */
function readScope(scope: XmlNode, grammar: CitationGrammar): readonly Locus[] {
  const text = editedText(scope);
  const said = readLoci(text, grammar, true).loci;
  const unit = unitOf(scope, grammar) ?? said[0]?.unit ?? "page";
  const from = scope.get("from") ?? scope.get("n");
  const suffix = said.at(-1)?.suffix ?? null;
  if (from !== null) return [locusOf(unit, from, scope.get("to"), suffix)];
  if (said.length === 0) return text === "" ? [] : [{ unit, from: text }];
  const unnamed = unitOf(scope, grammar) !== null;
  return said.map((locus) => (unnamed && locus.unit === "page" ? { ...locus, unit } : locus));
}

function unitOf(scope: XmlNode, grammar: CitationGrammar): string | null {
  const unit = scope.get("unit") ?? scope.get("type");
  if (scope.local === "locus" || scope.local === "locusGrp") return "folio";
  return unit === null || unit === "" ? null : (grammar.unit(unit) ?? unit);
}

function readWords(
  gathered: Gathered,
  text: string | null,
  addresses: readonly string[],
  grammar: CitationGrammar,
): CitationReading {
  const { scopes, loose, isClosed: _closed, ...marked } = gathered;
  const bible = marked.authors.length === 0 ? biblicalPlace(gathered, grammar) : null;
  if (bible !== null) {
    const words: CitedWords = { ...marked, identifiers: [], loose: tidy(loose) };
    return { form: text === null ? "pointer" : "short", text, words, loci: bible.loci, note: null, bible };
  }
  const { identifiers: said, rest: unnumbered } = takeIdentifiers(
    loose.replace(/\s+/gu, " ").replace(EDITION, " ").replace(ACCESS, " "),
  );
  const { note, rest: forward } = readBack(unintroduced(unnumbered, grammar), grammar);
  const { abbreviated, rest } = readAbbreviation(openedYear(forward), grammar);
  const alone = abbreviated !== null && abbreviated !== "idem" && marked.titles.length === 0;
  const sentBack = note !== null && !NAME_AND_YEAR.test(forward);
  const bare = alone || sentBack || marked.years.length > 0;
  const { loci, rest: unplaced } = readLoci(rest, grammar, bare, scopes);
  const years =
    marked.years.length > 0
      ? marked.years
      : yearsOf(unplaced.replace(/[\ue000-\uf8ff]/gu, " ").replace(DAY, " ")).filter((year) =>
          /^\d{4}/u.test(year),
        );
  const identifiers = [...marked.identifiers, ...addresses, ...said];
  const archived = archivedIn(rest, loci);
  const placed = inVolumes(loci);
  const tail = tailOf(rest, placed);
  const volume = placed.find((locus) => locus.volume !== undefined)?.volume;
  const words: CitedWords = {
    ...marked,
    years,
    identifiers,
    loose: tidy(unplaced),
    ...(tail === null ? {} : { tail }),
    ...(archived === null ? {} : { archived }),
    ...(volume === undefined || !/^(?:[IVXivx]+|\d{1,3})$/u.test(volume) ? {} : { volume }),
  };
  const form = abbreviated ?? (note === null ? formOf(words, text) : "opcit");
  const article = abbreviated === "opcit" && OF_ARTICLES.test(grammar.opcit.exec(forward)?.[0] ?? "");
  return { form, text, words, loci: placed, note, bible: null, ...(article ? { article } : {}) };
}

/** “Burnard (2013, 12–15)” is read as “Burnard 2013, 12–15”. */
function openedYear(loose: string): string {
  return loose.replace(/\(((?:\[\d{4}\]\s*)?(?:1[4-9]|20)\d\d[a-z]?\s*[,:][^()]*)\)(?=[\s.]*$)/u, " $1 ");
}

/** “Koselleck 1979, 44 (wie Anm. 1)” has a year and a page. */
const NAME_AND_YEAR = /\p{L}[\s(]+(?:1[4-9]|20)\d\d[a-z]?\)?\s*[,:]\s*\p{Ll}{0,3}\.?\s*\d/u;

/** The day on which a page of the web was looked at is no date of the work. */
const ACCESS =
  /(?<!\p{L})(?:(?:last )?(?:accessed|retrieved|visited|viewed|consulted)(?: on)?|abgerufen(?: am)?|(?:letzter )?Zugriff(?: am)?|zuletzt (?:besucht|abgerufen)(?: am)?|consultée? le|consultado (?:el|em)|consultato il|acesso em|(?:дата обращения|accès|dostęp|geraadpleegd(?: op)?))[:.]?\s+[^;()]{0,20}?(?:19|20)\d\d(?:-\d\d-\d\d)?(?!\d)/giu;

/** Which printing it is says nothing of the work or the place: “5th ser.”, “3. Aufl.”, “2nd rev. ed.”, “2e éd.”. */
const EDITION =
  /(?<![\p{L}\p{N}])(?:\d{1,2}(?:st|nd|rd|th|e|ème|a|ª)\s(?:rev\.\s)?(?:ser(?:ies)?|edn?|edition|éd|édition|ed)(?![\p{L}])\.?|new\sser(?:ies(?![\p{L}])|\.)|\d{1,2}\.,?\s(?:\p{Ll}+\.?\s){0,3}Aufl(?:age|\.)|\d{1,2}-е\sизд\.)/giu;

/** A letter's day is not when a book was printed: “(14.9.1922)”. */
const DAY = /(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?!\d)/gu;

/** “art. cit.” and its like, in the languages that have them. */
const OF_ARTICLES = /^(?:art|указ\S*\s+ст|цит\S*\s+ст)/iu;

/** The words of a place in an archive, up to the leaf: “РГАСПИ. Ф. 17. Оп. 2. Д. 5”. */
function archivedIn(written: string, loci: readonly Locus[]): string | null {
  const last = loci.findLast(({ unit }) => ARCHIVE_UNITS.has(unit));
  if (last === undefined) return null;
  const end = new RegExp(
    `(?<!\\d)${last.from.replace(/\W/gu, "\\$&")}(?!\\d)(?!.*(?<!\\d)${last.from.replace(/\W/gu, "\\$&")}(?!\\d))`,
    "su",
  ).exec(written);
  return end === null ? null : written.slice(0, end.index + end[0].length);
}

/** The orders of an archive: what is kept there is known by them. */
export const ARCHIVE_UNITS: ReadonlySet<string> = new Set(["fond", "inventory", "file"]);

/** A number read as a page that stands behind a word without a sign between: “Römerbrief 1” may be a title. */
function tailOf(written: string, [first, second]: readonly Locus[]): string | null {
  if (first === undefined || second !== undefined || first.unit !== "page") return null;
  if (first.to !== undefined || first.suffix !== undefined || !/^\d{1,3}$/u.test(first.from)) return null;
  return new RegExp(`\\p{L}{3}[\\p{L}\\p{M}’'”»]*\\s+${first.from}[\\s.,;)]*$`, "u").test(written)
    ? first.from
    : null;
}

/** “`Mt` 18:7” as well as “Mt 18:7”; what is marked up as a locus has said its unit. */
function biblicalPlace({ titles, loose, scopes }: Gathered, grammar: CitationGrammar): BiblicalPlace | null {
  if (scopes.length > 0 || titles.length > 1) return null;
  const words = unintroduced(
    `${titles[0] ?? ""} ${loose.replace(/^[\s,]+/u, "")}`.replace(/\s+/gu, " "),
    grammar,
  );
  return readBiblicalPlace(words);
}

/** Takes the words that introduce a citation away from its beginning. */
function unintroduced(loose: string, grammar: CitationGrammar): string {
  const signal = grammar.signal.exec(loose.trimStart())?.[0] ?? "";
  const rest = loose.trimStart().slice(signal.length);
  return rest === "" ? loose : rest;
}

/** “(wie Anm. 12)” says which work by where it was named; what is left is read as if it were not there. */
function readBack(loose: string, grammar: CitationGrammar): { note: string | null; rest: string } {
  const found = grammar.back.exec(loose);
  if (found === null) return { note: null, rest: loose };
  const note = found.slice(1).find((group) => group !== undefined) ?? null;
  return { note, rest: `${loose.slice(0, found.index)} , ${loose.slice(found.index + found[0].length)}` };
}

function addressesIn(node: XmlNode): string[] {
  return [...node.descendantElements("ref", "ptr")]
    .map((each) => each.get("target") ?? "")
    .filter((target) => /^https?:/u.test(target));
}

function tidy(loose: string): string {
  return loose
    .replace(/[\ue000-\uf8ff]/gu, " ")
    .replace(/\s+([,.;:)])/gu, "$1")
    .replace(/(?<!\.)\.\.(?!\.)/gu, ".")
    .replace(/(?:[,;]\s*)+/gu, ", ")
    .replace(/^[\s,.;:]+|[\s,;:]+$/gu, "")
    .replace(/\s+/gu, " ");
}

const ABBREVIATIONS = ["loccit", "opcit", "ibid", "idem"] as const;

/** The word that stands for another citation, and the words without it. */
function readAbbreviation(
  loose: string,
  grammar: CitationGrammar,
): { abbreviated: (typeof ABBREVIATIONS)[number] | null; rest: string } {
  // American lawyers write “Id. at 45” for the work cited last.
  const legal = /^[\s("“]*Id\.,?\s+(?=at\s|§)/u.exec(loose);
  if (legal !== null) return { abbreviated: "ibid", rest: loose.slice(legal[0].length) };
  let abbreviated: (typeof ABBREVIATIONS)[number] | null = null;
  let rest = loose;
  for (const form of ABBREVIATIONS) {
    const found = grammar[form].exec(rest);
    if (found === null) continue;
    abbreviated ??= form;
    rest = `${rest.slice(0, found.index)} , ${rest.slice(found.index + found[0].length)}`;
  }
  return { abbreviated, rest };
}

/** In full: a title, and when, where or by whom it was printed. A name and a year are a short form, as is a title alone. */
function formOf(words: CitedWords, text: string | null): CitationForm {
  if (text === null) return "pointer";
  if (words.titles.length > 0)
    return words.years.length + words.places.length + words.publishers.length > 0 ? "full" : "short";
  if (isWordless(words) || words.years.length === 0) return "short";
  const undated = words.loose.replace(/\(?\b\d{4}[a-z]?\b\)?/gu, " ");
  const segments = undated
    .split(/[,;:(]|(?<=\p{L}{3})\.\s/u)
    .filter(
      (segment) =>
        /\p{L}{2}|^\s*[МЛ]\.?\s*$/u.test(segment) && !/^\s*\d{1,2}\.?\s+\p{L}+[\s.)]*$/u.test(segment),
    );
  const named = words.authors.length > 0 ? 1 : 0;
  return segments.length + named > 1 && !isAuthorDate(words.loose) ? "full" : "short";
}

/** `Cohen 1973`, `Cohen and Smith (1973a)`. */
function isAuthorDate(loose: string): boolean {
  return (
    /^(?:\p{Ll}+\.?\s+){0,2}(?:[\p{L}’'.-]+(?:\s*(?:,|&|\/|\b(?:and|und|et|y|e|и)\b)\s*|\s+)){1,5}\(?\d{4}[a-z]?\)?[\s.,;:)]*$/u.test(
      loose,
    ) && !/,.*,/u.test(loose)
  );
}
