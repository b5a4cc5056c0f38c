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
  /** Words before a passage in quotation signs that is cited as a word. */
  readonly mentioning: RegExp;
  /** Words before a passage in quotation signs that someone said or wrote. */
  readonly saying: RegExp;
  /** Words behind such a passage. */
  readonly said: RegExp;
  /** Capitalised words that open a sentence and belong to no name. */
  readonly openers: RegExp;
}

/** Plain text made from TeX: `` ` … ' `` outside, ``` `` … '' ``` within, dashes and ellipses as hyphens and points. */
export const TEX_PLAIN: Profile = {
  name: "tex-plain",
  quotation: [
    { open: "`", close: "'" },
    { open: "``", close: "''" },
  ],
  signs: [
    ["---", "—"],
    ["--", "–"],
    ["...", "…"],
    ["'", "’"],
  ],
  indexed: "\u00a0",
  label: /^(\p{Lu}[\p{L}’'-]*(?:[ .]+\p{Lu}[\p{L}’'.-]*){0,3}):[\s\u00a0]/u,
  abbreviations: [
    { type: "ibid", words: /\bIbid(?:em)?\b\.?/iu },
    { type: "opcit", words: /\bop\.\s*cit\.?/iu },
    { type: "loccit", words: /\bloc\.\s*cit\.?/iu },
    { type: "idem", words: /\b(?:Idem|Eadem)\b/u },
  ],
  units: [
    { unit: "page", words: "pp?\\." },
    { unit: "volume", words: "vols?\\." },
    { unit: "column", words: "cols?\\." },
    { unit: "chapter", words: "(?:ch|chap)s?\\." },
    { unit: "note", words: "nn?\\." },
    { unit: "folio", words: "fols?\\." },
    { unit: "section", words: "§§?" },
  ],
  mentioning:
    /\b(?:terms?|words?|expressions?|phrases?|labels?|names?)(?:\s+(?:such\s+as|like|as|of))?\s*$/iu,
  saying:
    /(?:[:,]|\b(?:that|says?|said|saying|stated?|states|wrot?e|writes|claim(?:s|ed)?|asks?|asked|repl(?:y|ies|ied)|explain(?:s|ed)?|declar(?:es?|ed)|add(?:s|ed)|describ(?:es?|ed)|conclud(?:es?|ed)|to))\s*$/iu,
  said: /^[\s,]*(?:[\p{L}]+\s+){0,2}(?:says?|said|saying|states?|stated|wr(?:ites?|ote)|claim(?:s|ed)|asks?|asked|repl(?:ies|ied)|explain(?:s|ed)|declar(?:es|ed)|add(?:s|ed)|went on|continu(?:es|ed)|conclud(?:es|ed)|answer(?:s|ed))\b/iu,
  openers:
    /^(?:A|An|The|In|On|At|As|For|From|But|And|Or|So|Yet|Then|Here|There|Thus|When|While|Where|After|Before|Since|If|Once|Like|With|Without|To|By|Of|Both|Even|Only|Now|Today|Later|Firstly|Secondly|Thirdly|Finally|According)$/u,
};

/** The profiles there are, by name. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map([[TEX_PLAIN.name, TEX_PLAIN]]);
