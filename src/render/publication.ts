import { addressIn, authorityName, bareDoi, namedBodies, saidIn } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { dateInWords } from "./date-words.ts";
import { at, children, withoutHour, words } from "./header-words.ts";
import { element, type Html, tidyText } from "./html.ts";
import { undatedMeetings } from "./meeting.ts";
import { isPlaceholder } from "./placeholder.ts";
import { nameOfBody } from "./responsibility.ts";
import type { Words } from "./words.ts";

/** What is told of a publication: by an element of the header, or as a number under which it is to be found. */
interface PublicationFact {
  readonly of:
    | "alsoTitled"
    | "meeting"
    | "publisher"
    | "distributor"
    | "authority"
    | "place"
    | "date"
    | "series"
    | "extent"
    | "identifier";
  /** What a number is, such as “ISBN”; null for all else, and where nothing says it. */
  readonly kind: string | null;
  readonly text: string;
  readonly address: string | null;
}

/** What a header says of the publication of its text that no citation of it does. */
export interface Publication {
  readonly facts: readonly PublicationFact[];
  /** What the editors say of it in sentences. */
  readonly said: readonly Html[];
}

interface Setting {
  readonly words: Words;
  readonly language: string | null;
  readonly show: (...nodes: readonly XmlNode[]) => readonly Html[];
}

/**
 * Reads by which other titles a text goes and at which meeting it was presented (`titleStmt`), in which series it was published,
 * from where, under which numbers, or in the words of its editors (`editionStmt`, `extent`, `publicationStmt`, `seriesStmt`; TEI P5,
 * 2.2). A publisher and a date alone are told by every citation.
 */
export function publicationOf(
  file: XmlNode | null,
  titles: readonly string[],
  setting: Setting,
): Publication {
  const publication = at(file, "publicationStmt");
  const series = children(file, "seriesStmt");
  const sentences = [at(file, "editionStmt"), publication, ...series].flatMap((statement) =>
    ["p", "ab"].flatMap((local) => children(statement, local)),
  );
  const besides = [
    ...series.flatMap((statement) => seriesFact(statement, setting)),
    ...numbersOf(publication),
    ...extentOf(at(file, "extent"), setting),
  ];
  const imprint = imprintOf(publication, setting);
  const meetings = undatedMeetings(at(file, "titleStmt"), setting.words);
  const isTold = besides.length > 0 || imprint.isPlaced;
  return {
    facts: [
      ...titles.map((title) => plainly("alsoTitled", title)),
      ...meetings.map((meeting) => plainly("meeting", meeting)),
      ...(isTold ? [...imprint.facts, ...besides] : []),
    ],
    said: setting.show(...sentences.filter((each) => !isPlaceholder(each) && !holdsNumbersAlone(each))),
  };
}

/** Gives what is told of a publication as pieces of a page; nothing where nothing is. */
export function toldOfPublication({ facts, said }: Publication, words: Words): readonly Html[] {
  if (facts.length === 0) return said;
  const rows = facts.map((fact, at) => {
    const [label, before] = [fact, facts[at - 1]].map((each) => each && (each.kind ?? words[each.of]));
    const { text, address } = fact;
    return [
      // Several of one kind stand under it one by one.
      label === before ? null : element("dt", {}, label),
      element("dd", {}, address === null ? text : element("a", { href: address }, text)),
    ];
  });
  return [...said, element("dl", {}, ...rows.flat())];
}

/** Who published a text, where and when, in the order of the header: a place, an address and a date stand behind the body they follow. */
function imprintOf(
  publication: XmlNode | null,
  { words: texts, language }: Setting,
): { readonly facts: readonly PublicationFact[]; readonly isPlaced: boolean } {
  const facts: PublicationFact[] = [];
  let isPlaced = false;
  const dates = new Set<string>();
  const areOfSeveralDays = new Set(children(publication, "date").map((date) => date.get("when"))).size > 1;
  for (const child of publication?.elements() ?? []) {
    if (isPlaceholder(child)) continue;
    const of = child.isTei("pubPlace", "address") ? "place" : (child.local as PublicationFact["of"]);
    if (!child.isTei("publisher", "distributor", "authority", "date") && of !== "place") continue;
    const last = facts.at(-1);
    const said = of === "date" ? dateOf(child, areOfSeveralDays, texts) : inOneLine(child, last?.text);
    // Of several dates that are the same, the first is told.
    if (said === null || (of === "date" && dates.has(said))) continue;
    if (of === "date") dates.add(said);
    isPlaced ||= of === "place";
    if (of !== "place" && of !== "date") facts.push(plainly(of, namesOf(child, language).join("; ") || said));
    else if (last === undefined) facts.push(plainly(of, said));
    else
      facts[facts.length - 1] = {
        ...last,
        text: `${last.text}, ${said}`,
      };
  }
  return { facts, isPlaced };
}

/** A date, with what it is of where it is one of several: “1 May 2021 (electronic)”. */
function dateOf(date: XmlNode, isOneOfSeveral: boolean, inWords: Words): string | null {
  const said = /\S/u.test(date.text) ? inOneLine(date) : null;
  const told = said === null ? dateInWords(date, inWords) : withoutHour(said);
  const type = isOneOfSeveral ? date.get("type") : null;
  return told === null || type === null ? told : `${told} (${type})`;
}

