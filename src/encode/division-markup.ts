import { wordPieces } from "./block-markup.ts";
import { type Encoding, tell } from "./encoding.ts";
import { lettersOf } from "./letter-frame.ts";
import { letterMarkup } from "./letter-markup.ts";
import { CAPITALS_DIRECTED } from "./line-forms.ts";
import type { HeadingBlock } from "./manuscript.ts";
import { type Markup, markup } from "./markup.ts";
import type { FlowPassage, Outline } from "./outline.ts";
import { flowMarkup } from "./speech-markup.ts";
import { linesOf, type Words } from "./words.ts";

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
  if (type !== "characters") return flowMarkup(encoding, passages);
  return passages.flatMap((passage, at) => {
    if (castOf(passage) === null) return flowMarkup(encoding, [passage]);
    if (at > 0 && castOf(passages[at - 1]!) !== null) return [];
    return [castList(encoding, passages.slice(at))];
  });
}

/** The characters of one passage after the other, as far as they go. */
function castList(encoding: Encoding, passages: readonly FlowPassage[]): Markup {
  const end = passages.findIndex((passage) => castOf(passage) === null);
  const items = passages
    .slice(0, end < 0 ? passages.length : end)
    .flatMap((passage) =>
      (castOf(passage) ?? []).map(({ at, words }) =>
        markup("castItem", {}, wordPieces(encoding, words, { at, standing: "text" })),
      ),
    );
  return markup("castList", {}, items);
}

/** Each line of the list of characters is one of them, whatever else a name in capitals may be; null for what is no list. */
function castOf(passage: FlowPassage): readonly { readonly at: number; readonly words: Words }[] | null {
  if (passage.kind === "paragraph") return castIn(passage.at, passage.words);
  if (passage.kind !== "formed" || passage.match.form.becomes !== "speech") return null;
  const { form, words, whole } = passage.match;
  return words.length === 0 || form === CAPITALS_DIRECTED ? castIn(passage.at, whole) : null;
}

function castIn(at: number, words: Words): { at: number; words: Words }[] {
  return linesOf(words).map((line) => ({ at, words: line }));
}
