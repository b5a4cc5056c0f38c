import { defineFinding, type FindingType } from "../define.ts";

interface ElementFault {
  readonly element: string;
  readonly parent: string | null;
  /** Names that may stand there, where they are known. */
  readonly expected: readonly string[];
  readonly nearest: string | null;
}

export const elementNotAllowed: FindingType<ElementFault> = defineFinding({
  code: "schema/element-not-allowed",
  check: "schema",
  severity: "error",
  title: "An element stands where the schema does not allow it",
  explanation:
    "The schema allows other elements at this place, or this one only before or after others. Move it, rename it, or add it to the schema's ODD.",
  message: ({ element, parent, expected }) =>
    `<${element}> is not allowed ${parent === null ? "as the outermost element" : `here in <${parent}>`}${may(expected, "allowed")}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean <${nearest}>?`),
});

export const elementUnknown: FindingType<ElementFault> = defineFinding({
  code: "schema/element-unknown",
  check: "schema",
  severity: "error",
  title: "An element is not in the schema",
  explanation:
    "No element of this name occurs anywhere in the schema. Check the spelling and the namespace, or specify the element in the schema's ODD.",
  message: ({ element, parent }) =>
    `The schema knows no element <${element}>${parent === null ? "" : `, which stands in <${parent}>`}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean <${nearest}>?`),
});

export const elementIncomplete: FindingType<{ element: string; expected: readonly string[] }> = defineFinding(
  {
    code: "schema/element-incomplete",
    check: "schema",
    severity: "error",
    title: "Something is missing in an element",
    explanation: "The schema requires more content than the element has. Add what is missing, in its place.",
    message: ({ element, expected }) =>
      expected.length === 0
        ? `<${element}> is incomplete`
        : `<${element}> is incomplete: it lacks ${list(
            expected.map((name) => `<${name}>`),
            "and",
          )}`,
  },
);

export const contentInvalid: FindingType<{ element: string }> = defineFinding({
  code: "schema/content-invalid",
  check: "schema",
  severity: "error",
  title: "The content of an element does not follow the schema",
  explanation:
    "The children of the element, or their order, are not what the schema describes: one may be missing, one too many, or one in the wrong place.",
  message: ({ element }) => `The content of <${element}> does not follow the schema`,
});

export const textNotAllowed: FindingType<{ element: string; text: string }> = defineFinding({
  code: "schema/text-not-allowed",
  check: "schema",
  severity: "error",
  title: "Text stands where the schema allows only elements",
  explanation: "Put the text into an element that may hold text, or take it out.",
  message: ({ element, text }) => `Text is not allowed in <${element}>: “${shorten(text)}”`,
});

export const attributeNotAllowed: FindingType<{
  attribute: string;
  element: string;
  expected: readonly string[];
  nearest: string | null;
}> = defineFinding({
  code: "schema/attribute-not-allowed",
  check: "schema",
  severity: "error",
  title: "An element has an attribute that the schema does not give it",
  explanation: "Check the spelling of the attribute, or add it to the element in the schema's ODD.",
  message: ({ attribute, element, expected }) =>
    `@${attribute} is not allowed on <${element}>${expected.length === 0 ? "" : `, which may also have ${list(expected.map((name) => `@${name}`))}`}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean @${nearest}?`),
});

export const attributeMissing: FindingType<{ element: string; attributes: readonly string[] }> =
  defineFinding({
    code: "schema/attribute-missing",
    check: "schema",
    severity: "error",
    title: "An element lacks an attribute that the schema requires",
    explanation: "Add the attribute.",
    message: ({ element, attributes }) =>
      attributes.length === 0
        ? `<${element}> lacks a required attribute`
        : `<${element}> lacks the required ${list(
            attributes.map((name) => `@${name}`),
            "and",
          )}`,
  });

