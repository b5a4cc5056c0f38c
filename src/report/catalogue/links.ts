import { defineFinding, type FindingType } from "../define.ts";

/** A pointer into a document that has no such element. */
export const targetMissing: FindingType<{
  pointer: string;
  attribute: string;
  document: string | null;
  nearest: string | null;
}> = defineFinding({
  code: "links/target-missing",
  check: "links",
  severity: "error",
  title: "A pointer leads to nothing",
  explanation:
    "An attribute points to an element by its xml:id, and no element of that document has it. Correct the pointer, or " +
    "give the element meant its xml:id. Ids are compared letter by letter: capitals count.",
  message: ({ pointer, attribute, document }) =>
    `@${attribute} points to “${pointer}”, and no element of ${document ?? "this document"} has that xml:id`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

/** A pointer into a file that is not there. */
export const fileMissing: FindingType<{
  pointer: string;
  attribute: string;
  file: string;
  nearest: string | null;
}> = defineFinding({
  code: "links/file-missing",
  check: "links",
  severity: "error",
  title: "A pointer leads into a file that is not there",
  explanation:
    "An attribute points into another file, which does not exist or is not a document that can be read. The path is " +
    "taken from the folder of the document the pointer stands in (or from its xml:base). A pointer within the same " +
    "document begins with “#”.",
  message: ({ pointer, attribute, file }) =>
    `@${attribute} points to “${pointer}”, and there is no document ${file}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

/** A pointer to an element that is there, but is not what the attribute is for. */
export const targetWrongKind: FindingType<{
  pointer: string;
  attribute: string;
  element: string;
  expected: string;
}> = defineFinding({
  code: "links/wrong-kind",
  check: "links",
  severity: "error",
  title: "A pointer leads to the wrong kind of thing",
  explanation:
    "The element pointed to exists, but it is not of the kind that the attribute is for: a speaker is a person, a group " +
    "or a role, not a book; the name of a place stands for a place. Correct the pointer, or the element it stands on.",
  message: ({ pointer, attribute, element, expected }) =>
    `@${attribute} points to “${pointer}”, which is a <${element}>; expected ${expected}`,
  help: () => null,
});

/** A pointer with a prefix that no `prefixDef` declares and that is no scheme of the web. */
export const prefixUnknown: FindingType<{
  pointer: string;
  attribute: string;
  prefix: string;
  nearest: string | null;
}> = defineFinding({
  code: "links/prefix-unknown",
  check: "links",
  severity: "warning",
  title: "A pointer has a prefix that is not declared",
  explanation:
    "A pointer such as “psn:bach” is shorthand, and a prefixDef in the header's listPrefixDef says what it stands for. " +
    "Without it nobody can follow the pointer. Declare the prefix, or write the pointer out.",
  message: ({ pointer, attribute, prefix }) =>
    `@${attribute} points to “${pointer}”, and no prefixDef declares the prefix “${prefix}”`,
  help: ({ nearest, prefix }) =>
    nearest === null ? `Add <prefixDef ident="${prefix}" …> to the header.` : `Did you mean “${nearest}:”?`,
});

/** An `xml:id` that another element of the document has already. */
export const duplicateId: FindingType<{ id: string; line: number }> = defineFinding({
  code: "links/duplicate-id",
  check: "links",
  severity: "error",
  title: "Two elements have the same xml:id",
  explanation:
    "An xml:id names one element of a document, so that others can point to it. Where two have the same, a pointer to it " +
    "is a pointer to either. Give one of them another id, and correct the pointers that meant it.",
  message: ({ id, line }) => `The xml:id “${id}” is used already, on line ${line}; expected an id of its own`,
  help: () => null,
});
