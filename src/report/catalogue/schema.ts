import { TEI_NAMESPACE } from "../../tree/index.ts";
import { defineFinding, type FindingType } from "../define.ts";

/** A message that lists a hundred names helps nobody: the first ones, and how many more there are. */
const NAMED = 8;
/** Advice names fewer: it is read as one sentence. */
const HINTED = 4;
/** Datatypes are described in words, which are longer than names. */
const DESCRIBED = 3;

interface ElementFault {
  readonly element: string;
  readonly parent: string | null;
  /** Names that may stand there, the likely ones first, where they are known. */
  readonly expected: readonly string[];
  readonly nearest: string | null;
}

export const elementNotAllowed: FindingType<
  ElementFault & {
    /** Whether text may stand there too. */
    readonly allowsText?: boolean;
    /** What may stand there and may hold the element. */
    readonly wrappers?: readonly string[];
    /** What may hold the element anywhere. */
    readonly holders?: readonly string[];
    /** Whether another of the name stands before it. */
    readonly hasOneBefore?: boolean;
    /** Whether it calls in another document (XInclude). */
    readonly isInclusion?: boolean;
    /** Whether it may stand behind its parent, in `outer`. */
    readonly mayFollow?: boolean;
    readonly outer?: string | null;
    /** Whether its parent is one that holds nothing at all. */
    readonly mayHoldNothing?: boolean;
  }
> = defineFinding({
  code: "schema/element-not-allowed",
  check: "schema",
  severity: "error",
  title: "An element stands where the schema does not allow it",
  explanation:
    "The schema allows other elements at this place, or this one only before or after others. Move it, rename it, or add it to the schema's ODD.",
  example: "<p>A paragraph <div>with a division in it</div></p>",
  message: ({ element, parent, expected, allowsText }) =>
    `<${element}> is not allowed ${parent === null ? "as the outermost element" : `here in <${parent}>`}${allowedThere(expected, allowsText)}`,
  help: ({
    element,
    parent,
    nearest,
    wrappers = [],
    holders = [],
    hasOneBefore = false,
    isInclusion = false,
    mayFollow = false,
    outer = null,
    mayHoldNothing = false,
  }) => {
    if (nearest !== null) return `Did you mean <${nearest}>?`;
    if (isInclusion) return "To check the document with what it includes, use --xinclude.";
    if (mayHoldNothing && parent !== null) return emptied(parent);
    if (hasOneBefore && parent !== null && holders.includes(parent))
      return `There is a <${element}> before it, and no other may follow here.`;
    if (parent !== null && holders.includes(parent))
      return `In <${parent}>, <${element}> stands before what is there already.`;
    if (mayFollow && outer !== null)
      return `In <${outer}>, <${element}> may follow <${parent}>: is </${parent}> missing before it?`;
    if (wrappers.length > 0)
      return `Put it into ${few(tagged(wrappers), "or", HINTED)}, which may stand here.`;
    return holders.length === 0 ? null : `<${element}> may stand in ${few(tagged(holders), "or", HINTED)}.`;
  },
});

export const elementTooEarly: FindingType<{
  element: string;
  parent: string | null;
  /** Names of which all, or one, must come before. */
  missing: readonly string[];
  areAllMissing: boolean;
  /** Whether what is missing stands behind it. */
  standsBehind: boolean;
}> = defineFinding({
  code: "schema/element-too-early",
  check: "schema",
  severity: "error",
  title: "An element stands before something that has to come first",
  explanation:
    "The schema allows the element here only after others, which are missing or stand behind it. Add them before it, or change the order.",
  example: "<teiHeader><profileDesc/></teiHeader>",
  message: ({ element, parent, missing, areAllMissing }) =>
    `<${element}> stands too early${parent === null ? "" : ` in <${parent}>`}: ${few(tagged(missing), areAllMissing ? "and" : "or")} must come before it`,
  help: ({ element, missing, standsBehind }) =>
    standsBehind ? `Move <${element}> behind ${few(tagged(missing), "and")}.` : null,
});

export const elementUnknown: FindingType<ElementFault> = defineFinding({
  code: "schema/element-unknown",
  check: "schema",
  severity: "error",
  title: "An element is not in the schema",
  explanation:
    "No element of this name occurs anywhere in the schema. Check the spelling and the namespace, or specify the element in the schema's ODD.",
  example: "<p>Written by <persname>Bucharin</persname></p>",
  message: ({ element, parent, expected }) =>
    `The schema knows no element <${element}>${parent === null ? "" : `, which stands in <${parent}>`}${allowedThere(expected)}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean <${nearest}>?`),
});

