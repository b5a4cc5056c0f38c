import { defineFinding, type FindingType } from "../define.ts";

/** What archives ask of an edition's metadata, and the edition does not say. */
export const metadataMissing: FindingType<{ what: string; where: string }> = defineFinding({
  code: "archive/metadata-missing",
  check: "archive",
  severity: "error",
  title: "The edition does not say what an archive must know",
  explanation:
    "A package without a title, without anyone who made it, or without a word about rights will be taken by no archive, " +
    "and by no reader later. Colophon takes these from the headers of the documents and from “archive” in the " +
    "configuration, and invents nothing. Rights that are not known are said to be so with availability/@status " +
    "“unknown”, or rights: “unknown” in the configuration.",
  message: ({ what }) => `The edition names no ${what}`,
  help: ({ where }) => where,
});

/** What DataCite asks, and the edition does not say. */
export const recordIncomplete: FindingType<{ what: string; where: string }> = defineFinding({
  code: "archive/record-incomplete",
  check: "archive",
  severity: "warning",
  title: "The edition does not say all that DataCite asks",
  explanation:
    "DataCite's record of a publication needs creators, a title, a publisher, a year and an identifier. The package is " +
    "made without what is missing; the record datacite.xml is left out where it could not be valid.",
  message: ({ what }) => `The edition names no ${what}, which DataCite asks for`,
  help: ({ where }) => where,
});

/** An embargo that has no date. */
export const embargoUnclear: FindingType<{ embargo: string }> = defineFinding({
  code: "archive/embargo-unclear",
  check: "archive",
  severity: "error",
  title: "An embargo has no date that can be read",
  explanation:
    "A text that is restricted for a time becomes free on a day, and the archive must know which. Write the day as " +
    "YYYY-MM-DD in “archive.embargo” of the configuration.",
  message: ({ embargo }) => `The embargo “${embargo}” is not a date; expected YYYY-MM-DD`,
  help: () => "Write the last day of the embargo as YYYY-MM-DD.",
});

/** A file name that does not survive other systems, or that an archive refuses. */
export const unsafeName: FindingType<{ name: string; rule: string; better: string }> = defineFinding({
  code: "archive/unsafe-name",
  check: "archive",
  severity: "error",
  title: "A file name is not safe",
  explanation:
    "Names with control characters, with signs that Windows reserves, with a space or full stop at their end, or in " +
    "letters that are not in composed form (NFC) are lost or changed when a package is moved. Some archives ask for " +
    "letters, digits, hyphen and underscore only. Rename the file, and correct the references to it.",
  message: ({ name, rule }) => `The name “${name}” is not safe: ${rule}`,
  help: ({ better }) =>
    better === ""
      ? "Rename it, and correct the references to it."
      : `Rename it, for example to “${better}”, and correct the references to it.`,
});

/** Two names that become one elsewhere. */
export const namesClash: FindingType<{ one: string; other: string; how: string }> = defineFinding({
  code: "archive/names-clash",
  check: "archive",
  severity: "error",
  title: "Two names are the same on other systems",
  explanation:
    "Windows and macOS take names that differ in capitals only for the same, and some systems also names whose letters " +
    "are composed differently. One of the two files would overwrite the other when the package is unpacked.",
  message: ({ one, other, how }) => `“${one}” and “${other}” differ ${how}`,
  help: () => "Rename one of them.",
});

/** A text that does not begin or read as archives ask. */
export const encodingOther: FindingType<{ file: string; what: string }> = defineFinding({
  code: "archive/encoding",
  check: "archive",
  severity: "warning",
  title: "A text is not in UTF-8 without a byte order mark",
  explanation:
    "Archives ask for texts in UTF-8 without a byte order mark, because it is what every program of the future will be " +
    "able to read. Convert the file, and correct the encoding in its XML declaration.",
  message: ({ file, what }) => `${file} ${what}`,
  help: () => "Save it as UTF-8 without a byte order mark.",
});

