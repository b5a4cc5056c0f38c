import type { FrontMatter } from "../render/index.ts";

/**
 * What an edition without a name of its own is called by: the title or the subtitle that all its texts have, or a series that
 * all say they are part of; null where there is none.
 */
export function sharedTitle(fronts: readonly FrontMatter[]): string | null {
  const [first, ...others] = fronts;
  if (first === undefined) return null;
  const isOfAll = (title: string): boolean =>
    others.every(
      (other) => other.title === title || other.subtitle === title || other.series.includes(title),
    );
  // A single text has its subtitle beside its title.
  const subtitles = first.subtitle === null || others.length === 0 ? [] : [first.subtitle];
  return [first.title, ...subtitles, ...first.series].find(isOfAll) ?? null;
}
