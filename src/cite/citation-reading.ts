import {
  type CitedWords,
  dayIn,
  editedText,
  isLeftOut,
  isWordless,
  takeIdentifiers,
} from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { archivedIn } from "./archived-words.ts";
import { type BiblicalPlace, readBiblicalPlace } from "./biblical-books.ts";
import { formOf } from "./citation-form.ts";
import {
  FIELDS,
  type Gathered,
  gather,
  gatherElement,
  type KeyOfName,
  nothingYet,
  SCOPES,
} from "./citation-gathering.ts";
import type { CitationGrammar } from "./grammar.ts";
import { readLetter } from "./letter-sign.ts";
import { readLoci } from "./loci-reading.ts";
import { inVolumes, type Locus } from "./locus.ts";
import { isAbbreviated, readAbbreviation, readBack, unintroduced } from "./stand-in.ts";
import { yearsOf } from "./years.ts";

/** How a citation names its work. */
export type CitationForm = "full" | "short" | "ibid" | "idem" | "opcit" | "loccit" | "pointer";

/** What a citation says, before anyone asks which work it means. */
export interface CitationReading {
  readonly form: CitationForm;
  /** The words as edited; null for one without words. */
  readonly text: string | null;
  readonly words: CitedWords;
  readonly loci: readonly Locus[];
  /** The number of the note that names the work: “Cohen (wie Anm. 12)”; null where it sends nowhere. */
  readonly note: string | null;
  /** The place in the Bible that the words name; null for any other citation. */
  readonly bible: BiblicalPlace | null;
  /** Set where the words say that the work cited before is an article: “art. cit.”. */
  readonly article?: true;
  /** Set where “idem” says that the work is one of the author cited last: “ders., a. a. O.”. */
  readonly isOfSame?: true;
  /** For a page by itself: what the sentence before it names, an author, a title or both; absent where it names none. */
  readonly introduced?: CitedWords;
  /** The place behind a sign of one letter, as the texts are cited that have such signs; absent where none leads. */
  readonly signed?: Locus;
  /** Set for a title in running text that points to its work, and says no place in it. */
  readonly mention?: true;
}

/** A part of a citation in running text: words, or an element that says what they are. */
export type Piece = { readonly text: string } | { readonly element: XmlNode };

/**
 * Reads a citation: marked up or not, in words of any language the grammar knows. Without a Bible at hand “GA 24, 231” is
 * no verse.
 */
export function readCitation(
  node: XmlNode,
  grammar: CitationGrammar,
  keyOf: KeyOfName,
  hasBible = true,
): CitationReading {
  const gathered = nothingYet();
  gather(node, gathered, grammar, keyOf);
  const text = textOf(node);
  const cRef = node.get("cRef");
  if (cRef !== null)
    return {
      ...readPlainCitation(cRef.replace(/_/gu, " "), grammar),
      form: "pointer",
      text: text === "" ? null : text,
    };
  const reading = readWords(gathered, text === "" ? null : text, addressesIn(node), grammar, hasBible);
  if (reading.form === "short" && isWordless(reading.words) && node.maybeElement("ptr") !== null)
    return { ...reading, form: "pointer" };
  return reading.form !== "pointer" && node.isTei("ref", "ptr") && !isAbbreviated(reading)
    ? { ...reading, form: "pointer" }
    : reading;
}

/** The words of a citation; the parts of a structured one are set apart, as nothing in it says how. */
function textOf(node: XmlNode): string {
  if (node.isTei("bibl", "ref", "ptr")) return editedText(node);
  const isPart = (at: XmlNode): boolean => at.local in FIELDS || SCOPES.has(at.local);
  const parts = [...node.descendantElements()].filter(
    (at) => isPart(at) && !isLeftOut(at) && !(at.parent !== null && isPart(at.parent)),
  );
  const words = parts.map((at) => editedText(at)).filter((part) => part !== "");
  return words.length === 0 ? editedText(node) : words.join(", ");
}

/** Reads a citation that stands in running text as words and elements; `text` is the whole of it, `hasBible` as above. */
export function readPieces(
  pieces: readonly Piece[],
  text: string,
  grammar: CitationGrammar,
  keyOf: KeyOfName,
  hasBible = true,
): CitationReading {
  const gathered = nothingYet();
  for (const piece of pieces) {
    if ("text" in piece) gathered.loose += piece.text;
    else gatherElement(piece.element, gathered, grammar, keyOf);
  }
  return readWords(gathered, text, [], grammar, hasBible);
}

/** Reads a citation that is nothing but words. */
export function readPlainCitation(text: string, grammar: CitationGrammar): CitationReading {
  return readPieces([{ text }], text, grammar, () => null);
}