/** A reference to a file that is not there, so that it cannot be packed. */
export const referenceMissing: FindingType<{ pointer: string; file: string }> = defineFinding({
  code: "archive/reference-missing",
  check: "archive",
  severity: "error",
  title: "A file that is referred to is not there",
  explanation:
    "An image, a schema, a stylesheet or another file is named and does not exist, so the package would not hold it, and " +
    "whoever opens it later would look for it in vain. Put the file there, or correct the reference.",
  message: ({ pointer, file }) => `“${pointer}” is referred to, and there is no file ${file}`,
  help: () => "Put the file there, or correct the reference.",
});

/** A reference to a file that lies outside the edition. */
export const referenceOutside: FindingType<{ pointer: string }> = defineFinding({
  code: "archive/reference-outside",
  check: "archive",
  severity: "error",
  title: "A file that is referred to lies outside the edition",
  explanation:
    "Only what lies in the edition's folder is packed. A reference that climbs out of it leads to nothing once the " +
    "package stands alone. Move the file into the edition.",
  message: ({ pointer }) => `“${pointer}” leads out of the edition's folder, and is not packed`,
  help: () => "Move the file into the edition's folder, and refer to it there.",
});

/** A reference by an absolute path. */
export const absolutePath: FindingType<{ pointer: string }> = defineFinding({
  code: "archive/absolute-path",
  check: "archive",
  severity: "error",
  title: "A reference names a path of this machine",
  explanation:
    "A path that begins at the root of a disk, or a file: address, means something on one machine only. Write the path " +
    "from the folder of the document.",
  message: ({ pointer }) =>
    `“${pointer}” is a path of one machine; expected a path from the document's folder`,
  help: () => "Write it from the folder of the document it stands in.",
});

/** A file of the package that points to nothing. */
export const dangling: FindingType<{ file: string; target: string }> = defineFinding({
  code: "archive/dangling",
  check: "archive",
  severity: "error",
  title: "Something that would be packed leads to nothing",
  explanation:
    "A symbolic link without its target, or one that leads out of the edition, cannot be packed. Put the file itself in " +
    "its place.",
  message: ({ file, target }) => `${file} is a link to “${target}”, which is not a file of the edition`,
  help: () => "Put the file itself in the place of the link.",
});

/** An edition in which no schema would be packed. */
export const schemaNotPacked: FindingType<{ href: string | null }> = defineFinding({
  code: "archive/schema-not-packed",
  check: "archive",
  severity: "warning",
  title: "The schema of the documents is not in the edition",
  explanation:
    "Who opens the package later needs the schema to know what the documents promise. It must lie in the edition's " +
    "folder: an address on the web will not answer forever.",
  message: ({ href }) =>
    href === null
      ? "The documents declare no schema, and there is none in schemas/"
      : `The schema “${href}” is not in the edition's folder, and is not packed`,
  help: () => "Put the schema into schemas/, and declare it there.",
});

/** Findings of the other checks that keep an edition from being packed. */
export const editionFaulty: FindingType<{ errors: number }> = defineFinding({
  code: "archive/edition-faulty",
  check: "archive",
  severity: "error",
  title: "An edition with errors is not packed",
  explanation:
    "A package is made to be kept, and an edition in which the checks find errors is not ready for that. Mend them; or " +
    "pack with --allow-findings, and the package will say in its own records that it was made with errors.",
  message: ({ errors }) =>
    `The edition has ${errors} ${errors === 1 ? "error" : "errors"}, and was not packed`,
  help: () => "Mend them, or pack with --allow-findings, which the package then says.",
});

/** An edition of which no package can be made that verifies. */
export const notPackable: FindingType<{ reason: string }> = defineFinding({
  code: "archive/not-packable",
  check: "archive",
  severity: "error",
  title: "The package would not hold by its own rules",
  explanation:
    "What Colophon packs must verify. RO-Crate demands a date, and Colophon takes none from the clock: without a date in a " +
    "header, in the configuration, in a commit or in SOURCE_DATE_EPOCH there is no package. Nor is there one with paths that " +
    "every verifier refuses, such as those with a backslash, or two that differ only in capitals. --allow-findings does not " +
    "change that.",
  message: ({ reason }) => `The edition was not packed: ${reason}`,
  help: () => "Mend it; --allow-findings does not help here.",
});

