/** A stretch of a quotation that must stand in its source as it is. */
export interface QuotationPart {
  readonly text: string;
  /** How many letters of the source may have been left out, or exchanged for words in brackets, before it. */
  readonly leftOut: number;
  /** Whether it begins, and ends, within a word, because a bracket takes the rest of it. */
  readonly opensWithin: boolean;
  readonly closesWithin: boolean;
}

/** An ellipsis may pass over pages; what stands in brackets takes the place of some words. */
const ELLIPSIS_LEAVES = 20_000;
const BRACKET_LEAVES = 120;

/** An ellipsis in brackets or not, words in square brackets, or “[sic]”; what the encoder calls a gap is an ellipsis. */
const BREAK =
  /\s*[[(<{]\s*(?:…|\.{3,4}|(?:\.\s){2,3}\.|gap)\s*[\])>}]\s*|…|\.{3,}|(?:\.\s){2,}\.|\[[^[\]]*\]/gu;

/**
 * Parts a quotation at what its author has left out or changed, and has said so. A bracket around the first letter of a
 * word (`[T]he`) only says that its case was changed, and parts nothing.
 */
export function partsOf(quotation: string): QuotationPart[] {
  const text = quotation
    .replace(/(?<![\p{L}\p{N}])\[(\p{L})\](?=\p{L})/gu, "$1")
    .replace(/\s*\[sic!?\]/giu, "");
  const parts: QuotationPart[] = [];
  let from = 0;
  let leftOut = 0;
  let opensWithin = false;
  for (const { 0: sign, index } of [...text.matchAll(BREAK), { 0: "", index: text.length }]) {
    const isBracket = /^\[(?!\s*(?:…|\.|gap))/u.test(sign);
    const words = text.slice(from, index);
    const closesWithin = isBracket && /[\p{L}\p{N}]$/u.test(words);
    if (/[\p{L}\p{N}]/u.test(words)) {
      parts.push({ text: words, leftOut, opensWithin, closesWithin });
      leftOut = 0;
    }
    from = index + sign.length;
    leftOut = Math.max(leftOut, isBracket ? BRACKET_LEAVES : ELLIPSIS_LEAVES);
    opensWithin = isBracket && /^[\p{L}\p{N}]/u.test(text.slice(from));
  }
  return parts;
}
