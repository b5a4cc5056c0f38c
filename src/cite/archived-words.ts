import type { Locus } from "./locus.ts";

/** The words of a place in an archive, up to the leaf: “РГАСПИ. Ф. 17. Оп. 2. Д. 5”. */
export function archivedIn(written: string, loci: readonly Locus[]): string | null {
  const last = loci.findLast(({ unit }) => ARCHIVE_UNITS.has(unit));
  if (last === undefined) return null;
  const end = new RegExp(
    `(?<!\\d)${last.from.replace(/\W/gu, "\\$&")}(?!\\d)(?!.*(?<!\\d)${last.from.replace(/\W/gu, "\\$&")}(?!\\d))`,
    "su",
  ).exec(written);
  return end === null ? null : written.slice(0, end.index + end[0].length);
}

/** The orders of an archive: what is kept there is known by them. */
export const ARCHIVE_UNITS: ReadonlySet<string> = new Set(["fond", "inventory", "file"]);
