import { deserialize, serialize } from "node:v8";
import type { Groups } from "../../cite/index.ts";
import { Spool } from "./spool.ts";

/** How much waits in memory, in bytes, until it is written down, with what each piece takes besides. */
const MOST_WAITING = 16_000_000;
const BESIDES = 200;

/** The bytes before a value that say how many it has. */
const LENGTH = 4;

/**
 * Sorts data by keys on the disk, where there is more of it than memory should hold. What is under a key lies in as few
 * pieces as may be, so that it is read again without a search: a piece for each time that memory was full.
 */
export class GroupedSpool implements Groups {
  readonly #pieces = new Map<string, number[]>();
  #waiting = new Map<string, Buffer[]>();
  #bytes = 0;
  #spool: Spool | null = null;

  /** Adds a value: data without functions. Throws where the disk cannot take it. */
  add(key: string, value: unknown): void {
    const bytes = serialize(value);
    const group = this.#waiting.get(key);
    if (group === undefined) this.#waiting.set(key, [bytes]);
    else group.push(bytes);
    this.#bytes += bytes.length + BESIDES;
    if (this.#bytes > MOST_WAITING) this.#write();
  }

  /** Gives what was added under a key, in order, one value in memory at a time. */
  *get(key: string): Generator<unknown> {
    for (const number of this.#pieces.get(key) ?? []) yield* valuesIn(this.#spool!.piece(number));
    for (const bytes of this.#waiting.get(key) ?? []) yield deserialize(bytes);
  }

  /** Takes away what lies on the disk. */
  close(): void {
    this.#spool?.close();
  }

  #write(): void {
    this.#spool ??= new Spool();
    for (const [key, group] of this.#waiting) {
      const number = this.#spool.add(Buffer.concat(group.flatMap((bytes) => [lengthOf(bytes), bytes])));
      const pieces = this.#pieces.get(key);
      if (pieces === undefined) this.#pieces.set(key, [number]);
      else pieces.push(number);
    }
    this.#waiting = new Map();
    this.#bytes = 0;
  }
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.allocUnsafe(LENGTH);
  length.writeUInt32LE(bytes.length);
  return length;
}

function* valuesIn(piece: Buffer): Generator<unknown> {
  for (let at = 0; at < piece.length; ) {
    const end = at + LENGTH + piece.readUInt32LE(at);
    yield deserialize(piece.subarray(at + LENGTH, end));
    at = end;
  }
}
