import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** An output folder that cannot be written, with a sentence for the one who chose it. */
export class PublishError extends Error {
  override readonly name = "PublishError";
}

/** Paths that lead nowhere else than they say, as nearly all do: none of their steps is empty or begins with a dot. */
const IS_PLAIN = /^(?:[^./\\][^/\\]*\/)*[^./\\][^/\\]*$/;

/** Gives the place of an output in a folder. Throws a {@link PublishError} for a path that leads out of it. */
export function within(folder: string, path: string): string {
  if (sep === "/" && IS_PLAIN.test(path)) return folder + sep + path;
  const place = join(folder, path);
  if (!place.startsWith(folder + sep)) throw new PublishError(`An output would leave the folder: ${path}`);
  return place;
}

/** Throws a {@link PublishError} where a folder could not be made or written: before the work, and not after it. */
export function checkWritable(folder: string): void {
  let place = folder;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  if (!statSync(place).isDirectory())
    throw new PublishError(
      `${folder} cannot be written: ${place} is a file. Name another folder with --out.`,
    );
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new PublishError(`${folder} cannot be written: ${(error as Error).message}`);
  }
}
