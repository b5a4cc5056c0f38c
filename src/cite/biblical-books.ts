import { fold, numberValue, type Work } from "../resolve/index.ts";
import type { Locus } from "./locus.ts";

/** The books of the Bible by the names and abbreviations that scholars of several languages cite them under. */
const BOOKS: readonly string[] = [
  "Gen Gn Genesis Быт 1Mose 1Mos Бытие Rdz Γεν Genezis Génesis 1Móz",
  "Exod Ex Exodus Исх 2Mose 2Mos Исход Wj Es Esodo Εξ 2Móz",
  "Lev Lv Leviticus Levitikus Лев 3Mose 3Mos Kpł 3Móz Λευ",
  "Num Nm Numbers Numeri Чис 4Mose 4Mos Lb Nb 4Móz Αριθ",
  "Deut Dt Dtn Deuteronomy Deuteronomium Втор 5Mose 5Mos Pwt 5Móz Δευτ",
  "Josh Jos Joshua Josua Josué Joz Gios",
  "Judg Jdg Ri Richter Judges Jg Juges Jue Giud Sdz Richt Richteren",
  "Ruth Rut Rt",
  "1Sam 1Sm 1Samuel 1Sa 1Цар 1Kgdms",
  "2Sam 2Sm 2Samuel 2Sa 2Цар",
  "1Kgs 1Kön 1Kings 1Rois 1Re 1R 1Reg 3Цар 1Krl 1Kon 1Kung",
  "2Kgs 2Kön 2Kings 2Rois 2Re 2R 2Reg 4Цар 2Krl 2Kon 2Kung",
  "1Chr 1Chron 1Par 1Cr 1Ch 1Krn 1Kron",
  "2Chr 2Chron 2Par 2Cr 2Ch 2Krn 2Kron",
  "Ezra Esr Esra Esd",
  "Neh Ne Nehemiah Nehemia",
  "Esth Est Esther Ester Estera",
  "Job Hiob Hi Ijob Ijb Иов Jb",
  "Ps Pss Psalm Psalms Psalmen Psalmus Sal Psaume Пс Псалом Salmo Zsolt Ψαλμ Žalm Salme",
  "Prov Prv Proverbs Spr Sprüche Притч Pr Prv Prz Spreuken Přísl Ordsp",
  "Eccl Qoh Koh Pred Prediger Kohelet Ecclesiastes Еккл Qo Eccle Kaz",
  "Song Cant Hld Hoheslied Ct Песн Cantique Pnp Hoogl Cantic",
  "Isa Jes Is Isaiah Jesaja Isaias Ис Iz Ézs Ησ",
  "Jer Jeremiah Jeremia Иер Jr Ierem Ιερ",
  "Lam Klgl Klagelieder Плач Lm Klaagl Thren",
  "Ezek Ez Hes Ezechiel Hesekiel Иез Ezech Ιεζ",
  "Dan Dn Daniel Дан Δαν",
  "Hos Hosea Os Ос Oz",
  "Joel Jl Иоил",
  "Amos Am Ам",
  "Obad Ob Obd",
  "Jonah Jona Jon Иона",
  "Mic Mi Mich Micha Мих",
  "Nah Na Nahum",
  "Hab Habakuk Habakkuk",
  "Zeph Zef Zefanja Soph",
  "Hag Haggai",
  "Zech Sach Sacharja Zach Zc Зах",
  "Mal Maleachi Malachi Мал",
  "Tob Tobit Tb",
  "Jdt Judith Judit",
  "Wis Weish Sap Weisheit Wisdom Sg Mdr",
  "Sir Sirach Ecclus Si Сир Syr Eccli",
  "Bar Baruch",
  "1Macc 1Makk 1Mac 1M",
  "2Macc 2Makk 2Mac 2M",
  "Matt Mt Matthew Matthäus Matth Matthieu Matteo Mateo Мф Матф Mat Matteüs Ματθ Mateusz",
  "Mark Mk Mr Markus Marc Mc Marco Marcos Мк Μαρκ",
  "Luke Lk Lukas Luc Lc Luca Lucas Лк Łk Luk Λουκ",
  "John Joh Jn Jo Johannes Jean Giovanni Juan Io Gv Ин Ioh Ioan Ján Ιω",
  "Acts Apg Act Apostelgeschichte Ac Actes At Hch Деян Dz Hand Handelingen Sk ApCsel Πραξ",
  "Rom Röm Rm Romans Römer Romains Romani Рим Romanos Rz Ρωμ",
  "1Cor 1Kor 1Co 1Corinthians 1Korinther 1Кор",
  "2Cor 2Kor 2Co 2Corinthians 2Korinther 2Кор",
  "Gal Ga Galatians Galater Гал",
  "Eph Ephesians Epheser Ep Ef Еф",
  "Phil Php Philippians Philipper Ph Fil Flp Флп ",
  "Col Kol Colossians Kolosser Кол",
  "1Thess 1Thes 1Th 1Ts 1Фес 1Tes",
  "2Thess 2Thes 2Th 2Ts 2Фес 2Tes",
  "1Tim 1Tm 1Ti 1Тим",
  "2Tim 2Tm 2Ti 2Тим",
  "Titus Tit Tt Тит",
  "Phlm Phm Philemon Флм",
  "Heb Hebr He Hebrews Hebräer Евр Hbr Εβρ Żyd",
  "Jas Jak James Jc Jakobus Иак Gc St",
  "1Pet 1Petr 1Pt 1Peter 1Pe 1P 1Пет",
  "2Pet 2Petr 2Pt 2Peter 2Pe 2P 2Пет",
  "1John 1Joh 1Jn 1Io 1Gv 1Ин",
  "2John 2Joh 2Jn 2Io 2Gv 2Ин",
  "3John 3Joh 3Jn 3Io 3Gv 3Ин",
  "Jude Jud Judas Jd Иуд",
  "Rev Apk Offb Offenbarung Revelation Apoc Ap Откр Apocalypse Apocalypsis Openb Openbaring Zj Jel Upp Åb Αποκ Obj",
];

