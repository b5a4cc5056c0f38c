import { isWordless, matchWorks, pointersIn, type Registers, type WorkIndex } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { type Cited, namesBehind } from "./antecedent.ts";
import { isCitation, type ReadingOrder, readingOrder, textElements } from "./citation-place.ts";
import { type CitationReading, type KeyOfName, readCitation, readPlainCitation } from "./citation-reading.ts";
import type { CitationLanguage } from "./languages/index.ts";
import { type CitationGrammar, citationGrammar } from "./grammar.ts";
import { recordIds } from "./record-ids.ts";
import { type PointedTo, type Resolution, resolveCitation } from "./resolution.ts";

/** A citation of the document at hand, read and resolved. */
export interface ResolvedCitation {
  readonly id: string;
  readonly node: XmlNode;
  /** Where a reader meets it: grows along the text. */
  readonly order: number;
  readonly reading: CitationReading;
  readonly resolution: Resolution;
}

/** How the pointers of a document are followed: given by whoever knows the edition. */
export interface Pointers {
  /** The entry of the registers that a pointer leads to, or null. */
  readonly keyOf: (node: XmlNode, pointer: string) => string | null;
  /** The key that an element's `@ref` or `@key` names, or null. */
  readonly keyOfName: KeyOfName;
  /** The key, or else the id, of whom a pointer of `@who` leads to; null where it leads to nothing. */
  readonly agentOf: (node: XmlNode, pointer: string) => string | null;
}

/** What citations of a document are resolved with. */
export interface CitationSetting {
  readonly tree: Tree;
  readonly registers: Registers;
  /** The works of the registers, ready to be compared. */
  readonly works: WorkIndex;
  readonly pointers: Pointers;
  readonly languages: readonly CitationLanguage[];
}

/** Reads and resolves the citations of a document, in the order a reader meets them; gives them in document order. */
export function resolveCitations(setting: CitationSetting): readonly ResolvedCitation[] {
  const order = readingOrder(setting.tree);
  const found = findCitations(setting);
  const ids = recordIds(setting.tree, "cit");
  const named = found.map(({ node, reading }) => ({ node, reading, id: ids(node), order: order.of(node) }));
  const byRow = new Map(named.map(({ node, id }) => [node.row, id]));
  const history: Cited[] = [];
  const resolved = new Map<string, ResolvedCitation>();
  for (const one of [...named].sort((first, second) => first.order - second.order)) {
    const done = resolveOne(one, { setting, order, byRow, history });
    resolved.set(one.id, { ...one, resolution: done.resolution });
    history.push(done);
  }
  return named.map(({ id }) => resolved.get(id)!);
}

interface FoundCitation {
  readonly node: XmlNode;
  readonly reading: CitationReading;
}

interface Progress {
  readonly setting: CitationSetting;
  readonly order: ReadingOrder;
  readonly byRow: ReadonlyMap<number, string>;
  readonly history: readonly Cited[];
}

function resolveOne(
  one: FoundCitation & { readonly id: string },
  { setting, order, byRow, history }: Progress,
): Cited {
  const note = order.noteOf(one.node)?.row ?? null;
  const pointedTo = pointedToBy(one.node, setting, byRow);
  const resolution = resolveCitation(one.reading, {
    history,
    registers: setting.registers,
    works: setting.works,
    pointedTo,
    note,
  });
  const carried = one.reading.form === "idem" ? history.at(-1)?.names : undefined;
  const before = ["ibid", "loccit"].includes(one.reading.form) ? history.at(-1)?.names : undefined;
  const names =
    resolution.work === null
      ? (carried ?? before ?? namesBehind(one.reading, null, setting.registers))
      : namesBehind(one.reading, resolution.work, setting.registers);
  return { id: one.id, reading: one.reading, resolution, names, note };
}

/** The citations of the text: each `bibl`, each pointer to a work, each note that is nothing but a citation. */
function findCitations(setting: CitationSetting): FoundCitation[] {
  const grammarOf = grammars(setting.languages);
  const found: FoundCitation[] = [];
  for (const node of textElements(setting.tree)) {
    const grammar = grammarOf(node);
    const reading = readingAt(node, setting, grammar);
    if (reading !== null) found.push({ node, reading });
  }
  return found;
}

function grammars(known: readonly CitationLanguage[]): (node: XmlNode) => CitationGrammar {
  const made = new Map<string, CitationGrammar>();
  return (node) => {
    const language = node.isTei("bibl", "biblStruct", "biblFull", "ref", "ptr", "note")
      ? (node.language ?? "en")
      : "en";
    const grammar = made.get(language) ?? citationGrammar(language, known);
    made.set(language, grammar);
    return grammar;
  };
}

