import { CATEGORIES, type CharacterClass, type Extent, hasBit, rangesOfClass } from "./character-class.ts";
import type { Expression } from "./expression.ts";
import { differenceOfRanges, type Ranges } from "./ranges.ts";

/** How a dialect writes a character class, with its brackets. */
type ClassWriter = (of: CharacterClass) => string;

const SURROGATES: Ranges = [[0xd800, 0xdfff]];
const UNASSIGNED: number = CATEGORIES.indexOf("Cn");

/** An expression as JavaScript writes it under the flag `v`, to match a whole value. */
export function javaScriptSource(expression: Expression): string {
  return `^(?:${sourceOf(expression, (of) => of.source, "(?:")})$`;
}

/**
 * An expression as XML Schema writes it, with no more than the engine understands as we do: names, blocks and unassigned
 * characters are spelled out, for it takes the first from XML 1.1, ignores unknown blocks, and has no characters in Cn.
 */
export function schemaSource(expression: Expression): string {
  return sourceOf(expression, schemaClass, "(");
}

function sourceOf(expression: Expression, classSource: ClassWriter, open: string): string {
  const inner = (one: Expression) => sourceOf(one, classSource, open);
  switch (expression.kind) {
    case "class":
      return classSource(expression.class);
    case "sequence":
      return `${open}${expression.items.map(inner).join("")})`;
    case "choice":
      return `${open}${expression.branches.map(inner).join("|")})`;
    case "repeat":
      return `${open}${inner(expression.body)})${quantifier(expression.least, expression.most)}`;
  }
}

function quantifier(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return least > 1 ? `{${least},}` : least === 1 ? "+" : "*";
  return least === 0 && most === 1 ? "?" : `{${least},${most}}`;
}

function schemaClass(of: CharacterClass): string {
  const { extent } = of;
  if (extent === null || extent.categories === 0) return schemaRanges(rangesOfClass(of));
  const without = extent.without.length === 0 ? "" : `-${schemaRanges(extent.without)}`;
  const categories = schemaCategories(extent).replace(/\]$/u, `${without}]`);
  return extent.besides.length === 0 ? categories : `(${categories}|${schemaRanges(extent.besides)})`;
}

/** Where unassigned characters belong, what does not belong is named instead. */
function schemaCategories({ categories }: Extent): string {
  const negative = hasBit(categories, UNASSIGNED);
  const named = CATEGORIES.filter((name, bit) => name !== "Cs" && hasBit(categories, bit) !== negative);
  return `[${negative ? "^" : ""}${named.map((name) => `\\p{${name}}`).join("")}]`;
}

/** No character is written as a class that loses what it has. */
function schemaRanges(ranges: Ranges): string {
  const characters = differenceOfRanges(ranges, SURROGATES);
  if (characters.length === 0) return "[a-[a]]";
  const parts = characters.map(([first, last]) => `${schemaCharacter(first)}-${schemaCharacter(last)}`);
  return `[${parts.join("")}]`;
}

function schemaCharacter(code: number): string {
  const character = String.fromCodePoint(code);
  return /[\\|.\-^?*+{}()[\]]/u.test(character) ? `\\${character}` : character;
}
