import {
  type CitedWords,
  citedNumber,
  citedUnder,
  fold,
  isKoran,
  numberValue,
  type Work,
} from "../resolve/index.ts";
import { ARCHIVE_UNITS } from "./archived-words.ts";
import { lociInBible } from "./biblical-books.ts";
import type { CitationReading } from "./citation-reading.ts";
import { lociOfKind } from "./loci-of-kind.ts";
import { isRoman, type Locus, locusOf } from "./locus.ts";
import { versesOf } from "./verse-loci.ts";

/**
 * Gives the places that a citation means in the work that it turned out to be. Some numbers can be told only now: whether
 * one is of the title, a volume, the first page of an article, or book and chapter of a text that is cited by them.
 */
export function lociOf(read: CitationReading, work: Work): readonly Locus[] {
  if (read.bible !== null) return lociInBible(read.bible, work);
  if (read.signed !== undefined && isOfOneLetter(work, read.words)) return [read.signed];
  const verses = versesOf(read, work);
  if (verses !== null) return verses;
  const reading = { ...read, loci: lociOfKind(read.loci, read.text, work, null) };
  if (work.level === "a" || work.container !== null) return inArticle(reading, work);
  if (isCanonical(work)) return asBooks(reading, work) ?? asSections(reading) ?? besideTitle(reading, work);
  return behindReport(reading, work) ?? besideTitle(reading, work);
}

/** “D. 9.2.5.1”: the sign of one letter that the register gives; “PL x. 17”: initials. */
function isOfOneLetter({ title, shortTitles }: Work, { letter = "" }: CitedWords): boolean {
  const isGiven = [title, ...shortTitles].some((each) => each.replace(/\.$/u, "") === letter);
  // “DNB xii. 45” is a page of a volume, where the register itself has the sign.
  return letter.length === 1 ? isGiven : !isGiven;
}

/** “BVerfGE 7, 198 (205)”: the volume and first page of a report are its title, and only what stands behind them is the place. */
function behindReport({ loci }: CitationReading, { title, shortTitles }: Work): readonly Locus[] | null {
  const [first, ...rest] = loci;
  if (first?.unit !== "page" || first.to !== undefined || rest.length === 0) return null;
  const isReport = [title, ...shortTitles].some((each) => {
    const [, volume, page] = /\s(\d{1,3}),\s(\d{1,5})$/u.exec(each) ?? [];
    return page === first.from && volume === first.volume;
  });
  return isReport ? rest.map(({ volume: _volume, ...locus }) => locus) : null;
}

/** The number behind the title is a volume where the work's own title does not end with it; if it does, it is no page. */
function besideTitle(reading: CitationReading, work: Work): readonly Locus[] {
  const { words, loci } = reading;
  const numbers = [work.title, ...work.shortTitles].flatMap((title) => {
    const found = citedNumber({ ...words, titles: [title], loose: "" });
    return found === null ? [] : [found.value];
  });
  if (words.tail !== undefined && numbers.includes(numberValue(words.tail))) return loci.slice(1);
  if (words.archived !== undefined && work.shelfmark !== null)
    return loci.filter(({ unit }) => !ARCHIVE_UNITS.has(unit));
  const page = pageBeforeYear(reading, work);
  if (page !== null) return [page];
  const number = citedNumber(words);
  const isSaid = loci.some(({ volume, unit }) => volume !== undefined || unit === "volume");
  if (number === null || isSaid || numbers.includes(number.value) || work.shelfmark !== null)
    return withoutNumber(loci, numbers);
  const [first] = loci;
  // “ML 45, clause 12” has the number of an inscription.
  if (first !== undefined && WITHIN_ONE.has(first.unit) && /^\d/u.test(number.written))
    return [{ unit: "page", from: number.written }, ...loci];
  return loci.length === 0
    ? [{ unit: "volume", from: number.written }]
    : loci.map(({ unit, from, ...more }) => ({ unit, from, ...more, volume: number.written }));
}

/** What stands within a page or number, and has no volume before it. */
const WITHIN_ONE: ReadonlySet<string> = new Set(["line", "clause", "note"]);

/** “Holmes, The Common Law 1 (1881)”: between the whole title of a book and its year stands a page. */
function pageBeforeYear({ text, loci, words }: CitationReading, work: Work): Locus | null {
  const isBook = work.level !== "j" && work.type === "book" && work.volume === null;
  const found = /\s(\d{1,4})(?:[-–](\d{1,4}))?\s\(((?:1[4-9]|20)\d\d)\)[\s.]*$/u.exec(text ?? "");
  if (found === null || !isBook || loci.length > 0 || words.authors.length + words.loose.length === 0)
    return null;
  const [, from = "", to, year] = found;
  const isWhole = text!.slice(0, found.index).endsWith(work.title);
  return isWhole && work.date?.from?.slice(0, 4) === year ? locusOf("page", from, to ?? null) : null;
}

