import { defineFinding, type FindingSpec, type FindingType } from "../define.ts";

type Spec<A> = Omit<FindingSpec<A>, "check" | "severity" | "code"> & {
  /** The section of the RELAX NG specification that is not kept. */
  readonly section: string | ((args: A) => string);
};

/** A fault of a schema: each message ends with the section of the specification (OASIS, 3 December 2001). */
function relaxng<A>(name: string, { section, message, ...spec }: Spec<A>): FindingType<A> {
  const rule = (args: A): string => (typeof section === "string" ? section : section(args));
  return defineFinding({
    ...spec,
    code: `schema/relaxng-${name}`,
    check: "schema",
    severity: "error",
    message: (args) => `${message(args)} (RELAX NG, ${rule(args)})`,
  });
}

export const relaxngRoot: FindingType<{ found: string; uri: string }> = relaxng("root", {
  section: "section 3",
  title: "A file is no RELAX NG schema",
  explanation:
    "The outermost element of a schema is a pattern, mostly grammar, in the namespace http://relaxng.org/ns/structure/1.0.",
  message: ({ found, uri }) =>
    `The outermost element is <${found}> ${uri === "" ? "in no namespace" : `in the namespace ${uri}`}; expected a pattern such as <grammar>`,
  help: () => 'A schema begins with <grammar xmlns="http://relaxng.org/ns/structure/1.0">.',
});

export const relaxngElement: FindingType<{
  found: string;
  parent: string | null;
  expected: string;
  nearest: string | null;
}> = relaxng("element", {
  section: "section 3",
  title: "A schema has an element where it may not stand",
  explanation:
    "The elements of RELAX NG stand in a fixed order of things: name classes, patterns, the parts of a grammar. Other elements belong in a namespace of their own.",
  message: ({ found, parent, expected }) =>
    `<${found}> may not stand ${parent === null ? "here" : `in <${parent}>`}; expected ${expected}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean <${nearest}>?`),
});

export const relaxngAttribute: FindingType<{ attribute: string; element: string; nearest: string | null }> =
  relaxng("attribute", {
    section: "section 3",
    title: "An element of a schema has an attribute that RELAX NG does not give it",
    explanation: "Attributes that are not of RELAX NG belong in a namespace of their own.",
    message: ({ attribute, element }) => `<${element}> has no attribute ${attribute}`,
    help: ({ nearest, attribute }) =>
      nearest === null || nearest === attribute ? null : `Did you mean ${nearest}?`,
  });

export const relaxngAttributeMissing: FindingType<{ attribute: string; element: string }> = relaxng(
  "attribute-missing",
  {
    section: "section 3",
    title: "An element of a schema lacks an attribute",
    explanation: "The element means nothing without the attribute.",
    message: ({ attribute, element }) => `<${element}> lacks the attribute ${attribute}`,
    help: ({ attribute, element }) => `Write <${element} ${attribute}="…">.`,
  },
);

export const relaxngContentMissing: FindingType<{ element: string; expected: string }> = relaxng(
  "content-missing",
  {
    section: "section 3",
    title: "An element of a schema holds nothing",
    explanation: "Patterns that are made of others need at least one; write empty where nothing is meant.",
    message: ({ element, expected }) => `<${element}> holds no ${expected}`,
    help: ({ expected }) => (expected === "pattern" ? "Write <empty/> where nothing is meant." : null),
  },
);

export const relaxngText: FindingType<{ element: string; text: string }> = relaxng("text", {
  section: "section 4.2",
  title: "A schema has text where only elements may stand",
  explanation: "Only name, value and param hold text.",
  message: ({ element, text }) => `“${shortened(text)}” stands in <${element}>, which holds no text`,
  help: () => "Take it out, or put it into a comment.",
});

export const relaxngSpelling: FindingType<{
  what: string;
  value: string;
  expected: string;
  section: string;
}> = relaxng("spelling", {
  section: ({ section }) => section,
  title: "A name or an address in a schema is not well formed",
  explanation: "The value cannot be what it stands for: a name, an address, a way of combining definitions.",
  message: ({ what, value, expected }) => `${what} is “${shortened(value)}”; expected ${expected}`,
});

