import { defineFinding, type FindingSpec, type FindingType } from "../define.ts";

type Spec<A> = Omit<FindingSpec<A>, "check" | "severity" | "code">;

function wellformed<A>(name: string, spec: Spec<A>): FindingType<A> {
  return defineFinding({ ...spec, code: `wellformed/${name}`, check: "wellformed", severity: "error" });
}

/** The code of a limit: all are answered in the same way. */
function limit(name: string, title: string, what: string, option: string): FindingType<{ limit: number }> {
  return wellformed(name, {
    title,
    explanation: `${what} Limits keep a faulty or hostile document from taking all memory; a document that really needs more may have it.`,
    message: ({ limit: value }) => `${title}: the limit is ${value}`,
    help: () => `If the document is meant to be so, raise limits.${option} in the configuration.`,
  });
}

/** Something stands where XML allows something else. */
export const markupMalformed: FindingType<{ within: string; found: string; expected: string }> = wellformed(
  "markup-malformed",
  {
    title: "Markup is not written as XML asks",
    explanation:
      "A tag, declaration or reference breaks off or holds a character that may not stand there. The message says what stands there and what was expected.",
    message: ({ within, found, expected }) => `In ${within} stands ${found}; expected ${expected}`,
  },
);

/** An end tag closes an element other than the one that is open. */
export const endTagMismatched: FindingType<{ found: string; open: string; line: number }> = wellformed(
  "end-tag-mismatched",
  {
    title: "An end tag does not match the open element",
    explanation:
      "Elements nest: the one opened last is closed first. Either an end tag is missing before this one, or one of the two names is misspelt, or two elements overlap.",
    message: ({ found, open, line }) =>
      `</${found}> stands where </${open}> was expected: <${open}> was opened in line ${line}`,
    help: ({ found, open }) =>
      found.toLowerCase() === open.toLowerCase()
        ? "Names of elements are case-sensitive: write both alike."
        : `Close <${open}> before this tag, or correct the name.`,
  },
);

/** An end tag stands where no element is open. */
export const endTagUnmatched: FindingType<{ found: string }> = wellformed("end-tag-unmatched", {
  title: "An end tag closes nothing",
  explanation: "The tag closes an element that was never opened, or one that was closed before.",
  message: ({ found }) => `</${found}> closes nothing: no element is open here`,
  help: () => "Take the tag away, or add the start tag it belongs to.",
});

/** The document ends while an element is open. */
export const elementUnclosed: FindingType<{ open: string; line: number }> = wellformed("element-unclosed", {
  title: "The document ends while an element is open",
  explanation: "Every start tag needs an end tag. The file may have been cut off.",
  message: ({ open, line }) =>
    `The document ends here; expected </${open}>: <${open}> was opened in line ${line}`,
  help: ({ open }) => `Add </${open}>; if much is missing, the file was perhaps cut off.`,
});

/** There is no element at all. */
export const rootMissing: FindingType<{ found: string }> = wellformed("root-missing", {
  title: "The document has no element",
  explanation: "A document is one element, which holds all others. An empty file is no document.",
  message: ({ found }) => `Here stands ${found}; expected the start tag of the outermost element`,
  help: () => 'A TEI document begins with <TEI xmlns="http://www.tei-c.org/ns/1.0">.',
});

/** Something stands behind the outermost element. */
export const contentAfterRoot: FindingType<{ found: string; root: string }> = wellformed(
  "content-after-root",
  {
    title: "Something stands behind the outermost element",
    explanation: "Only comments, processing instructions and white space may follow the outermost element.",
    message: ({ found, root }) => `Here stands ${found}; expected nothing more behind </${root}>`,
    help: ({ root }) => `Move it into <${root}>, or put both into one element.`,
  },
);

/** A character that XML does not know. */
export const characterForbidden: FindingType<{ code: number }> = wellformed("character-forbidden", {
  title: "A character is not allowed in XML",
  explanation:
    "XML 1.0 allows tab, line feed, carriage return and all characters of Unicode from U+0020 on, except halves of surrogate pairs, U+FFFE and U+FFFF (section 2.2). Others are mostly left over from a conversion.",
  message: ({ code }) => `The character ${codePoint(code)} is not allowed in XML`,
  help: () => "Delete it, or write what it was meant to be.",
});

