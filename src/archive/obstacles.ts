import type { EditionMetadata } from "./metadata.ts";
import { findClashes, unsafePathRule } from "./package-path.ts";

/**
 * Says why no package can be made that holds by its own rules, whatever findings are allowed; empty where one can. RO-Crate
 * 1.2 demands a date and no clock is asked for one; and paths that lead out or clash are refused wherever a bag is verified.
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
  return [...undated, ...unsafe, ...clashes];
}

/** A path that may hold anything, to be shown. */
function shown(path: string): string {
  return path.replace(/[\p{Cc}\u2028\u2029]/gu, "\ufffd");
}
