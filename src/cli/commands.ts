import { type Commands, runProgram } from "./program.ts";
import type { ExitCode } from "./terminal.ts";

const COMMANDS: Commands = {
  init: async () => (await import("./init.ts")).initCommand,
  encode: async () => (await import("./encode.ts")).encodeCommand,
  check: async () => (await import("./check.ts")).checkCommand,
  build: async () => (await import("./build.ts")).buildCommand,
  merge: async () => (await import("./merge.ts")).mergeCommand,
  dev: async () => (await import("./dev.ts")).devCommand,
  cite: async () => (await import("./cite.ts")).citeCommand,
  concordance: async () => (await import("./concordance.ts")).concordanceCommand,
  import: async () => (await import("./import.ts")).importCommand,
  archive: async () => (await import("./archive.ts")).archiveCommand,
  deposit: async () => (await import("./deposit.ts")).depositCommand,
  transform: async () => (await import("./transform.ts")).transformCommand,
  schema: async () => (await import("./schema.ts")).schemaCommand,
  odd: async () => (await import("./odd.ts")).oddCommand,
  cache: async () => (await import("./cache.ts")).cacheCommand,
  explain: async () => (await import("./explain.ts")).explainCommand,
};

/** Runs the command line with all commands. */
export function run(argv: readonly string[]): Promise<ExitCode> {
  return runProgram(COMMANDS, argv);
}
