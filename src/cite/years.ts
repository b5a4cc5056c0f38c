/** Letters behind that of a year, of which each stands for another work of it: “1973a, b”, “1973a–c”; the unit of a page is none. */
export const FURTHER_LETTERS: RegExp =
  /^(?:\s*(?:[,/&–-]|and|und|et|y|e|и)\s*[a-z](?![\p{L}\d.])(?!\s*\d))+/u;

const YEAR = /(?<!\d)(?<!(?<!\d)\d{1,3}\/)(1\d{3}|20\d\d|[4-9]\d\d)([a-z]?)(?![\p{L}\d]|\/\d+\/)/gu;

/** Gives the years that words name, with the letter that tells works of one year apart: `1973a`, `1973b` for “1973a, b”. */
export function yearsOf(text: string): string[] {
  return [...text.matchAll(YEAR)].flatMap(({ 0: all, 1: year = "", 2: letter = "", index }) => {
    const further = letter === "" ? "" : (FURTHER_LETTERS.exec(text.slice(index + all.length))?.[0] ?? "");
    return [all, ...lettersIn(letter + further).map((each) => year + each)];
  });
}

/** The letters behind the first: “a–c” has b and c. */
function lettersIn(list: string): string[] {
  const found = [...list.matchAll(/([–-]?)\s*(?<!\p{L})([a-z])(?!\p{L})/gu)];
  return found.slice(1).flatMap(({ 1: dash, 2: letter = "" }, at) => {
    if (dash === "") return [letter];
    const from = found[at]![2]!.charCodeAt(0) + 1;
    return Array.from({ length: Math.max(0, letter.charCodeAt(0) - from + 1) }, (_, nth) =>
      String.fromCharCode(from + nth),
    );
  });
}
