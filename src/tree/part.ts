import { LineTable, type Position } from "./line-table.ts";

/**
 * A file that a tree was made from. Most trees have one; XInclude puts several into one tree, whose source is then the
 * text of all of them, one behind the other, so that an offset says in which file a node stands.
 */
export interface TreePart {
  /** The file, as it was named to the program. */
  readonly path: string;
  readonly lines: LineTable;
  /** Where its text begins in the source of the tree. */
  readonly start: number;
}

/** Gives the part in which an offset lies. */
export function partAt(parts: readonly TreePart[], offset: number): TreePart {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (parts[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return parts[low]!;
}

/** The lines of a text that is made of several files: a position is one in its own file. */
export class JoinedLines extends LineTable {
  readonly #parts: readonly TreePart[];

  constructor(source: string, parts: readonly TreePart[]) {
    super(source);
    this.#parts = parts;
  }

  override position(offset: number): Position {
    const part = partAt(this.#parts, offset);
    return part.lines.position(offset - part.start);
  }
}
