import type { Span } from "../report/index.ts";
import { isWordless, type WorkIndex } from "../resolve/index.ts";
import { type BiblicalPlace, biblicalWorks } from "./biblical-books.ts";
import type { CitationReading } from "./citation-reading.ts";
import type { CitationGrammar } from "./grammar.ts";
import type { FoundWork } from "./named-work.ts";
import { BARRIER, type Prose, placeOfStretch } from "./prose.ts";
import { smallWordsIn } from "./prose-names.ts";
import type { ProseSetting } from "./prose-stretch.ts";
import { isQuotation } from "./quotation.ts";
import { isAbbreviated } from "./stand-in.ts";

/** How long a part of a note may be that is read as one citation. */
export const LONGEST: number = 400;

/** How long a name is that stands before “loc. cit.” and nothing else. */
const LONGEST_NAME = 30;

/** How much a citation may say besides standing for another one: more is prose. */
const LONGEST_ASIDE = 60;

/** Whether words stand for a citation, or name a work that is known, with a place in it or a year. */
export function isCitation(reading: CitationReading, { grammar, find, indexes }: ProseSetting): boolean {
  const text = reading.text ?? "";
  if (isAbbreviated(reading)) {
    const { loose } = reading.words;
    const named = loose.length <= LONGEST_NAME;
    const stands =
      startsAbbreviated(text, grammar) || reading.loci.length > 0 || reading.note !== null || named;
    // Behind “ders.” stands a title, perhaps with all its imprint.
    return (
      stands && loose.length <= (reading.form === "idem" && reading.loci.length > 0 ? LONGEST : LONGEST_ASIDE)
    );
  }
  if (reading.bible !== null) return isAtHand(reading.bible, indexes);
  const { years, identifiers, letter } = reading.words;
  if (
    (isWordless(reading.words) && letter === undefined) ||
    reading.loci.length + years.length + identifiers.length === 0
  )
    return false;
  const [best] = find(reading.words);
  return best !== undefined && best.certainty !== "low" && !isAside(reading, best);
}

/** Whether a register has the book, or a Bible: elsewhere “Am 3:15” may be the time of day. */
export function isAtHand(bible: BiblicalPlace, indexes: readonly WorkIndex[]): boolean {
  return indexes.some(
    ({ works }) =>
      biblicalWorks(
        bible,
        works.map(({ work }) => work),
      ).length > 0,
  );
}

/** “Mill was 53” tells an age, and no page. */
const IS_NUMBER =
  /(?<!\p{L})(?:was|is|were|had|has|aged|war|ist|waren|hatte|était|avait|era|aveva|tenía|tinha|miał|był|byl|var|hade)\s\d/u;

/** A name among many words is spoken of, and not cited. */
function isAside({ words, text }: CitationReading, { evidence }: FoundWork): boolean {
  if (evidence.some((each) => ["title", "journal", "identifier"].includes(each))) return false;
  if (IS_NUMBER.test(text ?? "")) return true;
  return smallWordsIn(words.loose) > 2 || (words.loose.length > LONGEST_ASIDE && !evidence.includes("date"));
}

/** Whether words begin with those that stand for another citation, behind what introduces them. */
export function startsAbbreviated(text: string, grammar: CitationGrammar): boolean {
  const own = text.slice(grammar.signal.exec(text)?.[0].length ?? 0);
  return (
    [grammar.ibid, grammar.loccit, grammar.opcit].some(
      (words) => (words.exec(own)?.index ?? Number.POSITIVE_INFINITY) < 4,
    ) || grammar.idem.test(own)
  );
}

/** In running text a citation in brackets has to be sure: another one is meant by its word, or a work by title or year. */
export function isShortInText(reading: CitationReading, setting: ProseSetting): boolean {
  if (isAbbreviated(reading)) {
    const text = reading.text ?? "";
    const stands =
      reading.loci.length > 0 ||
      (startsAbbreviated(text, setting.grammar) && !isIdemBehindWord(text, setting.grammar));
    return stands && reading.words.loose.length <= LONGEST_ASIDE;
  }
  if (reading.bible !== null) return isAtHand(reading.bible, setting.indexes);
  const isLettered = reading.words.letter !== undefined;
  if (reading.loci.length === 0 || (isWordless(reading.words) && !isLettered)) return false;
  const [best] = setting.find(reading.words);
  return best !== undefined && best.certainty !== "low" && !isAside(reading, best);
}

/** A number that may be a year is no page where nothing says so. */
const BARE_PAGE = /^(?!1[4-9]\d\d|20\d\d)\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?ff?\.?)?$/u;

/** Whether words are a page with no word for it: “342”. */
export function isBarePage(words: string): boolean {
  return BARE_PAGE.test(words.trim());
}

/** “(p. 125)” or “(125)” behind a quotation: the page by itself, of the work that is spoken of. */
export function isPlaceBehindQuotation(
  prose: Prose,
  stretch: Span,
  { words, loci, text, form }: CitationReading,
): boolean {
  const isPage = /^[\p{L}§]/u.test(text ?? "") || isBarePage(text ?? "");
  if (form !== "short" || !isWordless(words) || loci.length === 0 || !isPage) return false;
  const before = prose.mask.slice(0, stretch.start).replace(/[\s(]+$/u, "");
  if (/[”»“’"]$/u.test(before)) return true;
  const beside = placeOfStretch(prose, stretch)?.node.previousSibling ?? null;
  return before.endsWith(BARRIER) && beside !== null && isQuotation(beside);
}

/** In running text “(numero eadem)” and “(semper idem)” are Latin, and repeat no author. */
function isIdemBehindWord(text: string, grammar: CitationGrammar): boolean {
  const own = text.slice(grammar.signal.exec(text)?.[0].length ?? 0);
  const behind = own.replace(/^[^\p{L}]*\p{L}+\s+/u, "");
  return behind !== own && grammar.idem.test(own) && grammar.idem.test(behind);
}
