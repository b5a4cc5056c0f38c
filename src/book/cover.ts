import { listInWords } from "../render/index.ts";
import { authorsOf, type Book } from "./book.ts";

/** The size of a cover, in the units of its own picture: the proportion that shops ask for, 1 to 1.6. */
export const COVER_WIDTH = 1000;
export const COVER_HEIGHT = 1600;

/**
 * Draws the cover from what the headers say: who wrote, what, and who published it. It is an SVG of shapes and words, so
 * that it needs no font and no tool, and is the same everywhere.
 */
export function coverPicture(book: Book): string {
  const title = lined(book.title, 15);
  const size = Math.min(
    118,
    Math.floor((COVER_WIDTH - 220) / (0.5 * Math.max(...title.map(({ length }) => length), 8))),
  );
  const author = lined(listInWords(authorsOf(book).slice(0, 3), book.words), 34).slice(0, 2);
  const subtitle = book.subtitle === null ? [] : lined(book.subtitle, 40).slice(0, 4);
  const top = 480;
  const below = top + title.length * size * 1.16 + 20;
  const publisher = [...new Set(book.texts.flatMap(({ front }) => front.publishers))].slice(0, 1);
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COVER_WIDTH} ${COVER_HEIGHT}" width="${COVER_WIDTH}" height="${COVER_HEIGHT}" font-family="Georgia, Palatino, 'Times New Roman', serif" fill="#23201b">
<rect width="${COVER_WIDTH}" height="${COVER_HEIGHT}" fill="#f6f1e5"/>
<rect x="0" y="0" width="34" height="${COVER_HEIGHT}" fill="#7c2a1c"/>
<path d="M110 ${top - 150}h180" stroke="#7c2a1c" stroke-width="5"/>
${words(author, { y: 170, size: 46, fill: "#625a4e" })}
${words(title, { y: top, size, fill: "#23201b" })}
${words(subtitle, { y: below, size: 40, fill: "#625a4e", style: "italic" })}
${words(lined(publisher.join(""), 44).slice(0, 2), { y: COVER_HEIGHT - 130, size: 36, fill: "#625a4e" })}
</svg>
`;
}

interface Setting {
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly style?: string;
}

function words(lines: readonly string[], { y, size, fill, style = "normal" }: Setting): string {
  return lines
    .map(
      (line, at) =>
        `<text x="110" y="${Math.round(y + at * size * 1.16)}" font-size="${size}" font-style="${style}" fill="${fill}">${escaped(line)}</text>`,
    )
    .join("\n");
}

/** Breaks words into lines of about a length; eight lines are the most that a cover holds. */
function lined(text: string, length: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u).filter((each) => each !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > 8 ? [...lines.slice(0, 7), `${lines[7]} …`] : lines;
}

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "")
    .replace(/[&<>"]/gu, (sign) => REFERENCES[sign]!);
}
