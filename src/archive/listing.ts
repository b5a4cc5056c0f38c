import { ALGORITHMS, type Algorithm, algorithmOf } from "./algorithm.ts";
import type { Listing } from "./diff.ts";
import { parseManifest } from "./manifest.ts";
import type { OcflInventory } from "./ocfl.ts";
import type { PackageReader } from "./package-reader.ts";
import { decodeTagFile } from "./tag-file.ts";

/** The listings of a package by kind of checksum; paths are those of the payload. */
export type Listings = ReadonlyMap<Algorithm, Listing>;

/** Reads what a bag or an OCFL object (its head) lists, without reading the files themselves. */
export async function readListings(reader: PackageReader): Promise<Listings> {
  if (reader.entries.has("inventory.json")) return ocflListing(reader);
  const listings = new Map<Algorithm, Listing>();
  for (const file of reader.entries.keys()) {
    const algorithm = algorithmOf(/^manifest-([^/]+)\.txt$/u.exec(file)?.[1] ?? "");
    if (algorithm === null) continue;
    const text = decodeTagFile(await reader.read(file), "utf-8");
    const holds = (path: string): boolean => reader.entries.has(path);
    const { digests } = parseManifest(text, { file, algorithm, version: "0.97", holds });
    listings.set(
      algorithm,
      new Map([...digests].map(([path, digest]) => [path.replace(/^data\//u, ""), digest])),
    );
  }
  return listings;
}

async function ocflListing(reader: PackageReader): Promise<Listings> {
  const inventory = JSON.parse(
    Buffer.from(await reader.read("inventory.json")).toString("utf8"),
  ) as OcflInventory;
  const state = inventory.versions[inventory.head]?.state ?? {};
  const files = Object.entries(state).flatMap(([digest, paths]) =>
    paths.map((path) => [path, digest.toLowerCase()] as const),
  );
  return new Map([[algorithmOf(inventory.digestAlgorithm) ?? "sha512", new Map(files)]]);
}

/** Gives two listings by the strongest checksum that both have, or null where they share none. */
export function comparable(one: Listings, other: Listings): [Listing, Listing] | null {
  const shared = [...ALGORITHMS].reverse().find((algorithm) => one.has(algorithm) && other.has(algorithm));
  return shared === undefined ? null : [one.get(shared)!, other.get(shared)!];
}
