import type { XmlNode } from "../tree/index.ts";
import { adopt } from "./adoption.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { element, type Html, hasText } from "./html.ts";

type Pieces = readonly (readonly [XmlNode, readonly Html[]])[];

/** A cell, of the head where it or its row is a label. */
export function cell(passage: WebPassage): readonly Html[] {
  return [dressed(passage, cellTag(passage.node), spans(passage.node), ...passage.content())];
}

/** A row of cells. */
export function row(passage: WebPassage): readonly Html[] {
  return [dressed(passage, "tr", {}, ...adopt(passage.content(), ["td", "th"], "td"))];
}

/** A table, its head above it, scrolled where it has more columns than a small screen has room for. */
export function table(passage: WebPassage): readonly Html[] {
  const pieces = passage.pieces();
  const heads = pieces.filter(([node]) => node.isTei("head")).flatMap(([, piece]) => piece);
  const rows = pieces.filter(([node]) => !node.isTei("head"));
  const caption = hasText(heads) ? element("caption", {}, ...heads) : null;
  const made = dressed(passage, "table", {}, caption, ...rowGroups(rows));
  // What is scrolled must be reached without a pointing device.
  return [hasManyColumns(passage.node) ? element("div", { class: "wide", tabindex: "0" }, made) : made];
}

/** The rows of a table; those of labels that lead it are its head, which paper repeats on each page. */
function rowGroups(pieces: Pieces): readonly Html[] {
  const isLabel = ([node]: Pieces[number]): boolean => node.isTei("row") && node.get("role") === "label";
  const elements = pieces.filter(([node]) => node.isElement);
  const body = elements.findIndex((piece) => !isLabel(piece));
  const rowsOf = (some: Pieces): readonly Html[] =>
    adopt(
      some.flatMap(([, piece]) => piece),
      ["tr"],
      "tr",
    );
  if (body < 1 || elements.slice(0, body).some(([node]) => reachesOn(node))) return rowsOf(pieces);
  const from = pieces.indexOf(elements[body]!);
  return [
    element("thead", {}, ...rowsOf(pieces.slice(0, from))),
    element("tbody", {}, ...rowsOf(pieces.slice(from))),
  ];
}

/** Whether a cell of a row reaches into the rows below, which it cannot where these are of another group. */
function reachesOn(row: XmlNode): boolean {
  return [...row.elements("cell")].some((cell) => count(cell.get("rows")) !== null);
}

/** Whether a table has more columns than a small screen has room for, or words in them that would have to be broken. */
function hasManyColumns(table: XmlNode): boolean {
  const longest: number[] = [];
  for (const row of table.elements("row")) {
    const cells = [...row.elements("cell")];
    if (cells.length > COLUMNS_OF_A_PHONE) return true;
    for (const [at, cell] of cells.entries())
      longest[at] = Math.max(longest[at] ?? 0, longestWord(cell.text));
  }
  return longest.reduce((all, each) => all + each + SIGNS_BETWEEN_COLUMNS, 0) > SIGNS_OF_A_PHONE;
}

const COLUMNS_OF_A_PHONE = 4;

/** What a line of a table holds on a screen of 360 pixels, and what the space between two columns takes of it. */
const SIGNS_OF_A_PHONE = 42;
const SIGNS_BETWEEN_COLUMNS = 2;

function longestWord(text: string): number {
  return text.split(/[\s\-–—/]+/u).reduce((longest, { length }) => Math.max(longest, length), 0);
}

/** A label says something: the empty corner of a table heads neither rows nor columns. */
function cellTag(node: XmlNode): string {
  const isLabel = node.get("role") === "label" || node.parent?.get("role") === "label";
  return isLabel && (node.maybeElement() !== null || /\S/u.test(node.text)) ? "th" : "td";
}

function spans(node: XmlNode): { colspan: string | null; rowspan: string | null } {
  return { colspan: count(node.get("cols")), rowspan: rowsOf(node) };
}

/** A cell reaches no further than its table. */
function rowsOf(node: XmlNode): string | null {
  const rows = count(node.get("rows"));
  if (rows === null) return null;
  let left = 1;
  for (let row = node.parent?.nextSibling ?? null; row !== null && left < Number(rows); row = row.nextSibling)
    if (row.isTei("row")) left++;
  return count(String(Math.min(left, Number(rows))));
}

function count(value: string | null): string | null {
  return value !== null && /^[1-9]\d{0,2}$/u.test(value) && value !== "1" ? value : null;
}
