import { type CitedWords, editedText, NO_WORDS } from "../resolve/index.ts";
import type { CitationReading } from "./citation-reading.ts";
import type { Prose } from "./prose.ts";
import { namesIn } from "./prose-names.ts";
import { sentencesOf } from "./prose-parts.ts";
import type { ProseSetting } from "./prose-stretch.ts";

/** How far before a page in brackets its sentence is looked through. */
const REACH = 400;

/**
 * What the sentence names before a page in brackets: “In `Democracy in America` Tocqueville writes: … (p. 547)”. Only what
 * surely leads to one work.
 */
export function introducedBefore(
  prose: Prose,
  at: number,
  setting: ProseSetting,
): Pick<CitationReading, "introduced"> {
  const start = Math.max(0, at - REACH);
  const sentence = sentencesOf(prose.mask, { start, end: at }, setting.grammar).at(-1);
  if (sentence === undefined) return {};
  const title = prose.parts.findLast(
    ({ node, at: from, end }) => node.isElement && from >= sentence.start && end <= sentence.end,
  );
  const titled = title === undefined ? null : sureWords({ titles: [editedText(title.node)] }, setting);
  if (titled !== null) return { introduced: titled };
  const names = namesIn(prose, { start: sentence.start - 1, end: sentence.end }, setting).flatMap((from) => {
    const name = /^[\p{L}\p{M}.’ -]+/u.exec(prose.mask.slice(from, sentence.end))?.[0] ?? "";
    const family = /^(?:(?:\p{Lu}\.\s?|\p{Lu}[\p{Ll}-]+\s)*)?\p{Lu}[\p{L}\p{M}’-]+/u.exec(name)?.[0];
    return family === undefined ? [] : [{ text: family.replace(/[’']s$/u, ""), key: null }];
  });
  const named = names.length === 0 ? null : sureWords({ authors: [names.at(-1)!] }, setting);
  return named === null ? {} : { introduced: named };
}

function sureWords(said: Partial<CitedWords>, { find }: ProseSetting): CitedWords | null {
  const words: CitedWords = { ...NO_WORDS, ...said };
  const [best] = find(words);
  return best === undefined || best.certainty === "low" ? null : words;
}
