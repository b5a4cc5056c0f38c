/** Something the encoder was not sure of, where it stands in the source. */
export interface Remark {
  /** Offset in the source. */
  readonly at: number;
  /** The words it is about. */
  readonly text: string;
  /** What was done. */
  readonly decision: string;
  /** Why, or why it may be wrong. */
  readonly reason: string;
  /** Whether it is only told what was done, and nothing is doubtful. */
  readonly isCertain?: boolean;
}

/** A remark as an editor reads it. */
export interface ReviewItem extends Remark {
  /** Line and column in the source, both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Words enough to find a passage by. */
export const LONGEST_TEXT = 60;

/** Makes a remark on a stretch of the source, with as many of its words as one needs to find it. */
export function remark(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
  decision: string,
  reason: string,
): Remark {
  return { at: start, text: source.slice(start, Math.min(end, start + LONGEST_TEXT)), decision, reason };
}

/** Puts remarks in the order of the source and works out their lines and columns. */
export function reviewOf(remarks: readonly Remark[], source: string): ReviewItem[] {
  const sorted = [...remarks].sort((one, other) => one.at - other.at || (one.reason < other.reason ? -1 : 1));
  let line = 1;
  let lineStart = 0;
  let end = source.indexOf("\n");
  return sorted.map((item) => {
    while (end >= 0 && end < item.at) {
      line++;
      lineStart = end + 1;
      end = source.indexOf("\n", lineStart);
    }
    return { ...item, line, column: item.at - lineStart + 1 };
  });
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
