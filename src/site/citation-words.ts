import type { CitationRecord } from "../cite/index.ts";
import type { Words } from "../render/index.ts";
import { lociInWords } from "./locus-words.ts";

/** What a citation is called where it is listed: by its words, else by the place that it cites, else by its id. */
export function citationWords({ id, text, loci }: CitationRecord, words: Words): string {
  return text ?? (lociInWords(loci, words) || `→ ${id}`);
}
