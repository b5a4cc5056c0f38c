import type { CslItem } from "../csl.ts";
import { withExtraLines } from "./extra-lines.ts";
import type { ReadRecord } from "./item-parts.ts";
import { madeId } from "./made-id.ts";
import { withFirstPrint } from "./printed-again.ts";
import { readBibtex } from "./read-bibtex.ts";
import { readCsl } from "./read-csl.ts";
import { readRis } from "./read-ris.ts";

/** The formats that works are read from. */
export type WorksFormat = "csl" | "bibtex" | "ris";

/** The works of a file, and for each field that is not taken over the records that have it. */
export interface ReadWorks {
  readonly items: readonly CslItem[];
  readonly left: ReadonlyMap<string, readonly string[]>;
}

/** Tells the format of a file by its name, else by how it begins; null where it is none of them. */
export function worksFormatOf(path: string, text: string): WorksFormat | null {
  if (/\.(?:bib|bibtex|biblatex)$/iu.test(path)) return "bibtex";
  if (/\.ris$/iu.test(path)) return "ris";
  if (/^\ufeff?\s*[[{]/u.test(text)) return "csl";
  if (/^\ufeff?\s*TY {1,2}- /u.test(text)) return "ris";
  return /^[^\S\n]*@[A-Za-z]+\s*[{(]/mu.test(text) ? "bibtex" : null;
}

/**
 * Reads works as items of CSL-JSON, with what their notes say line by line of variables. Throws a `SyntaxError` where CSL-JSON
 * is no JSON, or no list of items.
 */
export function readWorks(text: string, format: WorksFormat): ReadWorks {
  const left = new Map<string, string[]>();
  const made = new Map<string, number>();
  const items = recordsOf(text, format).map((record) => {
    const id = record.item.id ?? numbered(madeId(record.item), made);
    for (const field of record.left) {
      const records = left.get(field) ?? [];
      left.set(field, records);
      records.push(id);
    }
    return withFirstPrint(withExtraLines({ ...record.item, id }));
  });
  return { items, left };
}

function numbered(id: string, made: Map<string, number>): string {
  const count = (made.get(id) ?? 0) + 1;
  made.set(id, count);
  return count === 1 ? id : `${id}-${count}`;
}

function recordsOf(text: string, format: WorksFormat): readonly ReadRecord[] {
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
