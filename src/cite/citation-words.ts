/** What scholars of a language write for a citation made before, and for the units of what they cite. */
export interface CitationLanguage {
  /** As `xml:lang` has it; `la` is in force everywhere. */
  readonly language: string;
  /** The work cited last, at the place that follows. */
  readonly ibid: readonly string[];
  /** The author named last. */
  readonly idem: readonly string[];
  /** The work of that author cited before. */
  readonly opcit: readonly string[];
  /** The same place in the work. */
  readonly loccit: readonly string[];
  readonly passim: readonly string[];
  /** What follows a number for “and what follows”. */
  readonly following: readonly string[];
  /** Abbreviations and words before a number, without their full stop. */
  readonly units: Readonly<Record<string, readonly string[]>>;
}

const LATIN: CitationLanguage = {
  language: "la",
  ibid: ["ibid", "ibidem", "ib"],
  idem: ["idem", "eadem", "iidem", "eaedem", "id"],
  opcit: ["op cit", "opere citato", "opus citatum", "op laud", "o c"],
  loccit: ["loc cit", "loco citato", "l c", "loc laud"],
  passim: ["passim", "et passim"],
  following: ["sq", "sqq", "seq", "seqq", "et seq", "et seqq", "et sq"],
  units: {
    folio: ["fol", "fols", "folio", "f", "ff", "foll"],
    section: ["§", "§§", "sect", "sec"],
    chapter: ["cap", "caput"],
    book: ["lib", "liber"],
    line: ["lin"],
    verse: ["v", "vv"],
    page: ["pag"],
  },
};

const ENGLISH: CitationLanguage = {
  language: "en",
  ibid: [],
  idem: [],
  opcit: ["work cited", "art cit", "cited above"],
  loccit: [],
  passim: [],
  following: ["f", "ff", "and following"],
  units: {
    page: ["p", "pp", "pg", "pgs", "page", "pages"],
    volume: ["vol", "vols", "volume", "volumes"],
    issue: ["no", "nos", "issue", "number"],
    part: ["pt", "pts", "part", "parts"],
    book: ["bk", "bks", "book"],
    chapter: ["ch", "chs", "chap", "chaps", "chapter", "chapters"],
    section: ["section", "sections", "sec", "secs"],
    paragraph: ["para", "paras", "par", "paragraph", "paragraphs", "¶", "¶¶"],
    column: ["col", "cols", "column", "columns"],
    line: ["l", "ll", "line", "lines"],
    verse: ["verse", "verses"],
    note: ["n", "nn", "note", "notes", "fn"],
    figure: ["fig", "figs", "figure"],
    plate: ["pl", "pls", "plate"],
    act: ["act"],
    scene: ["sc", "scene"],
    letter: ["letter", "letters"],
    folio: ["folios"],
  },
};

const GERMAN: CitationLanguage = {
  language: "de",
  ibid: ["ebd", "ebda", "ebenda", "ebendort"],
  idem: ["ders", "dies", "dens", "derselbe", "dieselbe", "dieselben"],
  opcit: ["a a o", "am angegebenen ort", "am angeführten ort"],
  loccit: [],
  passim: [],
  following: ["f", "ff", "fg"],
  units: {
    page: ["s", "seite", "seiten", "ss"],
    volume: ["bd", "bde", "bdd", "band", "bände"],
    issue: ["h", "heft", "nr", "nrn", "nummer"],
    part: ["t", "tl", "tle", "teil", "teile", "abt"],
    book: ["buch"],
    chapter: ["kap", "kapitel"],
    section: ["abschn", "abschnitt", "paragraph"],
    column: ["sp", "spalte", "spalten"],
    line: ["z", "zeile", "zeilen"],
    verse: ["v", "vers", "verse"],
    note: ["anm", "anmerkung", "fn", "fußn", "fußnote"],
    margin: ["rn", "rz", "rdnr"],
    folio: ["bl", "blatt"],
    figure: ["abb", "abbildung"],
    plate: ["taf", "tafel"],
    letter: ["brief"],
  },
};

const FRENCH: CitationLanguage = {
  language: "fr",
  ibid: ["ibidem"],
  idem: ["le même", "la même"],
  opcit: ["ouvr cité", "ouvrage cité", "art cit", "art cité", "article cité", "œuvre citée", "éd cit"],
  loccit: ["passage cité", "lieu cité", "endroit cité"],
  passim: [],
  following: ["s", "ss", "sv", "svv", "suiv", "et suiv", "et s", "et ss", "et sv", "et suivantes"],
  units: {
    page: ["p", "pp", "page", "pages"],
    volume: ["t", "tome", "tomes", "vol"],
    issue: ["n", "no", "nos", "n°", "numéro", "fasc"],
    part: ["partie", "part"],
    book: ["livre", "l"],
    chapter: ["chap", "ch", "chapitre"],
    paragraph: ["§", "par", "al", "alinéa"],
    column: ["col", "colonne"],
    line: ["l", "ligne", "lignes"],
    verse: ["v", "vers"],
    note: ["note", "n"],
    folio: ["f", "fo", "fos", "fol", "f°", "feuillet"],
    figure: ["fig"],
    plate: ["pl", "planche"],
    letter: ["lettre"],
  },
};