/** A document that was checked against no schema, and in which nothing is TEI. */
export const notTei: FindingType<{ element: string; uri: string; form: string }> = defineFinding({
  code: "schema/not-tei",
  check: "schema",
  severity: "warning",
  title: "A document has nothing of TEI",
  explanation:
    "No element of the document is in TEI's namespace, http://www.tei-c.org/ns/1.0, and it was checked against no schema: none is named for it, or the one it names is not here. " +
    "Where the outermost element is in no namespace and called as TEI's is, or says so by TEIform, it is shown and cited as TEI all the same: P4 and older, with TEI.2, had no namespace, and " +
    "some programs leave it out. What else reads the document will not know it for TEI; one of TEI's stylesheets (https://github.com/TEIC/Stylesheets) turns P4 into P5, with what " +
    "is said here by attributes that P5 has no longer, such as `sic/@corr` and `abbr/@expan`. " +
    "In any other document whatever looks for texts, speakers, citations or links finds none.",
  example: "<TEI.2><teiHeader>…</teiHeader></TEI.2>",
  message: ({ element, uri, form }) =>
    uri === "" && /^(?:TEI|teiCorpus)(?:\.2)?$/u.test(form)
      ? `<${element}> is in no namespace, and not in TEI's: it is shown as TEI, but not checked as such`
      : `<${element}> is in ${uri === "" ? "no namespace" : `the namespace ${uri}`}, and nothing in it is TEI: no text, citation or link will be found here`,
  help: ({ element }) => {
    if (element === "TEI" || element === "teiCorpus") return `Write <${element} xmlns="${TEI_NAMESPACE}">.`;
    return /^(?:TEI|teiCorpus)\.2$/u.test(element)
      ? "This is TEI P4: make P5 of it with profiles/default/p4/from.xsl of TEI's stylesheets: colophon transform FILE --xsl from.xsl -o FILE"
      : "If it is to be checked as it is, name its schema by --schema or in the configuration; else leave it out of the documents.";
  },
});

export const namespaceWrong: FindingType<{ element: string; uri: string; expected: string }> = defineFinding({
  code: "schema/namespace-wrong",
  check: "schema",
  severity: "error",
  title: "An element is in the wrong namespace",
  explanation:
    "The schema has an element of this name in another namespace. The namespace is declared by xmlns on the element or on one above it, mostly on the outermost. It is reported once for a document.",
  example: "<TEI><teiHeader>…</teiHeader></TEI>",
  message: ({ element, uri, expected }) =>
    `<${element}> is in ${uri === "" ? "no namespace" : `the namespace ${uri}`}; the schema has it in ${expected === "" ? "no namespace" : expected}`,
  help: ({ element, expected }) =>
    element.includes(":")
      ? `Bind the prefix: xmlns:${element.slice(0, element.indexOf(":"))}="${expected}"`
      : `Write <${element} xmlns="${expected}">.`,
});

export const elementIncomplete: FindingType<{
  element: string;
  /** What is missing for certain. */
  missing?: readonly string[];
  /** What may come next, of which something is missing. */
  expected: readonly string[];
}> = defineFinding({
  code: "schema/element-incomplete",
  check: "schema",
  severity: "error",
  title: "Something is missing in an element",
  explanation: "The schema requires more content than the element has. Add what is missing, in its place.",
  example: "<fileDesc><titleStmt><title>Letters</title></titleStmt></fileDesc>",
  message: ({ element, missing = [], expected }) => {
    if (missing.length > 0) return `<${element}> is incomplete: it lacks ${few(tagged(missing), "and")}`;
    return expected.length === 0
      ? `<${element}> is incomplete`
      : `<${element}> is incomplete: expected ${few(tagged(expected), "or")} before its end`;
  },
});

export const contentInvalid: FindingType<{ element: string }> = defineFinding({
  code: "schema/content-invalid",
  check: "schema",
  severity: "error",
  title: "The content of an element does not follow the schema",
  explanation:
    "The children of the element, or their order, are not what the schema describes: one may be missing, one too many, or one in the wrong place.",
  message: ({ element }) => `The content of <${element}> does not follow the schema`,
});

export const textNotAllowed: FindingType<{
  element: string;
  text: string;
  /** What may stand there and may hold text. */
  wrappers?: readonly string[];
  /** Whether the element is one that holds nothing at all. */
  mayHoldNothing?: boolean;
}> = defineFinding({
  code: "schema/text-not-allowed",
  check: "schema",
  severity: "error",
  title: "Text stands where the schema allows only elements",
  explanation: "Put the text into an element that may hold text, or take it out.",
  example: "<div>Text without a paragraph.</div>",
  message: ({ element, text }) => `Text is not allowed in <${element}>: “${shorten(text)}”`,
  help: ({ element, wrappers = [], mayHoldNothing = false }) => {
    if (mayHoldNothing) return emptied(element);
    return wrappers.length === 0 ? null : `Put it into ${few(tagged(wrappers), "or", HINTED)}.`;
  },
});

