import { breaksWord, isLeftOut, outermostTexts } from "../resolve/index.ts";
import { lookUp, NodeKind, once, type Tree, type XmlNode } from "../tree/index.ts";
import { indexStretches, type StretchIndex } from "./quotation-index.ts";
import { lettersOf } from "./quotation-letters.ts";

/** A place that a source counts: from here on it is page 12, chapter 3, line 40. */
export interface SourceMark {
  /** Where it stands in the text of the source. */
  readonly at: number;
  readonly unit: string;
  readonly n: string;
}

/** A text that can be searched, and the places in it. */
interface Readable {
  readonly index: StretchIndex;
  /** In the order of the text. */
  readonly marks: readonly SourceMark[];
  /** The ids of elements, by where they begin. */
  readonly anchors: readonly { readonly at: number; readonly id: string }[];
}

/** The text of a work that is quoted, ready to be searched. */
export interface QuotationSource extends Readable {
  /** The file, as it is named. */
  readonly path: string;
  /** The id of the document of this edition that it is, or null. */
  readonly document: string | null;
  /** Its text as it was before it was edited, and as the apparatus has it elsewhere: made once one is asked for. */
  readonly others: () => readonly Readable[];
}

/** Gives the texts of works that are at hand, by the works' keys; null for a work whose text is not. */
export interface QuotationSources {
  readonly of: (work: string) => QuotationSource | null;
}

interface Gathering {
  readonly pieces: string[];
  readonly marks: SourceMark[];
  readonly anchors: { at: number; id: string }[];
  /** The notes that were met, with the last mark of each unit before them: they part the text, and stand behind it. */
  readonly notes: { readonly node: XmlNode; readonly marks: readonly SourceMark[] }[];
  readonly isLeftOut: (element: XmlNode) => boolean;
  length: number;
}

function nothingYet(isLeftOut: Gathering["isLeftOut"]): Gathering {
  return { pieces: [], marks: [], anchors: [], notes: [], isLeftOut, length: 0 };
}

const PARTS_LINES =
  /^(?:p|ab|l|lg|sp|speaker|stage|head|item|label|div[1-7]?|row|cell|quote|u|note|lb|pb|cb)$/u;

/** Makes a source of a TEI document: its edited text, with pages, lines and divisions as it counts them. */
export function sourceOfTree(tree: Tree, path: string, document: string | null): QuotationSource {
  const edited = readable(tree, isLeftOut);
  return { path, document, ...edited, others: once(() => [...originalOf(tree), ...variantsOf(tree)]) };
}

function originalOf(tree: Tree): Readable[] {
  const choice = tree.document.descendantElements("choice").next().value;
  return choice === undefined ? [] : [readable(tree, isNotOriginal)];
}

/** So many readings of one place are told apart: each is a text to be searched. */
const MOST_VARIANTS = 4;

/** The text with the first of the readings that stand beside each lemma, with the second, and so on. */
function variantsOf(tree: Tree): Readable[] {
  let most = 0;
  for (const app of tree.document.descendantElements("app"))
    most = Math.max(most, [...app.descendantElements("rdg")].length);
  return Array.from({ length: Math.min(most, MOST_VARIANTS) }, (_, nth) =>
    readable(tree, (element) => isNotVariant(element, nth)),
  );
}

/** An `app` with fewer readings keeps its lemma. */
function isNotVariant(element: XmlNode, nth: number): boolean {
  if (!element.isTei("lem", "rdg", "rdgGrp")) return isLeftOut(element);
  const app = element.maybeAncestor("app");
  const readings = app === null ? [] : [...app.descendantElements("rdg")];
  const chosen = readings[nth] ?? app?.maybeElement("lem") ?? readings[0] ?? null;
  if (element.isTei("rdgGrp"))
    return ![...element.descendantElements("rdg")].some(({ row }) => row === chosen?.row);
  return element.row !== chosen?.row;
}

