import type { Span } from "../report/index.ts";
import { type CitedName, editedText, isWordless, pointersIn, type WorkIndex } from "../resolve/index.ts";
import { NameMarks, TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";
import { isCitation, textElements } from "./citation-place.ts";
import { type CitationReading, readCitation, readPieces, readPlainCitation } from "./citation-reading.ts";
import { isAtHand } from "./citing-words.ts";
import { namesWork } from "./full-citation.ts";
import { type CitationGrammar, citationGrammar } from "./grammar.ts";
import type { CitationLanguage } from "./languages/index.ts";
import { behindListNumber } from "./list-number.ts";
import { localWorks } from "./local-works.ts";
import { readLoci } from "./loci-reading.ts";
import type { FindWorks } from "./named-work.ts";
import { HOLDS_PROSE, type Prose, proseOf } from "./prose.ts";
import { citationsInNote, citationsInText, type ProseCitation } from "./prose-citations.ts";
import type { ProseSetting } from "./prose-stretch.ts";
import { isAbbreviated } from "./stand-in.ts";
import { headerLanguage, languageAt } from "./text-language.ts";
import { type CitationSetting, isPointerCitation, workPointers } from "./work-pointers.ts";

/** A citation of the text: an element, or a stretch of running text where `span` says which. */
export interface FoundCitation {
  readonly node: XmlNode;
  readonly span: Span | null;
  readonly reading: CitationReading;
  /** One of several works that a link points to, behind the first: each is cited. */
  readonly pointer?: string;
}

/** Gives the grammar of the language in force at a node. */
type GrammarAt = (node: XmlNode) => CitationGrammar;

/**
 * Finds the citations of a document in its order: each `bibl`, each pointer to a work, and in notes and running text what
 * no element marks. What is marked is read first, because it says which works the rest can mean.
 */
export function findCitations(
  setting: CitationSetting,
  findIn: (indexes: readonly WorkIndex[]) => FindWorks,
): readonly FoundCitation[] {
  const { tree, registers, works } = setting;
  const grammarAt = grammars(tree, setting.languages);
  const marked = markedCitations(setting, grammarAt);
  const local = localWorks(registers);
  marked.forEach(({ reading }, at) => {
    if (reading.form === "full") local.introduce({ introduction: `${at}`, key: null }, reading);
  });
  const indexes = [works, local.index];
  // Both readings ask the same of the registers, which have answered once then.
  const kept = { keyOfName: setting.pointers.keyOfName, find: findIn(indexes), indexes };
  const proses = [...prosesOf(tree)];
  const read = (): ProseCitation[] => inProse(proses, (node) => ({ ...kept, grammar: grammarAt(node) }));
  const full = read();
  const known = local.index.works.length;
  full.forEach(({ reading }, at) => {
    const isNew = namesWork(reading) && !isKnown(reading, kept.find);
    if (reading.form === "full" || isNew) local.introduce({ introduction: `note ${at}`, key: null }, reading);
  });
  // What a note introduces in full may be named before or behind it by words that were not understood yet.
  const unmarked = local.index.works.length === known ? full : read();
  const titles = titleCitations(setting, unmarked, grammarAt);
  return [...marked, ...unmarked, ...titles].sort((one, other) => startOf(one) - startOf(other));
}

/** Whether the registers, or what was cited before, have the work that words name by author and title. */
function isKnown({ words }: CitationReading, find: FindWorks): boolean {
  const [best] = find(words);
  return best?.evidence.includes("title") === true && best.certainty !== "low";
}

function startOf({ node, span }: FoundCitation): number {
  return span?.start ?? node.start;
}

function markedCitations(setting: CitationSetting, grammarAt: GrammarAt): FoundCitation[] {
  const found: FoundCitation[] = [];
  for (const node of textElements(setting.tree, ["bibl", "biblStruct", "biblFull", "ref", "ptr"])) {
    const reading = readingAt(node, setting, grammarAt(node));
    if (reading === null) continue;
    found.push({ node, span: null, reading });
    for (const pointer of furtherTargets(node, setting)) found.push({ node, span: null, reading, pointer });
  }
  return found;
}

/** The works behind the first that a link leads to: “`both`” of two. */
function furtherTargets(node: XmlNode, { registers, pointers }: CitationSetting): string[] {
  if (!node.isTei("ref", "ptr")) return [];
  const keys = new Set<string>();
  const leading = pointersIn(node.get("target") ?? "").filter((pointer) => {
    const key = pointers.keyOf(node, pointer);
    const isNew = key !== null && registers.works.has(key) && !keys.has(key);
    if (isNew) keys.add(key);
    return isNew;
  });
  return leading.slice(1);
}

/** The running text of a document in which something may be cited. */
function* prosesOf(tree: Tree): Generator<Prose> {
  for (const node of textElements(tree, HOLDS_PROSE)) {
    if (!holdsText(node) || isQuoted(node)) continue;
    const prose = proseOf(node);
    if (/\d|\p{L}\./u.test(prose.text)) yield prose;
  }
}

function inProse(proses: readonly Prose[], settingAt: (node: XmlNode) => ProseSetting): ProseCitation[] {
  return proses.flatMap((prose) => {
    const { container } = prose;
    const inNote = container.isTei("note") || container.maybeAncestor("note") !== null;
    return (inNote ? citationsInNote : citationsInText)(prose, settingAt(container));
  });
}

function holdsText(node: XmlNode): boolean {
  for (const child of node.children()) if (child.isText && child.text.trim() !== "") return true;
  return node.maybeElement("hi") !== null || node.maybeElement("title") !== null;
}

const A_NOTE = 1;
const ANOTHERS = 2;
const PROSE = 3;
const A_CITATION = 4;

/** What it means for words that they stand in an element of some name. */
const AROUND: NameMarks = new NameMarks(({ uri, local }) => {
  if (uri !== TEI_NAMESPACE) return 0;
  if (local === "note") return A_NOTE;
  if (["bibl", "biblStruct", "biblFull", "ref"].includes(local)) return A_CITATION;
  if (["quote", "q", "said", "cit"].includes(local)) return ANOTHERS;
  return HOLDS_PROSE.includes(local) ? PROSE : 0;
});

/**
 * Words within a quotation, a link or a citation are another's, or read with it, as are sentences with their paragraph. A
 * note on a quotation is of who quotes.
 */
function isQuoted(node: XmlNode): boolean {
  const { columns, names } = node.tree;
  const marks = AROUND.in(names);
  const isPart = node.isTei("seg", "s");
  const isNote = node.isTei("note");
  for (let row = columns.parent[node.row]!; row > 0; row = columns.parent[row]!) {
    const mark = marks[columns.name[row]!];
    if (mark === A_NOTE) return false;
    if (mark === A_CITATION || (mark === ANOTHERS && !isNote) || (mark === PROSE && isPart)) return true;
  }
  return false;
}

function grammars(tree: Tree, known: readonly CitationLanguage[]): GrammarAt {
  const header = headerLanguage(tree);
  return (node) => citationGrammar(languageAt(node, header) ?? "en", known);
}

function readingAt(
  node: XmlNode,
  setting: CitationSetting,
  grammar: CitationGrammar,
): CitationReading | null {
  const isBibl = node.isTei("bibl", "biblStruct", "biblFull");
  if (isBibl ? !isCitation(node) : !isPointerCitation(node, setting)) return null;
  const { keyOfName } = setting.pointers;
  const first = readCitation(node, grammar, keyOfName);
  const isBiblical = first.bible === null || isAtHand(first.bible, [setting.works]);
  const read = isBiblical ? first : readCitation(node, grammar, keyOfName, false);
  const placed = withoutListNumber(read, node, grammar);
  const reading = withNamesBefore(withLociBehind(placed, node, grammar), node, grammar);
  // A `bibl` that says nothing and points nowhere cites nothing.
  return isBibl && reading.text === null && workPointers(node).length === 0 ? null : reading;
}

/** The number that a work has in its list is no place in it: “[12]”, “[12, p. 5]”. */
function withoutListNumber(read: CitationReading, node: XmlNode, grammar: CitationGrammar): CitationReading {
  const behind = read.text === null ? null : behindListNumber(node, read.text);
  if (behind === null) return read;
  return { ...read, loci: behind === "" ? [] : readPlainCitation(behind, grammar).loci };
}

/** Titles that point to their works by `@ref` or `@key`, where no citation has them in it. */
function titleCitations(
  setting: CitationSetting,
  unmarked: readonly FoundCitation[],
  grammarAt: GrammarAt,
): FoundCitation[] {
  const taken = unmarked.map(({ node, span }) => span ?? node).sort((one, other) => one.start - other.start);
  const found: FoundCitation[] = [];
  let at = 0;
  for (const node of textElements(setting.tree, ["title"])) {
    if (!pointsToWork(node, setting)) continue;
    while (at < taken.length && taken[at]!.end < node.end) at++;
    if (at < taken.length && taken[at]!.start <= node.start) continue;
    found.push({ node, span: null, reading: readingOfTitle(node, grammarAt(node)) });
  }
  return found;
}

function pointsToWork(title: XmlNode, { registers, pointers }: CitationSetting): boolean {
  const said = [...pointersIn(title.get("ref") ?? ""), ...pointersIn(title.get("key") ?? "")];
  const leads = said.some((pointer) => registers.works.has(pointers.keyOf(title, pointer) ?? ""));
  return leads && title.maybeAncestor("bibl", "biblStruct", "biblFull", "ref", "head", "title") === null;
}

/** “In `Emile`, p. 5, he says so” cites a place; a title by itself is spoken of. */
function readingOfTitle(title: XmlNode, grammar: CitationGrammar): CitationReading {
  const plain = readPieces([{ element: title }], editedText(title), grammar, () => null);
  const isPlaced = /^,\s*(?:\p{L}{1,5}\.|§)/u.test(textBeside(title, "nextSibling"));
  const placed = isPlaced ? withLociBehind(plain, title, grammar) : plain;
  if (placed.loci.length > 0) return placed;
  const isNoted = title.maybeAncestor("note") !== null;
  return { ...plain, form: "pointer", ...(isNoted ? {} : { mention: true }) };
}

/** The text node beside an element, or null. */
function textBeside(node: XmlNode, side: "nextSibling" | "previousSibling"): string {
  const beside = node[side];
  return beside?.isText ? beside.text : "";
}

const BEHIND =
  /^\s*[,:]\s*(?:(?:especially|particularly|notably|esp\.|bes\.|besonders|insb\.|notamment|surtout|spec\.)\s+)?((?:(?:[Bb]de?|[Vv]ols?|[Tt])\.\s*(?:\d{1,2}|[IVX]{1,5}),\s*)?(?:(?:\p{L}{1,6}\.?|§§?|\p{Ll}{7,12})\s*)?\[?[\divxlc][\p{L}\d.\]]*(?:\s*[-–—]\s*[\divxlc]+\p{L}?)?(?:\s*,\s*\d+(?:\s*[-–]\s*\d+)?)*(?:\s*(?:ff?|sqq?|ss?)\b\.?)?)\s*(?=[);.\]]|$)/u;

