import { fold, type Work } from "../resolve/index.ts";
import type { CitationReading } from "./citation-reading.ts";
import { type Locus, locusOf } from "./locus.ts";

/** Poems in books or cantos, by the beginnings of what they are called in several languages: whatever print is at hand, they are cited by book and line. */
const POEMS: readonly string[] = [
  "paradise lost",
  "paradise regain",
  "faerie queene",
  "prelude",
  "excursion",
  "dunciad",
  "hudibras",
  "childe harold",
  "canterbury tales",
  "troilus and criseyde",
  "confessio amantis",
  "aurora leigh",
  "ring and the book",
  "ili[ao]",
  "илиада",
  "odyss",
  "odisse",
  "одиссея",
  "aene",
  "eneid",
  "eneas",
  "énéid",
  "georgic",
  "metamorphos",
  "metamorfos",
  "fasti",
  "de rerum natura",
  "argonautic",
  "thebai",
  "pharsali",
  "bellum civile",
  "punica",
  "(?:divina )?commedia",
  "divine comed",
  "gottliche komodie",
  "inferno",
  "purgatorio",
  "paradiso",
  "orlando furioso",
  "orlando innamorato",
  "gerusalemme liberata",
  "lusiad",
  "araucana",
  "henriade",
  "franciade",
  "messias",
  "kalevala",
  "pan tadeusz",
  "евгении онегин",
  "eugene onegin",
  "dionysiaca",
  "works and days",
];

const ARTICLE = "(?:(?:the|la|le|les|il|i|gli|os|el|los|die|der|das) |l[’'])?";

const POEM = new RegExp(`^${ARTICLE}(?:${POEMS.map(fold).join("|")})\\p{L}*(?:$|[\\s]*[,:;.(\\[])`, "u");

/** A book, then a line: “iv. 110”, “X 17–19”, “IX, 1–4”; arabic books have a stop. */
const BOOK_AND_LINE =
  /(?<![\p{L}\d.])(?<book>(?:[ivxl]{1,6}|[IVXL]{1,6})(?=[.,:\s])|\d{1,2}(?=[.:]))[.,:]?\s?(?<from>\d{1,4})(?:\s?[-–]\s?(?<to>\d{1,4}))?(?:\s?(?<suffix>(?:ff?|sqq?)\.?))?[\s.;,)\]”’]*$/u;

const WITH_UNIT = /(?<!\p{L})(?:pp?|S|s|vols?|t|Bd|cols?)\.\s*[\divxl]/u;

/** Whether a work is a poem that is cited by book and line. */
function isPoem({ title, level }: Work): boolean {
  return level !== "a" && POEM.test(fold(title));
}

/**
 * Reads the numbers behind a poem as book and line, which are written as volume and page are: “`Paradise Lost`, iv. 110”. Null
 * where the work is none, or a unit says otherwise.
 */
export function versesOf({ loci, text }: CitationReading, work: Work): readonly Locus[] | null {
  if (!isPoem(work) || text === null || WITH_UNIT.test(text)) return null;
  if (loci.length > 1 && loci.every(({ unit, volume }) => unit === "page" && volume !== undefined))
    return loci.map(({ volume, from, to, suffix }) => bookAndLine(volume!, from, to ?? null, suffix ?? null));
  if (loci.some(({ unit }) => unit !== "page")) return null;
  const { book, from, to, suffix } = BOOK_AND_LINE.exec(text)?.groups ?? {};
  return book === undefined ? null : [bookAndLine(book, from!, to ?? null, suffix ?? null)];
}

function bookAndLine(book: string, from: string, to: string | null, suffix: string | null): Locus {
  return locusOf("section", `${book}.${from}`, to, suffix);
}
