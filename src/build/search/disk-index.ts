import type { SearchRecord } from "./pagefind-index.ts";

/**
 * Makes the passages for the search of a copy that is opened from disk. A page there may read nothing but scripts, so they
 * are one. What is said of a passage besides its words is the same for very many, all speeches of a person in a play: it
 * stands once, behind the passages, which stand by pages, each with its id, its words and the number of what is said of it.
 */
export function diskIndex(records: Iterable<SearchRecord>): Uint8Array {
  const sayings = new Map<string, number>();
  const pieces: Uint8Array[] = [encode("self.colophonSearch = { pages: [")];
  let last: string | null = null;
  for (const { url, text, filters } of records) {
    const [page = "", id = ""] = url.split("#");
    const said = JSON.stringify(filters);
    const number = sayings.get(said) ?? sayings.size;
    sayings.set(said, number);
    const before = page === last ? ",\n" : `${last === null ? "" : "]],"}\n[${JSON.stringify(page)}, [\n`;
    pieces.push(encode(`${before}${JSON.stringify([id, text, number])}`));
    last = page;
  }
  const end = `${last === null ? "" : "]]"}],\nsayings: [\n${[...sayings.keys()].join(",\n")}\n] };\n`;
  return Buffer.concat([...pieces, encode(end)]);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
