import { join, sep } from "node:path";

/** An output folder that cannot be written, with a sentence for the one who chose it. */
export class PublishError extends Error {
  override readonly name = "PublishError";
}

/** Gives the place of an output in a folder. Throws a {@link PublishError} for a path that leads out of it. */
export function within(folder: string, path: string): string {
  const place = join(folder, path);
  if (!place.startsWith(folder + sep)) throw new PublishError(`An output would leave the folder: ${path}`);
  return place;
}
