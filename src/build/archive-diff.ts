import { existsSync, statSync } from "node:fs";
import { comparable, diffPackages, type Listings, type PackageDiff, readListings } from "../archive/index.ts";
import { DigestPool } from "./archive-digests.ts";
import { openFolder, packageReader } from "./archive-open.ts";
import { openZipPackage } from "./archive-zip.ts";
import { FileError } from "./files.ts";
import { TaskError } from "./task-error.ts";

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
  const pool = new DigestPool(1);
  try {
    const contents = statSync(path).isDirectory() ? await openFolder(path) : await openZipPackage(path);
    const found = await readListings(packageReader(contents, pool));
    if (found.size === 0) throw new TaskError(`${path} is no bag, and no OCFL object: it lists nothing.`);
    return found;
  } finally {
    await pool.close();
  }
}
