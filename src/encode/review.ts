/** Something the encoder was not sure of. */
export interface ReviewItem {
  /** Offset in the source. */
  readonly at: number;
  /** Line and column in the source, both from 1. */
  readonly line: number;
  readonly column: number;
  /** The words it is about. */
  readonly text: string;
  /** What was done. */
  readonly decision: string;
  /** Why it may be wrong. */
  readonly reason: string;
}

/** Writes a review list as tab-separated values with a head line. */
export function reviewTable(items: readonly ReviewItem[]): string {
  const rows = items.map(({ line, column, text, decision, reason }) => [
    line,
    column,
    text,
    decision,
    reason,
  ]);
  const cells = [["line", "column", "text", "decision", "reason"], ...rows];
  return `${cells.map((row) => row.map((cell) => String(cell).replace(/\s+/gu, " ")).join("\t")).join("\n")}\n`;
}
