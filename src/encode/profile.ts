/** A pair of quotation signs as the source writes them. */
export interface SignPair {
  readonly open: string;
  readonly close: string;
}

/** The conventions of a kind of source: data, so that another kind is another table. */
export interface Profile {
  readonly name: string;
  /** Quotation signs, the outermost first; the next stands within it. */
  readonly quotation: readonly [outer: SignPair, inner: SignPair];
  /** The marks of which the outer signs are a way of writing. */
  readonly firstMarks: "single" | "double";
  /** What becomes which character, the longest sign first. */
  readonly signs: readonly (readonly [sign: string, character: string])[];
  /** The sign left behind an indexed name. */
  readonly indexed: string;
  /** A label that opens a speech: group 1 is the name. It is asked behind the opening sign of a paragraph. */
  readonly label: RegExp;
  /** Words that stand for a work cited before, with the `type` of the `abbr` they become. */
  readonly abbreviations: readonly { readonly type: string; readonly words: RegExp }[];
  /** What a locus is counted in, with the words before the number. */
  readonly units: readonly { readonly unit: string; readonly words: string }[];
  /** Words in front of a citation that belong to no author and no title. */
  readonly leadIn: RegExp;
  /** Small words within a name: “Van der Berg”. */
  readonly particles: readonly string[];
  /** Words before a passage in quotation signs that is cited as a word. */
  readonly mentioning: RegExp;
  /** Words before a passage in quotation signs from which the author keeps a distance. */
  readonly distancing: RegExp;
  /** Words before a passage in quotation signs that someone said or wrote. */
  readonly saying: RegExp;
  /** What may stand before a quotation, and as well before scare quotes. */
  readonly perhapsSaying: RegExp;
  /** Words behind such a passage. */
  readonly said: RegExp;
  /** Capitalised words that open a sentence and belong to no name. */
  readonly openers: ReadonlySet<string>;
}

/** Plain text made from TeX: `` ` … ' `` outside, ``` `` … '' ``` within, dashes and ellipses as hyphens and points. */
export const TEX_PLAIN: Profile = {
  name: "tex-plain",
  quotation: [
    { open: "`", close: "'" },
    { open: "``", close: "''" },
  ],
  firstMarks: "single",
  signs: [
    ["---", "—"],
    ["--", "–"],
    ["...", "…"],
    ["'", "’"],
  ],
  indexed: "\u00a0",
  label: /^(\p{Lu}[\p{L}’'-]*(?:[ .]+\p{Lu}[\p{L}’'.-]*){0,3}):[\s\u00a0]/u,
  abbreviations: [
    { type: "ibid", words: /\b(?:(?:Ibid(?:em)?|Ebda?)\b\.?|Ib\.(?=[\s,;)]|$))/iu },
    {
      type: "opcit",
      words:
        /(?<!\p{L})(?:(?:op|art)\.\s*cit\.?|a\.\s?a\.\s?O\.|as\s(?:(?:above|already|last)\s)?cited(?:\sabove)?(?=[,.;)]))/iu,
    },
    { type: "loccit", words: /(?<!\p{L})loc\.\s*cit\.?/iu },
    {
      type: "idem",
      words: /\b(?:Idem|Eadem|(?:Ders|Dies)\.(?=,)|Id\.(?=,|\s*(?:pp?\.|§|\d|[ivxlc]+[,.])))/u,
    },
  ],
  units: [
    { unit: "page", words: "pp?\\.|S\\." },
    { unit: "volume", words: "[Vv]ols?\\.|Bd\\.|t\\." },
    { unit: "column", words: "cols?\\.|Sp\\." },
    { unit: "chapter", words: "[Cc]h(?:ap)?s?\\." },
    { unit: "note", words: "nn?\\." },
    { unit: "folio", words: "fols?\\." },
    { unit: "section", words: "§§?" },
  ],
  leadIn:
    /^(?:see(?:\s+also)?|cf\.|cp\.|compare|(?:as\s+)?(?:quoted|cited|reprinted)\s+(?:in|by|from)|e\.\s?g\.,?|siehe|vr?gl\.|zit\.\s+nach|voir|cité\s+(?:dans|par))\s+(?:(?:also|auch|dazu|hierzu|etwa|aussi|notamment|e\.\s?g\.,?|z\.\s?B\.)\s+)?/iu,
  particles: [
    "van",
    "von",
    "der",
    "den",
    "de",
    "del",
    "della",
    "di",
    "da",
    "du",
    "la",
    "le",
    "al",
    "el",
    "bin",
    "ibn",
    "zu",
  ],
  mentioning:
    /\b(?:terms?|words?|expressions?|phrases?|labels?|names?)(?:\s+(?:such\s+as|like|as|of))?\s*$/iu,
  distancing:
    /\b(?:so-called|self-styled|called|known\s+as|termed|dubbed|named|labell?ed|branded|nicknamed)(?:\s+(?:an?|the))?\s*$/iu,
  saying:
    /(?::|\b(?:says?|said|saying|stated?|states|wrote|writes|claim(?:s|ed)?|asks?|asked|repl(?:y|ies|ied)|explain(?:s|ed)?|declar(?:es?|ed)|add(?:s|ed)|describ(?:es?|ed)|conclud(?:es?|ed)),?(?:\s+that)?)\s*$/iu,
  perhapsSaying: /(?:,|\bthat)\s*$/iu,
  said: /^[\s,]*(?:[\p{L}]+\s+){0,2}(?:says?|said|saying|states?|stated|wr(?:ites?|ote)|claim(?:s|ed)|asks?|asked|repl(?:ies|ied)|explain(?:s|ed)|declar(?:es|ed)|add(?:s|ed)|went on|continu(?:es|ed)|conclud(?:es|ed)|answer(?:s|ed))\b/iu,
  openers: new Set(
    "A An The In On At As For From But And Or So Yet Then Here There Thus When While Where After Before Since If Once Like With Without To By Of Both Even Only Now Today Later Firstly Secondly Thirdly Finally According Also Although Though Because During Under Until Upon Unlike Among Between Against Despite Through Within Into Over About Consequently Therefore However Nevertheless Moreover Indeed Rather Similarly Apparently Perhaps Still Again Just What Who Whom Whose Why How Which Did Do Does Was Were Is Are Had Has Have Would Could Should Let That This These Those His Her Their Its Our My Your All Some Many Most Not No Yes Neither Nor Either He She It We They You See Cf. Compare Quoted Cited Voir Siehe Vgl.".split(
      " ",
    ),
  ),
};

/** The profiles there are, by name. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map([[TEX_PLAIN.name, TEX_PLAIN]]);

/** Text with typographic marks, as the other kinds of text have it. */
export const TYPED: Profile = {
  ...TEX_PLAIN,
  name: "typed",
  quotation: [
    { open: "“", close: "”" },
    { open: "‘", close: "’" },
  ],
  firstMarks: "double",
  signs: [],
};