export const valueInvalid: FindingType<{
  attribute: string;
  element: string;
  value: string;
  expected: readonly string[];
  nearest: string | null;
}> = defineFinding({
  code: "schema/value-invalid",
  check: "schema",
  severity: "error",
  title: "An attribute has a value that the schema does not allow",
  explanation: "The value is not of the type, or not in the list, that the schema gives for this attribute.",
  message: ({ attribute, element, value, expected }) =>
    `“${shorten(value)}” is not a value of @${attribute} on <${element}>${expected.length === 0 ? "" : `; expected ${list(expected)}`}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

export const schemaInvalid: FindingType<{ reason: string }> = defineFinding({
  code: "schema/schema-invalid",
  check: "schema",
  severity: "error",
  title: "A schema cannot be used",
  explanation:
    "The schema is broken, or is not RELAX NG in its XML syntax. No document can be checked against it.",
  message: ({ reason }) => `The schema cannot be used: ${reason}`,
});

export const notValid: FindingType<{ reason: string }> = defineFinding({
  code: "schema/not-valid",
  check: "schema",
  severity: "error",
  title: "The document does not follow the schema",
  explanation: "The validator refused the document with a reason that has no code of its own.",
  message: ({ reason }) => `The document does not follow the schema: ${reason}`,
});

export const oddWithoutSchema: FindingType<object> = defineFinding({
  code: "schema/odd-without-schema",
  check: "schema",
  severity: "error",
  title: "An ODD has no schemaSpec",
  explanation:
    "An ODD describes a schema in a schemaSpec element of the TEI namespace. This document has none.",
  message: () => "There is no <schemaSpec> in this document, so it describes no schema",
});

export const oddUndefined: FindingType<{ kind: string; name: string; nearest: string | null }> =
  defineFinding({
    code: "schema/odd-undefined",
    check: "schema",
    severity: "error",
    title: "An ODD refers to something that it does not specify",
    explanation:
      "Each element, class, macro, datatype or attribute that is referred to has to be specified in the same ODD.",
    message: ({ kind, name }) => `There is no ${kind} “${name}” in this ODD`,
    help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
  });

export const oddTwice: FindingType<{ ident: string }> = defineFinding({
  code: "schema/odd-twice",
  check: "schema",
  severity: "error",
  title: "An ODD specifies something twice",
  explanation: "Two specifications have the same ident. The first is used; take one of them out.",
  message: ({ ident }) => `“${ident}” is specified a second time; the first specification is used`,
});

export const oddWithoutContent: FindingType<{ ident: string }> = defineFinding({
  code: "schema/odd-without-content",
  check: "schema",
  severity: "error",
  title: "An element is specified without its content",
  explanation:
    "An elementSpec needs a content element; write <content><empty/></content> for one that holds nothing.",
  message: ({ ident }) => `The specification of <${ident}> does not say what it may hold`,
});

export const oddCircle: FindingType<{ ident: string }> = defineFinding({
  code: "schema/odd-circle",
  check: "schema",
  severity: "error",
  title: "A macro or datatype is defined by itself",
  explanation: "Following its references leads back to it without an element between, so it has no meaning.",
  message: ({ ident }) => `“${ident}” is defined by way of itself`,
});

export const oddExpression: FindingType<{ reason: string }> = defineFinding({
  code: "schema/odd-expression",
  check: "schema",
  severity: "error",
  title: "A processing model holds XPath that cannot be understood",
  explanation:
    "model/@predicate and param/@value are XPath 3.1 expressions; a literal text needs quotation marks of its own.",
  message: ({ reason }) => reason,
});

export const oddNeedsTei: FindingType<{ element: string; key: string }> = defineFinding({
  code: "schema/odd-needs-tei",
  check: "schema",
  severity: "error",
  title: "An ODD takes parts of TEI by reference",
  explanation:
    "This ODD customises TEI (moduleRef, elementRef, specifications with mode change or delete), which needs the whole of TEI to be read beside it. Only an ODD that specifies everything itself can be compiled so far.",
  message: ({ element, key }) =>
    `<${element}>${key === "" ? "" : ` “${key}”`} refers to the whole of TEI; only an ODD that specifies everything itself can be compiled`,
});

function may(names: readonly string[], verb: string): string {
  return names.length === 0 ? "" : `; ${verb} are ${tags(names)}`;
}

/** A message that lists a hundred names helps nobody. */
const LISTED = 12;

function tags(names: readonly string[]): string {
  return list(names.map((name) => `<${name}>`));
}

function list(names: readonly string[], joint = "or"): string {
  if (names.length > LISTED) return `${names.slice(0, LISTED).join(", ")} and ${names.length - LISTED} more`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${joint} ${names.at(-1)}`;
}

function shorten(text: string): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}

export const schemaNotHere: FindingType<{ href: string }> = defineFinding({
  code: "schema/not-here",
  check: "schema",
  severity: "warning",
  title: "A document names a schema that is not on this machine",
  explanation:
    "Nothing is fetched from the web while checking. Get a copy of the schema, and name it with --schema or in the configuration; the document is then checked against it.",
  message: ({ href }) => `The schema ${href} is not here, so the document was not checked against it`,
  help: () => "Check against a copy: colophon check --schema FILE, or schema in colophon.config",
});
