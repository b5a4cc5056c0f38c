import type { CitationLanguage } from "./citation-language.ts";

/** Modern Greek. */
export const GREEK: CitationLanguage = {
  language: "el",
  ibid: ["στο ίδιο", "αυτόθι", "αυτ", "ό π π"],
  idem: ["ο ίδιος", "η ίδια", "του ίδιου", "της ίδιας"],
  opcit: ["ό π", "όπ π", "ένθ αν", "ε α"],
  loccit: ["στο ίδιο σημείο"],
  passim: ["σποράδην"],
  following: ["κ ε", "κε", "επ", "κ εξ", "εξ", "κ επ"],
  back: ["βλ", "όπως στη"],
  signals: ["βλ", "βλ και", "πρβ", "πρβλ", "π χ", "στο", "και"],
  units: {
    page: ["σ", "σσ", "σελ"],
    volume: ["τ", "τόμ", "τόμος"],
    issue: ["τχ", "τεύχ", "αρ"],
    book: ["βιβλ"],
    chapter: ["κεφ"],
    line: ["στ", "στίχ"],
    note: ["υποσ", "σημ"],
    folio: ["φ", "φφ"],
  },
};
