import { defineFinding, type FindingType } from "../define.ts";

export const oddNeedsTei: FindingType<{ source: string | null }> = defineFinding({
  code: "schema/odd-needs-tei",
  check: "schema",
  severity: "error",
  title: "The specifications that an ODD customises are not here",
  explanation:
    "An ODD that takes parts of TEI (moduleRef, elementRef, specifications with mode change or delete) is compiled with the specifications of TEI beside it: the file p5subset.xml, or the ODD that schemaSpec/@source names. Put it into the store once with colophon schema add, or name it with --source.",
  message: ({ source }) =>
    source === null
      ? "This ODD customises TEI, whose specifications are not in the store"
      : `The specifications that this ODD customises, ${source}, are not here`,
  help: ({ source }) =>
    `Run: colophon schema add ${source !== null && /^https?:/u.test(source) ? source : "https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml"} – or name a file with --source.`,
});

export const oddModuleUnknown: FindingType<{ name: string; nearest: string | null }> = defineFinding({
  code: "schema/odd-module-unknown",
  check: "schema",
  severity: "warning",
  title: "An ODD asks for a module that there is not",
  explanation:
    "moduleRef/@key names a module of TEI, such as core, header, textstructure or msdescription. Nothing is taken for a name that is none of them.",
  example: '<moduleRef key="manuscripts"/>',
  message: ({ name }) => `There is no module “${name}”`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

export const oddNotInModule: FindingType<{ name: string; module: string; nearest: string | null }> =
  defineFinding({
    code: "schema/odd-not-in-module",
    check: "schema",
    severity: "warning",
    title: "An ODD includes or leaves out an element that the module does not have",
    explanation:
      "@include and @except of a moduleRef list elements of that module. A name that is not among them does nothing.",
    example: '<moduleRef key="core" include="p persName"/>',
    message: ({ name, module }) => `The module “${module}” has no element “${name}”`,
    help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
  });

export const oddNothingThere: FindingType<{
  what: string;
  mode: string;
  nearest: string | null;
}> = defineFinding({
  code: "schema/odd-nothing-there",
  check: "schema",
  severity: "warning",
  title: "An ODD changes something that is not there",
  explanation:
    "A specification with mode change, replace or delete is about something that the schema would have without it: its module has to be included. Here there is nothing of that name, so it does nothing.",
  example: '<elementSpec ident="persname" mode="change">',
  message: ({ what, mode }) => `There is no ${what} to ${mode} in this schema`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

export const oddWithoutStart: FindingType<object> = defineFinding({
  code: "schema/odd-without-start",
  check: "schema",
  severity: "error",
  title: "An ODD has no element to begin with",
  explanation:
    "schemaSpec/@start names the elements a document may begin with, TEI where it is not given. None of them is specified, so no document could be valid.",
  example: '<schemaSpec ident="letters" start="letter"> without an elementSpec of that ident',
  message: () => "None of the elements that a document may begin with is in this schema",
});

export const oddReferenceCircle: FindingType<{ name: string }> = defineFinding({
  code: "schema/odd-reference-circle",
  check: "schema",
  severity: "error",
  title: "An ODD refers back to itself",
  explanation:
    "A specGrpRef leads into the group it stands in, or schemaSpec/@source leads back to an ODD that stands on this one.",
  example: '<specGrp xml:id="g"><specGrpRef target="#g"/></specGrp>',
  message: ({ name }) => `“${name}” leads back to itself`,
});

export const oddFileMissing: FindingType<{ href: string }> = defineFinding({
  code: "schema/odd-file-missing",
  check: "schema",
  severity: "error",
  title: "An ODD takes in a file that is not here",
  explanation:
    "moduleRef/@url names a RELAX NG schema, specGrpRef/@target a file with specifications. Put it beside the ODD, or into the store with colophon schema add.",
  example: '<moduleRef url="mathml2-main.rng"/>',
  message: ({ href }) => `The file ${href}, which the ODD takes in, is not here or cannot be read`,
  help: ({ href }) => (/^https?:/u.test(href) ? `Run: colophon schema add ${href}` : null),
});

export const oddFunctionFailed: FindingType<{
  called: string;
  reason: string;
  /** The model that calls it. */
  odd: string;
  ident: string;
  line: number;
  /** On how many more elements of the document. */
  further: number;
}> = defineFinding({
  code: "schema/odd-function-failed",
  check: "schema",
  severity: "warning",
  title: "A function that a model calls failed on an element",
  explanation:
    "A model of the edition's ODD calls a function of the configuration (functions in colophon.config.ts), which threw an error or gave what is no node, string, number or boolean. The expression then has no answer here: a predicate does not hold, a parameter is absent. It is told once for each model and document, at the first element, by a build.",
  example:
    'functions: { "ec:label": (word: string) => LABELS[word].long } and a word that LABELS does not have',
  message: ({ called, reason, odd, ident, line, further }) =>
    `${called}() of the configuration failed: ${reason} (called by the model for ${ident} at ${odd}:${line}${further === 0 ? "" : `, also on ${further} more`})`,
});