interface Book {
  readonly book: string;
  readonly names: readonly string[];
}

const NAMED: readonly Book[] = BOOKS.map((line) => ({
  book: /^\S+/u.exec(line)![0],
  names: line.trim().split(" ").map(fold),
}));

const NAMES: ReadonlyMap<string, Book> = new Map(
  NAMED.flatMap((book) => book.names.map((name) => [name, book] as const)),
);

const ORDER: ReadonlyMap<string, number> = new Map(NAMED.map(({ book }, at) => [book, at]));

/** Where a book stands in the Bible; before all of them where it is none. */
export function bookOrder(book: string | undefined): number {
  return ORDER.get(book ?? "") ?? -1;
}

/** A place in the Bible, and the book as the citation names it. */
export interface BiblicalPlace {
  /** Its English abbreviation: “Matt”. */
  readonly book: string;
  /** Every name of the book, folded. */
  readonly names: readonly string[];
  readonly loci: readonly Locus[];
}

const PLACE =
  /^[\s("“„«]*((?:[1-5]|I{1,3}|IV)?\.?\s?\p{L}[\p{L}\p{M}]*)\.?\s+(\d{1,3}|(?:[IVXLC]{1,7}|[ivxlc]{1,7})(?=,\s?\d))(?:\s?([:,.])\s?(\d{1,3}[a-c]?(?:\s?[-–—]\s?\d{1,3}(?:[:,.]\d{1,3})?[a-c]?)?(?:(?:\s?[.,]\s?|\s(?:and|und|et)\s)\d{1,3}[a-c]?(?:[-–]\d{1,3})?)*))?((?:\s?[,;]\s?(?:cf\.\s)?\d{1,3}:\d{1,3}(?:\s?[-–—]\s?\d{1,3}(?![:\d]))?)*)(?:\s?[-–—]\s?(\d{1,3}))?\s*(ff?\.?)?[\s).”»]*$/u;

/** “Gn 1, 1 – 2, 4”: with spaces around it the dash leads to another chapter. */
const OVER_CHAPTERS = /(\d[a-c]?)\s[-–—]\s(\d{1,3})\s?[:,]\s?(\d{1,3})/u;

/**
 * Reads a place in the Bible: `Mt 18:7`, `1 Kor 13,4–7`, `Gen. 1`. Verses are written `18:7`, in whatever manner they are
 * cited; null for anything else.
 */
export function readBiblicalPlace(text: string): BiblicalPlace | null {
  const found = PLACE.exec(text.replace(/\s+/gu, " ").replace(OVER_CHAPTERS, "$1–$2:$3"));
  const named = found === null ? undefined : NAMES.get(bookName(found[1]!));
  if (found === null || named === undefined) return null;
  const [, , written = "", , verses, further = "", until, following] = found;
  const suffix = following === undefined ? {} : { suffix: following };
  const chapter = /^\d/u.test(written) ? written : `${numberValue(written)}`;
  if (verses === undefined) {
    const locus = {
      unit: "chapter",
      from: chapter,
      ...(until === undefined ? {} : { to: until }),
      ...suffix,
    };
    return { ...named, loci: [locus] };
  }
  const loci = verses
    .split(/\s?[.,]\s?(?!\d*$^)|\s(?:and|und|et)\s/u)
    .map((part) => verseLocus(chapter, part));
  for (const [, other = "", part = ""] of further.matchAll(/(\d+):(\d+(?:\s?[-–—]\s?\d+)?)/gu))
    loci.push(verseLocus(other, part));
  return {
    ...named,
    loci: loci.map((locus, at) => (at === loci.length - 1 ? { ...locus, ...suffix } : locus)),
  };
}

function verseLocus(chapter: string, part: string): Locus {
  const [from = "", to] = part.split(/\s?[-–—]\s?/u);
  const end =
    to === undefined ? {} : { to: /[:,.]/u.test(to) ? to.replace(/[,.]/u, ":") : `${chapter}:${to}` };
  return { unit: "verse", from: `${chapter}:${from}`, ...end };
}

const ROMANS: Readonly<Record<string, string>> = { i: "1", ii: "2", iii: "3", iv: "4" };

function bookName(written: string): string {
  const [, number = "", name = ""] = /^([1-5]|I{1,3}|IV)?\.?\s?(.*)$/u.exec(written)!;
  const folded = fold(name);
  const numbered = (ROMANS[number.toLowerCase()] ?? number) + folded;
  return NAMES.has(numbered) ? numbered : fold(written.replace(/[.\s]/gu, ""));
}

const BIBLE =
  /^(?:the |die |la |la sainte |holy |biblia|novum testamentum)*(?:holy )?(?:bib(?:le|el|lia|bia)|biblia|vulgat[ae]|septuaginta?|nestle-aland|novum testamentum|новый завет|библия|новыи завет)/u;

/** The places with their book, where the work is the whole Bible; the book itself needs none. */
export function lociInBible({ book, names, loci }: BiblicalPlace, work: Work): readonly Locus[] {
  return isBook(work, names) ? loci : loci.map((locus) => ({ ...locus, book }));
}

function isBook({ title, shortTitles }: Work, names: readonly string[]): boolean {
  const titles = [title, ...shortTitles].map((each) => fold(each).replace(/[.\s]/gu, ""));
  return titles.some(
    (each) => names.includes(each) || names.some((name) => name.length > 4 && each.endsWith(name)),
  );
}

/** The works that a book of the Bible may be: those that bear its name, or else the Bibles of the register. */
export function biblicalWorks({ names }: BiblicalPlace, works: Iterable<Work>): readonly Work[] {
  const books: Work[] = [];
  const bibles: Work[] = [];
  for (const work of works) {
    // What an author wrote under a book's name is about it.
    if (work.contributors.some(({ role }) => role === "author")) continue;
    if (isBook(work, names)) books.push(work);
    else if ([work.title, ...work.shortTitles].some((title) => BIBLE.test(fold(title)))) bibles.push(work);
  }
  return books.length > 0 ? books : bibles;
}
