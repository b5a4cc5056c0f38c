/** An element of a written page: its id, and where it stands. */
export interface HtmlPlace {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Finds the element of a page of ours that has an id and holds a place; null where there is none. */
export function elementAround(page: string, id: string, at: number): HtmlPlace | null {
  const named = page.indexOf(` id="${id}"`);
  if (named < 0 || named > at) return null;
  const start = page.lastIndexOf("<", named);
  const tag = /^[a-z][a-z0-9]*/u.exec(page.slice(start + 1, start + 20))?.[0];
  const end = tag === undefined ? -1 : endOf(page, tag, start);
  return end > at ? { id, start, end } : null;
}

/** The end of an element; no sign of a tag stands in a text or a value of a page of ours but as a reference. */
function endOf(page: string, tag: string, start: number): number {
  const ends = new RegExp(`<(/?)${tag}(?=[\\s>])[^>]*>`, "gu");
  ends.lastIndex = start;
  let depth = 0;
  for (let found = ends.exec(page); found !== null; found = ends.exec(page)) {
    depth += found[1] === "" ? 1 : -1;
    if (depth === 0) return ends.lastIndex;
  }
  return -1;
}
