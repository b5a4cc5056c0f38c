import type { CitationLanguage } from "./citation-language.ts";

/** Czech and Slovak. */
export const CZECH: CitationLanguage = {
  language: "cs",
  ibid: ["tamtéž", "tamže", "tamtiež", "na témže místě"],
  idem: ["týž", "táž", "tentýž", "tíž", "ten istý", "tá istá"],
  opcit: ["c d", "cit d", "citované dílo", "cit dílo", "uv d", "uvedené dílo", "cit práce"],
  loccit: ["cit místo", "c m"],
  passim: ["a passim"],
  following: ["n", "nn", "an", "ann", "a n", "a násl", "násl", "a nasl", "nasl"],
  back: ["viz", "viz výše", "pozri", "jako v"],
  signals: ["viz", "viz též", "viz také", "srov", "srv", "sr", "cit podle", "citováno podle", "podle", "např", "in", "a", "též", "pozri", "porov"],
  units: {
    page: ["s", "str", "strana", "strany"],
    volume: ["sv", "svazek", "díl", "zv", "zväzok"],
    issue: ["č", "číslo", "roč"],
    part: ["část", "časť"],
    book: ["kniha"],
    chapter: ["kap", "kapitola"],
    paragraph: ["odst", "odstavec"],
    article: ["čl", "článek"],
    column: ["sl", "sloupec"],
    line: ["ř", "řádek"],
    verse: ["v", "verš"],
    note: ["pozn", "poznámka"],
    folio: ["f", "fol", "list"],
    letter: ["dopis"],
  },
};
