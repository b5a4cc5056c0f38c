import type { PackageDescription, PackedDocument, PackedStage } from "./description.ts";
import { type Agent, packageName } from "./metadata.ts";
import { descriptionOf } from "./ro-crate.ts";

/** Lines are no longer than a page of print or a terminal of any age holds. */
const WIDTH = 78;

/**
 * Writes `README.txt`, in words, for whoever opens the package in thirty years and has none of today's programs. `named` are the
 * records beside it: it speaks of no other.
 */
export function readme(description: PackageDescription, named: readonly string[]): string {
  const sections = [
    heading(description),
    filled(descriptionOf(description)),
    people(description),
    rights(description),
    ...(description.validation.errors > 0 ? [faults(description)] : []),
    folders(description),
    INTEGRITY,
    again(description),
    records(description, named),
  ];
  return `${sections.join("\n\n")}\n`;
}

function heading({ metadata }: PackageDescription): string {
  const title = metadata.title ?? metadata.id;
  const line = "=".repeat(Math.min(WIDTH, [...title].length));
  const facts = [
    ...(metadata.version === null ? [] : [`Version ${metadata.version}`]),
    ...(metadata.date === null ? [] : [`of ${metadata.date.slice(0, 10)}`]),
  ].join(" ");
  return [title, line, ...(facts === "" ? [] : ["", facts])].join("\n");
}

function people({ metadata }: PackageDescription): string {
  const { creators, contributors, publisher, doi } = metadata;
  const lines = [
    ...creators.map((agent) => `By ${named(agent)}`),
    ...contributors.map(
      (agent) => `${agent.responsibility ?? (agent.role === "editor" ? "Edited" : "With")}: ${named(agent)}`,
    ),
    ...(publisher === null ? [] : [`Published by ${publisher}`]),
    ...(doi === null ? [] : [`DOI: ${doi}`]),
  ];
  return lines.length === 0 ? "Who made it is not recorded." : lines.map(filled).join("\n");
}

function named({ name, orcid }: Agent): string {
  return orcid === null ? name : `${name} (${orcid})`;
}

function rights({ metadata }: PackageDescription): string {
  const lines = [
    ...metadata.licences.map(({ name, url }) => (url === null ? name : `${name}: ${url}`)),
    ...(metadata.isRightsUnknown ? ["The rights are not known."] : []),
    ...(metadata.rights === null ? [] : [metadata.rights]),
    ...(metadata.embargo === null ? [] : [`Not to be made public before ${metadata.embargo} has passed.`]),
  ];
  return ["RIGHTS", "", ...(lines.length === 0 ? ["Nothing is recorded."] : lines.map(filled))].join("\n");
}

function faults({ validation }: PackageDescription): string {
  const { errors, valid, documents, lacks } = validation;
  const words =
    `When the package was made, the checks found ${errors} ${errors === 1 ? "error" : "errors"}; ${valid} of ${documents} documents were valid. ` +
    "It was packed all the same, because it was asked for (--allow-findings). The folder “report” lists each error in a document with its place.";
  const listed = lacks.map(({ path, message }) => filled(`${path}: ${message}`));
  const own =
    listed.length === 0 ? [] : ["", "What an archive asks, and the edition does not have:", "", ...listed];
  return ["NOT WITHOUT FAULTS", "", filled(words), ...own].join("\n");
}

function folders({ folders: all, metadata }: PackageDescription): string {
  const lines = all.map(({ path, about }) => filled(`${path}/: ${about}`));
  const intro =
    `This package follows BagIt (RFC 8493): the folder “data” is the payload, and every path below is from there. ` +
    `The package is called ${packageName(metadata)}. The records are in UTF-8.`;
  return ["WHAT IS HERE", "", filled(intro), "", ...lines].join("\n");
}

const INTEGRITY = `IS IT WHOLE?

${filled(
  "Beside the folder “data” lie lists of checksums: manifest-sha512.txt and manifest-sha256.txt name every file of the payload, " +
    "tagmanifest-sha512.txt and tagmanifest-sha256.txt the lists and the other files beside it. On a Unix system, in the folder " +
    "that holds “data”:",
)}

    sha512sum --check manifest-sha512.txt
    sha512sum --check tagmanifest-sha512.txt

${filled("Any program that knows SHA-512 (FIPS 180-4) can do the same. A file that is in no list does not belong here.")}`;

