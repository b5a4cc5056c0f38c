import type { EditionMetadata } from "./metadata.ts";
import { findClashes, unsafePathRule } from "./package-path.ts";

/**
 * Says why no package can be made that holds by its own rules, whatever findings are allowed; empty where one can. RO-Crate
 * 1.2 demands a date and no clock is asked for one; paths that lead out or clash are refused wherever a bag is verified; and no
 * file of the edition stands where a record does.
 */
export function obstacles({ date, year }: EditionMetadata, paths: readonly string[]): string[] {
  const undated =
    date === null && year === null
      ? ["nothing dates it, and RO-Crate demands a date; SOURCE_DATE_EPOCH gives one, too"]
      : [];
  const unsafe = paths.flatMap((path) => {
    const rule = unsafePathRule(`data/${path}`);
    return rule === null ? [] : [`a verifier refuses the path “${shown(path)}”: ${rule}`];
  });
  const clashes = findClashes("", paths).map(
    ({ message }) => `a verifier refuses two of its paths: ${message}`,
  );
  const covered = paths
    .filter((path) => RECORDS.has(path.toLowerCase()))
    .map(
      (path) => `the package has a record of its own where “${path}” stands; take it up under another name`,
    );
  return [...undated, ...unsafe, ...clashes, ...covered];
}

/** The records that packages have, in small letters: names that differ in case alone are one elsewhere. */
const RECORDS: ReadonlySet<string> = new Set([
  "citation.cff",
  "datacite.xml",
  "mets.xml",
  "premis.xml",
  "readme.txt",
  "ro-crate-metadata.json",
  "ro-crate-preview.html",
  "swhids.tsv",
]);

/** A path that may hold anything, to be shown. */
function shown(path: string): string {
  return path.replace(/[\p{Cc}\u2028\u2029]/gu, "\ufffd");
}
