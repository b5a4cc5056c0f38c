import { statSync, utimesSync } from "node:fs";
import { FINISHED } from "./pack.ts";

/** How seldom it is noted that a file is in use, in milliseconds: often enough to tell this day's from last week's. */
const BETWEEN_NOTES = 3_600_000;

/** Notes when files were used last, as the time at which they were changed: the cache loses first what nobody asked for longest. */
export class FileUses {
  readonly #noted = new Map<string, number>();

  /** Notes that a file is used, where that was not noted lately. */
  note(file: string): void {
    const now = Date.now();
    if (now - (this.#noted.get(file) ?? 0) < BETWEEN_NOTES) return;
    this.#noted.set(file, now);
    try {
      if (now - statSync(file).mtimeMs > BETWEEN_NOTES) utimesSync(file, now / 1000, now / 1000);
    } catch {
      // Another process has taken it away, or it may not be changed: then it is as old as it looks.
    }
  }
}

/** A file of the cache, and when it was used last. */
interface UsedFile {
  readonly file: string;
  readonly time: number;
}

/**
 * Puts those first that nobody asked for longest. Of files in use at the same time those with a single entry come first, which is
 * what was made of one document; packs have of all documents what each run has to know, and are few.
 */
export function leastUsedFirst<File extends UsedFile>(files: readonly File[]): File[] {
  const youngest = files.reduce((latest, { time }) => Math.max(latest, time), 0);
  const rank = ({ file, time }: File): number =>
    2 * Math.floor((youngest - time) / BETWEEN_NOTES) + (file.endsWith(FINISHED) ? 0 : 1);
  return [...files].sort((one, other) => rank(other) - rank(one) || one.time - other.time);
}
