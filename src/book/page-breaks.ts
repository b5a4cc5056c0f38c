import { type Html, type HtmlElement, isElement } from "../render/index.ts";
import { hasClass, idsIn, wordsIn } from "./leaf.ts";

/** A page of the source that begins in a text. */
export interface PageBreak {
  readonly label: string;
  readonly id: string;
}

/**
 * Marks where pages of the source begin, as EPUB wants it (EPUB Accessibility 1.1, section 3.2), gives each an id that no
 * other element of the text has, and tells of it.
 */
export function markPages(
  html: readonly Html[],
  tell: (page: PageBreak) => void,
  taken: Set<string> = new Set(idsIn(html)),
): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece)) return piece;
    if (!isPage(piece)) return { ...piece, children: markPages(piece.children, tell, taken) };
    const label = wordsIn(piece).replace(/^\[|\]$/gu, "");
    const id = piece.attributes.id ?? freeId(`page-${label}`, taken);
    tell({ label, id });
    const { title = label, ...others } = piece.attributes;
    const attributes = {
      ...others,
      id,
      "epub:type": "pagebreak",
      role: "doc-pagebreak",
      "aria-label": title,
    };
    return { ...piece, attributes };
  });
}

function isPage(piece: HtmlElement): boolean {
  return (
    piece.tag === "span" && hasClass(piece, "tei-pb") && hasClass(piece, "break") && wordsIn(piece) !== ""
  );
}

function freeId(wanted: string, taken: Set<string>): string {
  const name = wanted.replace(/[^\p{L}\p{N}._-]+/gu, "-");
  let id = name;
  for (let count = 2; taken.has(id); count++) id = `${name}_${count}`;
  taken.add(id);
  return id;
}
