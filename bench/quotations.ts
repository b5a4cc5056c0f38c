/**
 * How long it takes to hold 10,000 quotations against a source of 10 MB: the index is made once, then every quotation is
 * looked for; one in ten has a word exchanged, one in ten an ellipsis. The text is invented from a seed.
 * Run with `npx tsx bench/quotations.ts [quotations] [bytes]`.
 */
import { searchQuotation } from "../src/cite/quotation-search.ts";
import { sourceOfText } from "../src/cite/quotation-source.ts";

const COUNT = Number(process.argv[2] ?? 10_000);
const BYTES = Number(process.argv[3] ?? 10_000_000);
/** So many words make the vocabulary of a long novel. */
const VOCABULARY = 20_000;

/** A small generator of numbers from a seed (mulberry32): the same text on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function inventedText(random: () => number): string[] {
  const syllables = "ba ce di fo gu la me ni ro su ta ve wi xo pra ste kli gno spu thre".split(" ");
  const invent = (): string =>
    Array.from(
      { length: 1 + Math.floor(random() * 4) },
      () => syllables[Math.floor(random() * syllables.length)]!,
    ).join("");
  const vocabulary = Array.from({ length: VOCABULARY }, invent);
  const words: string[] = [];
  // Words of a language are not all equally frequent: the square makes the first of the vocabulary common.
  for (let bytes = 0; bytes < BYTES; bytes += words.at(-1)!.length + 1)
    words.push(vocabulary[Math.floor(random() ** 2 * vocabulary.length)]!);
  return words;
}

function quotationFrom(words: readonly string[], each: number, random: () => number): string {
  const from = Math.floor(random() * (words.length - 200));
  const quoted = words.slice(from, from + 8 + Math.floor(random() * 60));
  if (each % 10 === 0) quoted[4] = "otherwise";
  if (each % 10 === 1) quoted.splice(3, 2, "[…]");
  return quoted.join(" ");
}

function main(): void {
  const random = randomFrom(6);
  const words = inventedText(random);
  const quotations = Array.from({ length: COUNT }, (_, each) => quotationFrom(words, each, random));
  const text = words.join(" ");
  const begin = performance.now();
  const source = sourceOfText(text, "source.txt");
  const indexed = performance.now();
  const counts = { exact: 0, nearest: 0, missing: 0 };
  for (const quotation of quotations) counts[searchQuotation(quotation, source).kind]++;
  const done = performance.now();
  const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(2)} s`;
  process.stdout.write(
    `${COUNT} quotations, ${(text.length / 1e6).toFixed(1)} MB: index ${seconds(begin, indexed)}, search ` +
      `${seconds(indexed, done)}; ${counts.exact} exact, ${counts.nearest} nearest, ${counts.missing} missing; ` +
      `${Math.round(process.memoryUsage().rss / 1e6)} MB of memory\n`,
  );
}

main();
