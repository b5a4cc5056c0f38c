/** Stands in loose words for a locus that is marked up: the first is U+E000, and so on. */
export function markedLocus(index: number): string {
  return String.fromCharCode(0xe000 + index);
}

/** Which of the loci that are marked up a sign stands for. */
export function markedIndex(sign: string): number {
  return sign.charCodeAt(0) - 0xe000;
}
