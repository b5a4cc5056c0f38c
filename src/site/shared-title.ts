import type { FrontMatter } from "../render/index.ts";
import { letters } from "./wording.ts";

/**
 * What an edition without a name of its own is called by: the title or the subtitle that all its texts have, or a series that
 * most say they are part of, and none is of another; null where there is none. Lists of persons or of words beside the texts
 * often say nothing of a series.
 */
export function sharedTitle(fronts: readonly FrontMatter[]): string | null {
  const [first, ...others] = fronts;
  if (first === undefined) return null;
  const isOfAll = (title: string): boolean =>
    others.every((other) => isAmong([other.title, other.subtitle, other.host, ...other.series], title));
  // A single text has its subtitle beside its title.
  const subtitle = others.length > 0 ? first.subtitle : null;
  const names = [subtitle, ...first.series, first.host].filter((title) => title !== null && isName(title));
  return [first.title, ...names].find((title) => title !== null && isOfAll(title)) ?? seriesOfMost(fronts);
}

function seriesOfMost(fronts: readonly FrontMatter[]): string | null {
  const inSeries = fronts.filter(({ series }) => series.length > 0);
  if (inSeries.length < 2 || inSeries.length * 2 <= fronts.length) return null;
  const isOfAll = (title: string): boolean => inSeries.every(({ series }) => isAmong(series, title));
  return inSeries[0]!.series.find((title) => isName(title) && isOfAll(title)) ?? null;
}

/** Whether a title is one of several, whatever dashes and brackets each is written with. */
function isAmong(titles: readonly (string | null)[], title: string): boolean {
  return titles.some((other) => other !== null && (other === title || letters(other) === letters(title)));
}

function isName(title: string): boolean {
  return !SAYS_WHAT_IT_IS.test(title);
}

/** A subtitle that says of what kind a text is, and is no name: “a machine readable transcription”, “eine digitale Edition”. */
const SAYS_WHAT_IT_IS =
  /^\W*(?:(?:an?|eine?|une?|una|the|die)\s+)?(?:(?:electronic|digital[ei]?|machine[- ]readable|online|TEI|XML|électronique)\s+)+(?:edition|edizione|édition|edición|transcription|transcript|transkription|version|text|resource)\W*$/iu;
