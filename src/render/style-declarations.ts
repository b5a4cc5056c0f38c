import { isOfMeasure } from "./style-measures.ts";

/** Words that make a declaration fetch, run or cover something; a document's style is for looks only. */
const FORBIDDEN = /url\s*\(|image-set|expression\s*\(|javascript:|@|<|\\/iu;
const PROPERTY = /^-{0,2}[a-z][a-z0-9-]*$/u;
/** Properties that would let a passage lie over the rest of the page, load something, or ran programs in old browsers. */
const MISPLACING: ReadonlySet<string> = new Set(
  "position z-index inset transform translate scale rotate zoom offset offset-path src behavior binding".split(
    " ",
  ),
);

/**
 * Gives the declarations of a CSS declaration list that are safe to show, as `name: value` pairs joined by `; `.
 * What cannot be read as a declaration, and what could load or run something, is left out.
 */
export function safeDeclarations(css: string): string {
  return splitDeclarations(css.replace(/\/\*[\s\S]*?\*\//gu, " "))
    .map(readDeclaration)
    .filter((declaration) => declaration !== null)
    .join("; ");
}

function readDeclaration(text: string): string | null {
  const colon = text.indexOf(":");
  if (colon < 0) return null;
  const property = text.slice(0, colon).trim().toLowerCase();
  const value = text
    .slice(colon + 1)
    .replace(/\s+/gu, " ")
    .trim();
  if (!PROPERTY.test(property) || MISPLACING.has(withoutVendor(property))) return null;
  if (value === "" || FORBIDDEN.test(value) || /[{}]/u.test(withoutStrings(value))) return null;
  return quotesBalance(value) && isOfMeasure(property, value) ? `${property}: ${value}` : null;
}

/** A property as browsers know it by the prefix of one of them as well: `-webkit-transform`. */
function withoutVendor(property: string): string {
  return property.replace(/^-(?:webkit|moz|ms|o)-/u, "");
}

/** Splits at semicolons that do not stand within a string: `content: ";"` is one declaration. */
export function splitDeclarations(css: string): string[] {
  return css.match(/(?:"[^"\n]*"|'[^'\n]*'|[^;"'])+/gu) ?? [];
}

function withoutStrings(value: string): string {
  return value.replace(/"[^"]*"|'[^']*'/gu, "");
}

function quotesBalance(value: string): boolean {
  return !/["']/u.test(withoutStrings(value));
}
