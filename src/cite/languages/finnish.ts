import type { CitationLanguage } from "./citation-language.ts";

/** Finnish. */
export const FINNISH: CitationLanguage = {
  language: "fi",
  ibid: ["sama", "samassa", "mt"],
  idem: ["sama tekijä"],
  opcit: ["em teos", "mainittu teos", "m t"],
  loccit: ["m p", "mainittu paikka"],
  passim: [],
  following: ["s", "ss", "ja seur"],
  back: ["ks", "katso"],
  signals: ["ks", "ks myös", "katso", "vrt", "esim", "ja"],
  units: {
    page: ["s", "ss", "sivu", "sivut"],
    volume: ["osa", "nide"],
    issue: ["n:o", "nro"],
    chapter: ["luku"],
    note: ["alaviite", "viite"],
    verse: ["säe", "jae"],
  },
};
