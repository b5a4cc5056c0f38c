import { deserialize, serialize } from "node:v8";

/** How many bytes say how long a piece is, which stands behind them. */
const LENGTH = 4;

/** Writes values one after the other, each when it is asked for: of a hundred thousand documents they are much at once. */
export function* piecesOf(values: Iterable<unknown>): Generator<Buffer> {
  for (const value of values) {
    const piece = serialize(value);
    const length = Buffer.allocUnsafe(LENGTH);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
}

/** Values in their order. */
export interface Pieces {
  readonly length: number;
  readonly at: (nth: number) => unknown;
}

/**
 * The values that were written so, each read when it is asked for, and anew each time: their bytes are far less to hold. Bytes
 * among them are those of a copy, so that nobody holds all for the sake of a few.
 */
export class KeptPieces implements Pieces {
  readonly #payload: Buffer;
  readonly #starts: number[] = [];

  constructor(payload: Buffer) {
    this.#payload = payload;
    for (let at = 0; at < payload.length; at += LENGTH + payload.readUInt32BE(at)) this.#starts.push(at);
  }

  get length(): number {
    return this.#starts.length;
  }

  at(nth: number): unknown {
    const at = this.#starts[nth]!;
    const start = at + LENGTH;
    return deserialize(Buffer.from(this.#payload.subarray(start, start + this.#payload.readUInt32BE(at))));
  }
}

/** Gives all of the values. */
export function valuesIn(payload: Buffer): readonly unknown[] {
  const pieces = new KeptPieces(payload);
  return Array.from({ length: pieces.length }, (_, nth) => pieces.at(nth));
}

/** Gives pieces as one where they have less than so many bytes in all; else one after the other. */
export function oneOrMany(pieces: Iterable<Buffer>, bytes: number): Buffer | Iterable<Buffer> {
  const others = pieces[Symbol.iterator]();
  const first: Buffer[] = [];
  let size = 0;
  for (let next = others.next(); !next.done; next = others.next()) {
    first.push(next.value);
    size += next.value.length;
    if (size >= bytes) return joined(first, others);
  }
  return first.length === 1 ? first[0]! : Buffer.concat(first);
}

function* joined(first: readonly Buffer[], others: Iterator<Buffer>): Generator<Buffer> {
  yield* first;
  yield* { [Symbol.iterator]: () => others };
}
