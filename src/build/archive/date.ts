import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isDay } from "../../archive/index.ts";
import type { EditionDocument } from "../../edition/index.ts";
import { ConfigurationError } from "../configuration.ts";

/** The latest moment that `SOURCE_DATE_EPOCH` may name, in seconds: the end of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/**
 * Gives the date of a package, ISO 8601 in UTC: `SOURCE_DATE_EPOCH` (reproducible-builds.org), else the newest commit of
 * the sources, else the newest `change/@when` of the headers, else null. It is never the clock's.
 */
export async function packageDate(
  folder: string,
  paths: readonly string[],
  documents: readonly EditionDocument[],
): Promise<string | null> {
  const epoch = process.env.SOURCE_DATE_EPOCH ?? "";
  if (epoch !== "") return isoOf(epoch);
  return (await newestCommit(folder, paths)) ?? newestChange(documents);
}

function isoOf(epoch: string): string {
  const seconds = Number(epoch);
  if (!/^\d+$/u.test(epoch) || seconds > LAST_SECOND)
    throw new ConfigurationError(
      `SOURCE_DATE_EPOCH is “${epoch}”; expected seconds since 1970 as a whole number.`,
    );
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** The commit date of the newest commit that touched what lies at the top of these paths; null where git knows none. */
async function newestCommit(folder: string, paths: readonly string[]): Promise<string | null> {
  const tops = [...new Set(paths.map((path) => path.split("/")[0]!))].sort();
  if (tops.length === 0) return null;
  try {
    const args = ["-C", folder, "log", "-1", "--format=%ct", "--", ...tops];
    const { stdout } = await promisify(execFile)("git", args, { env: { ...process.env, LC_ALL: "C" } });
    return /^\d+$/u.test(stdout.trim()) ? isoOf(stdout.trim()) : null;
  } catch {
    return null;
  }
}

function newestChange(documents: readonly EditionDocument[]): string | null {
  const changes = documents.flatMap(({ tree }) => [...tree.root.descendantElements("change")]);
  return newestDate(changes.map((change) => change.get("when")));
}

/** Gives the newest of the dates of changes (`@when`), from its first moment on; null where none is a date. */
export function newestDate(dates: readonly (string | null)[]): string | null {
  const days = dates.flatMap((date) => {
    const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/u.exec(date ?? "");
    const day = `${found?.[1]}-${found?.[2] ?? "01"}-${found?.[3] ?? "01"}`;
    return isDay(day) ? [`${day}T00:00:00Z`] : [];
  });
  return days.sort().at(-1) ?? null;
}
