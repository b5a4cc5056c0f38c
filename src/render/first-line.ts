import { splitDeclarations } from "./style-declarations.ts";
import { OF_FIRST_LINE } from "./style-measures.ts";

/**
 * The properties that CSS has for a first line (CSS Pseudo-Elements 4, section 2.1.2) and that sources tell; not the
 * shorthand `font`, for which epubcheck 4 takes no value from elsewhere. Where its first line ends only the reader's page
 * knows, so an element hands its looks on in properties of its own, and has a class for each.
 */
const PROPERTIES = [
  ..."font-family font-size font-style font-variant font-variant-caps font-weight line-height".split(" "),
  ..."letter-spacing word-spacing text-transform text-decoration color background background-color".split(
    " ",
  ),
];

/** What makes a page show the first lines of its elements as {@link firstLine} says. */
export const FIRST_LINE_RULES: string = PROPERTIES.map(
  (name) => `.first-line-${name}::first-line{${name}:var(${OF_FIRST_LINE}${name})}`,
).join("\n");

/** What an element has whose first line has looks of its own. */
export interface FirstLine {
  readonly classes: readonly string[];
  readonly style: string;
}

/**
 * Gives safe declarations for a first line as classes and declarations of the element; null where a first line has none of
 * these.
 */
export function firstLine(style: string): FirstLine | null {
  const declarations = splitDeclarations(style).map((each) => each.trim());
  const names = declarations.map((each) => each.slice(0, each.indexOf(":")));
  const known = declarations.filter((_, at) => PROPERTIES.includes(names[at]!));
  if (known.length === 0) return null;
  return {
    classes: [...new Set(names.filter((name) => PROPERTIES.includes(name)))].map(
      (name) => `first-line-${name}`,
    ),
    style: known.map((each) => `${OF_FIRST_LINE}${each}`).join("; "),
  };
}