function namesOf(body: XmlNode, language: string | null): readonly string[] {
  return namedBodies(body, language).flatMap((each) => nameOfBody(each) ?? []);
}

/**
 * The words of an element; its lines, where it is made of such, with commas between them. An address may begin with the body
 * whose it is.
 */
function inOneLine(node: XmlNode, body?: string): string | null {
  const lines = children(node, "addrLine");
  const parts = lines.length > 0 ? lines : node.isTei("address") ? [...node.elements()] : [node];
  const said = parts.flatMap((part) => words(part)?.replace(/[\s,;]+$/u, "") ?? []);
  const told = node.isTei("address") && said.length > 1 && said[0] === body ? said.slice(1) : said;
  return told.join(", ") || null;
}

/** The series with its volume, its editors and its number: “Babel 3 (directeur de collection Hubert Nyssen), ISSN 1140-3853”. */
function seriesFact(statement: XmlNode, { language }: Setting): readonly PublicationFact[] {
  const parts = (...locals: readonly string[]): readonly XmlNode[] =>
    [...statement.elements()].filter((child) => child.isTei(...locals));
  const said = (nodes: readonly XmlNode[], separator: string): string =>
    saidIn(nodes, language)
      .flatMap((node) => words(node) ?? [])
      .join(separator);
  const titled = [said(parts("title"), ", "), said(parts("biblScope"), ", ")].join(" ").trim();
  const editors = parts("editor", "respStmt")
    .map((child) => (child.isTei("respStmt") ? statementOf([...child.elements()], said) : said([child], " ")))
    .filter((each) => each !== "");
  const numbers = children(statement, "idno").flatMap((idno) => {
    const number = words(idno);
    return number === null ? [] : [`${idno.get("type") ?? ""} ${number}`.trim()];
  });
  const named = editors.length === 0 ? titled : `${titled} (${editors.join("; ")})`.trim();
  const told = [named, ...numbers].filter((each) => each !== "").join(", ");
  return told === "" ? [] : [plainly("series", told)];
}

/** Who did something, behind what it was, as one would say it, or before it with a comma between them. */
function statementOf(
  parts: readonly XmlNode[],
  said: (nodes: readonly XmlNode[], separator: string) => string,
): string {
  return said(parts, parts[0]?.isTei("resp") === true ? " " : ", ");
}

/** The numbers under which a text is published, each once, but for the DOI, by which it is cited. */
function numbersOf(publication: XmlNode | null): readonly PublicationFact[] {
  const found = new Map<string, PublicationFact>();
  for (const idno of ownNumbers(publication)) {
    const text = words(idno);
    const isOuter = idno.maybeElement("idno") !== null;
    if (text === null || isOuter || found.has(text) || doiIn(text) !== null || HOME.test(text)) continue;
    const type = idno.get("type") ?? idno.parent?.get("type") ?? "";
    const kind = UNTELLING.test(type) ? null : authorityName(type);
    found.set(text, { of: "identifier", kind, text, address: addressIn(idno) });
  }
  return [...found.values()];
}

/** Whether a paragraph is there for the numbers in it, which are told as such. */
function holdsNumbersAlone(paragraph: XmlNode): boolean {
  const parts = [...paragraph.children()].filter((part) => part.isElement || /\S/u.test(part.text));
  return parts.length > 0 && parts.every((part) => part.isTei("idno"));
}

/** The DOI among the numbers of a publication, or null. */
export function doiOf(publication: XmlNode | null): string | null {
  for (const idno of ownNumbers(publication)) {
    const doi = doiIn(idno.text.trim());
    if (doi !== null) return doi;
  }
  return null;
}

function doiIn(number: string): string | null {
  const bare = bareDoi(number);
  return /^10\.\d{4,9}\/\S+$/u.test(bare) ? bare : null;
}

/** The numbers of a publication; those who publish or fund it, and works named beside it, have theirs. */
function ownNumbers(publication: XmlNode | null): readonly XmlNode[] {
  const all = [...(publication?.descendantElements("idno") ?? [])];
  return all.filter((idno) => idno.maybeAncestor(...NUMBERED) === null);
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

/** The address of a whole site is that of who publishes it. */
const HOME = /^https?:\/\/[^/]+\/?$/iu;

/** Kinds of numbers that say no more than that it is one. */
const UNTELLING = /^(?:|ur[il]|web|link|id|idno)$/iu;

/** How large it is: of measures side by side those in one language. */
function extentOf(extent: XmlNode | null, { language, show }: Setting): readonly PublicationFact[] {
  if (extent === null) return [];
  const isText = [...extent.children()].some((child) => child.isText && /\S/u.test(child.text));
  const parts = isText ? [extent] : saidIn([...extent.elements()], language);
  const told = parts.map((part) => tidyText(show(part)) || amountOf(part)).filter((each) => each !== "");
  return told.length === 0 ? [] : [plainly("extent", told.join(", "))];
}

/** A measure that has its amount in attributes alone (att.measurement). */
function amountOf(measure: XmlNode): string {
  const [quantity, unit] = [measure.get("quantity"), measure.get("unit")];
  return quantity === null ? "" : `${quantity} ${unit ?? ""}`.trim();
}

function plainly(of: PublicationFact["of"], text: string): PublicationFact {
  return { of, kind: null, text, address: null };
}
