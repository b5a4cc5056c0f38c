import { lookUp } from "../../tree/index.ts";

/** Accents of TeX by their command, as marks that combine with the letter before them (Unicode). */
const ACCENTS: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  u: "\u0306",
  ".": "\u0307",
  '"': "\u0308",
  r: "\u030a",
  H: "\u030b",
  v: "\u030c",
  d: "\u0323",
  c: "\u0327",
  k: "\u0328",
  b: "\u0331",
};

/** Letters and signs that have a command of their own. */
const LETTERS: Readonly<Record<string, string>> = {
  ss: "ß",
  ae: "æ",
  AE: "Æ",
  oe: "œ",
  OE: "Œ",
  o: "ø",
  O: "Ø",
  aa: "å",
  AA: "Å",
  l: "ł",
  L: "Ł",
  i: "i",
  j: "j",
  dh: "ð",
  DH: "Ð",
  th: "þ",
  TH: "Þ",
  dj: "đ",
  DJ: "Đ",
  ng: "ŋ",
  NG: "Ŋ",
  S: "§",
  P: "¶",
  dag: "†",
  pounds: "£",
  copyright: "©",
  textbackslash: "\\",
  textasciitilde: "~",
  textasciicircum: "^",
  textendash: "–",
  textemdash: "—",
  textquoteleft: "‘",
  textquoteright: "’",
  textquotedblleft: "“",
  textquotedblright: "”",
  guillemotleft: "«",
  guillemotright: "»",
  ldots: "…",
  dots: "…",
  textellipsis: "…",
  textless: "<",
  textgreater: ">",
  textbar: "|",
  textunderscore: "_",
  textdollar: "$",
  textbraceleft: "{",
  textbraceright: "}",
  textquotedbl: '"',
  slash: "/",
  textdegree: "°",
  textsection: "§",
  euro: "€",
  texteuro: "€",
  ast: "*",
  quotedblbase: "„",
  quotesinglbase: "‚",
};

/** Signs that TeX reads as commands, and how they are written. */
const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
};

/** Writes a text so that TeX prints its signs; white space becomes single spaces. */
export function texText(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\\{}$&#%_^~]/gu, (sign) => SPECIAL[sign]!)
    .replace(/([-`'])(?=\1)/gu, "$1{}");
}

/**
 * Reads what TeX would print: accents and letters by their commands, quotation marks and dashes by their ligatures,
 * formatting commands by their content, braces left out. What is no command that is known stays without its backslash.
 */
export function plainOfTex(tex: string): string {
  const text = tex
    .replace(/\\([`'^"~=.])\s*(?:\{\s*\\?([^{}]?)\s*\}|\\([ij])(?![A-Za-z])|([\p{L}]))/gu, accented)
    .replace(/\\([uvHcdbkr])(?:\s*\{\s*\\?([^{}]?)\s*\}|\s+\\([ij])(?![A-Za-z])|\s+([\p{L}]))/gu, accented)
    .replace(/\\(?:url|href)\s*\{([^{}]*)\}/gu, "$1")
    .replace(/\\([A-Za-z]+)(?:\{\}|[ \t\n]+|(?![A-Za-z]))/gu, command)
    .replace(/\\([$&#%_{}])/gu, (_all, sign: string) => PROTECTED[sign] ?? sign)
    .replace(/\\[\s,;:!/-]/gu, " ")
    .replace(/---/gu, "—")
    .replace(/--/gu, "–")
    .replace(/``/gu, "“")
    .replace(/''/gu, "”")
    .replace(/~/gu, "\u00a0")
    .replace(/\$([^$]*)\$/gu, "$1")
    .replace(/[{}\\]/gu, "");
  return restored(text)
    .normalize("NFC")
    .replace(/[^\S\u00a0]+/gu, " ")
    .trim();
}

/** Signs of the text that the last steps would take for TeX's own are set aside in the private area of Unicode. */
const PROTECTED: Readonly<Record<string, string>> = {
  $: "\ue000",
  "{": "\ue001",
  "}": "\ue002",
  "~": "\ue003",
  "\\": "\ue004",
};

const RESTORED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PROTECTED).map(([sign, kept]) => [kept, sign]),
);

function restored(text: string): string {
  return text.replace(/[\ue000-\ue004]/gu, (kept) => RESTORED[kept]!);
}

function accented(_all: string, accent: string, braced?: string, dotless?: string, plain?: string): string {
  const letter = braced ?? dotless ?? plain ?? "";
  return letter === "" ? "" : `${letter}${ACCENTS[accent]!}`.normalize("NFC");
}

function command(_all: string, name: string): string {
  const letter = lookUp(LETTERS, name);
  return letter === undefined ? "" : (PROTECTED[letter] ?? letter);
}