/**
 * Words of a citation that are read, in UTF-16 units: a screen full is some two thousand. Patterns for what ends a citation are
 * tried from each of its signs, so that one of a megabyte would take minutes.
 */
const LONGEST_CITATION = 5000;

/** What is gathered of a citation, without the end of words that are too many for one. */
function inMeasure(gathered: Gathered): Gathered {
  const { loose } = gathered;
  if (loose.length <= LONGEST_CITATION) return gathered;
  return { ...gathered, loose: `${loose.slice(0, LONGEST_CITATION)} …` };
}

function readWords(
  given: Gathered,
  text: string | null,
  addresses: readonly string[],
  grammar: CitationGrammar,
  hasBible: boolean,
): CitationReading {
  const gathered = inMeasure(given);
  const { scopes, keys, loose, isClosed: _closed, ...said } = gathered;
  const marked = keys.length === 0 ? said : { ...said, keys };
  const bible = hasBible && marked.authors.length === 0 ? biblicalPlace(gathered, grammar) : null;
  if (bible !== null) {
    const words: CitedWords = { ...marked, identifiers: [], loose: tidy(loose) };
    return { form: text === null ? "pointer" : "short", text, words, loci: bible.loci, note: null, bible };
  }
  const { identifiers: written, rest: unnumbered } = takeIdentifiers(
    closed(loose).replace(/\s+/gu, " ").replace(EDITION, " ").replace(EXTENT, " ").replace(ACCESS, " "),
  );
  const { note, rest: forward } = readBack(unintroduced(unnumbered, grammar), grammar);
  const { abbreviated, rest, isOfSame } = readAbbreviation(openedYear(forward), grammar);
  const alone = abbreviated !== null && abbreviated !== "idem" && marked.titles.length === 0;
  const sentBack = note !== null && !NAME_AND_YEAR.test(forward);
  const bare = alone || sentBack || marked.years.length > 0;
  // “Ib., V, i, 51” says nothing but the place.
  const own = alone ? rest.replace(/^[\s,]+/u, "") : rest;
  const { loci, rest: unplaced } = readLoci(own, grammar, bare, scopes);
  const years =
    marked.years.length > 0
      ? marked.years
      : yearsOf(unplaced.replace(/[\ue000-\uf8ff]/gu, " ").replace(DAY, " ")).filter((year) =>
          /^\d{4}/u.test(year),
        );
  const identifiers = [...marked.identifiers, ...addresses, ...written];
  const archived = archivedIn(rest, loci);
  const placed = inVolumes(loci);
  const tail = tailOf(rest, placed);
  const volume = placed.find((locus) => locus.volume !== undefined)?.volume;
  const signed = marked.titles.length + marked.authors.length === 0 ? readLetter(unnumbered) : null;
  const words: CitedWords = {
    ...marked,
    years,
    identifiers,
    loose: tidy(unplaced),
    ...(tail === null ? {} : { tail }),
    ...(archived === null ? {} : { archived }),
    ...(signed === null ? {} : { letter: signed.letter }),
    ...pagesIn(loci),
    ...dayOf(text),
    ...(volume === undefined || !/^(?:[IVXivx]+|\d{1,3})$/u.test(volume) ? {} : { volume }),
  };
  const form = abbreviated ?? (note === null ? formOf(words, text) : "opcit");
  const article = abbreviated === "opcit" && OF_ARTICLES.test(grammar.opcit.exec(forward)?.[0] ?? "");
  return {
    form,
    text,
    words,
    loci: placed,
    note,
    bible: null,
    ...(article ? { article } : {}),
    ...(isOfSame ? { isOfSame } : {}),
    ...(signed === null ? {} : { signed: signed.locus }),
  };
}

/** “Gellner (`Nations`, 58)”: the name was taken with the bracket behind it. */
function closed(loose: string): string {
  return loose.includes("(") ? loose : loose.replace(/\)(?=[\s.]*$)/u, " ");
}

function pagesIn(loci: readonly Locus[]): Pick<CitedWords, "pages"> {
  const pages = loci.filter(({ unit, from }) => unit === "page" && /^\d+$/u.test(from));
  return pages.length === 0 ? {} : { pages: pages.map(({ from }) => from) };
}

function dayOf(text: string | null): Pick<CitedWords, "day"> {
  const day = text === null ? null : dayIn(text.replace(ACCESS, " "));
  return day === null ? {} : { day };
}

/** “Burnard (2013, 12–15)” is read as “Burnard 2013, 12–15”. */
function openedYear(loose: string): string {
  return loose.replace(/\(((?:\[\d{4}\]\s*)?(?:1[4-9]|20)\d\d[a-z]?\s*[,:][^()]*)\)(?=[\s.]*$)/u, " $1 ");
}

