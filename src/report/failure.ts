import { LineTable } from "../tree/index.ts";
import {
  citationsFailed,
  linksFailed,
  schemaFailed,
  schematronFailed,
  wellformedFailed,
} from "./catalogue/every-check.ts";
import type { DocumentCheck, Finding } from "./finding.ts";

const FAILED = {
  wellformed: wellformedFailed,
  schema: schemaFailed,
  schematron: schematronFailed,
  links: linksFailed,
  citations: citationsFailed,
} as const;

/** Makes the finding of a document on which the program itself failed in a check; it stands at the document's beginning. */
export function programFailed(check: DocumentCheck, path: string, error: unknown): Finding {
  const place = { path, lines: new LineTable(""), span: { start: 0, end: 0 }, elementPath: null };
  return FAILED[check](place, { error: wordsOf(error), where: placeOf(error) });
}

/** Whether a finding is one of {@link programFailed}. */
export function isProgramFailure({ code }: Finding): boolean {
  return Object.values(FAILED).some(({ spec }) => spec.code === code);
}

function wordsOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}`.slice(0, 300)
    : String(error).slice(0, 300);
}

/** The function and the file's name, without the path: a report is the same on every machine. */
function placeOf(error: unknown): string | null {
  const frame = error instanceof Error ? /\n\s+at (.+)/u.exec(error.stack ?? "")?.[1] : undefined;
  const [, name, file] = /^(?:(?:async |new )*(\S+) \()?.*?([^/\\]+?):\d+:\d+\)?$/u.exec(frame ?? "") ?? [];
  if (file === undefined) return null;
  return name === undefined ? `in ${file}` : `in ${name}, ${file}`;
}
