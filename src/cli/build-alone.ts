import { buildCommand } from "./build.ts";
import { runProgram } from "./program.ts";
import type { ExitCode } from "./terminal.ts";

/**
 * Runs `colophon build` and no other command. The bundler makes one file of it, because a build in which one document of many
 * has changed takes hardly longer than loading the program does.
 */
export function run(argv: readonly string[]): Promise<ExitCode> {
  return runProgram({ build: async () => buildCommand }, argv);
}
