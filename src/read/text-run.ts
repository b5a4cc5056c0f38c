import { normalizeLineEnds } from "./character.ts";
import type { Input } from "./input.ts";
import type { TreeBuilder } from "./tree-builder.ts";

/** Text that is being read: all that stands between two tags, comments or instructions becomes one node. */
export class TextRun {
  readonly #source: string;
  readonly #builder: TreeBuilder;
  #start = -1;
  #end = -1;
  /** The text so far, where it is not the plain slice of the source. */
  #text: string | null = null;

  constructor(source: string, builder: TreeBuilder) {
    this.#source = source;
    this.#builder = builder;
  }

  /** Adds a stretch of an input that stands for itself, but for line ends. */
  addPlain(input: Input, start: number, end: number, hasReturn: boolean): void {
    if (this.#start === -1 && input.inclusion === null && !hasReturn) {
      this.#start = start;
      this.#end = end;
      return;
    }
    const piece = input.text.slice(start, end);
    this.add(input, start, end, input.inclusion === null && hasReturn ? normalizeLineEnds(piece) : piece);
  }

  /** Adds what a stretch of an input stands for: a reference, a CDATA section. */
  add(input: Input, start: number, end: number, piece: string): void {
    const place = input.inclusion?.place;
    if (this.#start === -1) {
      this.#start = place?.start ?? start;
      this.#text = piece;
    } else {
      this.#text = (this.#text ?? this.#source.slice(this.#start, this.#end)) + piece;
    }
    this.#end = place?.end ?? end;
  }

  /** Makes a node of the text, if there is any. */
  flush(): void {
    if (this.#start === -1) return;
    if (this.#text !== "") this.#builder.addText(this.#start, this.#end, this.#text);
    this.#start = -1;
    this.#text = null;
  }
}
