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

/** Gives the values that were written so. */
export function valuesIn(payload: Buffer): readonly unknown[] {
  const values: unknown[] = [];
  for (let at = 0; at < payload.length; ) {
    const start = at + LENGTH;
    at = start + payload.readUInt32BE(at);
    values.push(deserialize(payload.subarray(start, at)));
  }
  return values;
}

/** Gives pieces up to so many bytes or a little more, and the others when they are asked for. */
export function parted(payload: Iterable<Buffer>, bytes: number): { first: Buffer; rest: Iterable<Buffer> } {
  const pieces = payload[Symbol.iterator]();
  const first: Buffer[] = [];
  let size = 0;
  while (size < bytes) {
    const { done, value } = pieces.next();
    if (done) break;
    first.push(value);
    size += value.length;
  }
  return {
    first: first.length === 1 ? first[0]! : Buffer.concat(first),
    rest: { [Symbol.iterator]: () => pieces },
  };
}
