import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A hash of the program's own code, which the bundler puts in; there is none while the program is developed. */
declare const COLOPHON_BUILD: string | undefined;

/**
 * What of the program decides whether something it kept can be used again: the code itself, since the same version
 * number may stand for other code. Where no bundler has put it in, the names, sizes and times of the compiled files stand for
 * it. Null while the program is developed, where code changes between two runs.
 */
export function programBuild(): string | null {
  if (typeof COLOPHON_BUILD === "string") return COLOPHON_BUILD;
  return import.meta.url.endsWith(".ts") ? null : compiledFiles();
}

function compiledFiles(): string {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const { size, mtimeMs } = statSync(join(folder, name));
    if (!name.endsWith(".map")) hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** The version of the program, as its package gives it. */
export function programVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
