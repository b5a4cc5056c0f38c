import type { CitationRecord } from "../cite/index.ts";
import { say, type WordKey, type Words } from "../render/index.ts";

type Loci = CitationRecord["loci"];

/** The abbreviations of units; other units are written out. */
const UNITS: Readonly<Record<string, WordKey>> = {
  page: "unitPage",
  volume: "unitVolume",
  chapter: "unitChapter",
  line: "unitLine",
  column: "unitColumn",
  folio: "unitFolio",
  note: "unitNote",
  section: "unitSection",
  number: "unitNumber",
};

/** Writes cited places in words: “pp. 432–433”, “vol. 1, p. 201”, “p. 5 f.”. */
export function lociInWords(loci: Loci, words: Words): string {
  return loci.map((locus) => locusInWords(locus, words)).join(", ");
}

/** What stands between a unit and its number, which no line parts. */
const CLOSE = "\u00a0";

function locusInWords({ unit, from, to, volume, suffix, book }: Loci[number], words: Words): string {
  const several = to !== undefined && to !== from;
  const span = several ? `${from}–${to}` : from;
  if (book !== undefined) return `${book} ${span}${suffix === undefined ? "" : ` ${suffix}`}`;
  const before = volume === undefined ? "" : `${unitIn(words, "volume", false)}${CLOSE}${volume}, `;
  return `${before}${unitIn(words, unit, several)}${CLOSE}${span}${suffix === undefined ? "" : `${CLOSE}${suffix}`}`;
}

function unitIn(words: Words, unit: string, several: boolean): string {
  const key = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return key === undefined ? unit : say(words, key, { n: several ? 2 : 1 });
}
