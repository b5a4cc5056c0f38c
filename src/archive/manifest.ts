import { type Algorithm, DIGEST_LENGTHS } from "./algorithm.ts";
import { plainPath } from "./package-path.ts";
import { tagLines } from "./tag-file.ts";

/** A manifest that was read: checksums in lower case by path, and what is wrong with it, in words. */
export interface Manifest {
  readonly file: string;
  readonly algorithm: Algorithm;
  readonly digests: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
  readonly remarks: readonly string[];
}

/** Where a manifest stands: its name, what it counts with, the bag's version, and whether the bag holds a path. */
export interface ManifestSetting {
  readonly file: string;
  readonly algorithm: Algorithm;
  readonly version: string;
  readonly holds: (path: string) => boolean;
}

/** How lines may be written; a manifest is written in one way from its first line to its last. */
interface Manner {
  readonly separators: Set<string>;
  readonly capitals: Set<boolean>;
  stars: boolean;
}

/**
 * Reads a manifest (RFC 8493, section 2.1.3). A path listed twice is a fault in version 1.0, and before it where the
 * checksums differ. A manifest that changes its manner between lines (line ends, separators, capitals of checksums), which no
 * program writes, was changed after it was made, and is faulty.
 */
export function parseManifest(text: string, setting: ManifestSetting): Manifest {
  const { file, algorithm, version, holds } = setting;
  const digests = new Map<string, string>();
  const faults: string[] = [];
  const remarks: string[] = [];
  const manner: Manner = { separators: new Set(), capitals: new Set(), stars: false };
  for (const [at, line] of tagLines(text).entries()) {
    const read = parseLine(line, algorithm, manner, holds);
    if (typeof read === "string") faults.push(`line ${at + 1} ${read}`);
    else listed(read, { digests, faults, remarks, version });
  }
  faults.push(...mannerFaults(text, manner));
  if (manner.stars)
    remarks.push(
      "an asterisk stands before its paths, as md5sum writes them; not every program takes it off",
    );
  return { file, algorithm, digests, faults, remarks };
}

interface Line {
  readonly path: string;
  readonly written: string;
  readonly digest: string;
}

function parseLine(
  line: string,
  algorithm: Algorithm,
  manner: Manner,
  holds: (path: string) => boolean,
): Line | string {
  const found = /^([0-9a-f]+)([ \t]+\*?)(.*)$/isu.exec(line);
  if (found === null) return "is not a checksum and a path";
  const [, digest, separator, written] = found as unknown as [string, string, string, string];
  const length = DIGEST_LENGTHS[algorithm];
  if (digest.length !== length)
    return `has a checksum of ${digest.length} digits; ${algorithm} has ${length}`;
  if (/[a-f]/u.test(digest) && /[A-F]/u.test(digest))
    return "has a checksum in small and capital letters at once";
  manner.separators.add(separator);
  if (/[a-f]/iu.test(digest)) manner.capitals.add(/[A-F]/u.test(digest));
  if (separator.endsWith("*")) manner.stars = true;
  return { path: meantPath(plainPath(written), holds), written, digest: digest.toLowerCase() };
}

function listed(
  { path, written, digest }: Line,
  into: { digests: Map<string, string>; faults: string[]; remarks: string[]; version: string },
): void {
  const before = into.digests.get(path);
  if (before !== undefined && before !== digest)
    into.faults.push(`${path} is listed twice, with two checksums`);
  else if (before !== undefined && into.version === "1.0") into.faults.push(`${path} is listed twice`);
  else if (before !== undefined) into.remarks.push(`${path} is listed twice`);
  if (written.startsWith("./"))
    into.remarks.push(`${written} begins with “./”, which not every program takes off`);
  into.digests.set(path, digest);
}

function mannerFaults(text: string, { separators, capitals }: Manner): string[] {
  const ends = [/\r\n/u, /\r(?!\n)/u, /(?<!\r)\n/u].filter((end) => end.test(text));
  return [
    ...(ends.length > 1 ? ["its lines end in different ways, so it was changed after it was made"] : []),
    ...(separators.size > 1
      ? ["its lines are separated in different ways, so it was changed after it was made"]
      : []),
    ...(capitals.size > 1
      ? ["some of its checksums are in capitals, so it was changed after it was made"]
      : []),
  ];
}

/**
 * Gives the path that a line means. `%25` is a percent sign since version 1.0 (RFC 8493, section 2.1.3), but many programs
 * never wrote it so: a file that has the very name is meant before one that has it decoded.
 */
function meantPath(written: string, holds: (path: string) => boolean): string {
  if (!written.includes("%25") || holds(written)) return written;
  return written.replaceAll("%25", "%");
}

/** Writes one line of a manifest: two spaces between, percent signs and line ends of the path encoded. */
export function manifestLine(digest: string, path: string): string {
  const encoded = path.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return `${digest}  ${encoded}\n`;
}
