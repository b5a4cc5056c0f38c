import { itemMark, type LineReading } from "./markdown-lines.ts";
import type { Chunk } from "./source-notes.ts";

/** An item of a list: its lines without their sign, and where it begins. */
export interface SourceItem {
  readonly text: string;
  readonly at: number;
}

interface Open {
  readonly lines: string[];
  readonly at: number;
  readonly width: number;
}

/** Parts the lines of a list into items. Lines without a sign, and those further in, belong to the item before them. */
export function itemsOf(chunks: readonly Chunk[], reading: Pick<LineReading, "dashes">): SourceItem[] {
  const items: Open[] = [];
  for (const { text, at } of chunks) {
    let offset = at;
    for (const [number, line] of text.split("\n").entries()) {
      addLine(items, { line, at: offset, isApart: number === 0 }, reading);
      offset += line.length + 1;
    }
  }
  return items.map(({ lines, at }) => ({ text: lines.join("\n"), at }));
}

interface SourceLine {
  readonly line: string;
  readonly at: number;
  /** Whether a blank line stands before it. */
  readonly isApart: boolean;
}

function addLine(
  items: Open[],
  { line, at, isApart }: SourceLine,
  reading: Pick<LineReading, "dashes">,
): void {
  const mark = itemMark(line, reading);
  const last = items.at(-1);
  const isInner = last !== undefined && (mark === null || mark.groups!.indent!.length >= 2);
  if (isInner)
    last.lines.push(...(isApart ? [""] : []), line.replace(new RegExp(`^\\s{0,${last.width}}`, "u"), ""));
  else items.push({ lines: [line.slice(mark?.[0].length ?? 0)], at, width: mark?.[0].length ?? 0 });
}
