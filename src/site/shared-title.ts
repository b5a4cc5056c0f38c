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
  const isName = first.subtitle !== null && others.length > 0 && !SAYS_WHAT_IT_IS.test(first.subtitle);
  const subtitles = isName ? [first.subtitle] : [];
  return [first.title, ...subtitles, ...first.series].find(isOfAll) ?? null;
}

/** A subtitle that says of what kind a text is, and is no name: “a machine readable transcription”, “eine digitale Edition”. */
const SAYS_WHAT_IT_IS =
  /^\W*(?:(?:an?|eine?|une?|una|the|die)\s+)?(?:(?:electronic|digital[ei]?|machine[- ]readable|online|TEI|XML|électronique)\s+)+(?:edition|edizione|édition|edición|transcription|transcript|transkription|version|text|resource)\W*$/iu;
