import { defineFinding, type FindingType } from "../define.ts";

interface Said {
  /** The message of the schema, with its values filled in. */
  readonly text: string;
  readonly diagnostics: readonly string[];
}

/** The same assertion may be an error in one schema and advice in another: `@role` decides. */
function said(severity: "error" | "warning" | "info", code: string, title: string): FindingType<Said> {
  return defineFinding({
    code,
    check: "schematron",
    severity,
    title,
    explanation:
      "A rule of the schema, written in Schematron, was not kept. The message is the schema's own; its ODD or Schematron file says what is meant.",
    message: ({ text }) => text,
    help: ({ diagnostics }) => (diagnostics.length === 0 ? null : diagnostics.join(" ")),
  });
}

export const ruleBroken: FindingType<Said> = said(
  "error",
  "schematron/rule-broken",
  "A rule of the schema was broken",
);

export const ruleWarning: FindingType<Said> = said(
  "warning",
  "schematron/rule-warning",
  "A rule of the schema warns",
);

export const ruleRemark: FindingType<Said> = said(
  "info",
  "schematron/rule-remark",
  "A rule of the schema remarks on something",
);

export const ruleUnusable: FindingType<{ what: string; reason: string }> = defineFinding({
  code: "schematron/rule-unusable",
  check: "schematron",
  severity: "warning",
  title: "A Schematron rule cannot be applied",
  explanation:
    "The rule uses something that is not known here, or its XPath cannot be worked out. The other rules were applied; this one was not.",
  message: ({ what, reason }) => `${what} was not applied: ${reason}`,
});

/** A file that is to hold rules, and is in another language. */
export const rulesInvalid: FindingType<{ element: string; namespace: string; expected: string }> =
  defineFinding({
    code: "schematron/schema-invalid",
    check: "schematron",
    severity: "error",
    title: "A Schematron schema cannot be used",
    explanation:
      "The file is to hold Schematron rules, by its name or by what the document says of it, and its outermost element is " +
      "not one of ISO Schematron. No document can be checked against it. Schemas of Schematron 1.5, from before it was a " +
      "standard, are mended by writing the namespace of ISO Schematron.",
    message: ({ element, namespace, expected }) =>
      `The rules cannot be used: <${element}> is in ${namespace === "" ? "no namespace" : `the namespace “${namespace}”`}; ` +
      `expected “${expected}”`,
    help: ({ expected }) => `Write xmlns="${expected}", if it is Schematron.`,
  });
