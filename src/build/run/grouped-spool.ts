import type { Groups } from "../../cite/index.ts";
import { Spool } from "./spool.ts";

/** How much waits in memory, in characters, until it is written down, with what each value takes besides. */
const MOST_WAITING = 4_000_000;
const BESIDES = 40;

/** Before a value stands how many bytes it has, and then whether it is a text as it is, or one that is read as JSON. */
const LENGTH = 4;
const TEXT = "t";
const JSON_TEXT = "j";

/**
 * Sorts data by keys on the disk, where there is more of it than memory should hold. What is under a key lies in as few
 * pieces as may be, so that it is read again without a search: a piece for each time that memory was full. What waits is
 * text, which V8 counts: of a million small buffers it would let hundreds of megabytes pile up.
 */
export class GroupedSpool implements Groups {
  readonly #pieces = new Map<string, number[]>();
  #waiting = new Map<string, string[]>();
  #size = 0;
  readonly #spool = new Spool();

  /** Adds a value: what JSON can say. Throws where the disk cannot take it. */
  add(key: string, value: unknown): void {
    const text = typeof value === "string" ? TEXT + value : JSON_TEXT + JSON.stringify(value);
    const group = this.#waiting.get(key);
    if (group === undefined) this.#waiting.set(key, [text]);
    else group.push(text);
    this.#size += text.length + BESIDES;
    if (this.#size > MOST_WAITING) this.#write();
  }

  /** Gives what was added under a key, in order, one value in memory at a time. */
  *get(key: string): Generator<unknown> {
    for (const number of this.#pieces.get(key) ?? [])
      for (const text of textsIn(this.#spool.piece(number))) yield valueIn(text);
    for (const text of this.#waiting.get(key) ?? []) yield valueIn(text);
  }

  /** Takes away what lies on the disk. */
  close(): void {
    this.#spool.close();
  }

  #write(): void {
    for (const [key, group] of this.#waiting) {
      const number = this.#spool.add(pieceOf(group));
      const pieces = this.#pieces.get(key);
      if (pieces === undefined) this.#pieces.set(key, [number]);
      else pieces.push(number);
    }
    this.#waiting = new Map();
    this.#size = 0;
  }
}

function valueIn(text: string): unknown {
  const value = text.slice(1);
  return text.startsWith(TEXT) ? value : JSON.parse(value);
}

function pieceOf(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const piece = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + LENGTH + length, 0));
  let at = 0;
  for (const [nth, text] of texts.entries()) {
    at = piece.writeUInt32LE(lengths[nth]!, at);
    at += piece.write(text, at);
  }
  return piece;
}

function* textsIn(piece: Buffer): Generator<string> {
  for (let at = 0; at < piece.length; ) {
    const end = at + LENGTH + piece.readUInt32LE(at);
    yield piece.toString("utf8", at + LENGTH, end);
    at = end;
  }
}
