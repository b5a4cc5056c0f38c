import { type Html, type HtmlElement, holdsLink, isElement, textOf } from "../render/index.ts";

/** What a table may need of a screen, in ems: a telephone has about 20, and a page of a printed book 36. */
const NARROW = 20;
const WIDE = 36;

/** A word of more letters than this is broken where the cell ends; others keep their column as wide as they are. */
const LONG_WORD = 16;

/** What a cell has room for at least where its text is long, in letters. */
const SHORT_LINE = 10;

/** A letter, what is between columns, and how large the letters of tables are, in ems. */
const LETTER = 0.5;
const GAP = 0.9;
const SIZE = 0.92;

/**
 * Makes tables fit for small screens and pages. What a table needs is guessed from its words: one that is wide gets a class
 * for it, by which the stylesheet folds it there, a row below the other and the cells of each below their heads
 * (`data-label`), or in one line where no row has heads. What is a table stays one for whoever has the room.
 */
export function withFolds(html: readonly Html[]): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece)) return piece;
    const inner = { ...piece, children: withFolds(piece.children) };
    return piece.tag === "table" ? foldable(inner) : inner;
  });
}

function foldable(table: HtmlElement): HtmlElement {
  const rows = rowsOf(table);
  const need = needOf(rows);
  const heads = need > NARROW ? headsOf(rows) : null;
  const fitted = withRows(table, (row) => withCells(row, heads, row === rows[0]));
  if (need <= NARROW) return fitted;
  return classed(fitted, need > WIDE ? "wider" : "wide", heads === null ? "run-in" : null);
}

/** The rows of a table itself, in groups or not; those of a table in a cell are that one's. */
function rowsOf({ children }: HtmlElement): readonly HtmlElement[] {
  return children.flatMap((child) => {
    if (!isElement(child)) return [];
    return child.tag === "tr" ? [child] : GROUPS.has(child.tag) ? rowsOf(child) : [];
  });
}

function withRows(piece: HtmlElement, change: (row: HtmlElement) => HtmlElement): HtmlElement {
  const children = piece.children.map((child) => {
    if (!isElement(child)) return child;
    return child.tag === "tr" ? change(child) : GROUPS.has(child.tag) ? withRows(child, change) : child;
  });
  return { ...piece, children };
}

const GROUPS: ReadonlySet<string> = new Set(["thead", "tbody"]);

/** The width below which the words of a table do not stand side by side, in ems. */
function needOf(rows: readonly HtmlElement[]): number {
  const columns: number[] = [];
  for (const row of rows)
    for (const [at, cell] of cellsOf(row).entries())
      columns[at] = Math.max(columns[at] ?? 0, lettersOf(textOf([cell]).trim()));
  return columns.reduce((sum, letters) => sum + (letters * LETTER + GAP) * SIZE, 0);
}

function lettersOf(text: string): number {
  return Math.max(Math.min(longestWord(text), LONG_WORD), Math.min(text.length, SHORT_LINE));
}

function longestWord(text: string): number {
  return text.split(/\s+/u).reduce((most, { length }) => Math.max(most, length), 0);
}

/** The heads of the columns where the first row has nothing else, or null; where cells are joined, no head is sure. */
function headsOf(rows: readonly HtmlElement[]): readonly string[] | null {
  const first = rows[0] === undefined ? [] : cellsOf(rows[0]);
  const isJoined = rows.some((row) =>
    cellsOf(row).some(({ attributes }) => "colspan" in attributes || "rowspan" in attributes),
  );
  if (isJoined || first.length === 0 || first.some(({ tag }) => tag !== "th")) return null;
  return first.map((cell) => textOf([cell]).replace(/\s+/gu, " ").trim());
}

/** The row of the heads is taken away when the table is folded, unless it holds what can be gone to. */
function withCells(row: HtmlElement, heads: readonly string[] | null, isFirst: boolean): HtmlElement {
  if (isFirst && heads !== null) return classed(row, holdsLink(row.children) ? null : "heads");
  let at = 0;
  const children = row.children.map((child) => {
    if (!isCell(child)) return child;
    const text = textOf([child]).trim();
    const label = text === "" ? undefined : heads?.[at];
    at++;
    const cell = classed(child, longestWord(text) > LONG_WORD ? "long" : null);
    return label === undefined || label === ""
      ? cell
      : { ...cell, attributes: { ...cell.attributes, "data-label": label } };
  });
  return { ...row, children };
}

function cellsOf(row: HtmlElement): readonly HtmlElement[] {
  return row.children.filter(isCell);
}

function isCell(piece: Html): piece is HtmlElement {
  return isElement(piece) && (piece.tag === "td" || piece.tag === "th");
}

function classed(piece: HtmlElement, ...names: readonly (string | null)[]): HtmlElement {
  const all = [piece.attributes.class, ...names].filter((name) => typeof name === "string");
  return all.length === 0 ? piece : { ...piece, attributes: { ...piece.attributes, class: all.join(" ") } };
}
