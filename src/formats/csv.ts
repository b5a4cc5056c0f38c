/** A cell: text is guarded against formulas, numbers are not. */
export type CsvCell = string | number | null;

/** What spreadsheets take for the beginning of a formula, in signs of either width (OWASP, “CSV Injection”). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Writes rows as CSV (RFC 4180): a comma between cells, CR LF behind every row, quotes where a cell needs them. A text that
 * a spreadsheet would run as a formula is led by an apostrophe; null is an empty cell.
 */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  return csvHeader(header) + csvRows(rows);
}

/** The first line of such a text. */
export function csvHeader(header: readonly string[]): string {
  return line(header);
}

/** The lines that follow. */
export function csvRows(rows: Iterable<readonly CsvCell[]>): string {
  let csv = "";
  for (const row of rows) csv += line(row.map(guarded));
  return csv;
}

function guarded(cell: CsvCell): string {
  if (cell === null) return "";
  return typeof cell === "number" || !FORMULA.test(cell) ? String(cell) : `'${cell}`;
}

function line(cells: readonly string[]): string {
  return `${cells.map(quoted).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replace(/"/gu, '""')}"` : cell;
}
