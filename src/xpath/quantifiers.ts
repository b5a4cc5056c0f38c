/** Strings, comments, and the words and signs that binding expressions are made of. */
const SIGNS =
  /\(:.*?:\)|"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\p{L}\p{N}_.:$@/-])(?:every|some|for|let|return|satisfies)(?![\p{L}\p{N}_.:-])|[()[\]{},]/gsu;

interface Open {
  readonly word: string;
  readonly depth: number;
}

/**
 * Writes quantified expressions of several variables as one within the other, which is the same (XPath 3.1, section 3.11): the
 * engine loses the first of three variables.
 */
export function oneByOne(source: string): string {
  if (!/\b(?:every|some)\s+\$/u.test(source)) return source;
  const open: Open[] = [];
  let depth = 0;
  return source.replace(SIGNS, (sign, at: number) => {
    const behind = source.slice(at + sign.length);
    if (/^[([{]$/u.test(sign)) depth++;
    else if (/^[)\]}]$/u.test(sign)) {
      depth--;
      while (open.length > 0 && open.at(-1)!.depth > depth) open.pop();
    } else if (/^(?:every|some|for|let)$/u.test(sign)) {
      if (/^\s+\$/u.test(behind)) open.push({ word: sign, depth });
    } else if (sign === "return" || sign === "satisfies") {
      if (open.at(-1)?.depth === depth) open.pop();
    } else if (sign === "," && open.at(-1)?.depth === depth && /^\s*\$\S+\s+(?:in|as)\s/u.test(behind)) {
      const { word } = open.at(-1)!;
      if (word === "every" || word === "some") return ` satisfies ${word}`;
    }
    return sign;
  });
}
