/** A hash of the program's own code, which the bundler puts in; there is none while the program is developed. */
declare const COLOPHON_BUILD: string | undefined;

/**
 * What of the program decides whether something it kept can be used again: the code itself, since the same version
 * number may stand for other code. Null while the program is developed, where code changes between two runs.
 */
export function programBuild(): string | null {
  return typeof COLOPHON_BUILD === "string" ? COLOPHON_BUILD : null;
}
