import { existsSync, statSync } from "node:fs";
import {
  comparable,
  diffPackages,
  ListingError,
  type Listings,
  type PackageDiff,
  readListings,
} from "../../archive/index.ts";
import { FileError } from "../files.ts";
import { TaskError } from "../run/task-error.ts";
import { DigestPool } from "./digests.ts";
import { type Contents, openFolder, packageReader } from "./open.ts";
import { openZipPackage } from "./zip.ts";

/**
 * Compares two packages, bags, zip files or OCFL objects, by what they list. Throws a `FileError` for what is not there, and a
 * `TaskError` for packages that cannot be compared.
 */
export async function diffArchives(before: string, after: string): Promise<PackageDiff> {
  const [one, other] = [await listings(before), await listings(after)];
  const both = comparable(one, other);
  if (both === null)
    throw new TaskError(`${before} and ${after} have no manifests of the same kind to compare.`);
  return diffPackages(...both);
}

async function listings(path: string): Promise<Listings> {
  if (!existsSync(path)) throw new FileError(`There is no file or folder ${path}.`);
  const contents = statSync(path).isDirectory() ? await openFolder(path) : await openZipPackage(path);
  const [fault] = contents.findings;
  if (fault !== undefined) throw damaged(path, fault.message);
  const pool = new DigestPool(1);
  try {
    const found = await readListings(packageReader(contents, pool));
    if (found.size === 0) throw new TaskError(`${path} is no bag, and no OCFL object: it lists nothing.`);
    checkPresence(path, found, contents);
    return found;
  } catch (error) {
    throw error instanceof ListingError ? damaged(path, error.message) : error;
  } finally {
    await pool.close();
  }
}

/** A bag that is short of a file would be compared by what it does not hold; others say what is to be fetched. */
function checkPresence(path: string, found: Listings, { contents }: Contents): void {
  if (contents.has("inventory.json") || contents.has("fetch.txt")) return;
  const listed = [...found.values()].flatMap((listing) => [...listing.keys()]);
  const missing = listed.find((each) => !contents.has(`data/${each}`) && !contents.has(each));
  if (missing !== undefined) throw damaged(path, `data/${missing} is listed and is not there`);
}

function damaged(path: string, what: string): TaskError {
  return new TaskError(
    `${path} is damaged, and cannot be compared: ${what}. “colophon archive verify ${path}” tells all that is wrong with it.`,
  );
}