/** An attribute stands twice in a tag. */
export const attributeRepeated: FindingType<{ name: string; first: string; element: string }> = wellformed(
  "attribute-repeated",
  {
    title: "An attribute stands twice in one tag",
    explanation:
      "An element has each attribute once. Two prefixes that stand for the same namespace make the same name.",
    message: ({ name, first, element }) =>
      name === first
        ? `<${element}> has the attribute ${name} twice`
        : `<${element}> has the attribute ${name} twice: ${first} is the same name in the same namespace`,
    help: () => "Keep one of them. Several values of one attribute are parted by spaces.",
  },
);

/** `<` in the value of an attribute. */
export const lessThanInValue: FindingType<{ entity: string | null }> = wellformed("less-than-in-value", {
  title: "The value of an attribute holds “<”",
  explanation:
    "In the value of an attribute “<” is written &lt;. Often the closing quotation mark is missing.",
  message: ({ entity }) =>
    entity === null
      ? "“<” stands in the value of an attribute; expected the closing quotation mark, or &lt;"
      : `The entity ${entity} brings “<” into the value of an attribute, where only &lt; may stand`,
  help: () => "Close the value before it, or write &lt;.",
});

/** `&` that begins no reference. */
export const ampersandBare: FindingType<{ found: string }> = wellformed("ampersand-bare", {
  title: "“&” begins no reference",
  explanation:
    "“&” begins a reference such as &amp; or &#8212;, which ends with “;”. The sign itself is written &amp;.",
  message: ({ found }) =>
    `“&” begins no reference here: it stands before ${found}; expected a name or “#”, and “;”`,
  help: () => "Write &amp; for the sign itself.",
});

/** A character reference to something that is not a character. */
export const characterReferenceWrong: FindingType<{ reference: string }> = wellformed(
  "character-reference-wrong",
  {
    title: "A character reference gives no character",
    explanation:
      "&#…; and &#x…; give a character by its number, decimal or hexadecimal; it has to be one that XML allows.",
    message: ({ reference }) => `${reference} is not the number of a character that XML allows`,
  },
);

/** An entity that is declared nowhere. */
export const entityUndeclared: FindingType<{ name: string; nearest: string | null }> = wellformed(
  "entity-undeclared",
  {
    title: "An entity is not declared",
    explanation:
      "XML knows &amp; &lt; &gt; &apos; and &quot;. All other names have to be declared in the document's DTD; HTML's names are unknown.",
    message: ({ name }) => `The entity &${name}; is not declared`,
    help: ({ name, nearest }) =>
      nearest === null
        ? `Write the character itself, or declare it: <!ENTITY ${name} "…">`
        : `Did you mean &${nearest};?`,
  },
);

/** An entity whose declaration or content lies outside the document, which is never fetched. */
export const entityNotRead: FindingType<{ name: string; why: string; count: number }> = wellformed(
  "entity-not-read",
  {
    title: "An entity outside the document was not read",
    explanation:
      "The document refers to an entity whose declaration or text is in another file. Nothing is fetched, so what the entity stands for is missing.",
    message: ({ name, why, count }) =>
      `${name} ${why}: it was not read, and its text is missing${count > 1 ? ` in ${count} places, first here` : ""}`,
    help: () =>
      "Declare the entity with its text in the document's own DTD, write the characters themselves, or use XInclude.",
  },
);

/** An entity that contains itself. */
export const entityRecursive: FindingType<{ chain: readonly string[] }> = wellformed("entity-recursive", {
  title: "An entity contains itself",
  explanation: "The text of an entity refers, directly or by way of others, to the entity itself.",
  message: ({ chain }) => `The entity ${chain[0]} contains itself: ${chain.join(" → ")}`,
});

