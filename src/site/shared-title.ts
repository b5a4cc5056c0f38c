import type { FrontMatter } from "../render/index.ts";

/**
 * What an edition without a name of its own is called by: the title or the subtitle that all its texts have, or a series that
 * most say they are part of, and none is of another; null where there is none. Lists of persons or of words beside the texts
 * often say nothing of a series.
 */
export function sharedTitle(fronts: readonly FrontMatter[]): string | null {
  const [first, ...others] = fronts;
  if (first === undefined) return null;
  const isOfAll = (title: string): boolean =>
    others.every(
      (other) => other.title === title || other.subtitle === title || other.series.includes(title),
    );
  // A single text has its subtitle beside its title.
  const isName = first.subtitle !== null && others.length > 0 && !SAYS_WHAT_IT_IS.test(first.subtitle);
  const subtitles = isName ? [first.subtitle] : [];
  return [first.title, ...subtitles, ...first.series].find(isOfAll) ?? seriesOfMost(fronts);
}

function seriesOfMost(fronts: readonly FrontMatter[]): string | null {
  const inSeries = fronts.filter(({ series }) => series.length > 0);
  if (inSeries.length < 2 || inSeries.length * 2 <= fronts.length) return null;
  return inSeries[0]!.series.find((title) => inSeries.every(({ series }) => series.includes(title))) ?? null;
}

/** A subtitle that says of what kind a text is, and is no name: “a machine readable transcription”, “eine digitale Edition”. */
const SAYS_WHAT_IT_IS =
  /^\W*(?:(?:an?|eine?|une?|una|the|die)\s+)?(?:(?:electronic|digital[ei]?|machine[- ]readable|online|TEI|XML|électronique)\s+)+(?:edition|edizione|édition|edición|transcription|transcript|transkription|version|text|resource)\W*$/iu;
