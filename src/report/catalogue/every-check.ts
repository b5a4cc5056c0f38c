import { defineFinding, type FindingType } from "../define.ts";
import type { DocumentCheck } from "../finding.ts";

/** What is said of a fault of the program. */
interface Failure {
  /** The error, in the program's own words. */
  readonly error: string;
  /** Where in the program it arose, or null. */
  readonly where: string | null;
}

/** What is said of a suppression. */
interface Unused {
  readonly code: string;
}

function failed(check: DocumentCheck): FindingType<Failure> {
  return defineFinding({
    code: `${check}/program-failed`,
    check,
    severity: "error",
    title: "The program failed on this document",
    explanation:
      "The program met something it was not made for. The fault is in the program, not in the document, of which this check " +
      "says nothing further; the other documents and the other checks are complete. Please report it, with the document or " +
      `the part of it that does it. Until it is mended, --only names the checks to run, and the severity of ${check}/program-failed ` +
      "can be lowered in the configuration.",
    example: "The program failed in this check: TypeError: … (in readName)",
    message: ({ error, where }) =>
      `The program failed in this check: ${error}${where === null ? "" : ` (${where})`}`,
    help: () => "Please report it with this document; the other documents and checks are complete.",
  });
}

function unused(check: DocumentCheck): FindingType<Unused> {
  return defineFinding({
    code: `${check}/suppression-unused`,
    check,
    severity: "warning",
    title: "A suppression suppresses nothing",
    explanation:
      "An instruction <?colophon-ignore CODE reason?> stands where there is no such finding: it was mended, or the instruction " +
      "stands in the wrong place. It counts for the element behind it and what is in that; as the first thing in an element " +
      "also for that element's own tag; with no element behind it, for the rest of the element it stands in. Take it away, " +
      "lest it hide the next mistake.",
    example:
      "<?colophon-ignore links/target-missing the register comes later?> before an element without fault",
    message: ({ code }) => `<?colophon-ignore ${code} …?> suppresses nothing here`,
    help: () => "Take it away, or put it before the element that it is meant for.",
  });
}

export const wellformedFailed: FindingType<Failure> = failed("wellformed");
export const schemaFailed: FindingType<Failure> = failed("schema");
export const schematronFailed: FindingType<Failure> = failed("schematron");
export const linksFailed: FindingType<Failure> = failed("links");
export const citationsFailed: FindingType<Failure> = failed("citations");

export const wellformedSuppressionUnused: FindingType<Unused> = unused("wellformed");
export const schemaSuppressionUnused: FindingType<Unused> = unused("schema");
export const schematronSuppressionUnused: FindingType<Unused> = unused("schematron");
export const linksSuppressionUnused: FindingType<Unused> = unused("links");
export const citationsSuppressionUnused: FindingType<Unused> = unused("citations");

/** A suppression of a code that is none. */
export const suppressionUnknown: FindingType<{ code: string; nearest: string | null }> = defineFinding({
  code: "wellformed/suppression-unknown",
  check: "wellformed",
  severity: "warning",
  title: "A suppression names no code",
  explanation:
    "An instruction <?colophon-ignore CODE reason?> names first the code of a finding, as it is printed with it, or a group of " +
    "codes such as links/*, and then a reason in words. This one names none that there is, and so suppresses nothing.",
  example: "<?colophon-ignore target-mising?>",
  message: ({ code }) =>
    code === ""
      ? "<?colophon-ignore?> names no code; expected one, and a reason"
      : `<?colophon-ignore ${code} …?> names no code that there is`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});
