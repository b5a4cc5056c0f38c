import { catalogue, type Finding, wholeOf } from "../report/index.ts";

/**
 * Says what is wrong with a path that a package lists or holds, or null where it stays within the package. The rules are
 * those of RFC 8493, section 5.2 (paths that point outside, in any system's notation), and refuse what hides: control
 * characters, plain or percent-encoded, and backslashes, which are a separator elsewhere.
 */
export function unsafePathRule(path: string): string | null {
  return RULES.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}

const RULES: readonly (readonly [string, RegExp])[] = [
  ["it is empty", /^$/u],
  ["it holds a control character", /[\p{Cc}\u2028\u2029]/u],
  ["it holds a control character, percent-encoded", /%(?:[01][0-9a-f]|7f)/iu],
  ["it begins at the root of a disk", /^\//u],
  ["it begins with a drive letter", /^[A-Za-z]:/u],
  ["it holds a backslash, which separates folders on some systems", /\\/u],
  ["it climbs out with “..”", /(?:^|\/)\.\.(?:\/|$)/u],
  ["it begins with “~”, which names a home folder", /^~/u],
  ["it holds an empty step", /\/\/|\/$/u],
  ["it holds U+FFFD, which stands for what could not be decoded", /\ufffd/u],
];

/** Takes `./` from the beginning of a listed path, and from its middle. */
export function plainPath(path: string): string {
  return path.replace(/^(?:\.\/)+/u, "").replace(/\/(?:\.\/)+/gu, "/");
}

/** What two names become on systems that know no capitals and compose letters: the same string for names that clash. */
export function foldedPath(path: string): string {
  return path.normalize("NFC").toLowerCase().normalize("NFC");
}

/** Finds names that are one and the same on other systems, each clash once; folders count as their files do. */
export function findClashes(name: string, paths: Iterable<string>): Finding[] {
  const folded = new Map<string, string>();
  const findings: Finding[] = [];
  for (const path of withFolders(paths)) {
    const key = foldedPath(path);
    const other = folded.get(key);
    if (other === undefined) folded.set(key, path);
    else if (other !== path) {
      findings.push(
        catalogue.namesClash(wholeOf(name, path), { one: other, other: path, how: how(other, path) }),
      );
    }
  }
  return findings;
}

/** Gives the folders that a path stands in before it, each once. */
function* withFolders(paths: Iterable<string>): Generator<string> {
  const known = new Set<string>();
  for (const path of paths) {
    const folders: string[] = [];
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (known.has(folder)) break;
      known.add(folder);
      folders.push(folder);
    }
    yield* folders.reverse();
    yield path;
  }
}

function how(one: string, other: string): string {
  return one.normalize("NFC") === other.normalize("NFC")
    ? "only in how their letters are composed (Unicode normalisation)"
    : "only in capitals";
}
