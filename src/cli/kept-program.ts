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

/** A command on its own, and what keeps what V8 made of it for the next run. */
interface KeptProgram {
  readonly run: typeof run;
  readonly keep: () => void;
}

/** Loads the file that the bundler made of a command alone; null where it made none that can do what is asked for. */
export function keptProgram(argv: readonly string[]): KeptProgram | null {
  const file = fileOf(argv);
  const build = programBuild();
  if (file === null || build === null || !existsSync(file)) return null;
  const folder = argv.includes("--no-cache") ? null : cacheFolder(null, process.env);
  // Most checks are of a document or two, and over before it would help; a long one asks for it.
  if (argv[0] === "check") makeFastCode("none");
  const { exports, keep } = loadProgram(file, folder, build, underKeepingSettings);
  return { run: (exports as { run: typeof run }).run, keep };
}

/** A share of a check needs more than is in the file of checks. */
function fileOf([command, ...options]: readonly string[]): string | null {
  switch (command) {
    case "check":
      return options.some((word) => word.startsWith("--shard"))
        ? null
        : fileURLToPath(new URL("./check-alone.cjs", import.meta.url));
    case "build":
      return fileURLToPath(new URL("./build-alone.cjs", import.meta.url));
    default:
      return null;
  }
}
