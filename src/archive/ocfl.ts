import type { FileRecord } from "./description.ts";

/** What `inventory.json` of an OCFL object holds (OCFL 1.1, section 3.5). */
export interface OcflInventory {
  readonly id: string;
  readonly type: string;
  readonly digestAlgorithm: string;
  readonly head: string;
  readonly contentDirectory?: string;
  readonly fixity?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly manifest: Readonly<Record<string, readonly string[]>>;
  readonly versions: Readonly<Record<string, OcflVersion>>;
}

/** One version of an object: which content stands under which name. */
export interface OcflVersion {
  readonly created: string;
  readonly message?: string;
  readonly user?: { readonly name: string; readonly address?: string };
  readonly state: Readonly<Record<string, readonly string[]>>;
}

/** The declaration of an object's folder, a file by its name and content. */
export const OCFL_DECLARATION: { readonly file: string; readonly text: string } = {
  file: "0=ocfl_object_1.1",
  text: "ocfl_object_1.1\n",
};

/** What goes into a new version: the inventory, and the files whose content the object does not hold yet. */
export interface OcflStep {
  readonly inventory: OcflInventory;
  /** From the payload's path to the path in the object. */
  readonly content: ReadonlyMap<string, string>;
}

/** How a version is told. */
export interface OcflTelling {
  readonly id: string;
  /** RFC 3339. */
  readonly created: string;
  readonly message: string;
  readonly userName: string;
  /** Where the user is reached, as a URI, or null. */
  readonly userAddress: string | null;
}

/**
 * Makes the next version of an object from the files of a payload, or gives null where it would hold what the last one does.
 * Content that the object has already, in whatever version and under whatever name, is not stored again.
 */
export function nextVersion(
  previous: OcflInventory | null,
  records: readonly FileRecord[],
  { id, created, message, userName, userAddress }: OcflTelling,
): OcflStep | null {
  const state = grouped(records.map(({ sha512, path }) => [sha512, path]));
  const last = previous?.versions[previous.head]?.state ?? null;
  if (last !== null && sameState(state, last)) return null;
  const head = `v${previous === null ? 1 : Number(previous.head.slice(1)) + 1}`;
  const manifest = new Map(
    Object.entries(previous?.manifest ?? {}).map(([digest, paths]) => [digest.toLowerCase(), paths]),
  );
  const content = new Map<string, string>();
  for (const { sha512, path } of records) {
    if (manifest.has(sha512)) continue;
    const place = `${head}/content/${path}`;
    manifest.set(sha512, [place]);
    content.set(path, place);
  }
  const user = { name: userName, ...(userAddress === null ? {} : { address: userAddress }) };
  const version: OcflVersion = { created, message, user, state };
  const inventory: OcflInventory = {
    id: previous?.id ?? id,
    type: "https://ocfl.io/1.1/spec/#inventory",
    digestAlgorithm: "sha512",
    head,
    manifest: inKeyOrder(manifest),
    versions: { ...previous?.versions, [head]: version },
  };
  return { inventory, content };
}

/** Writes an inventory: keys of checksums in their order, so that the same object has the same bytes. */
export function writeInventory(inventory: OcflInventory): string {
  return `${JSON.stringify(inventory, null, 2)}\n`;
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [digest, path] of pairs) {
    const paths = groups.get(digest) ?? [];
    paths.push(path);
    groups.set(digest, paths);
  }
  return inKeyOrder(groups);
}

function inKeyOrder<T>(entries: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function sameState(
  one: Readonly<Record<string, readonly string[]>>,
  other: Readonly<Record<string, readonly string[]>>,
): boolean {
  return stateKey(one) === stateKey(other);
}

/** A state as text: the same for the same names with the same contents, in whatever order they were written. */
export function stateKey(state: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(state).flatMap(([digest, paths]) =>
    paths.map((path) => `${path}\0${digest.toLowerCase()}`),
  );
  return lines.sort().join("\n");
}