/** A path that is no package of a kind known. */
export const packageUnknown: FindingType<{ reason: string }> = defineFinding({
  code: "archive/package-unknown",
  check: "archive",
  severity: "error",
  title: "This is no package that can be verified",
  explanation:
    "Colophon verifies BagIt bags (0.93 to 1.0) as folders and in zip files, OCFL objects, and folders with RO-Crate " +
    "metadata. Tar files and other wrappings are not opened: unpack them, and verify the folder.",
  message: ({ reason }) => reason,
  help: () =>
    "Give the folder of a bag, a zip file of one, an OCFL object, or a folder with ro-crate-metadata.json.",
});

/** A zip file that cannot be read, or does not agree with itself. */
export const zipFaulty: FindingType<{ reason: string }> = defineFinding({
  code: "archive/zip-faulty",
  check: "archive",
  severity: "error",
  title: "A zip file is damaged",
  explanation:
    "The directory of the zip file, the headers of its entries and the checksum of the whole must agree. Where they do " +
    "not, bytes were changed or lost. Take another copy.",
  message: ({ reason }) => `The zip file is damaged: ${reason}`,
  help: () => "Take another copy of the package.",
});

/** A zip file that would unpack to far more than it is. */
export const zipBomb: FindingType<{ reason: string }> = defineFinding({
  code: "archive/zip-bomb",
  check: "archive",
  severity: "error",
  title: "A zip file would unpack to far more than it is",
  explanation:
    "A small file that holds gigabytes of nothing is made to fill disks. Colophon reads no entry of a zip file whose " +
    "sizes cannot be honest: compressed more than texts and images can be, or sharing the same bytes.",
  message: ({ reason }) => `Refused: ${reason}`,
  help: () => "Do not unpack it. Ask for the package as a folder, or compressed plainly.",
});

/** A path in a package that may lead out of it. */
export const unsafePath: FindingType<{ path: string; where: string; rule: string }> = defineFinding({
  code: "archive/unsafe-path",
  check: "archive",
  severity: "error",
  title: "A path leads out of the package, or hides what it is",
  explanation:
    "A package may name only files within itself. Absolute paths, “..”, “~”, drive letters, backslashes, control " +
    "characters, also in their percent-encoded form, are refused: a program that follows them reads or overwrites files " +
    "of the machine.",
  message: ({ path, where, rule }) => `${where} names “${path}”: ${rule}`,
  help: () => "Do not unpack it with a program that follows such paths.",
});

/** Something in a package that is neither a file nor a folder. */
export const notAFile: FindingType<{ path: string; what: string }> = defineFinding({
  code: "archive/not-a-file",
  check: "archive",
  severity: "error",
  title: "Something in a package is no file",
  explanation:
    "Links, devices and pipes are no content that can be kept: a link may lead out of the package, and is not followed.",
  message: ({ path, what }) => `${path} is ${what}, and was not followed`,
  help: () => "Put the file itself in its place.",
});

/** A file that a package promises and does not hold. */
export const packedFileMissing: FindingType<{ path: string; by: string }> = defineFinding({
  code: "archive/file-missing",
  check: "archive",
  severity: "error",
  title: "A file is missing from a package",
  explanation: "The package lists this file and does not hold it. Take it from another copy.",
  message: ({ path, by }) => `${path} is missing; ${by} lists it`,
  help: () => "Take it from another copy of the package.",
});

/** A file that a package holds and does not list. */
export const fileExtra: FindingType<{ path: string; by: string }> = defineFinding({
  code: "archive/file-extra",
  check: "archive",
  severity: "error",
  title: "A package holds a file that it does not list",
  explanation: "A file that no manifest lists was added later, and nothing vouches for it. Take it out.",
  message: ({ path, by }) => `${path} is not listed in ${by}`,
  help: () => "Take it out, or make the package again with it.",
});

