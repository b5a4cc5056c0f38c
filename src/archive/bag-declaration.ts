/** What `bagit.txt` says. */
export interface BagDeclaration {
  /** `0.93` to `1.0`. */
  readonly version: string;
  readonly encoding: string;
}

/** The versions of BagIt that are read. */
const VERSIONS: readonly string[] = ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"];

/** What `bagit.txt` of a bag of ours says (RFC 8493, section 2.1.1). */
export const DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/**
 * Reads `bagit.txt`; gives what it says, or a sentence on what is wrong. Version 1.0 allows one space behind the colon and
 * nothing else; before, white space was free.
 */
export function parseDeclaration(bytes: Uint8Array): BagDeclaration | string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb)
    return "it begins with a byte order mark, which BagIt forbids here";
  const text = Buffer.from(bytes).toString("utf8");
  const lines = text.replace(/(?:\r\n|\r|\n)$/u, "").split(/\r\n|\r|\n/u);
  if (lines.length !== 2) return `it has ${lines.length} lines; expected two`;
  const version = /^BagIt-Version\s*:\s*(\d+\.\d+)\s*$/u.exec(lines[0]!)?.[1];
  if (version === undefined) return `“${lines[0]}” is no version; expected “BagIt-Version: 1.0”`;
  if (!VERSIONS.includes(version))
    return `version ${version} is not known; expected one of ${VERSIONS.join(", ")}`;
  const encoding = /^Tag-File-Character-Encoding\s*:\s*(\S+)\s*$/u.exec(lines[1]!)?.[1];
  if (encoding === undefined)
    return `“${lines[1]}” is no encoding; expected “Tag-File-Character-Encoding: UTF-8”`;
  if (version === "1.0" && !lines.every((line) => /^[\w-]+: \S+$/u.test(line)))
    return "version 1.0 has one space behind the colon, none before it and none at the end of a line";
  return { version, encoding };
}