export const attributeNotAllowed: FindingType<{
  attribute: string;
  element: string;
  expected: readonly string[];
  nearest: string | null;
  /** Elements that may have the attribute. */
  owners?: readonly string[];
}> = defineFinding({
  code: "schema/attribute-not-allowed",
  check: "schema",
  severity: "error",
  title: "An element has an attribute that the schema does not give it",
  explanation: "Check the spelling of the attribute, or add it to the element in the schema's ODD.",
  message: ({ attribute, element, expected }) =>
    `@${attribute} is not allowed on <${element}>${
      expected.length === 0
        ? ""
        : `, which may also have ${few(
            expected.map((name) => `@${name}`),
            "or",
          )}`
    }`,
  help: ({ attribute, nearest, owners = [] }) => {
    if (nearest !== null) return `Did you mean @${nearest}?`;
    if (owners.length === 0 || owners.length > NAMED) return null;
    return `@${attribute} may stand on ${few(tagged(owners), "or")}.`;
  },
});

export const attributeMissing: FindingType<{
  element: string;
  attributes: readonly string[];
  /** Attributes of which some are missing, where it cannot be said which. */
  expected?: readonly string[];
}> = defineFinding({
  code: "schema/attribute-missing",
  check: "schema",
  severity: "error",
  title: "An element lacks an attribute that the schema requires",
  explanation: "Add the attribute.",
  message: ({ element, attributes, expected = [] }) => {
    const written = (names: readonly string[]): readonly string[] => names.map((name) => `@${name}`);
    if (attributes.length > 0) return `<${element}> lacks the required ${few(written(attributes), "and")}`;
    return `<${element}> lacks a required attribute${expected.length === 0 ? "" : `: expected ${few(written(expected), "or")}`}`;
  },
});

export const valueInvalid: FindingType<{
  attribute: string;
  element: string;
  value: string;
  expected: readonly string[];
  nearest: string | null;
  /** The types it may be of, in words. */
  descriptions?: readonly string[];
  /** Why it is not of its type, as the end of a sentence. */
  reason?: string | null;
}> = defineFinding({
  code: "schema/value-invalid",
  check: "schema",
  severity: "error",
  title: "An attribute has a value that the schema does not allow",
  explanation: "The value is not of the type, or not in the list, that the schema gives for this attribute.",
  example: '<date when="13. März 1938"/>',
  message: ({ attribute, element, value, expected, descriptions = [], reason = null }) =>
    `“${shorten(value)}” is not a value of @${attribute} on <${element}>${wanted(expected, descriptions, reason)}`,
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
    severity: "warning",
    title: "An ODD refers to something that is specified nowhere",
    explanation:
      "Each element, class, macro, datatype or attribute that is referred to has to be specified, in the ODD or in what it customises. Such a reference is left out of the schema, as if it were not written.",
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
  severity: "warning",
  title: "An element is specified without its content",
  explanation:
    "An elementSpec without a content element lets its element hold nothing. Write <content><empty/></content> where that is meant.",
  message: ({ ident }) =>
    `The specification of <${ident}> does not say what it may hold, so it holds nothing`,
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

/** What may stand somewhere, as the end of a sentence. */
function allowedThere(names: readonly string[], allowsText = false): string {
  const allowed = [...(allowsText ? ["text"] : []), ...tagged(names)];
  if (allowed.length === 0) return "";
  return `; allowed ${allowed.length === 1 ? "is" : "are"} ${few(allowed, "and")}`;
}

/** What a value should have been, as the end of a sentence. */
function wanted(listed: readonly string[], descriptions: readonly string[], reason: string | null): string {
  const options = [...listed.map((value) => `“${value}”`), ...descriptions.slice(0, DESCRIBED)];
  if (options.length === 0) return reason === null ? "" : `: ${reason}`;
  return `${reason === null ? "" : `: ${reason}`}; expected ${few(options, "or")}`;
}

function few(names: readonly string[], joint: "and" | "or", most: number = NAMED): string {
  if (names.length > most + 1)
    return `${names.slice(0, most).join(", ")} ${joint} ${names.length - most} more`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${joint} ${names.at(-1)}`;
}

function tagged(names: readonly string[]): readonly string[] {
  return names.map((name) => `<${name}>`);
}

function emptied(element: string): string {
  return `<${element}> holds nothing: write <${element}/>, and what is in it before or behind it.`;
}

function shorten(text: string): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  if (plain === "" && text !== "") return [...new Set(text)].map(codePoint).join(" ");
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}

/** A character that cannot be seen, by its number. */
function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
