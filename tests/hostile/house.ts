import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildAndPublish } from "../../src/build/build.ts";
import { checkPaths } from "../../src/build/check-run.ts";
import type { Finding } from "../../src/report/index.ts";
import { WHOLE_CHECK } from "../build/whole-check.ts";

/** What stands in files that nobody may read by way of a document. */
export const SECRET = "the secret of the house";

/** Checks the edition in a folder, or files by their paths, as `colophon check` does; gives what was found. */
export async function check(folder: string, paths: readonly string[] = []): Promise<readonly Finding[]> {
  const { documents } = await checkPaths(paths, {
    folder,
    config: null,
    safe: true,
    jobs: 1,
    cache: false,
    ...WHOLE_CHECK,
  });
  return [...documents].flatMap(({ findings }) => findings);
}

/** Builds the edition in a folder, as `colophon build` does. */
export async function build(folder: string): Promise<void> {
  await buildAndPublish({
    folder,
    config: null,
    safe: true,
    jobs: 1,
    out: "out",
    outputs: ["html", "text", "index", "report"],
    reading: "edited",
    strict: false,
    cache: false,
    progress: () => {},
  });
}

/** All that was written below a folder, as one text: whatever is hidden in it is found. */
export function allText(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return files.map((path) => readFileSync(path, "latin1")).join("\n");
}