/** “`Arnold` (p. 49)”, “`Mill`, p. 70, is wrong”: with its unit a place is one in brackets and in the middle of a sentence as well. */
const BEHIND_WITH_UNIT =
  /^\s*(?:\(|,\s*)((?:(?:[Bb]de?|[Vv]ols?|[Tt])\.\s*(?:\d{1,2}|[IVX]{1,5}),\s*)?(?:\p{L}{1,5}\.|§§?)\s*\[?[\divxlc][\p{L}\d.\]]*(?:\s*[-–—]\s*[\divxlc]+\p{L}?)?(?:\s*(?:ff?|sqq?|ss?)\b\.?)?)\s*(?=[),])/u;

/** “`https://example.org` (accessed 5 May 2020), p. 3”. */
const WHEN_VISITED = /^\s*[([]\p{L}[^()[\]\d]{2,30}\d[^()[\]]{3,30}[)\]]/u;

/** “(`Cohen 1973`: 372)”: loci that stand behind the element. */
function withLociBehind(reading: CitationReading, node: XmlNode, grammar: CitationGrammar): CitationReading {
  if (reading.loci.length > 0) return reading;
  const beside = textBeside(node, "nextSibling").replace(WHEN_VISITED, "");
  const behind = (BEHIND.exec(beside) ?? BEHIND_WITH_UNIT.exec(beside))?.[1];
  const word = /^\p{L}+/u.exec(behind ?? "")?.[0] ?? "";
  if (behind === undefined || (word.length > 6 && grammar.unit(word) === null)) return reading;
  return { ...reading, loci: readLoci(behind, grammar, true).loci };
}

