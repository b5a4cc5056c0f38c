import { wordPieces } from "./block-markup.ts";
import { type Encoding, tell } from "./encoding.ts";
import { lettersOf } from "./letter-frame.ts";
import { letterMarkup } from "./letter-markup.ts";
import type { HeadingBlock } from "./manuscript.ts";
import { type Markup, markup } from "./markup.ts";
import type { FlowPassage, Outline } from "./outline.ts";
import { flowMarkup } from "./speech-markup.ts";
import { linesOf } from "./words.ts";

/** Makes a division with those within it. */
export function divisionMarkup(encoding: Encoding, outline: Outline): Markup {
  const heads = outline.heads.map((head) => headMarkup(encoding, head));
  const within = outline.within.map((inner) => divisionMarkup(encoding, inner));
  const attributes = typeAttribute(outline.type ?? encoding.kind.division);
  const letters = encoding.kind.isFramed
    ? lettersOf(outline.passages).map((letter) => letterMarkup(encoding, letter))
    : [contentMarkup(encoding, outline)];
  if (letters.length === 1 && (within.length === 0 || !encoding.kind.isFramed))
    return markup("div", attributes, [...heads, ...letters[0]!, ...within], "div");
  const each = letters.filter((content) => content.length > 0);
  const apart = each.map((content) => markup("div", attributes, content, "div"));
  return markup("div", {}, [...heads, ...apart, ...within], "div");
}

function headMarkup(encoding: Encoding, { at, words, because }: HeadingBlock): Markup {
  tell(encoding, { at, words }, ["encoded as head", because, "certain"]);
  return markup("head", {}, wordPieces(encoding, words, { at, standing: "label" }));
}

function typeAttribute(type: string | null): Record<string, string> {
  return type === null ? {} : { type };
}

function contentMarkup(encoding: Encoding, { type, passages }: Outline): Markup[] {
  return type === "characters"
    ? passages.flatMap((passage) => castMarkup(encoding, passage))
    : flowMarkup(encoding, passages);
}

/** Each line of the list of characters is one of them. */
function castMarkup(encoding: Encoding, passage: FlowPassage): Markup[] {
  if (passage.kind !== "paragraph") return flowMarkup(encoding, [passage]);
  const items = linesOf(passage.words).map((line) =>
    markup("castItem", {}, wordPieces(encoding, line, { at: passage.at, standing: "text" })),
  );
  return [markup("castList", {}, items)];
}