/** “Koselleck 1979, 44 (wie Anm. 1)” has a year and a page. */
const NAME_AND_YEAR = /\p{L}[\s(]+(?:1[4-9]|20)\d\d[a-z]?\)?\s*[,:]\s*\p{Ll}{0,3}\.?\s*\d/u;

/** The day on which a page of the web was looked at is no date of the work. */
const ACCESS =
  /(?<!\p{L})(?:(?:last )?(?:accessed|retrieved|visited|viewed|consulted)(?: on)?|abgerufen(?: am)?|(?:letzter )?Zugriff(?: am)?|zuletzt (?:besucht|abgerufen)(?: am)?|consultée? le|consultado (?:el|em)|consultato il|acesso em|(?:дата обращения|accès|dostęp|geraadpleegd(?: op)?))[:.]?\s+[^;()]{0,20}?(?:19|20)\d\d(?:-\d\d-\d\d)?(?!\d)/giu;

/** Which printing it is says nothing of the work or the place: “5th ser.”, “3. Aufl.”, “2nd rev. ed.”, “2e éd.”. */
const EDITION =
  /(?<![\p{L}\p{N}])(?:\d{1,2}(?:st|nd|rd|th|e|ème|a|ª)\s(?:rev\.\s)?(?:ser(?:ies)?|edn?|edition|éd|édition|ed)(?![\p{L}])\.?|new\sser(?:ies(?![\p{L}])|\.)|\d{1,2}\.,?\s(?:\p{Ll}+\.?\s){0,3}Aufl(?:age|\.)|\d{1,2}-е\sизд\.)/giu;

/** In how many volumes it was printed says nothing of the place: “В 4 т.”, “3 Bde.”, “2 vols.”. */
const EXTENT =
  /(?<![\p{L}\p{N}.:,–-])(?:(?:[Вв]|in|en)\s)?\d{1,3}\s(?:vols|vol|voll|Bde|Bdn|Bänden?|tomos|tomes|т|тт|томах|кн)(?![\p{L}\d])\.?(?!\s*[\dIVX])/gu;

/** A letter's day is not when a book was printed: “(14.9.1922)”. */
const DAY = /(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?!\d)/gu;

/** “art. cit.” and its like, in the languages that have them. */
const OF_ARTICLES = /^(?:art|указ\S*\s+ст|цит\S*\s+ст)/iu;

/** A number behind a word of three letters, at the end or before what is said with its unit. */
const BEHIND_WORD = /\p{L}{3}[\p{L}\p{M}’'”»]*\s+(\d{1,3})(?=[\s.,;)]*$|,\s*[\p{L}\ue000-\uf8ff])/gu;

/** A number read as a page that stands behind a word without a sign between: “Römerbrief 1” may be a title. */
function tailOf(written: string, [first, second]: readonly Locus[]): string | null {
  if (first === undefined || second?.unit === "page" || first.unit !== "page") return null;
  if (first.to !== undefined || first.suffix !== undefined || !/^\d{1,3}$/u.test(first.from)) return null;
  const behind = [...written.matchAll(BEHIND_WORD)].map(([, number]) => number);
  return behind.includes(first.from) ? first.from : null;
}

/** “`Mt` 18:7” as well as “Mt 18:7”; what is marked up as a locus has said its unit. */
function biblicalPlace({ titles, loose, scopes }: Gathered, grammar: CitationGrammar): BiblicalPlace | null {
  if (scopes.length > 0 || titles.length > 1) return null;
  const words = `${titles[0] ?? ""} ${loose.replace(/^[\s,]+/u, "")}`.replace(/\s+/gu, " ").trimStart();
  // “Ap 21, 1” is the Apocalypse, although “ap.” introduces citations as well.
  return readBiblicalPlace(words) ?? readBiblicalPlace(unintroduced(words, grammar));
}

function addressesIn(node: XmlNode): string[] {
  const own = node.isTei("ref", "ptr") ? [node] : [];
  return [...own, ...node.descendantElements("ref", "ptr")]
    .map((each) => each.get("target") ?? "")
    .filter((target) => /^https?:/u.test(target));
}

function tidy(loose: string): string {
  return loose
    .replace(/[\ue000-\uf8ff]/gu, " ")
    .replace(/\s+([,.;:)])/gu, "$1")
    .replace(/(?<!\.)\.\.(?!\.)/gu, ".")
    .replace(/(?:[,;]\s*)+/gu, ", ")
    .replace(/^[\s,.;:]+|[\s,;:]+$/gu, "")
    .replace(/\s+/gu, " ");
}
