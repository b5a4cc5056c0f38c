import type { CitationRecord } from "../cite/index.ts";

type Loci = CitationRecord["loci"];

/** Abbreviations of units, for one and for several; other units are written out. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  page: ["p.", "pp."],
  volume: ["vol.", "vols"],
  chapter: ["ch.", "chs"],
  line: ["l.", "ll."],
  column: ["col.", "cols"],
  folio: ["fol.", "fols"],
  note: ["n.", "nn."],
  section: ["§", "§§"],
  number: ["no.", "nos"],
};

/** Writes cited places in words: “pp. 432–433”, “vol. 1, p. 201”, “p. 5 f.”. */
export function lociInWords(loci: Loci): string {
  return loci.map(locusInWords).join(", ");
}

function locusInWords({ unit, from, to, volume, suffix }: Loci[number]): string {
  const several = to !== undefined && to !== from;
  const [one, many] = UNITS[unit] ?? [unit, unit];
  const span = several ? `${from}–${to}` : from;
  const before = volume === undefined ? "" : `vol. ${volume}, `;
  return `${before}${several ? many : one} ${span}${suffix === undefined ? "" : ` ${suffix}`}`;
}
