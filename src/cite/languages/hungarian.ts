import type { CitationLanguage } from "./citation-language.ts";

/** Hungarian. */
export const HUNGARIAN: CitationLanguage = {
  language: "hu",
  ibid: ["uo", "ugyanott", "u o"],
  idem: ["uő", "ugyanő"],
  opcit: ["i m", "idézett mű", "id mű", "i cikk"],
  loccit: ["i h", "idézett hely", "id hely"],
  passim: ["és passim"],
  following: ["sk", "skk", "kk", "és köv", "köv"],
  back: ["lásd", "ld"],
  signals: ["lásd", "ld", "l", "vö", "idézi", "ford", "és"],
  units: {
    page: ["o", "old", "oldal"],
    volume: ["köt", "kötet"],
    book: ["könyv"],
    chapter: ["fej", "fejezet"],
    note: ["jegyz", "jegyzet", "lábjegyzet"],
    issue: ["sz", "szám"],
    line: ["sor"],
    column: ["has", "hasáb"],
  },
};
