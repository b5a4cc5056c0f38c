import { visible } from "./quiet.ts";

const TAB = 4;

/** A sign as a terminal shows it: what it takes in a source, and what is shown for it in how many cells. */
interface Cell {
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  readonly width: number;
}

/** A stretch of a line as it is shown, with the cells under which a mark stands. */
export interface LineWindow {
  readonly text: string;
  /** Cells before the mark. */
  readonly indent: number;
  /** Cells of the mark, at least one. */
  readonly length: number;
}

/**
 * Shows a line with the stretch between two offsets marked. Tabs become spaces, what a terminal would act on becomes a
 * visible sign, a combining mark takes no cell and an East Asian sign two. A line longer than `width` cells is cut to a
 * window around the beginning of the stretch.
 */
export function windowOf(line: string, start: number, end: number, width: number): LineWindow {
  if (PLAIN.test(line)) return plainWindowOf(line, start, end, width);
  const cells = cellsOf(line);
  const first = cells.findIndex((cell) => cell.end > start);
  const from = first === -1 ? cells.length : first;
  const past = cells.findIndex((cell, at) => at > from && cell.start >= end);
  const to = past === -1 ? cells.length : past;
  const [left, right] = cut(cells, from, to, width);
  const before = left === 0 ? "" : "…";
  const behind = right === cells.length ? "" : "…";
  return {
    text:
      before +
      cells
        .slice(left, right)
        .map((cell) => cell.shown)
        .join("") +
      behind,
    indent: before.length + widthOf(cells.slice(left, from)),
    length: Math.max(1, widthOf(cells.slice(from, Math.min(to, right)))),
  };
}

/** The same of a line in which each sign is a cell, which most are: to make an object of each sign takes ten times as long. */
function plainWindowOf(line: string, start: number, end: number, width: number): LineWindow {
  const { length } = line;
  const from = Math.min(length, Math.max(0, start));
  const to = Math.min(length, Math.max(from + 1, end));
  const [left, right] = plainCut(length, from, to, width);
  const before = left === 0 ? "" : "…";
  const behind = right === length ? "" : "…";
  return {
    text: before + line.slice(left, right) + behind,
    indent: before.length + Math.max(0, from - left),
    length: Math.max(1, Math.min(to, right) - from),
  };
}

function plainCut(length: number, from: number, to: number, width: number): [number, number] {
  if (length <= width) return [0, length];
  const room = width - 2;
  const third = Math.max(0, from - Math.floor(room / 3));
  const right = Math.min(length, third + room);
  const left = Math.max(0, Math.min(third, right - room));
  return [left, Math.max(right, Math.min(to, from + 1))];
}

/** Signs that are shown as they are, in one cell each. */
const PLAIN = /^[\x20-\x7e]*$/u;

/** The window: a third of its room before the stretch, unless the line ends sooner. */
function cut(cells: readonly Cell[], from: number, to: number, width: number): [number, number] {
  if (widthOf(cells) <= width) return [0, cells.length];
  const room = width - 2;
  let left = from;
  for (let used = 0; left > 0 && used + cells[left - 1]!.width <= room / 3; left--)
    used += cells[left - 1]!.width;
  let right = left;
  let used = 0;
  for (; right < cells.length && used + cells[right]!.width <= room; right++) used += cells[right]!.width;
  for (; left > 0 && used + cells[left - 1]!.width <= room; left--) used += cells[left - 1]!.width;
  return [left, Math.max(right, Math.min(to, from + 1))];
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** Signs of which each stands by itself: to ask where one ends takes a hundred times as long as to know it. */
const SIMPLE = /^[\t\x20-\x7e]*$/u;

function cellsOf(line: string): Cell[] {
  return SIMPLE.test(line) ? simpleCellsOf(line) : cellsOfGraphemes(line);
}

function simpleCellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (let start = 0; start < line.length; start++) {
    const sign = line[start]!;
    const shown = sign === "\t" ? " ".repeat(TAB - (column % TAB)) : sign;
    cells.push({ start, end: start + 1, shown, width: shown.length });
    column += shown.length;
  }
  return cells;
}

function cellsOfGraphemes(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(line)) {
    const shown = segment === "\t" ? " ".repeat(TAB - (column % TAB)) : segment.replace(INVISIBLE, visible);
    const width = segment === "\t" ? shown.length : cellWidth(shown);
    cells.push({ start: index, end: index + segment.length, shown, width });
    column += width;
  }
  return cells;
}

/** Controls, and the signs that turn the direction of a line: a terminal would obey them. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** Signs that take two cells: the wide and fullwidth blocks of Unicode (UAX 11), and emoji shown as pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;

function cellWidth(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return /^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme) ? 0 : 1;
}
