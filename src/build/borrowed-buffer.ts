/** A larger buffer is not kept for who comes next. */
const MOST_KEPT = 4_000_000;

let idle: Buffer | null = null;

/** The file that stands in the idle buffer, as whoever read it calls it, and how long it is. */
let inIt: { readonly reader: object; readonly nth: number; readonly length: number } | null = null;

/**
 * Gives a buffer of at least so many bytes, to be given back. Files are read into the same one over and over: memory that is
 * new has to be cleared, and memory that is given up has to be told to every thread, which takes longer than reading does.
 */
export function borrowBuffer(size: number): Buffer {
  const kept = idle;
  idle = null;
  inIt = null;
  return kept !== null && kept.length >= size ? kept : Buffer.allocUnsafeSlow(size);
}

/** Gives the buffer in which a file still stands, with the length of that; null where it does not. */
export function borrowFilled(reader: object, nth: number): { buffer: Buffer; length: number } | null {
  if (idle === null || inIt === null || inIt.reader !== reader || inIt.nth !== nth) return null;
  const filled = { buffer: idle, length: inIt.length };
  idle = null;
  inIt = null;
  return filled;
}

/** Takes back what was borrowed, perhaps with a file in it; whoever gives it may not look at it any more. */
export function returnBuffer(buffer: Buffer, file: typeof inIt = null): void {
  if (buffer.length > MOST_KEPT || buffer.length < (idle?.length ?? 0)) return;
  idle = buffer;
  inIt = file;
}
