import { splitDeclarations } from "./style-declarations.ts";

/** One colour, by its name or in figures; what stands for another colour, or for none, is left alone. */
const COLOUR =
  /^(?!(?:inherit|initial|unset|revert|transparent|currentcolor)$)(?:[a-z]{3,}|#[\da-f]{3,8}|(?:rgb|hsl)a?\([\d.,%\s/]+\))$/iu;

/** How light a colour of letters or of their ground may be, in the lightness of OKLCH: enough to be read on the pages of the theme. */
const LETTERS = { light: "min(l, 0.48)", dark: "max(l, 0.75)" };
const GROUND = { light: "max(l, 0.9)", dark: "min(l, 0.33)" };

/**
 * Adds to the declarations of a source the same colours for a reader's page, light or dark: ink that was black or red is
 * legible on both. Where letters and ground are both declared, they are as the source has them.
 */
export function legible(style: string): string {
  const declared = new Map(splitDeclarations(style).map(nameAndValue));
  const letters = declared.get("color");
  const ground = declared.get("background-color") ?? declared.get("background");
  if ((letters === undefined) === (ground === undefined)) return style;
  const [property, colour, range] =
    letters === undefined
      ? (["background-color", ground!, GROUND] as const)
      : (["color", letters, LETTERS] as const);
  if (!COLOUR.test(colour)) return style;
  const shade = (lightness: string): string => `oklch(from ${colour} ${lightness} c h)`;
  return `${style}; ${property}: light-dark(${shade(range.light)}, ${shade(range.dark)})`;
}

function nameAndValue(declaration: string): readonly [string, string] {
  const colon = declaration.indexOf(":");
  return [declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()];
}