/** A file whose content is not what the package says. */
export const fileChanged: FindingType<{ path: string; by: string; expected: string; found: string }> =
  defineFinding({
    code: "archive/file-changed",
    check: "archive",
    severity: "error",
    title: "A file has changed since the package was made",
    explanation:
      "The checksum of the file is not the one the package lists for it: at least one byte of one of the two is another. " +
      "Take the file from another copy.",
    message: ({ path, by, expected, found }) =>
      `${path} has changed: ${by} says ${shortened(expected)}, it is ${shortened(found)}`,
    help: () => "Take it from another copy of the package.",
  });

/** A file that could not be read to its end. */
export const fileUnreadable: FindingType<{ path: string; reason: string }> = defineFinding({
  code: "archive/file-unreadable",
  check: "archive",
  severity: "error",
  title: "A file of a package cannot be read",
  explanation:
    "The file is listed and there, and could not be read to its end. The disk or the zip file may be damaged.",
  message: ({ path, reason }) => `${path} cannot be read: ${reason}`,
  help: () => "Take another copy of the package.",
});

/** A bag that does not keep to BagIt. */
export const bagFaulty: FindingType<{ file: string; reason: string }> = defineFinding({
  code: "archive/bag-faulty",
  check: "archive",
  severity: "error",
  title: "A bag does not keep to BagIt",
  explanation:
    "BagIt (RFC 8493, and its drafts 0.93 to 0.97) says how a bag declares itself and lists its files. Where a bag does " +
    "not keep to it, other programs will not read it, or not verify all of it.",
  message: ({ file, reason }) => `${file}: ${reason}`,
  help: () => null,
});

/** Something in a bag that is allowed, and that one should know. */
export const bagRemark: FindingType<{ file: string; remark: string }> = defineFinding({
  code: "archive/bag-remark",
  check: "archive",
  severity: "warning",
  title: "A bag has something one should know of",
  explanation: "The bag is valid as far as this goes, but other programs may read it differently.",
  message: ({ file, remark }) => `${file}: ${remark}`,
  help: () => null,
});

/** A file that has to be fetched to make a bag whole. */
export const fetchNeeded: FindingType<{ path: string; url: string }> = defineFinding({
  code: "archive/fetch-entry",
  check: "archive",
  severity: "warning",
  title: "A bag names a file to be fetched",
  explanation:
    "fetch.txt lists files that lie elsewhere. Colophon fetches nothing: it tells what would be fetched and from where, " +
    "and counts the file as missing where it is not in the bag.",
  message: ({ path, url }) => `fetch.txt gives ${url} as the place of ${path}; it was not fetched`,
  help: () => null,
});

/** An OCFL object that does not keep to OCFL. */
export const ocflFaulty: FindingType<{ rule: string; reason: string }> = defineFinding({
  code: "archive/ocfl-faulty",
  check: "archive",
  severity: "error",
  title: "An OCFL object does not keep to OCFL",
  explanation:
    "The Oxford Common File Layout (1.0 and 1.1) says how an object lists its versions and their files. The code is that " +
    "of OCFL's own list of validation codes.",
  message: ({ rule, reason }) => `${rule}: ${reason}`,
  help: () => null,
});

/** RO-Crate metadata that does not keep to RO-Crate, or does not fit the files. */
export const crateFaulty: FindingType<{ reason: string }> = defineFinding({
  code: "archive/crate-faulty",
  check: "archive",
  severity: "error",
  title: "RO-Crate metadata do not fit",
  explanation:
    "ro-crate-metadata.json describes the files of a package (RO-Crate 1.1 and 1.2). It must be JSON-LD with a root " +
    "dataset that has a name, a description, a date and a licence, and every local file it names must be there.",
  message: ({ reason }) => `ro-crate-metadata.json: ${reason}`,
  help: () => null,
});

/** Checksums are told by their first digits; twelve tell any two apart. */
const DIGITS_SHOWN = 12;

function shortened(digest: string): string {
  return digest.length <= DIGITS_SHOWN + 1 ? digest : `${digest.slice(0, DIGITS_SHOWN)}…`;
}
