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

/** Gives the values that were written so. Bytes among them are those of a copy, so that nobody holds all for the sake of a few. */
export function valuesIn(payload: Buffer): readonly unknown[] {
  const values: unknown[] = [];
  for (let at = 0; at < payload.length; ) {
    const start = at + LENGTH;
    at = start + payload.readUInt32BE(at);
    values.push(deserialize(Buffer.from(payload.subarray(start, at))));
  }
  return values;
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
