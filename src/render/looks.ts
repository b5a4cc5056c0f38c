import { element, type Html, isElement, mayHoldWords } from "./html.ts";
import type { ScopedLook, SourceLooks } from "./source-rendition.ts";

/** Puts the words of a source's rendition before and behind a content, and gives its first letter the looks it had. */
export function withLooks(tag: string, content: readonly Html[], { parts }: SourceLooks): readonly Html[] {
  if (parts.size === 0 || !mayHoldWords(tag)) return content;
  const letter = parts.get("first-letter");
  const inner =
    letter === undefined || letter.style === null ? content : withFirstLetter(content, letter.style);
  return [...added(parts.get("before")), ...inner, ...added(parts.get("after"))];
}

function added(look: ScopedLook | undefined): readonly Html[] {
  if (look === undefined || look.content === "") return [];
  return [element("span", { class: "rendition", style: look.style }, look.content)];
}

/** The first letter with the marks before it, as CSS takes them together. */
const FIRST_LETTER = /^(\s*)(\p{P}*[\p{L}\p{N}]\p{M}*)/u;

function withFirstLetter(content: readonly Html[], style: string): readonly Html[] {
  for (const [at, piece] of content.entries()) {
    const made =
      typeof piece === "string" ? initial(piece, style) : isElement(piece) ? inside(piece, style) : null;
    if (made !== null) return [...content.slice(0, at), ...made, ...content.slice(at + 1)];
  }
  return content;
}

function inside(piece: Extract<Html, { readonly tag: string }>, style: string): readonly Html[] | null {
  const children = withFirstLetter(piece.children, style);
  return children === piece.children ? null : [{ ...piece, children }];
}

function initial(text: string, style: string): readonly Html[] | null {
  const found = FIRST_LETTER.exec(text);
  if (found === null) return null;
  const [all, space = "", letter = ""] = found;
  return [space, element("span", { class: "rendition", style }, letter), text.slice(all.length)];
}
