/** The files of a package by their paths in the payload, each with its checksum. */
export type Listing = ReadonlyMap<string, string>;

/** What became of a file between two versions. */
export interface FileChange {
  readonly change: "added" | "removed" | "changed" | "moved";
  readonly path: string;
  /** Where it stood before, if it was moved. */
  readonly from: string | null;
}

/** What became of a document: its source and what was made of it. */
export interface DocumentChange {
  readonly document: string;
  readonly changes: readonly FileChange[];
}

/** What changed between two packages: by document, and by part for the rest. */
export interface PackageDiff {
  readonly same: number;
  readonly changes: readonly FileChange[];
  readonly documents: readonly DocumentChange[];
  /** The changes that are no document's, by the folder at the top; files at the top are in `.`. */
  readonly parts: readonly { readonly part: string; readonly changes: readonly FileChange[] }[];
}

/** Compares two packages. A file that went and came again under another name with the same content was moved. */
export function diffPackages(before: Listing, after: Listing): PackageDiff {
  const changes = [...fileChanges(before, after)].sort((one, other) => (one.path < other.path ? -1 : 1));
  const ids = documentIds([...before.keys(), ...after.keys()]);
  const documents = new Map<string, FileChange[]>();
  const parts = new Map<string, FileChange[]>();
  for (const change of changes) {
    const document =
      documentOf(change.path, ids) ?? (change.from === null ? null : documentOf(change.from, ids));
    const top = change.path.includes("/") ? change.path.slice(0, change.path.indexOf("/")) : ".";
    const [groups, key] = document === null ? [parts, top] : [documents, document];
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key)!.push(change);
  }
  const same = [...after].filter(([path, digest]) => before.get(path) === digest).length;
  return {
    same,
    changes,
    documents: sorted(documents).map(([document, own]) => ({ document, changes: own })),
    parts: sorted(parts).map(([part, own]) => ({ part, changes: own })),
  };
}

function* fileChanges(before: Listing, after: Listing): Generator<FileChange> {
  const gone = new Map<string, string[]>();
  for (const [path, digest] of before)
    if (!after.has(path)) gone.set(digest, [...(gone.get(digest) ?? []), path]);
  for (const [path, digest] of after) {
    const old = before.get(path);
    if (old === digest) continue;
    const from = old === undefined ? (gone.get(digest)?.shift() ?? null) : null;
    if (from !== null) yield { change: "moved", path, from };
    else yield { change: old === undefined ? "added" : "changed", path, from: null };
  }
  for (const path of [...gone.values()].flat()) yield { change: "removed", path, from: null };
}

/** Documents are what lies below `tei/` as XML. */
function documentIds(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => /^tei\/(.+)\.xml$/u.exec(path)?.[1] ?? []));
}

/**
 * The document whose id a path begins with, up to a dot, a slash, or a semicolon behind which a unit of it is named; the longest, since one
 * id may begin with another.
 */
function documentOf(path: string, ids: ReadonlySet<string>): string | null {
  const plain = path.replace(/^outputs\//u, "");
  const own = /^(?:tei|text|xslt|site\/(?:texts|tei))\/(.+)$/u.exec(plain)?.[1];
  if (own === undefined) return null;
  for (let end = own.length - 1; end > 0; end--)
    if ("./;".includes(own[end]!) && ids.has(own.slice(0, end))) return own.slice(0, end);
  return null;
}

function sorted<T>(groups: ReadonlyMap<string, T>): [string, T][] {
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

const SIGNS: Readonly<Record<FileChange["change"], string>> = {
  added: "+",
  removed: "-",
  changed: "~",
  moved: ">",
};

/** Tells a difference to a person: documents, then the other parts, a line for each file. */
export function diffInWords({ same, changes, documents, parts }: PackageDiff): string {
  const counts = (["changed", "added", "removed", "moved"] as const)
    .map((kind) => [changes.filter(({ change }) => change === kind).length, kind] as const)
    .map(([count, kind]) => `${count} ${kind}`);
  const groups = [
    ...documents.map(({ document, changes: own }) => [`document ${document}`, own] as const),
    ...parts.map(
      ({ part, changes: own }) => [part === "." ? "the package itself" : `${part}/`, own] as const,
    ),
  ];
  const lines = groups.flatMap(([name, own]) => [
    name,
    ...own.map((change) => `  ${SIGNS[change.change]} ${line(change)}`),
  ]);
  return `${[`${counts.join(", ")}, ${same} the same`, ...lines].join("\n")}\n`;
}

function line({ path, from }: FileChange): string {
  return from === null ? path : `${from} → ${path}`;
}