const SPANISH: CitationLanguage = {
  language: "es",
  ibid: ["ibíd", "ibídem", "ib", "allí mismo"],
  idem: ["ídem", "íd", "el mismo", "la misma"],
  opcit: ["ob cit", "obra citada", "art cit", "artículo citado", "o cit"],
  loccit: ["lugar citado", "lug cit"],
  passim: [],
  following: ["s", "ss", "sig", "sigs", "y s", "y ss", "y sig", "y sigs"],
  units: {
    page: ["p", "pp", "pág", "págs", "página", "páginas"],
    volume: ["t", "tomo", "vol", "volumen"],
    issue: ["núm", "núms", "n", "nº", "n°", "número"],
    part: ["parte"],
    book: ["libro", "lib"],
    chapter: ["cap", "caps", "capítulo"],
    section: ["sección"],
    paragraph: ["párr", "párrafo"],
    column: ["col", "columna"],
    line: ["lín", "línea"],
    verse: ["v", "verso", "versos"],
    note: ["nota"],
    folio: ["f", "fol", "fols", "folio"],
  },
};

const ITALIAN: CitationLanguage = {
  language: "it",
  ibid: ["ivi", "ibidem"],
  idem: ["lo stesso", "la stessa"],
  opcit: ["cit", "art cit", "opera citata"],
  loccit: ["luogo citato"],
  passim: [],
  following: ["s", "ss", "sg", "sgg", "seg", "segg", "e s", "e ss", "e segg"],
  units: {
    page: ["p", "pp", "pag", "pagg", "pagina", "pagine"],
    volume: ["vol", "voll", "t", "tomo", "volume"],
    issue: ["n", "nn", "num", "fasc"],
    part: ["parte"],
    book: ["libro"],
    chapter: ["cap", "capp", "capitolo"],
    paragraph: ["par", "paragrafo"],
    column: ["col", "coll", "colonna"],
    line: ["r", "rr", "riga", "righe", "l", "ll"],
    verse: ["v", "vv", "verso", "versi"],
    note: ["nota"],
    folio: ["c", "cc", "carta", "f", "ff", "foglio"],
  },
};

const PORTUGUESE: CitationLanguage = {
  language: "pt",
  ibid: ["ibidem", "ibid"],
  idem: ["o mesmo", "a mesma"],
  opcit: ["obra citada", "ob cit", "art cit"],
  loccit: ["lugar citado"],
  passim: [],
  following: ["s", "ss", "seg", "segs", "e seg", "e segs", "e ss"],
  units: {
    page: ["p", "pp", "pág", "págs", "página", "páginas"],
    volume: ["t", "tomo", "vol", "volume"],
    issue: ["n", "nº", "n°", "núm", "número"],
    chapter: ["cap", "caps", "capítulo"],
    column: ["col", "coluna"],
    line: ["l", "linha"],
    note: ["nota"],
    folio: ["f", "fl", "fls", "fol", "fólio"],
  },
};

const DUTCH: CitationLanguage = {
  language: "nl",
  ibid: ["aldaar"],
  idem: ["dezelfde"],
  opcit: ["a w", "aangehaald werk", "art cit"],
  loccit: ["t a p", "ter aangehaalder plaatse"],
  passim: [],
  following: ["e v", "ev", "vv", "en volgende"],
  units: {
    page: ["blz", "bladzijde", "p", "pp", "pag"],
    volume: ["dl", "deel", "bd"],
    issue: ["nr", "nrs", "afl"],
    chapter: ["hfst", "hoofdstuk"],
    column: ["kol", "kolom"],
    line: ["r", "regel", "regels"],
    note: ["noot"],
    folio: ["fol", "f"],
  },
};

const RUSSIAN: CitationLanguage = {
  language: "ru",
  ibid: ["там же", "ibid"],
  idem: ["он же", "она же", "его же", "её же", "ее же", "они же"],
  opcit: ["указ соч", "указанное сочинение", "цит соч", "указ раб", "указ изд", "указ ст"],
  loccit: ["указ место", "в указанном месте"],
  passim: ["пассим"],
  following: ["сл", "слл", "и сл", "и след", "и далее", "и д", "след"],
  units: {
    page: ["с", "сс", "стр", "страница", "страницы"],
    volume: ["т", "тт", "том"],
    issue: ["№", "вып", "выпуск"],
    part: ["ч", "часть"],
    book: ["кн", "книга"],
    chapter: ["гл", "глава"],
    section: ["разд", "раздел", "§"],
    column: ["стб", "столбец"],
    line: ["стк", "строка"],
    verse: ["ст", "стих"],
    note: ["прим", "примеч", "примечание", "сн"],
    folio: ["л", "лл", "лист"],
  },
};