/** In “MEW 23, 85” the number is that of the title, and no volume of it. */
function withoutNumber(loci: readonly Locus[], numbers: readonly number[]): readonly Locus[] {
  return loci.map((locus) => {
    const { volume, ...rest } = locus;
    return volume !== undefined && /^\d+$/u.test(volume) && numbers.includes(Number(volume)) ? rest : locus;
  });
}

/** The first of two pages is the volume of the journal, or where the article begins: “81 (1972) 823, 842”. */
function inArticle(reading: CitationReading, work: Work): readonly Locus[] {
  const { loci } = reading;
  const [first, ...rest] = loci;
  const isPlain = first?.unit === "page" && first.suffix === undefined && rest[0]?.unit === "page";
  if (first === undefined || !isPlain) return besideTitle(reading, work);
  const [start = "", end] = (work.pages ?? "").split(/\s*[-–—]\s*/u);
  if (first.from === start && (first.to === undefined || first.to === end)) return rest;
  if (first.to !== undefined || first.from !== (work.volume ?? work.issue)) return besideTitle(reading, work);
  return rest.map(({ unit, from, to, suffix }) => ({
    unit,
    from,
    ...(to === undefined ? {} : { to }),
    volume: first.from,
    ...(suffix === undefined ? {} : { suffix }),
  }));
}

/** A text that is known by its books and chapters: the register says nothing of a print. */
function isCanonical({ title, date, places, publishers, shelfmark, pages, volume }: Work): boolean {
  if (isKoran(title)) return true;
  return (
    date === null &&
    places.length + publishers.length === 0 &&
    shelfmark === null &&
    pages === null &&
    volume === null
  );
}

/** Who is known by one name, though a register gives them more. */
const ONE_NAMED =
  /alighieri|vergilius|horatius|tullius|ovidius|livius|augustinus|annaeus|plinius|tacitus|lucretius|sallustius|suetonius|quintilianus|hieronymus|ambrosius|boethius|isidorus|aquin|chrysostom/u;

/** “Augustinus, Confessiones VIII, 12, 29”: the ancients, who have one name, are cited by book and chapter. */
function asBooks({ loci, words, text }: CitationReading, work: Work): readonly Locus[] | null {
  const [name, ...more] = citedUnder(work);
  const [first] = loci;
  const isOne = name !== undefined && more.length === 0;
  const isAncient = isOne && ((name.given ?? "") === "" || ONE_NAMED.test(fold(name.text)));
  const isOfOne = loci.every(({ unit, volume }) => unit === "page" && volume === first?.volume);
  if (!isAncient || !isOfOne || first === undefined) return null;
  // “Thuc. II 65, 9” has its book behind the title, and may seem to have a volume behind that.
  const books = [citedNumber(words)?.written, first.volume].filter((number) => number !== undefined);
  const lead = books.slice(books.findLastIndex(isRoman));
  const before = loci.slice(0, -1);
  // “Aen. 6, 126–129” has its book in figures: nobody cites an ancient by two pages, and no print of him is at hand.
  const isInFigures =
    before.length > 0 &&
    before.every(({ to }) => to === undefined) &&
    !/(?<!\p{L})\p{L}{1,3}\.\s?\d+\D*$/u.test(text ?? "");
  if (!isRoman(lead[0] ?? "") && !isInFigures) return null;
  const parts = before.map(({ from }) => from);
  const last = loci.at(-1)!;
  const { volume: _volume, ...rest } = last;
  // “Rep. 7, 514a” is a page of Stephanus, in the book.
  if (/^\d+[a-e]/u.test(last.from)) return [{ ...rest, volume: [...lead, ...parts].join(".") }];
  return [{ ...rest, unit: "section", from: [...lead, ...parts, last.from].join(".") }];
}

/** “Koran 2,255”, “Gen. Rab. 12:3”: two numbers with no space between; null where they are written in another way. */
function asSections({ loci, text }: CitationReading): readonly Locus[] | null {
  const [first, second] = loci;
  // “RV X, 90, 12”: a volume in parts would have its page behind a word for that.
  const parts = /^([IVXLC]+),(\d+)$/u.exec(first?.volume ?? "");
  if (first !== undefined && parts !== null && loci.length === 1 && /,\s?\d+\D*$/u.test(text ?? ""))
    return [
      locusOf("section", `${parts[1]}.${parts[2]}.${first.from}`, first.to ?? null, first.suffix ?? null),
    ];
  if (
    first === undefined ||
    loci.length > 2 ||
    [first, second].some((each) => each !== undefined && each.unit !== "page")
  )
    return null;
  const [book, sign, last] =
    second === undefined
      ? [first.volume, ":", first]
      : [first.to === undefined ? first.from : undefined, ",", second];
  if (book === undefined || text?.includes(`${book}${sign}${last.from}`) !== true) return null;
  const section = locusOf(
    "section",
    `${book}${sign === "," ? "." : sign}${last.from}`,
    last.to ?? null,
    last.suffix ?? null,
  );
  return [section];
}
