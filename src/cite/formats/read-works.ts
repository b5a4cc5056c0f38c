import type { CslItem } from "../csl.ts";
import { readBibtex } from "./read-bibtex.ts";
import { readCsl } from "./read-csl.ts";
import { readRis } from "./read-ris.ts";

/** The formats that works are read from. */
export type WorksFormat = "csl" | "bibtex" | "ris";

/** Tells the format of a file by its name, else by how it begins; null where it is none of them. */
export function worksFormatOf(path: string, text: string): WorksFormat | null {
  if (/\.(?:bib|bibtex)$/iu.test(path)) return "bibtex";
  if (/\.ris$/iu.test(path)) return "ris";
  if (/^\ufeff?\s*[[{]/u.test(text)) return "csl";
  if (/^\ufeff?\s*TY {1,2}- /u.test(text)) return "ris";
  return /^[^\S\n]*@[A-Za-z]+\s*[{(]/mu.test(text) ? "bibtex" : null;
}

/** Reads works as items of CSL-JSON. Throws a `SyntaxError` where CSL-JSON is no JSON, or no list of items. */
export function readWorks(text: string, format: WorksFormat): readonly CslItem[] {
  switch (format) {
    case "bibtex":
      return readBibtex(text);
    case "ris":
      return readRis(text);
    case "csl":
      return readCsl(text);
    default: {
      const never: never = format;
      throw new Error(`No format: ${String(never)}`);
    }
  }
}
