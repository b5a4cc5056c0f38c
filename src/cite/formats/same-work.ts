import { bareDoi, fold } from "../../resolve/index.ts";
import type { CslItem } from "../csl.ts";
import { wordsOf, xmlIdOf } from "./bibl-struct.ts";

/** Items of which each work has one, and a sentence for each that was left out. */
export interface DistinctItems {
  readonly items: readonly CslItem[];
  readonly notes: readonly string[];
}

/** What tells that two records are of one work: its DOI, with its title, because chapters are recorded under their book's. */
export function sameWorkKey(doi: string | null | undefined, title: string | null | undefined): string | null {
  if (doi === null || doi === undefined || doi.trim() === "") return null;
  const bare = bareDoi(doi.trim());
  const words = fold(wordsOf(title ?? "")).replace(/[^\p{L}\p{N}]+/gu, " ");
  return `${bare.toLowerCase()} ${words.trim()}`;
}

/** Leaves out what comes twice: under one id, or under two with one DOI and one title. */
export function distinctItems(given: readonly CslItem[]): DistinctItems {
  const ids = new Set<string>();
  const byKey = new Map<string, string>();
  const notes: string[] = [];
  const items = given.filter((item) => {
    const id = xmlIdOf(item.id);
    const key = sameWorkKey(item.DOI, item.title);
    const other = key === null ? undefined : byKey.get(key);
    const isNew = !ids.has(id) && other === undefined;
    if (ids.has(id)) notes.push(`${id}: comes twice, and only the first is taken`);
    else if (other !== undefined) notes.push(`${id}: has the DOI and the title of ${other}, and is left out`);
    ids.add(id);
    if (isNew && key !== null) byKey.set(key, id);
    return isNew;
  });
  return { items, notes };
}
