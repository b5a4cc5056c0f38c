import type { CitationReading } from "./citation-reading.ts";
import type { Locus } from "./locus.ts";
import { smallWordsIn } from "./prose-names.ts";

const HEAD =
  /^(?:\p{Lu}[\p{L}\p{M}’'.-]*\s+){0,4}(?:(?:von|van|de|di|du|da|del|der|den|zu|la|le)\s+)*\p{Lu}[\p{L}\p{M}’'.-]+(?:,\s+(?:\p{Lu}[\p{L}’'-]*\.?[\s-]*){1,3})?\s*(?:\((?:Hg|Hgg|Hrsg|eds?|Eds?|dir|coord|red|a cura di)\.?\))?\s*[,:.]\s/u;

const YEARS = String.raw`(?:1[4-9]|20)\d\d[a-z]?(?:[-–/]\d{2,4})?`;

const IN_BRACKETS = new RegExp(String.raw`\([^()]*\p{Lu}[^()]*[,:\s]\s*${YEARS}[^()]*\)`, "u");

const IMPRINT = new RegExp(
  String.raw`[,.(]\s*\p{Lu}[\p{L}\p{M}.\s/-]{1,40}(?::[^,;()]{2,60})?,?\s+${YEARS}(?=\s*(?:[,.;:)]|$))`,
  "u",
);

/** The volume and year of a journal: “Archiv für Begriffsgeschichte 6 (1960), S. 7”. */
const IN_JOURNAL = new RegExp(String.raw`\p{L}\s*,?\s+\d{1,3}(?:[./]\d{1,3})?,?\s+\(${YEARS}\)\s*[,:]`, "u");

/** How much may be said besides a name and a title: of the printing, and no more. */
const LONGEST_REST = 60;

/** Whether words describe a work in full: who wrote it, how it is called, where and when it was printed, and the page. */
export function isFull({ form, words, loci, text }: CitationReading): boolean {
  if (form !== "full" || text === null) return false;
  const named = words.authors.length > 0 || HEAD.test(`${words.loose} `);
  if (!named && words.titles.length === 0) return false;
  const printed =
    IN_BRACKETS.test(text) || (loci.length > 0 && (IMPRINT.test(text) || IN_JOURNAL.test(text)));
  // “`Letters from the Coast`, 1708, p. 190” says no more than these.
  const isTerse = words.loose.length <= LONGEST_REST && smallWordsIn(words.loose) === 0;
  return printed || (words.titles.length > 0 && (named || isTerse) && loci.length > 0);
}

/** One name, with a title of its bearer before it, and a stop or a comma behind; what leads on to a title is no name. */
const NAME_ALONE =
  /^(?:(?:\p{Lu}[\p{L}\p{M}’'.-]*|von|van|de|di|du|da|del|der|den|zu|la|le|and|und|et|&)\s+){0,5}\p{Lu}[\p{L}\p{M}’'-]*\p{L}{2}(?:\s*,|[’']s?$|\s*\($)/u;

/** “In”, “The”, “Art” and their like are no names. */
const NO_NAME =
  /^(?:[Ii]n|[Ii]m|[Oo]n|[Tt]he|[Tt]his|[Hh]is|[Tt]o|[Oo]f|[Ff]or|[Dd]er|[Dd]ie|[Dd]as|[Ll]es?|[Ll]a|[Ii]l|[Ee]l|[Aa]rt(?:icle)?|[Pp]ref(?:ace)?|[Vv]ol|[Cc]h|[Bb]k|[Dd]ans|[Nn]ach)(?![\p{L}])/u;

/** A title that is set apart, and is no word or two of Latin. */
const TITLE_ALONE =
  /^(?!(?:[Nn]ote|[Aa]rt|[Pp]ref|[Ii]bid|[Ss]upra|[Ii]nfra|[Ss]ee)(?!\p{L}))\p{Lu}.*\p{L}{4}/u;

/** Words that lead to the number of a manuscript, which is no work's place. */
const SHELFMARK = /(?<!\p{L})(?:MSS?|Mss?|Hs|Hss|Cod|Codd)\.?\s+(?:\p{Lu}[\p{L}.]*\s+)?\d/u;

/** A unit before a number: “p. 5”, “§ 3”; the title is left out, as words before a number in it are none. */
const WITH_UNIT = /(?:(?<!\p{L})(?:\p{L}{1,5}\.|\p{Ll}{1,6})|§)\s?\[?(?:\d|[ivxlc]+(?!\p{L}))/u;

/** By what a short form names a work by itself. */
export type NamedBy = "author" | "title";

/**
 * By what a short form names a work by itself: an author, a title that is set apart, and a place, with no more words than
 * tell the printing; null where it does not. “Tiele, `Outlines`, p. 52” is one, whether or not any other citation says more,
 * and so is “`Iliad`, xiv, 201”, though nothing but its title vouches for it. A number alone may count anything.
 */
export function namedBy({
  form,
  text,
  words: { authors, titles, loose },
  loci,
}: CitationReading): NamedBy | null {
  const [title] = titles;
  if (form !== "short" || title === undefined || titles.length > 1 || !isPlaced(text ?? "", title, loci))
    return null;
  if (SHELFMARK.test(loose)) return null;
  const words = loose.replace(/(?<!\p{L})[ivxlc]+(?!\p{L})/gu, " ");
  const [author] = authors;
  if (author !== undefined) {
    if (smallWordsIn(words) > 0) return null;
    // “Chez `Plon`”: without a sign between, the word before a title may be any.
    return text?.includes(`${author.text} ${title}`) ? "title" : "author";
  }
  if (!/\p{L}/u.test(words)) return TITLE_ALONE.test(title) ? "title" : null;
  const name = NAME_ALONE.exec(words)?.[0];
  if (name === undefined || NO_NAME.test(words)) return null;
  const rest = words.slice(name.length);
  return rest.length <= LONGEST_REST && smallWordsIn(rest) === 0 ? "author" : null;
}

/** Whether a place is said to be one, by its unit or by the volume before it. */
function isPlaced(text: string, title: string, loci: readonly Locus[]): boolean {
  if (loci.some(({ unit, volume }) => unit !== "page" || volume !== undefined)) return true;
  return loci.length > 0 && WITH_UNIT.test(text.replace(title, "\ufffc"));
}

/** Whether a place has its volume: few words that are no title stand before one. */
export function saysVolume({ loci }: CitationReading): boolean {
  return loci.some(({ volume }) => volume !== undefined);
}

/** Whether a short form names a work by itself ({@link namedBy}). */
export function namesWork(reading: CitationReading): boolean {
  return namedBy(reading) !== null;
}
