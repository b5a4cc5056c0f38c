import { isUtf8 } from "node:buffer";
import { ALGORITHMS, type Algorithm, algorithmOf } from "./algorithm.ts";
import type { Listing } from "./diff.ts";
import { parseManifest } from "./manifest.ts";
import { parseInventory } from "./ocfl-rules.ts";
import type { PackageReader } from "./package-reader.ts";
import { decodeTagFile } from "./tag-file.ts";

/** The listings of a package by kind of checksum; paths are those of the payload. */
export type Listings = ReadonlyMap<Algorithm, Listing>;

/** A list of files in a package that cannot be gone by, with a sentence that says why. */
export class ListingError extends Error {
  override readonly name = "ListingError";
}

/**
 * Reads what a bag or an OCFL object (its head) lists, without reading the files themselves. Throws a {@link ListingError}
 * where a list is damaged: half of it would be taken for files that were removed.
 */
export async function readListings(reader: PackageReader): Promise<Listings> {
  if (reader.entries.has("inventory.json")) return ocflListing(reader);
  const listings = new Map<Algorithm, Listing>();
  for (const file of reader.entries.keys()) {
    const algorithm = algorithmOf(/^manifest-([^/]+)\.txt$/u.exec(file)?.[1] ?? "");
    if (algorithm === null) continue;
    const holds = (path: string): boolean => reader.entries.has(path);
    const setting = { file, algorithm, version: "0.97", holds };
    const { digests, faults } = parseManifest(await readList(reader, file), setting);
    if (faults.length > 0) throw new ListingError(`${file}: ${faults[0]}`);
    listings.set(
      algorithm,
      new Map([...digests].map(([path, digest]) => [path.replace(/^data\//u, ""), digest])),
    );
  }
  return listings;
}

async function readList(reader: PackageReader, file: string): Promise<string> {
  try {
    return decodeTagFile(await reader.read(file), "utf-8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): ListingError {
  return new ListingError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
}

async function ocflListing(reader: PackageReader): Promise<Listings> {
  const file = "inventory.json";
  const bytes = await reader.read(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (!isUtf8(bytes)) throw unreadable(file, "it is not in utf-8");
  const { inventory, faults } = parseInventory([bytes]);
  if (inventory === null) throw new ListingError(faults.map(([, fault]) => fault).join("; "));
  const files = new Map<string, string>();
  const { strings } = inventory.manifest;
  for (const [number, paths] of inventory.versions[inventory.head]?.state ?? []) {
    const digest = strings.text(number).toLowerCase();
    for (const path of paths) files.set(strings.text(path), digest);
  }
  return new Map([[algorithmOf(inventory.digestAlgorithm) ?? "sha512", files]]);
}

/** Gives two listings by the strongest checksum that both have, or null where they share none. */
export function comparable(one: Listings, other: Listings): [Listing, Listing] | null {
  const shared = [...ALGORITHMS].reverse().find((algorithm) => one.has(algorithm) && other.has(algorithm));
  return shared === undefined ? null : [one.get(shared)!, other.get(shared)!];
}
