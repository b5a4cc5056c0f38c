import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  cacheFolder,
  loadProgram,
  makeFastCode,
  programBuild,
  underKeepingSettings,
} from "../build/index.ts";
import type { run } from "./check-alone.ts";

/** The command `check` on its own, and what keeps what V8 made of it for the next run. */
interface CheckProgram {
  readonly run: typeof run;
  readonly keep: () => void;
}

/** Loads the file that the bundler made of `check-alone.ts`; null where none has been made, and for a share, which needs more. */
export function checkProgram(argv: readonly string[]): CheckProgram | null {
  const file = fileURLToPath(new URL("./check-alone.cjs", import.meta.url));
  const build = programBuild();
  const isShare = argv.some((word) => word.startsWith("--shard"));
  if (build === null || isShare || !existsSync(file)) return null;
  const folder = argv.includes("--no-cache") ? null : cacheFolder(null, process.env);
  // Most checks are of a document or two, and over before it would help; a long one asks for it.
  makeFastCode("none");
  const { exports, keep } = loadProgram(file, folder, build, underKeepingSettings);
  return { run: (exports as { run: typeof run }).run, keep };
}
