/** A place for a person: both numbers count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the lines of a text begin. A line ends with LF, CR LF or a lone CR (XML 1.0, section 2.11). The table is
 * built when it is first asked, because most documents are never asked. A byte order mark is no part of the first line.
 */
export class LineTable {
  readonly #source: string;
  #starts: Uint32Array | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** Gives line and column of an offset in UTF-16 units; an offset past the end is taken as the end. */
  position(offset: number): Position {
    const starts = this.#lineStarts();
    const at = Math.max(starts[0]!, Math.min(offset, this.#source.length));
    const line = lastAtOrBefore(starts, at);
    return { line: line + 1, column: at - starts[line]! + 1 };
  }

  /** Gives the offset of a line and column, kept within the line; throws a `RangeError` where there is no such line. */
  offset(line: number, column: number): number {
    const starts = this.#lineStarts();
    const start = starts[line - 1];
    if (start === undefined) throw new RangeError(`There is no line ${line}`);
    const end = starts[line] ?? this.#source.length;
    return Math.min(start + column - 1, end);
  }

  /** Gives the text of a line, counted from 1, without its line end; empty where there is no such line. */
  text(line: number): string {
    const starts = this.#lineStarts();
    const start = starts[line - 1];
    if (start === undefined) return "";
    return this.#source.slice(start, starts[line] ?? this.#source.length).replace(/[\r\n]+$/u, "");
  }

  /** How many lines there are; a text without a line end has one. */
  get count(): number {
    return this.#lineStarts().length;
  }

  #lineStarts(): Uint32Array {
    this.#starts ??= findLineStarts(this.#source);
    return this.#starts;
  }
}

function findLineStarts(source: string): Uint32Array {
  const starts = [source.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 10 || (code === 13 && source.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return Uint32Array.from(starts);
}

function lastAtOrBefore(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
