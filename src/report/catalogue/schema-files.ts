import { defineFinding, type FindingType } from "../define.ts";

/** A document names a schema that is neither on this machine nor in the edition's store. */
export const schemaNotHere: FindingType<{ href: string }> = defineFinding({
  code: "schema/not-here",
  check: "schema",
  severity: "warning",
  title: "A document names a schema that is not on this machine",
  explanation:
    "Nothing is fetched from the web while checking. Put the schema, with all it takes in, into the edition's store once: colophon schema add ADDRESS. Or name a copy of it with --schema, in the configuration or in a catalog.",
  message: ({ href }) => `The schema ${href} is not here, so the document was not checked against it`,
  help: ({ href }) =>
    /^https?:/iu.test(href)
      ? `To put it into the store: colophon schema add ${href}`
      : `There is no such file. Correct the path, or name a schema: colophon check --schema FILE`,
});

/** A file of the store is not what the lockfile says. */
export const schemaChanged: FindingType<{ path: string; source: string }> = defineFinding({
  code: "schema/store-changed",
  check: "schema",
  severity: "error",
  title: "A schema in the store was changed",
  explanation:
    "The lockfile colophon.lock.json holds the hash of every file in the store, so that all who work on an edition check against the same schema. This file has another hash: it was edited, or damaged on the way. Take the old file back, or accept the schema as it is now at its source.",
  message: ({ path }) => `${path} is not the file that colophon.lock.json vouches for`,
  help: ({ source }) =>
    `To fetch it again as it was: colophon schema add; to take what stands at its source now: colophon schema add --update ${source}`,
});

/** A file that the lockfile names is not in the store. */
export const schemaStoreMissing: FindingType<{ path: string }> = defineFinding({
  code: "schema/store-missing",
  check: "schema",
  severity: "error",
  title: "A schema of the store is not on this machine",
  explanation:
    "The lockfile colophon.lock.json names this file, but it is not there: the store was not committed with the edition, or the file was deleted. colophon schema add fetches what is missing and holds it to its hash.",
  message: ({ path }) => `${path} is named in colophon.lock.json, but it is not here`,
  help: () => "To fetch what is missing: colophon schema add",
});

/** A schema takes in a file that is not on this machine. */
export const schemaPartMissing: FindingType<{ href: string }> = defineFinding({
  code: "schema/part-missing",
  check: "schema",
  severity: "error",
  title: "A schema takes in a file that is not here",
  explanation:
    "The schema includes or imports another file, which is neither beside it nor in the store. colophon schema add fetches a schema together with all that it takes in.",
  message: ({ href }) => `The schema takes in ${href}, which is not here`,
  help: ({ href }) =>
    /^https?:/iu.test(href) ? `To put it into the store: colophon schema add ${href}` : null,
});

/** A declared schema is in a language that is not understood. */
export const schemaLanguageUnknown: FindingType<{ href: string; language: string }> = defineFinding({
  code: "schema/language-unknown",
  check: "schema",
  severity: "warning",
  title: "A document names a schema in a language that is not understood",
  explanation:
    "RELAX NG, Schematron, XML Schema and DTD are understood. Other languages, such as NVDL, are not; the document is checked against its other schemas only.",
  message: ({ href, language }) => `${href} is said to be ${language}, which is not understood`,
});

/** The text of an element is not a value of its type. */
export const textInvalid: FindingType<{
  element: string;
  value: string;
  expected: string | null;
  /** Why it is not of its type, as the end of a sentence. */
  reason?: string | null;
}> = defineFinding({
  code: "schema/text-invalid",
  check: "schema",
  severity: "error",
  title: "The text of an element is not of the type that the schema asks for",
  explanation: "The schema gives the element a type: a date, a number, one of a list. Correct the text.",
  message: ({ element, value, expected, reason = null }) =>
    `“${value.length > 40 ? `${value.slice(0, 39)}…` : value}” is not a value of <${element}>${reason === null ? "" : `: ${reason}`}${expected === null ? "" : `; expected ${expected}`}`,
});

/** An attribute points to an ID that no element has. */
export const idMissing: FindingType<{ attribute: string; element: string; value: string }> = defineFinding({
  code: "schema/id-missing",
  check: "schema",
  severity: "error",
  title: "An attribute refers to an ID that no element has",
  explanation:
    "The schema declares the attribute as IDREF: its value has to be the ID of an element in the same document.",
  message: ({ attribute, element, value }) =>
    `@${attribute} on <${element}> refers to “${value}”, which is the ID of no element here`,
});

/** The outermost element is not the one the document type declaration names. */
export const rootMismatched: FindingType<{ element: string; declared: string }> = defineFinding({
  code: "schema/root-mismatched",
  check: "schema",
  severity: "error",
  title: "The outermost element is not the one the DOCTYPE names",
  explanation: "The name behind <!DOCTYPE is that of the outermost element (XML 1.0, section 2.8).",
  message: ({ element, declared }) =>
    `The outermost element is <${element}>, but the DOCTYPE says ${declared}`,
});
