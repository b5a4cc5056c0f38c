import { defineFinding, type FindingType } from "../define.ts";

/** A pointer into a document that has no such element. */
export const targetMissing: FindingType<{
  pointer: string;
  attribute: string;
  document: string | null;
  nearest: string | null;
  further: number;
  isAlike: boolean;
}> = defineFinding({
  code: "links/target-missing",
  check: "links",
  severity: "error",
  title: "A pointer leads to nothing",
  explanation:
    "An attribute points to an element by its xml:id, and no element of that document has it. Correct the pointer, or " +
    "give the element meant its xml:id. Ids are compared letter by letter: capitals count. What more than ten pointers of an " +
    "attribute lead to is told once in a document, at the first, and so are those that lack the same file; a name in @rendition " +
    "always is.",
  example: '<sp who="#hamlt"> where the role is <role xml:id="hamlet">',
  message: ({ pointer, attribute, document, further, isAlike }) =>
    `@${attribute} points to “${pointer}”, and no element of ${document ?? "this document"} has that xml:id${alsoIn(further, isAlike)}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

/** A canonical reference to a part of the text that is not there. */
export const passageMissing: FindingType<{ known: string; missing: string }> = defineFinding({
  code: "links/passage-missing",
  check: "links",
  severity: "error",
  title: "A canonical reference leads to nothing",
  explanation:
    "The header declares how passages are referred to (citeStructure in refsDecl), and what @cRef begins with " +
    "is known by it, but nothing there has the name that follows. Correct the reference, or the @n of the passage. A " +
    "reference that fits no declaration at all is taken to mean a work elsewhere, and is not reported here.",
  example: '<ref cRef="Mt 18:77"> where chapter 18 has 35 verses',
  message: ({ known, missing }) => `@cRef refers to “${missing}” in “${known}”, and there is no such passage`,
});

/** A pointer into a file that is not there. */
export const fileMissing: FindingType<{
  pointer: string;
  attribute: string;
  file: string;
  nearest: string | null;
  further: number;
  /** Whether the further ones are like it, not the same. */
  isAlike: boolean;
}> = defineFinding({
  code: "links/file-missing",
  check: "links",
  severity: "error",
  title: "A pointer leads into a file that is not there",
  explanation:
    "An attribute points into another file, which does not exist or is not a document that can be read. The path is " +
    "taken from the folder of the document the pointer stands in (or from its xml:base). A pointer within the same " +
    "document begins with “#”.",
  example: '<persName ref="registre.xml#weil"> where the file is register.xml',
  message: ({ pointer, attribute, file, further, isAlike }) =>
    `@${attribute} points to “${pointer}”, and there is no document ${file}${alsoIn(further, isAlike)}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

/** A word that is the `xml:id` of an element, without the sign that makes a pointer of it. */
export const hashMissing: FindingType<{
  pointer: string;
  attribute: string;
  meant: string;
  further: number;
  /** Whether the further ones are like it, not the same. */
  isAlike: boolean;
}> = defineFinding({
  code: "links/hash-missing",
  check: "links",
  severity: "error",
  title: "A pointer to an element has no “#”",
  explanation:
    "An attribute holds the xml:id of an element as a bare word. A bare word is the name of a file; a pointer to an element " +
    "begins with “#”, or with the name of the file in which the element stands. Write it so.",
  example: '<sp who="hamlet"> where <sp who="#hamlet"> is meant',
  message: ({ pointer, attribute, further, isAlike }) =>
    `@${attribute} holds “${pointer}”, which is the xml:id of an element; expected a pointer to it${alsoIn(further, isAlike)}`,
  help: ({ meant }) => `Write “${meant}”.`,
});

/** A word where a pointer belongs, and nothing that it is the name of. */
export const bareWord: FindingType<{
  pointer: string;
  attribute: string;
  nearest: string | null;
  further: number;
  /** Whether the further ones are like it, not the same. */
  isAlike: boolean;
}> = defineFinding({
  code: "links/bare-word",
  check: "links",
  severity: "warning",
  title: "A word stands where a pointer belongs",
  explanation:
    "An attribute whose value is a pointer holds a word: no element of the edition has it as its xml:id, and no file beside " +
    "the document has it as its name. The project may have an understanding of its own about such words, which nobody " +
    "else can follow. Write a pointer, or declare a prefix for the words with prefixDef.",
  example: '<persName ref="pmb2121"> where the register of persons is elsewhere',
  message: ({ pointer, attribute, further, isAlike }) =>
    `@${attribute} holds “${pointer}”; expected a pointer, which begins with “#”, a file or a prefix${alsoIn(further, isAlike)}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

/** A pointer to an element that is there, but is not what the attribute is for. */
export const targetWrongKind: FindingType<{
  pointer: string;
  attribute: string;
  element: string;
  expected: string;
  further: number;
}> = defineFinding({
  code: "links/wrong-kind",
  check: "links",
  severity: "error",
  title: "A pointer leads to the wrong kind of thing",
  explanation:
    "The element pointed to exists, but it is not of the kind that the attribute is for: a speaker is a person, a group " +
    "or a role, not a book; a witness is a witness or a book, not a person; the name of a place stands for a place. Correct " +
    "the pointer, or the element it stands on.",
  example: '<rdg wit="#heine"> where <person xml:id="heine"> is a person',
  message: ({ pointer, attribute, element, expected, further }) =>
    `@${attribute} points to “${pointer}”, which is a <${element}>; expected ${expected}${alsoIn(further)}`,
  help: () => null,
});

/** A pointer with a prefix that no `prefixDef` declares and that is no scheme of the web. */
export const prefixUnknown: FindingType<{
  pointer: string;
  attribute: string;
  prefix: string;
  nearest: string | null;
  further: number;
  isAlike: boolean;
}> = defineFinding({
  code: "links/prefix-unknown",
  check: "links",
  severity: "warning",
  title: "A pointer has a prefix that is not declared",
  explanation:
    "A pointer such as “psn:bach” is shorthand, and a prefixDef in the header's listPrefixDef says what it stands for. " +
    "Without it nobody can follow the pointer. Declare the prefix, or write the pointer out. Where an attribute " +
    "has it more than ten times in a document, it is told once, at the first.",
  example: '<persName ref="psn:bach"> without a <prefixDef ident="psn">',
  message: ({ pointer, attribute, prefix, further, isAlike }) =>
    `@${attribute} points to “${pointer}”, and no prefixDef declares the prefix “${prefix}”${alsoIn(further, isAlike)}`,
  help: ({ nearest, prefix }) =>
    nearest === null ? `Add <prefixDef ident="${prefix}" …> to the header.` : `Did you mean “${nearest}:”?`,
});

/** A pointer with a declared prefix that fits none of the patterns declared for it. */
export const prefixMismatch: FindingType<{
  pointer: string;
  attribute: string;
  prefix: string;
  patterns: readonly string[];
  further: number;
}> = defineFinding({
  code: "links/prefix-mismatch",
  check: "links",
  severity: "error",
  title: "A pointer does not fit the pattern of its prefix",
  explanation:
    "A prefixDef says with matchPattern what may stand behind its prefix, and what stands there does not fit: the whole of it " +
    "has to. Correct the pointer or the pattern. Several prefixDefs of one prefix are tried in turn.",
  example: '<prefixDef ident="psn" matchPattern="([a-z]+)" …> and <persName ref="psn:Bach">',
  message: ({ pointer, attribute, prefix, patterns, further }) =>
    `@${attribute} points to “${pointer}”; expected behind “${prefix}:” what fits ${patterns.map((each) => `“${each}”`).join(" or ")}${alsoIn(further)}`,
  help: () => null,
});

/** An address of the web that is not written as one. */
export const addressMalformed: FindingType<{ pointer: string; attribute: string; meant: string | null }> =
  defineFinding({
    code: "links/address-malformed",
    check: "links",
    severity: "error",
    title: "An address of the web is not written as one",
    explanation:
      "An address such as https://example.org/page has a scheme, “://” and the name of a host, no spaces and no brackets, and " +
      "“%” only before two hexadecimal digits (RFC 3986). Without its scheme it is the name of a file. Addresses are not " +
      "fetched: only the way they are written is looked at.",
    example: '<ref target="www.example.org/page">',
    message: ({ pointer, attribute }) =>
      `@${attribute} points to “${pointer}”; expected an address such as https://example.org/page`,
    help: ({ meant }) => (meant === null ? null : `Did you mean “${meant}”?`),
  });

/** A `@key` that no entry of the registers has, where others lead there. */
export const keyMissing: FindingType<{ key: string; nearest: string | null; expected: string }> =
  defineFinding({
    code: "links/key-missing",
    check: "links",
    severity: "warning",
    title: "A key leads to no entry of the registers",
    explanation:
      "The keys of a document lead into the registers of the edition, and this one leads to no entry. It is told only where other " +
      "keys of the document do lead there, or where the key is very like that of an entry: a key may as well be one of a " +
      "database elsewhere. Correct the key, or add the entry.",
    example: '<persName key="wiel"> where the register has <person xml:id="weil">',
    message: ({ key, expected }) =>
      `@key is “${key}”, and no entry of the registers has it; expected ${expected}`,
    help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
  });

/** A picture, a sound or a film that is to be shown and is not on disk. */
export const mediaMissing: FindingType<{ url: string; path: string; others: number; folder: string }> =
  defineFinding({
    code: "links/media-missing",
    check: "links",
    severity: "error",
    title: "A picture or a recording is not there",
    explanation:
      "A graphic or media element names a file that does not exist. The path is taken from the folder of the document, or from " +
      "its xml:base. Where none of the files that a document names in a folder is there, it is told once, with their number. " +
      "Where the files are kept elsewhere on purpose, set the severity of this code to “off” in the configuration.",
    example: '<graphic url="images/title-page.jpg"/> where the file is images/titlepage.jpg',
    message: ({ url, path, others, folder }) =>
      others === 0
        ? `@url names “${url}”, and there is no file ${path}`
        : `@url names “${url}”, and there is no file ${path}, nor ${othersNamed(others)} in ${folder}`,
    help: () => null,
  });

/** The picture of a page that is not on disk. */
export const facsimileMissing: FindingType<{ url: string; path: string; others: number; folder: string }> =
  defineFinding({
    code: "links/facsimile-missing",
    check: "links",
    severity: "warning",
    title: "The picture of a page is not there",
    explanation:
      "A @facs names a file that does not exist. The path is taken from the folder of the document, or from its xml:base. " +
      "Pictures of pages often lie on another server than the edition: then write their full addresses, give them an " +
      "xml:base, or set the severity of this code to “off” in the configuration. Where none of the files that a document names " +
      "in a folder is there, it is told once, with their number.",
    example: '<pb facs="scans/0012.jpg"/> where there is no such file',
    message: ({ url, path, others, folder }) =>
      others === 0
        ? `@facs names “${url}”, and there is no file ${path}`
        : `@facs names “${url}”, and there is no file ${path}, nor ${othersNamed(others)} in ${folder}`,
    help: () => null,
  });

/** Elements that point to one another in a circle, where there has to be a first and a last. */
export const circular: FindingType<{ attributes: readonly string[]; chain: readonly string[] }> =
  defineFinding({
    code: "links/circular",
    check: "links",
    severity: "error",
    title: "Pointers go round in a circle",
    explanation:
      "Elements that are parts of one another's sequence (@next, @prev), or copies of one another (@copyOf, @sameAs), lead back to " +
      "where they began: there is no first part and no original. Both attributes of a pair count together, as where one " +
      "element is the copy of another that is said to be the same as it. Take one of the pointers away.",
    example: '<q xml:id="a" next="#b"/> … <q xml:id="b" next="#a"/>',
    message: ({ attributes, chain }) =>
      `${attributes.join(" and ")} ${attributes.length > 1 ? "go" : "goes"} round in a circle: ${chain.join(" → ")}`,
    help: () => null,
  });

/** An `xml:id` that nothing points to, on an element that the configuration wants pointed to. */
export const idUnused: FindingType<{ id: string; element: string }> = defineFinding({
  code: "links/id-unused",
  check: "links",
  severity: "warning",
  title: "Nothing points to an element that is there to be pointed to",
  explanation:
    "The configuration lists elements (links.mustBeUsed) that are only there to be pointed to, such as the persons of a " +
    "register, and nothing in the edition points to this one. Point to it, or take it out.",
  example: '<person xml:id="weil"> to which no @ref, @who or @key leads',
  message: ({ id, element }) => `Nothing points to <${element} xml:id="${id}">`,
  help: () => null,
});

/** An `xml:id` that another element of the document has already. */
export const duplicateId: FindingType<{ id: string; line: number; file?: string | null }> = defineFinding({
  code: "links/duplicate-id",
  check: "links",
  severity: "error",
  title: "Two elements have the same xml:id",
  explanation:
    "An xml:id names one element of a document, so that others can point to it. Where two have the same, a pointer to it " +
    "is a pointer to either. Give one of them another id, and correct the pointers that meant it. Files that are joined by " +
    "XInclude are one document.",
  example: '<p xml:id="p1"/> … <p xml:id="p1"/>',
  message: ({ id, line, file = null }) =>
    `The xml:id “${id}” is used already, on line ${line}${file === null ? "" : ` of ${file}`}; expected an id of its own`,
  help: () => null,
});

function alsoIn(further: number, isAlike = false): string {
  if (further === 0) return "";
  if (isAlike) return likeIt(further);
  return further === 1 ? " (the same in one more place)" : ` (the same in ${further} more places)`;
}

function likeIt(further: number): string {
  return further === 1 ? " (one like it in one more place)" : ` (others like it in ${further} more places)`;
}

function othersNamed(count: number): string {
  return count === 1 ? "the other one that is named" : `any of the ${count} others that are named`;
}
