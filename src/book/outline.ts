import type { OutlineEntry } from "../render/index.ts";
import { letters } from "../resolve/index.ts";
import type { Book, BookText } from "./book.ts";

/** An entry of a table of contents, with those below it. */
export interface ContentsEntry {
  readonly title: string;
  /** Where it leads: as whoever makes the table writes links. */
  readonly href: string;
  readonly below: readonly ContentsEntry[];
}

/** Whether a text opens with its own title, so that it need not be written above it. */
export function opensWithTitle({ front, text }: BookText): boolean {
  const first = text.outline[0];
  return first !== undefined && letters(first.text) === letters(front.title);
}

/**
 * Gives the table of contents: a text, and below it its headings, as deep as they go. `at` says where a text begins, or a
 * heading in it stands; null for one that is not in the book.
 */
export function contentsOf(
  book: Book,
  at: (text: BookText, id: string | null) => string | null,
): readonly ContentsEntry[] {
  return book.texts.flatMap((text) => {
    const headings = opensWithTitle(text) ? text.text.outline.slice(1) : text.text.outline;
    const below = nested(headings, (id) => at(text, id));
    const href = at(text, null);
    return href === null ? [] : [{ title: text.front.title, href, below }];
  });
}

/** Headings as a tree: a heading stands below the last one of a higher rank. */
function nested(
  headings: readonly OutlineEntry[],
  at: (id: string) => string | null,
): readonly ContentsEntry[] {
  const top: ContentsEntry[] = [];
  const open: { level: number; below: ContentsEntry[] }[] = [{ level: 0, below: top }];
  for (const { level, text, id } of headings) {
    const href = at(id);
    if (href === null) continue;
    while (open.length > 1 && open.at(-1)!.level >= level) open.pop();
    const entry = { title: text, href, below: [] as ContentsEntry[] };
    open.at(-1)!.below.push(entry);
    open.push({ level, below: entry.below });
  }
  return top;
}
