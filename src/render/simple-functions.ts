/** A function of strings, as XPath defines it (XPath Functions 3.1, section 5). */
export type StringFunction = (...args: readonly string[]) => string | number | boolean;

/** The functions of strings that take and give single values, with how many arguments they take. */
export const STRING_FUNCTIONS: Readonly<
  Record<string, { readonly least: number; readonly most: number; readonly run: StringFunction }>
> = {
  concat: { least: 2, most: 99, run: (...all) => all.join("") },
  contains: { least: 2, most: 2, run: (text, part) => text!.includes(part!) },
  "starts-with": { least: 2, most: 2, run: (text, part) => text!.startsWith(part!) },
  "ends-with": { least: 2, most: 2, run: (text, part) => text!.endsWith(part!) },
  "substring-before": { least: 2, most: 2, run: (text, part) => before(text!, part!) },
  "substring-after": { least: 2, most: 2, run: (text, part) => after(text!, part!) },
  translate: { least: 3, most: 3, run: (text, from, to) => translate(text!, from!, to!) },
  "upper-case": { least: 1, most: 1, run: (text) => text!.toUpperCase() },
  "lower-case": { least: 1, most: 1, run: (text) => text!.toLowerCase() },
};

/** White space trimmed and made single (XPath Functions 3.1, section 5.4.5). */
export function normalizeSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/gu, " ").replace(/^ | $/gu, "");
}

/**
 * Makes a JavaScript pattern of one of XPath, or gives null where the two might not mean the same: only signs and
 * classes known to be alike are taken (XPath Functions 3.1, section 5.6.1).
 */
export function simplePattern(pattern: string): RegExp | null {
  if (/\\[^wsd.\\()[\]{}|?*+^$-]|-\[|\[[^\]]*\[|\(\?|\\[wsd][^\]]*\]/u.test(pattern)) return null;
  const source = pattern
    .replaceAll("\\w", "[^\\p{P}\\p{Z}\\p{C}]")
    .replaceAll("\\s", "[ \\t\\n\\r]")
    .replaceAll("\\d", "\\p{Nd}");
  try {
    return new RegExp(source, "u");
  } catch {
    return null;
  }
}

function before(text: string, part: string): string {
  const at = text.indexOf(part);
  return at < 0 ? "" : text.slice(0, at);
}

function after(text: string, part: string): string {
  const at = text.indexOf(part);
  return at < 0 ? "" : text.slice(at + part.length);
}

function translate(text: string, from: string, to: string): string {
  const [source, target] = [[...from], [...to]];
  return [...text]
    .map((sign) => {
      const at = source.indexOf(sign);
      return at < 0 ? sign : (target[at] ?? "");
    })
    .join("");
}
