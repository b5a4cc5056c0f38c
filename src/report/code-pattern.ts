import { allSpecs } from "./explain.ts";
import type { DocumentCheck } from "./finding.ts";
import { nearest } from "./nearest.ts";

/** The five checks, in the order in which they are told. */
export const CHECKS: readonly DocumentCheck[] = ["wellformed", "schema", "schematron", "links", "citations"];

/**
 * Whether a code is meant by a pattern: the code itself, a group such as `links/*` or `links/target-*`, the name of a check,
 * or `*` for all.
 */
export function fitsCode(pattern: string, code: string): boolean {
  if (pattern === code || pattern === "*") return true;
  if (!pattern.includes("*")) return code.startsWith(`${pattern}/`);
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "u").test(code);
}

/** Whether a pattern means any code of the catalogue. */
export function isKnownPattern(pattern: string): boolean {
  return isCheck(pattern) || allSpecs().some(({ code }) => fitsCode(pattern, code));
}

/** The checks that can report a code which a pattern means. */
export function checksFor(pattern: string): DocumentCheck[] {
  // The names of checks are told without the catalogue, which a short run has no need to load.
  if (isCheck(pattern)) return [pattern];
  const checks = new Set<string>(
    allSpecs()
      .filter(({ code }) => fitsCode(pattern, code))
      .map(({ check }) => check),
  );
  return CHECKS.filter((check) => checks.has(check));
}

function isCheck(pattern: string): pattern is DocumentCheck {
  return (CHECKS as readonly string[]).includes(pattern);
}

/** Faults that a schema finds too, where it declares identifiers; they keep the code of the check they belong to. */
const SEEN_BY_SCHEMA: ReadonlySet<string> = new Set(["links/duplicate-id"]);

/** Whether a code is among those asked for: everything, where nothing was. */
export function isAskedFor(only: readonly string[], code: string): boolean {
  const seen = SEEN_BY_SCHEMA.has(code) ? [code, "schema/"] : [code];
  return only.length === 0 || only.some((pattern) => seen.some((each) => fitsCode(pattern, each)));
}

/** The check or code that a pattern was probably meant to be, or null. */
export function nearestPattern(pattern: string): string | null {
  const codes = allSpecs().map(({ code }) => code);
  const tail = codes.find((code) => code.endsWith(`/${pattern}`));
  return tail ?? nearest(pattern, [...CHECKS, ...codes]);
}
