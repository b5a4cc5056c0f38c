/**
 * Thrown where a plain answer would need more than is known here: a value of a type the engine minds, an error it has
 * words for. The question is then put to the engine, so nobody outside of this folder sees it.
 */
export class NotPlain extends Error {
  override readonly name = "NotPlain";
}

/** Throws a {@link NotPlain}, in the place of a value. */
export function notPlain(): never {
  throw new NotPlain();
}
