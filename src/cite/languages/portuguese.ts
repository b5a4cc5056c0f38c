import type { CitationLanguage } from "./citation-language.ts";

/** Portuguese. */
export const PORTUGUESE: CitationLanguage = {
  language: "pt",
  ibid: ["ibidem", "ibid", "ibd", "no mesmo lugar"],
  idem: ["o mesmo", "a mesma", "do mesmo autor"],
  opcit: ["obra citada", "ob cit", "artigo citado", "art citado", "obr cit"],
  loccit: ["lugar citado", "lug cit"],
  passim: ["e passim"],
  following: ["s", "ss", "seg", "segs", "e s", "e seg", "e segs", "e ss", "e seguintes"],
  back: ["ver", "vide", "cit", "supra"],
  signals: ["ver", "ver também", "veja-se", "vide", "citado por", "citado em", "apud", "segundo", "em", "in", "e", "cf também"],
  units: {
    page: ["p", "pp", "pág", "págs", "página", "páginas"],
    volume: ["t", "tomo", "vol", "vols", "volume"],
    issue: ["n", "nº", "n°", "núm", "número"],
    part: ["parte"],
    book: ["livro", "liv"],
    chapter: ["cap", "caps", "capítulo"],
    section: ["secção", "seção"],
    paragraph: ["parágrafo", "par"],
    article: ["artigo", "art"],
    column: ["col", "cols", "coluna"],
    line: ["l", "ll", "linha", "linhas"],
    verse: ["v", "vv", "verso", "versos"],
    note: ["nota", "notas"],
    folio: ["f", "ff", "fl", "fls", "fol", "fols", "fólio", "fólios"],
    letter: ["carta"],
  },
};
