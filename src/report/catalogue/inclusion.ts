import { defineFinding, type FindingSpec, type FindingType } from "../define.ts";

type Spec<A> = Omit<FindingSpec<A>, "check" | "severity" | "code">;

function inclusion<A>(name: string, spec: Spec<A>): FindingType<A> {
  return defineFinding({ ...spec, code: `wellformed/${name}`, check: "wellformed", severity: "error" });
}

/** An `xi:include` of a file that is not there, without an `xi:fallback`. */
export const includeMissing: FindingType<{ href: string; file: string }> = inclusion("include-missing", {
  title: "A file to be included is not there",
  explanation:
    "An xi:include names a file that does not exist, and has no xi:fallback to stand in for it. What it should bring is " +
    "missing from the document in every check and output. The path is taken from the folder of the file in which the " +
    "xi:include stands, or from its xml:base.",
  example: '<xi:include href="chapters/one.xml"/> where chapters/one.xml was renamed',
  message: ({ href, file }) => `“${href}” is to be included, and there is no file ${file}`,
  help: () => "Correct the href, add the file, or say with xi:fallback what stands in for it.",
});

/** An `xi:include` of something that is not on this machine. */
export const includeNotFetched: FindingType<{ href: string }> = inclusion("include-not-fetched", {
  title: "A file to be included is elsewhere on the web",
  explanation:
    "An xi:include names an address of the web. Nothing is fetched, so that an edition is the same on every machine and on " +
    "every day. Keep a copy in the project and include that, or give the xi:include an xi:fallback.",
  example: '<xi:include href="https://example.org/persons.xml"/>',
  message: ({ href }) => `“${href}” is to be included, and nothing is fetched`,
  help: () => "Keep a copy in the project and include that.",
});

/** An `xi:include` of a file outside the project's folder. */
export const includeOutside: FindingType<{ href: string }> = inclusion("include-outside", {
  title: "A file to be included lies outside the project",
  explanation:
    "An xi:include names a file outside the folder of the edition. A document must not bring in whatever lies on the machine " +
    "of the one who builds it, so such a file is not read. Move the file into the project.",
  example: '<xi:include href="../../../etc/passwd" parse="text"/>',
  message: ({ href }) => `“${href}” is to be included, and lies outside the project; it is not read`,
  help: () => "Move the file into the project.",
});

/** A file to be included that is not well-formed: what is wrong with it is told by itself. */
export const includeUnreadable: FindingType<{ href: string; line: number | null }> = inclusion(
  "include-unreadable",
  {
    title: "A file to be included cannot be read",
    explanation:
      "An xi:include names a file that is there, but is not well-formed, is not in the encoding it says or is too large. What " +
      "is wrong with it is reported for that file. Until it is mended, what it should bring is missing from the document.",
    example: '<xi:include href="one.xml"/> where a tag is not closed in one.xml',
    message: ({ href, line }) =>
      `“${href}” is to be included, and cannot be read${line === null ? "" : `: see its line ${line}`}`,
    help: () => null,
  },
);

/** A file that includes itself, by way of others or not. */
export const includeLoop: FindingType<{ href: string; chain: readonly string[] }> = inclusion(
  "include-loop",
  {
    title: "A file includes itself",
    explanation:
      "Following the inclusions leads back to the same file, and so would never end (XInclude 1.0, section 4.2.7). Take one of " +
      "the inclusions in the chain away.",
    example: 'a.xml has <xi:include href="b.xml"/>, and b.xml has <xi:include href="a.xml"/>',
    message: ({ href, chain }) =>
      `“${href}” is to be included, and includes this file in turn: ${chain.join(" → ")}`,
    help: () => null,
  },
);

