const ROMAN = "(?=[mdclxvi])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![\\p{L}\\p{N}])";

/** “1094a1”: page, column and line, as Aristotle is cited. */
const BEKKER = String.raw`\d{2,4}[a-e]\d{1,2}(?![\p{L}\p{N}])`;

/** “12”, “12.5”, “12v”, “6(1)”, “*38” in the margin, or Bekker’s page. */
export const ARABIC: string = String.raw`(?:${BEKKER}|(?:(?<![\d*])\*|\[)?\d+(?:[.:]\d+)*\*?(?:\((?:\d{1,3}|\p{Ll}{1,4})\))*(?:\p{Ll}{1,2}(?![\p{L}\p{N}])|[A-D](?![\p{L}\p{N}]))?\]?)`;

/** A roman numeral in small letters or in capitals. */
export const ROMANS: string = `(?:${ROMAN}|${ROMAN.replace(/[mdclxvi]/gu, (letter) => letter.toUpperCase())})`;

/** A volume in small letters is a small number: “civ. 19” is the City of God. */
export const FRAME: string = `(?:${ROMANS.replace("m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})", "x{0,3}")})`;

/** “III.i.56”: act, scene and line, book and line. */
export const DOTTED: string = `(?:${ROMANS}(?:\\.${ROMANS})*(?:\\.\\d+)+(?![\\p{L}\\p{N}]))`;

/** A volume in parts has a number of two: “Bd. II/1”. */
const NUMBER = `(?:${DOTTED}|${ARABIC}|${ROMANS})(?:/\\d{1,2}(?!\\d))?`;

/** What stands between the ends of a span. */
export const DASH: string = String.raw`\s*(?:[-‐‑‒–—−]|\bbis\b|\bto\b|(?<!\p{L})à(?=\s*\d))+\s*`;

/** The unit may stand again before the end of a span: “fol. 12r–fol. 13v”. */
const AGAIN = String.raw`(?:(?:pp?|S|С|с|fols?|ff?|cc?|l|л|§|col)\.?\s*)?`;

/** A number, or a span of two, at the beginning. */
export const SPAN: RegExp = new RegExp(
  `^(${NUMBER})(?:${DASH}${AGAIN}(${NUMBER}|[a-e]\\d{1,2}(?![\\p{L}\\d])|[rvab](?![\\p{L}])))?`,
  "u",
);

/** What joins two numbers of one unit. */
export const JOINT: RegExp =
  /^\s*(?:[,;&]\s*(?:and|und|et|y|e|и)\s|,|;|&|(?<![\p{L}])(?:and|und|u\.|et|y|e|и|i|a|oraz|en|och|og|és|και|ve)(?![\p{L}]))\s*/u;

/** A number that may be a year in which something was printed. */
export const YEAR: RegExp = /^1\d{3}$|^20\d\d$/u;
