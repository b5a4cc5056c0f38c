import type { CitationLanguage } from "./citation-language.ts";

/** Swedish, Danish and Norwegian, whose scholars share most of their abbreviations. */
export const SCANDINAVIAN: CitationLanguage = {
  language: "sv",
  ibid: ["sammesteds", "därst", "därstädes", "samme sted", "smst", "sst", "ibidem"],
  idem: ["densamme", "densamma", "den samme", "samme", "samme forfatter", "samma författare"],
  opcit: ["anf arb", "a a", "anfört arbete", "anf værk", "a arb", "anført værk", "anf verk"],
  loccit: ["anf st", "anf ställe", "a st", "anf sted"],
  passim: ["och passim", "og passim"],
  following: ["f", "ff", "och följande", "og følgende", "fg", "flg"],
  back: ["se", "som i", "jfr", "jf"],
  signals: [
    "se",
    "se även",
    "se også",
    "jfr",
    "jf",
    "jämför",
    "citerat efter",
    "cit efter",
    "efter",
    "i",
    "och",
    "og",
  ],
  units: {
    page: ["s", "sid", "side", "sida", "sidor", "sider"],
    volume: ["bd", "band", "bind", "del"],
    issue: ["nr", "h", "häfte"],
    book: ["bok", "bog"],
    chapter: ["kap", "kapitel", "kapittel"],
    line: ["r", "rad", "linje"],
    verse: ["v", "vers"],
    column: ["sp", "spalt", "spalte"],
    note: ["not", "note", "fotnot", "fotnote"],
    folio: ["bl", "fol"],
    letter: ["brev"],
  },
};

/** Icelandic. */
export const ICELANDIC: CitationLanguage = {
  language: "is",
  ibid: ["sama rit", "sama heimild", "sama bók", "sama stað", "sami staður"],
  idem: ["sami höfundur", "sami"],
  opcit: ["tilv rit", "tilvitnað rit"],
  loccit: ["tilv stað"],
  passim: [],
  following: ["f", "ff", "áfr", "o áfr"],
  back: ["sjá", "sbr"],
  signals: ["sjá", "sjá einnig", "sbr", "eftir", "í", "og"],
  units: {
    page: ["bls", "s"],
    volume: ["bindi"],
    issue: ["hefti", "tbl"],
    chapter: ["kap", "kafli"],
    note: ["nmgr", "neðanmálsgrein"],
    line: ["lína"],
    verse: ["vísa", "v"],
    letter: ["bréf"],
  },
};
