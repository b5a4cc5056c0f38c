import type { CitationLanguage } from "./citation-language.ts";

/** Latin: what scholars of every language write. */
export const LATIN: CitationLanguage = {
  language: "la",
  ibid: ["ibid", "ibidem", "ib", "ibd"],
  idem: ["idem", "eadem", "iidem", "eaedem", "id", "ead", "eid"],
  opcit: ["op cit", "opp cit", "opere citato", "opus citatum", "opus cit", "op laud", "o c", "art cit", "ed cit"],
  loccit: ["loc cit", "loco citato", "l c", "loc laud"],
  passim: ["passim", "et passim"],
  following: ["sq", "sqq", "seq", "seqq", "et seq", "et seqq", "et sq", "et sqq"],
  back: ["supra", "ut supra"],
  signals: ["vide", "vid", "cf", "cfr", "conf", "apud", "ap", "sc"],
  units: {
    folio: ["fol", "fols", "folio", "f", "ff", "foll"],
    section: ["§", "§§", "sect", "sec"],
    chapter: ["cap", "capp", "caput"],
    book: ["lib", "liber"],
    line: ["lin"],
    verse: ["v", "vv"],
    page: ["pag"],
    column: ["col", "coll"],
    article: ["art"],
    question: ["q", "qu", "quaest"],
    tome: [],
    volume: ["tom", "vol"],
    fragment: ["fr", "frr", "frg", "frag"],
    note: ["adn"],
  },
};
