import type { FrontMatter } from "../render/index.ts";

/**
 * What an edition without a name of its own is called by: the title that all its texts have, or a series that all say they
 * are part of; null where there is neither.
 */
export function sharedTitle(fronts: readonly FrontMatter[]): string | null {
  const [first, ...others] = fronts;
  if (first === undefined) return null;
  const isOfAll = (title: string): boolean =>
    others.every((other) => other.title === title || other.series.includes(title));
  return [first.title, ...first.series].find(isOfAll) ?? null;
}
