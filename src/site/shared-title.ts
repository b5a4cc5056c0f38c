import type { FrontMatter } from "../render/index.ts";
import { letters } from "../resolve/index.ts";

/**
 * What an edition without a name of its own is called by: the title or the subtitle that all its texts have, or a series that
 * most say they are part of, and none is of another, or such a subtitle, or the title of nearly all; null where there is none.
 * Lists of persons or of words beside the texts, and what tells of the project, often have neither.
 */
export function sharedTitle(fronts: readonly FrontMatter[]): string | null {
  const [first, ...others] = fronts;
  if (first === undefined) return null;
  const isOfAll = (title: string): boolean =>
    others.every((other) => isAmong([other.title, other.subtitle, other.host, ...other.series], title));
  // A single text has its subtitle beside its title.
  const subtitle = others.length > 0 ? first.subtitle : null;
  const names = [subtitle, ...first.series, first.host].filter((title) => title !== null && isName(title));
  return [first.title, ...names].find((title) => title !== null && isOfAll(title)) ?? titleOfMost(fronts);
}

function titleOfMost(fronts: readonly FrontMatter[]): string | null {
  const subtitles = ({ subtitle }: FrontMatter): readonly string[] =>
    subtitle === null || !IS_TELLING.test(subtitle) ? [] : [subtitle];
  return (
    ofMost(fronts.map(({ series }) => series)) ?? ofMost(fronts.map(subtitles)) ?? titleOfNearlyAll(fronts)
  );
}

/** The title that three of four texts have, and at least three, as the issues of a journal or the entries of a catalogue may. */
function titleOfNearlyAll(fronts: readonly FrontMatter[]): string | null {
  const counts = new Map<string, number>();
  for (const { title } of fronts) counts.set(title, (counts.get(title) ?? 0) + 1);
  const [title, count] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ["", 0]);
  return count >= 3 && count * 4 >= fronts.length * 3 && isName(title) ? title : null;
}

/** A subtitle of a word or two says what kind of text it is, and those without it may be of the same. */
const IS_TELLING = /(?:\p{L}+\P{L}+){2}\p{L}/u;

/** Of what texts are part of, each of as much as it says, that which most are part of, where none of these leaves it out. */
function ofMost(all: readonly (readonly string[])[]): string | null {
  const said = all.filter((titles) => titles.length > 0);
  if (said.length < 2 || said.length * 2 <= all.length) return null;
  const isOfAll = (title: string): boolean => said.every((titles) => isAmong(titles, title));
  return said[0]!.find((title) => isName(title) && isOfAll(title)) ?? null;
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