/** An entity that opens or closes more than it closes or opens. */
export const entityUnbalanced: FindingType<{ name: string; tag: string }> = wellformed("entity-unbalanced", {
  title: "An entity's tags do not pair",
  explanation: "What is opened in an entity is closed in it (XML 1.0, section 4.3.2).",
  message: ({ name, tag }) =>
    `The text of the entity ${name} is not whole in itself: ${tag} has no counterpart in it`,
});

/** A reference to an entity that is not XML, or not allowed here. */
export const entityMisplaced: FindingType<{ name: string; why: string }> = wellformed("entity-misplaced", {
  title: "An entity may not be referred to here",
  explanation:
    "Unparsed entities (pictures, sound) are named only in attributes of type ENTITY; external entities may not stand in the value of an attribute; parameter entities stand only between the declarations of a DTD.",
  message: ({ name, why }) => `The entity ${name} may not stand here: ${why}`,
});

/** How the predefined entities may be declared (XML 1.0, section 4.6). */
const PREDEFINED: Readonly<Record<string, string>> = {
  lt: "&#38;#60;",
  gt: "&#62;",
  amp: "&#38;#38;",
  apos: "&#39;",
  quot: "&#34;",
};

function asItIs(name: string): string {
  return `<!ENTITY ${name} "${PREDEFINED[name]}">`;
}

/** A predefined entity declared to be something else. */
export const entityRedefined: FindingType<{ name: string }> = wellformed("entity-redefined", {
  title: "A predefined entity is given another meaning",
  explanation:
    "lt, gt, amp, apos and quot may be declared only to be what they are (XML 1.0, section 4.6), lt and amp doubly escaped. " +
    "They stay what they are, and the document is read.",
  message: ({ name }) => `The entity ${name} is declared to be something other than its character`,
  help: ({ name }) =>
    `Every reader of XML knows &${name};: leave the declaration out, or write ${asItIs(name)}.`,
});

/** `]]>` in text. */
export const sectionEndInText: FindingType<Record<never, never>> = wellformed("section-end-in-text", {
  title: "“]]>” stands in text",
  explanation: "“]]>” ends a CDATA section; in text it is written ]]&gt;.",
  message: () => "“]]>” stands in text, where no CDATA section is open; expected ]]&gt;",
});

/** `--` in a comment. */
export const commentHyphens: FindingType<Record<never, never>> = wellformed("comment-hyphens", {
  title: "“--” stands within a comment",
  explanation: "A comment ends with “-->”, and two hyphens may not stand in it before that.",
  message: () => "“--” stands within a comment; expected “-->”",
  help: () => "Put a space between the hyphens. Comments do not nest.",
});

/** Something begun and never ended. */
export const unclosed: FindingType<{ what: string; expected: string }> = wellformed("unclosed", {
  title: "Something is begun and never ended",
  explanation:
    "A comment, CDATA section, processing instruction, declaration or value begins and the document ends before it does.",
  message: ({ what, expected }) => `Here begins ${what} that never ends; expected “${expected}”`,
});

/** `<?xml …?>` elsewhere than at the very beginning. */
export const targetReserved: FindingType<{ target: string }> = wellformed("target-reserved", {
  title: "The XML declaration does not stand first",
  explanation:
    "<?xml …?> stands at the very beginning or not at all; no processing instruction may be called so.",
  message: ({ target }) =>
    `<?${target} …?> stands here; the XML declaration is written <?xml …?> and stands only at the very beginning of the document`,
  help: () => "Take away what stands before it, white space too, or the declaration.",
});

/** A prefix without a namespace. */
export const prefixUndeclared: FindingType<{ prefix: string; name: string; nearest: string | null }> =
  wellformed("prefix-undeclared", {
    title: "A prefix is not declared",
    explanation:
      'A prefix stands for a namespace, which xmlns:prefix="…" names on the element or one around it.',
    message: ({ prefix, name }) => `The prefix ${prefix} of ${name} is not declared`,
    help: ({ prefix, nearest }) =>
      nearest === null ? `Declare it: xmlns:${prefix}="…"` : `Did you mean ${nearest}:?`,
  });

