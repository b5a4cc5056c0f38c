import type { CitationLanguage } from "./citation-language.ts";

/** Dutch. */
export const DUTCH: CitationLanguage = {
  language: "nl",
  ibid: ["aldaar", "ald", "alhier"],
  idem: ["dezelfde", "van dezelfde"],
  opcit: ["a w", "aangehaald werk", "aangeh werk", "aangehaald artikel", "a art"],
  loccit: ["t a p", "ter aangehaalder plaatse", "a p"],
  passim: ["en passim"],
  following: ["e v", "ev", "vv", "e vv", "en volgende", "vlg", "vlgg"],
  back: ["zie", "als in", "zie boven"],
  signals: ["zie", "zie ook", "vgl", "vergelijk", "geciteerd bij", "geciteerd in", "aangehaald bij", "bij", "naar", "in", "en", "ook", "bijv"],
  units: {
    page: ["blz", "bladzijde", "bladzijden", "p", "pp", "pag"],
    volume: ["dl", "dln", "deel", "bd", "band"],
    issue: ["nr", "nrs", "afl", "nummer"],
    book: ["boek"],
    chapter: ["hfst", "hfdst", "hoofdstuk", "h"],
    paragraph: ["par", "paragraaf", "al", "alinea"],
    article: ["artikel", "art"],
    column: ["kol", "kolom"],
    line: ["r", "regel", "regels"],
    verse: ["vs", "vers"],
    note: ["noot", "n"],
    folio: ["fol", "f"],
    letter: ["brief"],
  },
};