function again({ portable, stages, texts, tool, folders: all }: PackageDescription): string {
  const one = texts[0];
  return [
    "MAKING IT AGAIN",
    "",
    filled(
      `The outputs were made from the sources by ${tool.name} ${tool.version} (${tool.url}). With that program: “colophon build” in the folder “data”.`,
    ),
    ...(one === undefined ? [] : byHand(portable, one)),
    ...(one === undefined || stages.length === 0 ? [] : ["", ...own(stages, one)]),
    "",
    filled(
      `The sources are TEI XML (Text Encoding Initiative, P5). Whatever reads XML reads them, and the elements are described at https://tei-c.org/${
        all.some(({ path }) => path === "schemas") ? " and by the schema in the folder “schemas”" : ""
      }.`,
    ),
  ].join("\n");
}

/** How reading texts and plain pages are made again without the program. */
function byHand(portable: readonly PackedStage[], one: PackedDocument): string[] {
  return [
    "",
    filled(
      "Without it, the stylesheets named below make the reading text and plain pages again. They are written in XSLT 3.0, a " +
        "standard of the W3C (2017), and need any processor of it and nothing else. Apply each to every document; with the Java " +
        "program Saxon the commands are, in the folder “data”:",
    ),
    "",
    ...portable.map((stage) => `    ${command(stage, one)}`),
    "",
    filled(
      "What they make is plainer than the outputs, and what the edition’s own processing models decide may differ. Two such things " +
        "can be said behind a command: which marks of quotation stand outermost (first-marks=single or first-marks=double), and " +
        "that notes are no part of the reading text (notes=none).",
    ),
  ];
}

/** What an edition's own stylesheets make is the edition's to promise; how they were run is told. */
function own(stages: readonly PackedStage[], one: PackedDocument): string[] {
  return [
    filled(
      "The edition has stylesheets of its own as well. They were run on the documents like this, and may ask for a processor of " +
        "another version of XSLT:",
    ),
    "",
    ...stages.map((stage) => `    ${command(stage, one)}`),
  ];
}

function command({ stylesheet, output, parameters }: PackedStage, { id, path }: PackedDocument): string {
  const words = [
    `-s:${path}`,
    `-xsl:${stylesheet}`,
    `-o:again/${output.replaceAll("{id}", () => id)}`,
    ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
  ];
  return `java -jar saxon-he.jar ${words.map(shellWord).join(" ")}`;
}

/** A word of a command as POSIX's shell takes it, whatever is in it. */
function shellWord(word: string): string {
  return /^[\p{L}\p{N}_.:/=-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function records({ tool }: PackageDescription, named: readonly string[]): string {
  return [
    "RECORDS FOR MACHINES",
    "",
    ...RECORDS.filter(([path]) => named.includes(path)).map(([path, about]) => filled(`${path}: ${about}`)),
    "",
    filled(`This file was written by ${tool.name} ${tool.version}.`),
  ].join("\n");
}

const RECORDS: readonly (readonly [string, string])[] = [
  [
    "ro-crate-metadata.json",
    "RO-Crate 1.2 (JSON-LD): every file, who made it, from what, under which terms. ro-crate-preview.html shows the same in a browser.",
  ],
  ["datacite.xml", "DataCite 4.6, by which the edition is registered with its DOI."],
  ["CITATION.cff", "how to cite it (Citation File Format 1.2)."],
  ["premis.xml", "PREMIS 3.0, what was done to the files."],
  ["swhids.tsv", "the identifiers of contents and folders as Software Heritage and git count them."],
  ["mets.xml", "METS 1.12: every file with its checksum, for repositories that take that."],
];

/** Breaks a paragraph into lines. */
function filled(paragraph: string): string {
  const lines = [""];
  for (const word of paragraph.split(/\s+/u)) {
    const line = lines.at(-1)!;
    if (line !== "" && [...line].length + 1 + [...word].length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