function readingAt(
  node: XmlNode,
  setting: CitationSetting,
  grammar: CitationGrammar,
): CitationReading | null {
  if (node.isTei("bibl", "biblStruct", "biblFull"))
    return isCitation(node) ? readBibl(node, setting, grammar) : null;
  if (node.isTei("ref", "ptr"))
    return isPointerCitation(node, setting) ? readCitation(node, grammar, setting.pointers.keyOfName) : null;
  return node.isTei("note") ? readNote(node, setting, grammar) : null;
}

/** A `bibl` that says nothing and points nowhere cites nothing. */
function readBibl(node: XmlNode, setting: CitationSetting, grammar: CitationGrammar): CitationReading | null {
  const reading = readCitation(node, grammar, setting.pointers.keyOfName);
  return reading.text === null && workPointers(node).length === 0 ? null : reading;
}

/** A `ref` or `ptr` cites where it leads to a work or to a citation, or says that it does. */
function isPointerCitation(node: XmlNode, setting: CitationSetting): boolean {
  if (node.maybeAncestor("bibl", "biblStruct", "biblFull", "title", "author") !== null) return false;
  if (/^(?:bibl|biblio|bibliography|bibr|cit|citation)$/iu.test(node.get("type") ?? "")) return true;
  return pointersIn(node.get("target") ?? "").some((pointer) => {
    const key = setting.pointers.keyOf(node, pointer);
    const target = pointer.startsWith("#") ? setting.tree.maybeById(pointer.slice(1)) : null;
    return (
      (key !== null && setting.registers.works.has(key)) ||
      (target !== null && target !== node && isCitation(target))
    );
  });
}

/** How long a note may be that is read as a citation though nothing in it is marked up. */
const LONGEST_PLAIN_NOTE = 240;

/** How much a plain note may say besides standing for another citation: more is prose. */
const LONGEST_ASIDE = 60;

/** A note without markup, as “Ibid., p. 98.”: a citation where its words stand for one, or surely name a work. */
function readNote(node: XmlNode, setting: CitationSetting, grammar: CitationGrammar): CitationReading | null {
  const text = node.text.replace(/\s+/gu, " ").trim();
  if (text === "" || text.length > LONGEST_PLAIN_NOTE || !isPlain(node)) return null;
  const reading = readPlainCitation(text, node, grammar);
  const plain = withoutMarkup(node, setting, grammar) ?? reading;
  if (["ibid", "opcit", "loccit", "idem"].includes(reading.form)) {
    const stands = startsAbbreviated(text, grammar) || reading.loci.length > 0;
    return stands && reading.words.loose.length <= LONGEST_ASIDE ? plain : null;
  }
  if (isWordless(reading.words) || reading.loci.length + reading.words.years.length === 0) return null;
  const [best] = matchWorks(plain.words, setting.works);
  return best !== undefined && best.certainty !== "low" ? plain : null;
}

/** Titles and names in a note are told by their markup even where the citation itself is not. */
function withoutMarkup(
  node: XmlNode,
  setting: CitationSetting,
  grammar: CitationGrammar,
): CitationReading | null {
  return node.maybeElement() === null ? null : readCitation(node, grammar, setting.pointers.keyOfName);
}

function isPlain(note: XmlNode): boolean {
  for (const element of note.descendantElements(
    "bibl",
    "biblStruct",
    "biblFull",
    "cit",
    "quote",
    "q",
    "ref",
    "ptr",
    "note",
  )) {
    if (element.get("target") !== null || !element.isTei("ref", "ptr")) return false;
  }
  return true;
}

function startsAbbreviated(text: string, grammar: CitationGrammar): boolean {
  return (
    [grammar.ibid, grammar.loccit].some((words) => (words.exec(text)?.index ?? text.length) < 4) ||
    grammar.idem.test(text)
  );
}

/** What the markup of a citation points to: a work of the register, or an earlier citation. */
function pointedToBy(
  node: XmlNode,
  { tree, registers, pointers }: CitationSetting,
  byRow: ReadonlyMap<number, string>,
): PointedTo | null {
  for (const { element, pointer } of workPointers(node)) {
    const key = pointers.keyOf(element, pointer);
    if (key !== null && registers.works.has(key)) return { kind: "work", key };
    const target = pointer.startsWith("#") ? tree.maybeById(pointer.slice(1)) : null;
    const id = target === null || target === node ? undefined : byRow.get(target.row);
    if (id !== undefined) return { kind: "citation", id };
  }
  return null;
}

interface WorkPointer {
  readonly element: XmlNode;
  readonly pointer: string;
}

const WORK_ATTRIBUTES: readonly string[] = ["corresp", "target", "source", "sameAs", "copyOf", "ref", "key"];

/** The pointers of a citation that may say which work it means: its own, and those of the links and titles in it. */
function workPointers(node: XmlNode): WorkPointer[] {
  const elements = [node, ...node.descendantElements("ref", "ptr", "title")];
  return elements.flatMap((element) =>
    WORK_ATTRIBUTES.flatMap((name) =>
      pointersIn(element.get(name) ?? "").map((pointer) => ({ element, pointer })),
    ),
  );
}
