import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** No longer texts are begun with: many short ones find more than a few long ones. */
const LONGEST = 24_000;

/** The parts of the files of cases: what they are about is small, and of every kind. */
export function casesOfFiles(...names: readonly string[]): string[] {
  return names.flatMap((name) =>
    textOf(name)
      .split(/^(?:# .*|---|==>)$/mu)
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );
}

/** The beginnings of files. */
export function beginnings(...names: readonly string[]): string[] {
  return names.map((name) => textOf(name).slice(0, LONGEST));
}

/** The files of a folder of the project that end in some way, whole where they are short. */
export function filesIn(folder: string, ending: string): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(ending),
  );
  return names.sort().map((name) => textOf(join(folder, name)).slice(0, LONGEST));
}

function textOf(name: string): string {
  return readFileSync(join(ROOT, name), "utf8");
}
