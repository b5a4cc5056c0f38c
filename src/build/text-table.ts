/** A cell is cut to so many characters, so that a row stays on a line. */
const WIDEST_CELL = 48;

/** Writes rows as columns of text with headings, for a terminal. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map(cut));
  const widths = headings.map((_, at) => Math.max(...cells.map((row) => [...(row[at] ?? "")].length)));
  const lines = cells.map((row) =>
    row
      .map((cell, at) => cell + " ".repeat(widths[at]! - [...cell].length))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

function cut(cell: string): string {
  const signs = [...cell.replace(/\s+/gu, " ")];
  return signs.length <= WIDEST_CELL ? signs.join("") : `${signs.slice(0, WIDEST_CELL - 1).join("")}…`;
}
