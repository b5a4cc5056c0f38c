import type { SearchRecord } from "./pagefind-index.ts";

/** What stands before and behind the passages of all documents in the file of a copy that is opened from disk. */
export const BEFORE_DOCUMENTS: Uint8Array = encode("self.colophonSearch = [\n");
export const BEHIND_DOCUMENTS: Uint8Array = encode("];\n");

/**
 * Writes the passages of a document for the search of a copy that is opened from disk. A page there may read nothing but
 * scripts, so those of all are one. What is said of a passage besides its words is the same for very many, all speeches of a
 * person in a play: it stands once, before the passages, which stand by pages, each with its id, its words and the number
 * of what is said of it.
 */
export function diskPassages(records: Iterable<SearchRecord>): Uint8Array {
  const sayings = new Map<string, number>();
  const pages = new Map<string, string[]>();
  for (const { url, text, filters } of records) {
    const [page = "", id = ""] = url.split("#");
    const said = JSON.stringify(filters);
    const number = sayings.get(said) ?? sayings.size;
    sayings.set(said, number);
    const passage = JSON.stringify([id, text, number]);
    const passages = pages.get(page);
    if (passages === undefined) pages.set(page, [passage]);
    else passages.push(passage);
  }
  if (pages.size === 0) return new Uint8Array();
  const listed = [...pages].map(([page, all]) => `[${JSON.stringify(page)}, [\n${all.join(",\n")}]]`);
  return encode(`[[\n${[...sayings.keys()].join(",\n")}\n], [\n${listed.join(",\n")}]],\n`);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