export const relaxngPrefix: FindingType<{ prefix: string; nearest: string | null }> = relaxng("prefix", {
  section: "section 4.10",
  title: "A prefix in a schema is bound to no namespace",
  explanation: "Declare the prefix, by xmlns:prefix in the XML syntax or by `namespace` in the compact one.",
  message: ({ prefix }) => `The prefix ${prefix} is bound to nothing here`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean ${nearest}?`),
});

export const relaxngCompact: FindingType<{ found: string; expected: string }> = relaxng("compact", {
  section: "compact syntax",
  title: "A schema is not written as the compact syntax asks",
  explanation:
    "The text breaks off or holds a sign that may not stand there (ISO/IEC 19757-2, annex C). The message says what stands there and what was expected.",
  message: ({ found, expected }) => `Here stands ${found}; expected ${expected}`,
});

export const relaxngAnnotation: FindingType<{ reason: string }> = relaxng("annotation", {
  section: "compact syntax",
  title: "An annotation cannot be written as XML",
  explanation:
    "Annotations of the compact syntax stand for elements and attributes of other namespaces, and are held to what those may be.",
  message: ({ reason }) => reason,
});

export const relaxngNotThere: FindingType<{ href: string; path: string }> = relaxng("not-there", {
  section: "section 4.5",
  title: "A schema refers to a file that is not there",
  explanation:
    "Schemas are put together from files on this machine. Nothing is fetched from the web while checking.",
  message: ({ href, path }) => `There is no ${href}${path === href ? "" : `: ${path} cannot be read`}`,
  help: () => "Correct the address, or put the file there (for one of the web: colophon schema add URL).",
});

export const relaxngCircle: FindingType<{ what: string; section: string }> = relaxng("circle", {
  section: ({ section }) => section,
  title: "A schema goes around in a circle",
  explanation:
    "A file that includes itself, and a definition that refers to itself without an element between, have no end.",
  message: ({ what }) => what,
  help: ({ section }) =>
    section === "section 4.19"
      ? "Put an element between, or take the reference out."
      : "Take the reference out.",
});

export const relaxngUndefined: FindingType<{ name: string; grammar: string; nearest: string | null }> =
  relaxng("undefined", {
    section: "section 4.18",
    title: "A schema refers to a name that it does not define",
    explanation:
      "Each ref needs a define of its name in the same grammar, each parentRef in the one around it.",
    message: ({ name, grammar }) => `“${name}” is not defined in ${grammar}`,
    help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
  });

export const relaxngStartMissing: FindingType<object> = relaxng("start-missing", {
  section: "section 4.18",
  title: "A grammar has no start",
  explanation:
    "Without start it is not said what the outermost element of a document is. A file made to be included may do without, but cannot be used alone.",
  message: () => "The grammar has no start, so no document can follow it",
  help: () => "Add <start>, or name the schema that includes this one.",
});

export const relaxngOverride: FindingType<{ name: string | null; href: string }> = relaxng("override", {
  section: "section 4.7",
  title: "A schema replaces a definition that is not there",
  explanation: "What stands in include replaces a definition of the same name in the included grammar.",
  message: ({ name, href }) =>
    `${name === null ? "start" : `“${name}”`} is not defined in ${href}, so it cannot be replaced here`,
  help: () => "Correct the name, or put the definition beside the include instead of into it.",
});

export const relaxngCombine: FindingType<{ name: string | null; reason: string }> = relaxng("combine", {
  section: "section 4.17",
  title: "Definitions of one name do not say how they go together",
  explanation:
    "A name that is defined several times needs combine on all definitions but one, and the same way of combining on all that have it.",
  message: ({ name, reason }) => `${name === null ? "start" : `“${name}”`} ${reason}`,
  help: () =>
    'Write combine="choice" or combine="interleave" (in the compact syntax |= or &=), or take one out.',
});

export const relaxngDatatype: FindingType<{ type: string; library: string; reason: string }> = relaxng(
  "datatype",
  {
    section: "section 4.16",
    title: "A schema asks for a datatype that does not exist",
    explanation:
      "The built-in library has string and token; XML Schema's datatypes are in http://www.w3.org/2001/XMLSchema-datatypes. Parameters must be known and must not contradict each other.",
    message: ({ type, library, reason }) =>
      `The datatype ${type}${library === "" ? " of the built-in library" : ""} cannot be used: ${reason}`,
    help: ({ library }) =>
      library === "" ? 'Is datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes" missing?' : null,
  },
);

export const relaxngLiteral: FindingType<{ value: string; type: string; expected: string }> = relaxng(
  "literal",
  {
    section: "section 4.16",
    title: "A value in a schema is not of its own datatype",
    explanation:
      "No document can ever have the value, because the datatype named beside it does not allow it.",
    message: ({ value, type, expected }) =>
      `“${shortened(value)}” is no value of ${type}; expected ${expected}`,
  },
);

export const relaxngNameClass: FindingType<{ reason: string }> = relaxng("name-class", {
  section: "section 4.16",
  title: "A class of names in a schema may not be so",
  explanation:
    "What is excepted from all names may not itself be all names, and namespace declarations are no attributes.",
  message: ({ reason }) => reason,
});

export const relaxngNesting: FindingType<{ what: string; within: string; section: string }> = relaxng(
  "nesting",
  {
    section: ({ section }) => section,
    title: "A pattern stands within another that may not hold it",
    explanation:
      "Attributes hold no elements, lists hold only data, and start leads to elements only: the patterns that a reference stands for count as if they stood there.",
    message: ({ what, within }) => `${what} stands ${within}`,
    help: () => "References are replaced by what they define: the pattern may be far from here.",
  },
);

export const relaxngContentType: FindingType<{ how: string }> = relaxng("content-type", {
  section: "section 7.2",
  title: "Data stands beside elements or text",
  explanation:
    "What a datatype, a value or a list describes is the whole content of its element or attribute; beside it may stand attributes only.",
  message: ({ how }) => how,
  help: () => "Use <text/> in mixed content, <list> for several values, or <choice> between them.",
});

export const relaxngAttributeTwice: FindingType<{ name: string; line: number; path: string | null }> =
  relaxng("attribute-twice", {
    section: "section 7.3",
    title: "An element would have an attribute twice",
    explanation:
      "Two attribute patterns that may apply to the same name stand in one group. No element can have an attribute twice.",
    message: ({ name, line, path }) =>
      `The same element is given ${name} twice; the other stands in line ${line}${path === null ? "" : ` of ${path}`}`,
    help: () => "Take one of them out, or put both into a choice.",
  });

export const relaxngWildcard: FindingType<object> = relaxng("wildcard", {
  section: "section 7.3",
  title: "A class of attributes is not repeated",
  explanation:
    "An attribute with any name, or any name of a namespace, stands for many attributes, so it must be allowed many times.",
  message: () => "An attribute of any name stands here once; expected it within oneOrMore or zeroOrMore",
  help: () => "Put <zeroOrMore> around it (in the compact syntax a *).",
});

export const relaxngInterleave: FindingType<{ what: string }> = relaxng("interleave", {
  section: "section 7.4",
  title: "Both sides of an interleave claim the same",
  explanation:
    "Where patterns are interleaved, each element must belong to one of them only, and only one of them may hold text.",
  message: ({ what }) => what,
  help: () => "Let only one of the patterns hold it, or use a group.",
});

export const relaxngId: FindingType<{ reason: string }> = relaxng("id", {
  section: "DTD compatibility, section 5",
  title: "Identifiers in a schema cannot be checked",
  explanation:
    "An attribute of type ID, IDREF or IDREFS must have one name on elements of one name, and the same type wherever that attribute of that element is described; elements have no such type.",
  message: ({ reason }) => reason,
});

export const relaxngTooMuch: FindingType<{ what: string; limit: number }> = relaxng("too-much", {
  section: "a limit of this program",
  title: "A schema is larger than can be dealt with",
  explanation: "Limits keep a faulty or hostile schema from taking all memory and time.",
  message: ({ what, limit }) => `${what}: the limit is ${limit}`,
  help: () => "Break the pattern up: what is inside an element counts anew.",
});

function shortened(text: string): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}