const POLISH: CitationLanguage = {
  language: "pl",
  ibid: ["tamże", "tamze"],
  idem: ["tenże", "tegoż", "taż", "tejże"],
  opcit: ["dz cyt", "dzieło cytowane", "art cyt"],
  loccit: ["loc cit"],
  passim: [],
  following: ["n", "nn", "i n", "i nn", "i nast", "nast"],
  units: {
    page: ["s", "ss", "str", "strona"],
    volume: ["t", "tom"],
    issue: ["nr", "z", "zeszyt"],
    part: ["cz", "część"],
    chapter: ["rozdz", "rozdział"],
    column: ["kol", "szp", "łam"],
    line: ["w", "wers"],
    note: ["przyp", "przypis"],
    folio: ["k", "karta"],
  },
};

const CZECH: CitationLanguage = {
  language: "cs",
  ibid: ["tamtéž", "tamže", "tamtiež"],
  idem: ["týž", "táž", "tentýž"],
  opcit: ["c d", "cit d", "citované dílo", "cit dílo"],
  loccit: ["cit místo"],
  passim: [],
  following: ["n", "nn", "an", "a n", "a násl", "násl"],
  units: {
    page: ["s", "str", "strana", "strany"],
    volume: ["sv", "svazek", "díl", "d"],
    issue: ["č", "číslo"],
    chapter: ["kap", "kapitola"],
    column: ["sl", "sloupec"],
    note: ["pozn", "poznámka"],
    folio: ["f", "fol", "list"],
  },
};

const HUNGARIAN: CitationLanguage = {
  language: "hu",
  ibid: ["uo", "ugyanott"],
  idem: ["uő", "ugyanő"],
  opcit: ["i m", "idézett mű"],
  loccit: ["i h", "idézett hely"],
  passim: [],
  following: ["sk", "skk", "kk", "és köv"],
  units: {
    page: ["o", "old", "oldal"],
    volume: ["köt", "kötet"],
    chapter: ["fej", "fejezet"],
    note: ["jegyz", "jegyzet"],
    issue: ["sz", "szám"],
  },
};

const SCANDINAVIAN: CitationLanguage = {
  language: "sv",
  ibid: ["sammesteds", "därst", "samme sted"],
  idem: ["densamme", "densamma", "den samme"],
  opcit: ["anf arb", "a a", "anfört arbete", "anf værk"],
  loccit: ["anf st", "anf ställe"],
  passim: [],
  following: ["f", "ff", "och följande"],
  units: {
    page: ["s", "sid", "side", "sida"],
    volume: ["bd", "band", "bind"],
    chapter: ["kap", "kapitel"],
    note: ["not", "note"],
    column: ["sp"],
    line: ["r", "rad"],
  },
};

const GREEK: CitationLanguage = {
  language: "el",
  ibid: ["στο ίδιο", "αυτόθι", "ό π π"],
  idem: ["ο ίδιος", "η ίδια"],
  opcit: ["ό π", "όπ π"],
  loccit: [],
  passim: [],
  following: ["κ ε", "κε", "επ", "κ εξ"],
  units: {
    page: ["σ", "σσ", "σελ"],
    volume: ["τ", "τόμ", "τόμος"],
    chapter: ["κεφ"],
    line: ["στ"],
    note: ["υποσ", "σημ"],
  },
};

const CHINESE: CitationLanguage = {
  language: "zh",
  ibid: ["同上", "同上书", "同上書", "同前"],
  idem: [],
  opcit: ["前揭书", "前揭書", "前引书", "前引書", "前掲書", "前掲論文"],
  loccit: ["同頁", "同页"],
  passim: [],
  following: [],
  units: { page: ["页", "頁", "第"], volume: ["卷", "巻"], chapter: ["章"] },
};

/** The words of every language known, Latin first: it is in force in all of them. */
export const CITATION_LANGUAGES: readonly CitationLanguage[] = [
  LATIN,
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  ITALIAN,
  PORTUGUESE,
  DUTCH,
  RUSSIAN,
  POLISH,
  CZECH,
  HUNGARIAN,
  SCANDINAVIAN,
  GREEK,
  CHINESE,
];

/** Gives the languages in the order in which their words are tried: that of the text first, then Latin, then the others. */
export function languagesFor(
  language: string | null,
  known: readonly CitationLanguage[] = CITATION_LANGUAGES,
): readonly CitationLanguage[] {
  const own = (language ?? "en").toLowerCase().split("-")[0]!;
  const same = ["da", "no", "nb", "nn"].includes(own)
    ? "sv"
    : own === "ja"
      ? "zh"
      : own === "sk"
        ? "cs"
        : ["uk", "be", "bg", "sr"].includes(own)
          ? "ru"
          : own;
  const rank = (each: CitationLanguage): number =>
    each.language === same ? 0 : each.language === "la" ? 1 : each.language === "en" ? 2 : 3;
  return [...known].sort((one, other) => rank(one) - rank(other));
}