/** “ders., `Vita activa`”, “Bloch, `Les rois`”: the name that stands before the element. */
function withNamesBefore(reading: CitationReading, node: XmlNode, grammar: CitationGrammar): CitationReading {
  const { words } = reading;
  if (words.authors.length > 0 || isAbbreviated(reading) || isWordless(words) || !node.isTei("bibl"))
    return reading;
  const before = textBeside(node, "previousSibling").replace(/\s+/gu, " ");
  const last = /(?:^|[;.(,]|\s)\s*([^;.(,]{2,24}\.?)\s*[,:]\s*$/u.exec(before)?.[1];
  if (last !== undefined && readPlainCitation(`${last.trim()},`, grammar).form === "idem")
    return { ...reading, form: "idem" };
  // Without a sign between, as in “to Georg Merz `Letters II`”, only a year is sure to need the name before it.
  const isBare = /^[\s([]*\d{4}/u.test(reading.text ?? "");
  const isLed = isBare ? /^\s*[,:]?\s*$/u : /^\s*[,:]\s*$/u;
  const name = isLed.test(before) ? nameBefore(node) : null;
  return name === null ? reading : { ...reading, words: { ...words, authors: [name] } };
}

function nameBefore(node: XmlNode): CitedName | null {
  const named = node.previousSibling?.isText ? node.previousSibling.previousSibling : node.previousSibling;
  const text = named?.isTei("persName", "author", "name") ? editedText(named) : "";
  return text === "" ? null : { text, key: null };
}
