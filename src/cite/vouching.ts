import { NodeKind, type XmlNode } from "../tree/index.ts";
import { type CitationMap, nearestQuotation } from "./citation-map.ts";
import type { ResolvedCitation } from "./citations.ts";
import { isQuotation, type Quotation } from "./quotation.ts";

/** Elements that part nothing: a page may turn between a quotation and its citation. */
const NO_BREAK: ReadonlySet<string> = new Set(["pb", "cb", "lb", "gb", "milestone", "anchor", "fw", "index"]);

const PARAGRAPHS: readonly string[] = [
  "p",
  "ab",
  "item",
  "head",
  "cell",
  "lg",
  "note",
  "stage",
  "label",
  "desc",
  "u",
];

const DIVISIONS: ReadonlySet<string> = new Set([
  "div",
  "div1",
  "div2",
  "div3",
  "div4",
  "body",
  "front",
  "back",
  "text",
  "TEI",
  "floatingText",
]);

/** The end of a sentence, and another behind it. */
const SENTENCE_END = /[.!?…。！？]["'”’»“)\]]*\s+["'“‘„«(]*[\p{Lu}\p{Lo}]/u;

/** Gives the citation that says where a quotation is from, or null. */
export function vouchingCitation(quotation: Quotation, citations: CitationMap): ResolvedCitation | null {
  const rules = [
    sharingCit,
    atItsEnd,
    followingInParagraph,
    introducing,
    inParagraphBehind,
    closingParagraphBefore,
  ];
  for (const rule of quotation.within === null ? rules : rules.slice(0, 3)) {
    const found = rule(quotation, citations);
    if (found !== null) return found;
  }
  return null;
}

/** `cit` holds a quotation and its citation (TEI P5, 3.3.3): the one behind it before the one in front. */
function sharingCit({ node }: Quotation, { inRows, isQuoted }: CitationMap): ResolvedCitation | null {
  const cit = nearestCit(node);
  if (cit === null) return null;
  const quotedHere = nearestQuotation(cit);
  const sharing = inRows(cit.row + 1, node.tree.behind(cit.row)).filter(
    (each) => !node.contains(each.node) && (!isQuoted(each) || nearestQuotation(each.node) === quotedHere),
  );
  return sharing.find((each) => each.node.row > node.row) ?? sharing.at(-1) ?? null;
}

function nearestCit(node: XmlNode): XmlNode | null {
  for (const above of node.ancestors()) {
    if (above.isTei("cit")) return above;
    if (isQuotation(above)) return null;
  }
  return null;
}

/** A citation within the quotation, as its last words; one in the middle of it belongs to what it quotes itself. */
function atItsEnd({ node }: Quotation, { inRows }: CitationMap): ResolvedCitation | null {
  const end = node.tree.behind(node.row);
  const inside = inRows(node.row + 1, end);
  const last = inside.findLast((each) => nearestQuotation(each.node) === node) ?? null;
  if (last === null || !isBehindQuotation(last)) return last;
  return letters(between(node, node.tree.behind(last.node.row), end)) > 0 ? null : last;
}

/** Whether a citation stands behind a quotation in the same element, perhaps in brackets. */
function isBehindQuotation({ node }: ResolvedCitation): boolean {
  const before = node.previousSibling;
  const beside = before?.isText && letters(before.text) === 0 ? before.previousSibling : before;
  return beside !== null && isQuotation(beside);
}

/** The first citation behind the quotation, or the first note, before the sentence ends. */
function followingInParagraph(quotation: Quotation, citations: CitationMap): ResolvedCitation | null {
  const { inReading, isQuoted } = citations;
  const { node, text } = quotation;
  const paragraph = node.maybeAncestor(...PARAGRAPHS);
  if (paragraph === null) return null;
  const end = node.tree.behind(node.row);
  // A note on the quotation itself is read at its last row.
  const next = inReading(end - 0.5, node.tree.behind(paragraph.row)).find((each) =>
    quotation.within === null ? !isQuoted(each) : nearestQuotation(each.node) === quotation.within.node,
  );
  if (next === undefined) return null;
  const words = between(node, end, Math.ceil(next.order)) + textInFront(next, end);
  // Behind a semicolon another clause begins, with a citation of its own.
  const parted = /;.*\p{L}/su.test(words) && introducing(quotation, citations) !== null;
  return parted || SENTENCE_END.test(text.slice(-1) + words) ? null : next;
}

/** The last citation before the quotation in its sentence: “As Cohen (p. 5) says, …”. */
function introducing({ node }: Quotation, { inReading, isQuoted }: CitationMap): ResolvedCitation | null {
  const paragraph = node.maybeAncestor(...PARAGRAPHS);
  if (paragraph === null) return null;
  const before = inReading(paragraph.row + 1, node.row);
  const last = before.findLast((each) => !isQuoted(each) && !each.node.contains(node));
  return last === undefined || SENTENCE_END.test(textSince(last, node.row)) ? null : last;
}

/** The words of a citation's own text node that stand before it, where no element marks it and no note holds it. */
function textInFront({ node, span, order }: ResolvedCitation, from: number): string {
  if (span === null || order !== node.row || node.row < from || !node.isText) return "";
  return node.tree.source.slice(node.start, span.start);
}

/** The text from a citation on, led by the sign before it: a note stands behind the full stop of its sentence. */
function textSince({ node, order, span }: ResolvedCitation, to: number): string {
  const { tree } = node;
  if (span !== null && order === node.row && node.maybeAncestor("note") === null) {
    const end = tree.behind(node.row);
    return tree.source.slice(Math.min(span.end, node.end), node.end) + between(node, end, to);
  }
  const note = node.isTei("note") ? node : node.maybeAncestor("note");
  const stands = Number.isInteger(order) ? (note ?? node) : null;
  const from = stands === null ? Math.ceil(order) : tree.behind(stands.row);
  const before = note === null ? from : (stands?.row ?? Math.floor(order));
  return signBefore(node, before) + between(node, from, to);
}

function signBefore({ tree }: XmlNode, row: number): string {
  for (let at = row - 1; at > 0; at--) {
    const node = tree.node(at);
    if (node.isText && node.text.trim() !== "") return node.text.trimEnd().slice(-1);
  }
  return "";
}

/** A paragraph that is nothing but a citation, behind the paragraph of the quotation or the displayed quotations. */
function inParagraphBehind({ node, display }: Quotation, citations: CitationMap): ResolvedCitation | null {
  let block: XmlNode | null = display === "block" ? node : node.maybeAncestor(...PARAGRAPHS);
  while (block !== null && !DIVISIONS.has(block.local)) {
    for (let at = nextElement(block); at !== null; at = nextElement(at)) {
      const found = citationIn(at, citations);
      if (found !== null) return found;
      if (display === "inline" || !isDisplayed(at)) return null;
    }
    block = block.parent;
  }
  return null;
}

/** A quotation displayed behind another shares the citation paragraph that follows both. */
function isDisplayed(node: XmlNode): boolean {
  return isQuotation(node) || (node.isTei("cit") && node.maybeElement("bibl") === null);
}

function nextElement(node: XmlNode): XmlNode | null {
  for (let at = node.nextSibling; at !== null; at = at.nextSibling) {
    if (at.isText && at.text.trim() !== "") return null;
    if (at.isElement && !NO_BREAK.has(at.local)) return at;
  }
  return null;
}

/** The citation that a block is: itself, all its text, or, in a note, its first. */
function citationIn(block: XmlNode, { inRows, inReading, isQuoted }: CitationMap): ResolvedCitation | null {
  const inside = inRows(block.row, block.tree.behind(block.row)).filter((each) => !isQuoted(each));
  const [leading] = inside;
  // A paragraph that is nothing but the mark of a note is what the note says.
  if (leading === undefined && letters(block.text) < 4)
    return inReading(block.row, block.tree.behind(block.row)).find((each) => !isQuoted(each)) ?? null;
  if (leading === undefined || leading.node === block || block.isTei("note")) return leading ?? null;
  const own = inside
    .map(({ node, span, reading }) => (span === null ? letters(node.text) : letters(reading.text ?? "")))
    .reduce((sum, count) => sum + count, 0);
  return letters(block.text) === own ? leading : null;
}

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** A displayed quotation that the paragraph before it leads to: “Cohen writes (p. 5):”. */
function closingParagraphBefore(
  { node, display }: Quotation,
  citations: CitationMap,
): ResolvedCitation | null {
  if (display === "inline") return null;
  const block = node.parent?.isTei("cit") ? node.parent : node;
  const before = previousElement(block);
  if (before === null || !before.isTei("p", "ab")) return null;
  const end = node.tree.behind(before.row);
  const last = citations.inReading(before.row + 1, end).findLast((each) => !citations.isQuoted(each));
  if (last === undefined) return null;
  const rest = textSince(last, end);
  return SENTENCE_END.test(rest) || !/[:,]\s*$/u.test(before.text) ? null : last;
}

function previousElement(node: XmlNode): XmlNode | null {
  for (let at = node.previousSibling; at !== null; at = at.previousSibling) {
    if (at.isText && at.text.trim() !== "") return null;
    if (at.isElement && !NO_BREAK.has(at.local)) return at;
  }
  return null;
}

/** The text from one row to another, without notes. */
function between(node: XmlNode, from: number, to: number): string {
  const { tree } = node;
  let text = "";
  for (let row = from; row < to; row++) {
    const at = tree.node(row);
    if (at.kind === NodeKind.text) text += at.text;
    else if (at.isElement && at.local === "note") row = tree.behind(row) - 1;
  }
  return text;
}