/** An `xi:include` that is not written as XInclude asks. */
export const includeMalformed: FindingType<{ reason: string }> = inclusion("include-malformed", {
  title: "An inclusion is not written as XInclude asks",
  explanation:
    "An xi:include has an href, or an xpointer into its own document; its parse is “xml” or “text”; an xpointer goes with " +
    "“xml” alone; a place within a file is named by xpointer and not behind “#” in the href; and it holds nothing but one " +
    "xi:fallback (XInclude 1.0, section 3).",
  example: '<xi:include href="persons.xml#list"/>',
  message: ({ reason }) => `An inclusion is not written as XInclude asks: ${reason}`,
  help: () => null,
});

/** An `xpointer` that leads to nothing in the file. */
export const includePointerMissing: FindingType<{
  href: string;
  pointer: string;
  reason: string;
  nearest: string | null;
}> = inclusion("include-pointer-missing", {
  title: "A part of a file to be included is not there",
  explanation:
    "An xi:include asks with xpointer for a part of a file, and the file has no such part, or the xpointer is written in a way " +
    "that is not understood. Understood are an xml:id, element(id/1/2), and xpointer() or xpath() with paths of names, " +
    "numbers and attributes; xmlns() binds prefixes.",
  example: '<xi:include href="register.xml" xpointer="persons"/> where register.xml has no xml:id “persons”',
  message: ({ href, pointer, reason }) => `“${pointer}” of ${href} is to be included, and ${reason}`,
  help: ({ nearest }) => (nearest === null ? null : `Did you mean “${nearest}”?`),
});

/** Included text that is no XML document after all: nothing, two elements, or text where the document should be. */
export const includeNoRoot: FindingType<Record<string, never>> = inclusion("include-no-root", {
  title: "Inclusion leaves the document without its one outermost element",
  explanation:
    "The outermost element of a document is an xi:include, and what it brings is not one element. Include a whole file there, " +
    "or write the outermost element and include what stands in it.",
  example: '<xi:include href="notes.txt" parse="text"/> as the outermost element',
  message: () => "What is included here is to be the outermost element, and is not one element",
  help: () => null,
});

/** More text brought in than `limits.inclusion`. */
export const inclusionTooLarge: FindingType<{ limit: number }> = inclusion("inclusion-too-large", {
  title: "Inclusions bring in too much text",
  explanation:
    "What all inclusions of a document bring in, taken together and counted each time, is more than is allowed. Limits keep a " +
    "faulty or hostile document from taking all memory; a document that really needs more may have it.",
  example: "a.xml includes b.xml ten times, b.xml includes c.xml ten times, and so on",
  message: ({ limit }) => `Inclusions bring in too much text: the limit is ${limit} UTF-16 units`,
  help: () => "If the document is meant to be so, raise limits.inclusion in the configuration.",
});

/** More text brought in, measured by the files it comes from, than `limits.expansionFactor`. */
export const inclusionOutOfProportion: FindingType<{ limit: number }> = inclusion(
  "inclusion-out-of-proportion",
  {
    title: "Inclusions blow the document up out of proportion",
    explanation:
      "The same files are included again and again, until the document is many times as large as all of them together. That is " +
      "how a hostile document fills a memory; a document that really needs it may have it.",
    example: "a.xml includes b.xml ten times, b.xml includes c.xml ten times, and so on",
    message: ({ limit }) =>
      `Inclusions make the document more than ${limit} times as large as the files it is made of`,
    help: () => "If the document is meant to be so, raise limits.expansionFactor in the configuration.",
  },
);

/** Inclusions nested deeper than `limits.inclusionDepth`. */
export const inclusionTooDeep: FindingType<{ limit: number }> = inclusion("inclusion-too-deep", {
  title: "Inclusions are nested too deep",
  explanation:
    "A file is included by a file that is included by a file, and so on, deeper than any edition goes. A document that really " +
    "needs more may have it.",
  example: "0001.xml includes 0002.xml, which includes 0003.xml, and so on",
  message: ({ limit }) => `Inclusions are nested too deep: the limit is ${limit}`,
  help: () => "If the document is meant to be so, raise limits.inclusionDepth in the configuration.",
});
