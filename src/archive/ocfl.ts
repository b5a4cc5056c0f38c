import type { FileRecord } from "./description.ts";
import { OcflBlock, sortedBlock } from "./ocfl-block.ts";
import type { OcflInventory, OcflVersion } from "./ocfl-inventory.ts";
import { StringTable } from "./string-table.ts";

/** The declaration of an object's folder, a file by its name and content. */
export const OCFL_DECLARATION: { readonly file: string; readonly text: string } = {
  file: "0=ocfl_object_1.1",
  text: "ocfl_object_1.1\n",
};

/** What goes into a new version: the inventory, and the files whose content the object does not hold yet. */
export interface OcflStep {
  readonly inventory: OcflInventory;
  /** Paths in the payload, which are those in the content folder of the version as well. */
  readonly content: readonly string[];
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
  const strings = previous?.manifest.strings ?? new StringTable();
  const digests = records.map(({ sha512 }) => strings.add(sha512));
  const paths = records.map(({ path }) => strings.add(path));
  const state = sortedBlock(strings, paths, digests);
  const last = previous?.versions[previous.head]?.state ?? null;
  if (last !== null && isSameState(contentsOf(state), contentsOf(last))) return null;
  const head = `v${previous === null ? 1 : Number(previous.head.slice(1)) + 1}`;
  const placeOf = (row: number): number => strings.add(`${head}/content/${records[row]!.path}`);
  const { manifest, added } = nextManifest(previous?.manifest ?? new OcflBlock(strings), digests, placeOf);
  const user = { name: userName, ...(userAddress === null ? {} : { address: userAddress }) };
  const version: OcflVersion = { created, message, user, state };
  const inventory: OcflInventory = {
    id: previous?.id ?? id,
    type: "https://ocfl.io/1.1/spec/#inventory",
    digestAlgorithm: "sha512",
    head,
    manifest,
    versions: { ...previous?.versions, [head]: version },
  };
  return { inventory, content: added.map((row) => records[row]!.path) };
}

/** The manifest before, with the contents that are new, of which the rows are given as well. */
function nextManifest(
  previous: OcflBlock,
  rows: readonly number[],
  placeOf: (row: number) => number,
): { readonly manifest: OcflBlock; readonly added: readonly number[] } {
  const digests: number[] = [];
  const places: number[] = [];
  const { strings } = previous;
  for (const [digest, paths] of previous) {
    for (const path of paths) {
      digests.push(strings.lowered(digest));
      places.push(path);
    }
  }
  const known = new Set(digests);
  const added: number[] = [];
  for (const [row, digest] of rows.entries()) {
    if (known.has(digest)) continue;
    known.add(digest);
    digests.push(digest);
    places.push(placeOf(row));
    added.push(row);
  }
  return { manifest: sortedBlock(strings, places, digests), added };
}

/** A state by path: the number of what stands there. */
export type OcflContents = ReadonlyMap<number, number>;

/** What stands under each path of a state, by checksums in small letters. */
function contentsOf(state: OcflBlock): OcflContents {
  const contents = new Map<number, number>();
  for (const [digest, paths] of state) {
    const content = state.strings.lowered(digest);
    for (const path of paths) contents.set(path, content);
  }
  return contents;
}

/** Whether two states have the same contents under the same names. */
export function isSameState(one: OcflContents, other: OcflContents): boolean {
  if (one.size !== other.size) return false;
  for (const [path, content] of one) if (other.get(path) !== content) return false;
  return true;
}
