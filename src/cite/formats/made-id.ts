import { foldedWords } from "../../resolve/index.ts";
import type { CslItem } from "../csl.ts";
import { wordsOf } from "./bibl-struct.ts";

/** How many words of a title tell works of one author and one year apart. */
const TITLE_WORDS = 4;

/**
 * Makes the id of a record that has none, of its author, year and title: a number would give two exports the same ids, and the
 * works of the second would be written over those of the first.
 */
export function madeId(item: Omit<CslItem, "id">): string {
  const name = (item.author ?? item.editor)?.[0];
  const year = item.issued?.["date-parts"]?.[0]?.[0];
  const words = [
    ...foldedWords(name?.family ?? name?.literal ?? ""),
    ...(year === undefined ? [] : [String(year)]),
    ...foldedWords(wordsOf(item.title ?? "")).slice(0, TITLE_WORDS),
  ];
  return words.length === 0 ? item.type : words.join("-");
}
