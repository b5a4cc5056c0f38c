/** A place in a work. Members that are not given are left out. */
export interface Locus {
  /** `page`, `volume`, `line`, `column`, `folio`, `section`, … */
  readonly unit: string;
  readonly from: string;
  readonly to?: string;
  readonly volume?: string;
  readonly suffix?: string;
  /** The book of the Bible that the verses are of, by its English abbreviation, where the work is the whole of it: “Matt”. */
  readonly book?: string;
}

/** Makes a locus, its span completed: 375 to 6 is 375 to 376, 12r to v is 12r to 12v. */
export function locusOf(unit: string, from: string, to: string | null, suffix: string | null = null): Locus {
  const first = from.replace(/[[\]]/gu, "");
  const last = to === null ? null : completed(first, to.replace(/[[\]]/gu, ""));
  return {
    unit: unitFor(unit, first),
    from: first,
    ...(last === null || last === first ? {} : { to: last }),
    ...(suffix === null ? {} : { suffix }),
  };
}

/** What has no front and back: “c. 14r” is a leaf and no canto. */
const LEAFLESS: ReadonlySet<string> = new Set(["page", "canto", "chapter", "column"]);

function unitFor(unit: string, number: string): string {
  if (LEAFLESS.has(unit) && /^\d+[rv][ab]?$/u.test(number)) return "folio";
  return unit === "section" && /^\d+[a-e]\d+$/u.test(number) ? "page" : unit;
}

function completed(from: string, to: string): string {
  // The pages in the margin of an old print have a star: “*40–41”.
  if (from.startsWith("*")) return `*${completed(from.slice(1), to.replace(/^\*/u, ""))}`;
  const number = /^\d+/u.exec(from)?.[0];
  if (/^\p{Ll}$/u.test(to) && number !== undefined) return number + to;
  // Columns have letters: “297B–C”.
  if (/^[A-D]$/u.test(to) && number !== undefined) return number + to;
  const line = /^(\d+[a-e])\d+$/u.exec(from);
  if (line !== null && /^\d+$/u.test(to)) return line[1]! + to;
  // “1003a33–b5” goes on in the other column of the page.
  if (line !== null && /^[a-e]\d+$/u.test(to)) return line[1]!.slice(0, -1) + to;
  const last = /[.:](\d+)$/u.exec(from)?.[1];
  if (last !== undefined && /^\d+$/u.test(to)) return completed(last, to);
  if (!/^\d+$/u.test(from) || !/^\d+$/u.test(to) || to.length >= from.length) return to;
  return from.slice(0, from.length - to.length) + to;
}

/** Whether a number is written with roman numerals. */
export function isRoman(number: string): boolean {
  return /^[ivxlcdm]+$/iu.test(number);
}

/** A volume stands in the loci that follow it; by itself it is one. */
export function inVolumes(loci: readonly Locus[]): Locus[] {
  const found: Locus[] = [];
  let volume: string | null = null;
  loci.forEach((locus, at) => {
    const next = loci[at + 1];
    if (locus.unit === "volume") volume = locus.to === undefined ? locus.from : `${locus.from}–${locus.to}`;
    if (locus.unit === "volume" && next !== undefined && next.unit !== "volume") return;
    if (locus.unit === "volume" || locus.volume !== undefined || volume === null) found.push(locus);
    else
      found.push({
        unit: locus.unit,
        from: locus.from,
        ...(locus.to === undefined ? {} : { to: locus.to }),
        volume,
        ...(locus.suffix === undefined ? {} : { suffix: locus.suffix }),
      });
  });
  return found;
}
