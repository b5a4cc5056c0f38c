import type { Span } from "../report/index.ts";
import { fold, type WorkIndex } from "../resolve/index.ts";
import type { Prose } from "./prose.ts";
import type { ProseSetting } from "./prose-stretch.ts";

/** Small words of names, and between them. */
const OF_NAMES = new Set(
  "von van vom de der den di du la le zu zum zur del della dos da do ten ter af av al el and und et y og och en".split(
    " ",
  ),
);

/** Counts the words in small letters that are no part of a name: prose has them, and citations have few. */
export function smallWordsIn(text: string): number {
  return (text.match(/(?<![\p{L}\p{M}’'])\p{Ll}{2,}(?![\p{L}.])/gu) ?? []).filter(
    (word) => !OF_NAMES.has(word),
  ).length;
}

/** Whether works are cited under a family name; of “Trevor-Roper” the last word is looked for. */
export function isFamilyName(word: string, indexes: readonly WorkIndex[]): boolean {
  if (indexes.every(({ families }) => families.size === 0)) return false;
  const last = fold(word.replace(/^.*-(?=\p{Lu})/u, ""));
  return indexes.some(({ families }) => families.has(last) || families.has(fold(word)));
}

/** Up to three first names or initials before a family name. */
const FORENAMES = /(?:(?:\p{Lu}\p{Ll}?\.[\s-]*|\p{Lu}[\p{Ll}-]+\s+){1,3})?$/u;

/** Where names and signs that works are cited under begin in a stretch, and where elements of a citation do. */
export function namesIn(prose: Prose, { start, end }: Span, { indexes }: ProseSetting): number[] {
  // A stretch that begins before the text, so that its first word counts, is the text from its beginning.
  const from = Math.max(0, start);
  const words = prose.mask.slice(from, end);
  const named = [...words.matchAll(/\p{Lu}[\p{L}\p{M}’-]+/gu)]
    .filter(([family]) => isFamilyName(family, indexes))
    .flatMap(({ index }) => {
      const forenames = FORENAMES.exec(words.slice(Math.max(0, index - 60), index))![0];
      const whole = from + index - forenames.length;
      // “Schon Keller” begins with no first name.
      return /^\p{Lu}\p{Ll}+\s$/u.test(forenames) ? [whole, from + index] : [whole];
    });
  const elements = prose.parts
    .filter(({ node, at }) => node.isElement && at > start && at < end)
    .map(({ at }) => at);
  const signed = [...words.matchAll(/(?<![\p{L}\d])\p{Lu}\p{L}+/gu)]
    .filter(([sign]) => indexes.some(({ signs }) => signs.has(sign)))
    .map(({ index }) => from + index);
  return [...named, ...elements, ...signed]
    .filter((at) => at > start)
    .sort((one, other) => one - other)
    .slice(0, 12);
}
