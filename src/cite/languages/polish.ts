import type { CitationLanguage } from "./citation-language.ts";

/** Polish. */
export const POLISH: CitationLanguage = {
  language: "pl",
  ibid: ["tamże", "tamze", "tamże s"],
  idem: ["tenże", "tegoż", "taż", "tejże", "ciż", "tychże"],
  opcit: ["dz cyt", "dzieło cytowane", "art cyt", "op cyt", "wyd cyt"],
  loccit: ["loc cit", "l cyt", "miejsce cyt"],
  passim: ["i passim"],
  following: ["n", "nn", "i n", "i nn", "i nast", "nast", "i następne"],
  back: ["zob", "por", "jak w", "zob wyżej"],
  signals: ["zob", "zob też", "zob także", "por", "por też", "por także", "cyt za", "cyt wg", "cytuję za", "według", "wg", "w", "np", "także", "i"],
  units: {
    page: ["s", "ss", "str", "strona", "strony"],
    volume: ["t", "tom", "tomy"],
    issue: ["nr", "z", "zeszyt"],
    part: ["cz", "część"],
    book: ["ks", "księga"],
    chapter: ["rozdz", "rozdział"],
    paragraph: ["ust", "akapit"],
    article: ["artykuł", "art"],
    column: ["kol", "szp", "łam"],
    line: ["wiersz", "linia"],
    verse: ["w", "wers", "wersy"],
    note: ["przyp", "przypis"],
    folio: ["k", "karta", "karty"],
    letter: ["list"],
  },
};