/** A name with colons where a namespace allows one or none. */
export const nameNotQualified: FindingType<{ name: string; what: string }> = wellformed(
  "name-not-qualified",
  {
    title: "A name has a colon where it may not",
    explanation:
      "Names of elements and attributes have at most one colon, between prefix and local name; names of entities, instructions and notations have none (Namespaces in XML 1.0, sections 4 and 7).",
    message: ({ name, what }) =>
      `${name} is not a name for ${what}: a colon stands only between a prefix and a local name`,
  },
);

/** A declaration that the namespaces recommendation forbids. */
export const namespaceForbidden: FindingType<{ declaration: string; why: string }> = wellformed(
  "namespace-forbidden",
  {
    title: "A namespace may not be declared so",
    explanation:
      "The prefixes xml and xmlns and their namespaces are fixed, and a prefix cannot be undeclared (Namespaces in XML 1.0, sections 2.2 and 3).",
    message: ({ declaration, why }) => `${declaration} is not allowed: ${why}`,
  },
);

/** An encoding that is not read. */
export const encodingUnknown: FindingType<{ encoding: string }> = wellformed("encoding-unknown", {
  title: "The encoding is not one that is read",
  explanation: "UTF-8, UTF-16 with a byte order mark, ISO-8859-1 and US-ASCII are read.",
  message: ({ encoding }) =>
    `The document is declared to be in ${encoding}; expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII`,
  help: () => "Save the document as UTF-8 and correct its XML declaration.",
});

/** Bytes that are no characters in the document's encoding. */
export const bytesMalformed: FindingType<{ bytes: string; encoding: string }> = wellformed(
  "bytes-malformed",
  {
    title: "Bytes are not in the document's encoding",
    explanation: "The document is not in the encoding that it declares, or in UTF-8 if it declares none.",
    message: ({ bytes, encoding }) => `The bytes ${bytes} are no character in ${encoding}`,
    help: ({ encoding }) =>
      encoding === "UTF-8"
        ? 'Save the document as UTF-8, or declare its encoding: <?xml version="1.0" encoding="ISO-8859-1"?>'
        : "Save the document as UTF-8 and correct its XML declaration.",
  },
);

/** A declared encoding that cannot be the true one. */
export const encodingContradicted: FindingType<{ declared: string; found: string }> = wellformed(
  "encoding-contradicted",
  {
    title: "The declared encoding is not the document's",
    explanation:
      "The first bytes of the document show another encoding than the one its XML declaration names.",
    message: ({ declared, found }) =>
      `The document declares the encoding ${declared}, but its first bytes are ${found}`,
    help: () => "Correct the declaration, or save the document in the declared encoding.",
  },
);

/** Elements nested deeper than `limits.nesting`. */
export const nestingTooDeep: FindingType<{ limit: number }> = limit(
  "nesting-too-deep",
  "Elements are nested too deep",
  "No edition nests elements this deep; mostly end tags were written as start tags.",
  "nesting",
);

/** More attributes in a tag than `limits.attributes`. */
export const attributesTooMany: FindingType<{ limit: number }> = limit(
  "attributes-too-many",
  "An element has too many attributes",
  "No element of TEI has nearly so many attributes.",
  "attributes",
);

/** More text out of entities than `limits.expansion`. */
export const expansionTooLarge: FindingType<{ limit: number }> = limit(
  "expansion-too-large",
  "Entities stand for too much text",
  "References to entities, taken together, stand for more characters than are allowed.",
  "expansion",
);

/** More text out of entities, measured by the document, than `limits.expansionFactor`. */
export const expansionOutOfProportion: FindingType<{ limit: number }> = limit(
  "expansion-out-of-proportion",
  "Entities blow the document up out of proportion",
  "References to entities stand for many times the characters of the document itself.",
  "expansionFactor",
);

/** A document longer than `limits.documentSize`. */
export const documentTooLarge: FindingType<{ limit: number }> = wellformed("document-too-large", {
  title: "The document is too large",
  explanation:
    "A document is held as one string, and the engine holds none over 536,870,888 UTF-16 units; limits.documentSize can only be lowered.",
  message: ({ limit: value }) => `The document is too large: the limit is ${value} UTF-16 units`,
  help: () => "Divide the document, and join its parts with XInclude.",
});

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