function readable(tree: Tree, leftOut: Gathering["isLeftOut"]): Readable {
  const gathering = nothingYet(leftOut);
  const texts = outermostTexts(tree);
  for (const text of texts.length > 0 ? texts : [tree.document]) gather(text, gathering);
  // A note may hold notes, which are met while it is gathered.
  for (const { node, marks } of gathering.notes) {
    add(gathering, "\n");
    gathering.marks.push(...marks.map((mark) => ({ ...mark, at: gathering.length })));
    enter(node, gathering);
    gather(node, gathering);
  }
  return sourceFrom(gathering);
}

/** Of a `choice` the words of the source are its text, whatever an editor made of them. */
function isNotOriginal(element: XmlNode): boolean {
  if (element.parent?.local !== "choice") return isLeftOut(element);
  const readings = [...element.parent.elements()];
  return element !== (readings.find((each) => each.isTei("sic", "orig", "abbr")) ?? readings[0]);
}

function gather(root: XmlNode, into: Gathering): void {
  const { tree } = root;
  const behind = tree.behind(root.row);
  for (let row = root.row + 1; row < behind; row++) {
    const at = tree.node(row);
    if (at.kind === NodeKind.text) add(into, at.text);
    else if (at.kind !== NodeKind.element) continue;
    // A note of the source's can be quoted as well as its text, and stands in the way of what is quoted around it.
    else if (at.isTei("note")) {
      into.notes.push({ node: at, marks: lastMarks(into) });
      row = tree.behind(row) - 1;
    } else if (!at.isTei("noteGrp") && into.isLeftOut(at)) row = tree.behind(row) - 1;
    else enter(at, into);
  }
}

function lastMarks({ marks }: Gathering): readonly SourceMark[] {
  return [...new Map(marks.map((mark) => [mark.unit, mark])).values()];
}

function enter(node: XmlNode, into: Gathering): void {
  if (PARTS_LINES.test(node.local) && !breaksWord(node)) add(into, "\n");
  const id = node.get("xml:id");
  if (id !== null) into.anchors.push({ at: into.length, id });
  const n = node.get("n");
  const unit = n === null ? null : unitOf(node);
  if (unit !== null) into.marks.push({ at: into.length, unit, n: n! });
}

const UNITS: Readonly<Record<string, string>> = { pb: "page", cb: "column", lb: "line", l: "line" };

function unitOf(node: XmlNode): string | null {
  const { local } = node;
  if (local === "milestone") return node.get("unit");
  if (/^div\d?$/u.test(local)) return node.get("type") ?? "section";
  return lookUp(UNITS, local) ?? null;
}

function add(into: Gathering, text: string): void {
  into.pieces.push(text);
  into.length += text.length;
}

/** A page of a plain text begins behind a form feed, or where a line says so: `[p. 12]`, `{12}`, `[S. 12]`, `-- 12 --`. */
const PAGE =
  /\f|^[ \t]*(?:[[{](?:pp?\.|page|S\.|Seite|с\.|f\.|fol\.)?\s*(\d+|[ivxlc]+)[\]}]|[-–—]{1,3}\s*(\d+)\s*[-–—]{1,3})[ \t]*$/gmu;

/** Makes a source of a plain text. Lines that count pages are no part of the text. */
export function sourceOfText(text: string, path: string): QuotationSource {
  const gathering = nothingYet(() => false);
  let behind = 0;
  let feeds = 1;
  for (const { 0: sign, 1: bracketed, 2: dashed, index } of text.matchAll(PAGE)) {
    add(gathering, text.slice(behind, index));
    behind = index + sign.length;
    const n = bracketed ?? dashed ?? String(++feeds);
    gathering.marks.push({ at: gathering.length, unit: "page", n });
  }
  if (feeds > 1 && gathering.marks[0]?.n === "2") gathering.marks.unshift({ at: 0, unit: "page", n: "1" });
  add(gathering, text.slice(behind));
  return { path, document: null, ...sourceFrom(gathering), others: () => [] };
}

function sourceFrom({ pieces, marks, anchors }: Gathering): Readable {
  return { index: indexStretches(lettersOf(pieces.join(""))), marks, anchors };
}
