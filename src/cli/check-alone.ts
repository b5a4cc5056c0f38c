import { checkCommand } from "./check.ts";
import { runProgram } from "./program.ts";
import type { ExitCode } from "./terminal.ts";

/**
 * Runs `colophon check` and no other command. The bundler makes one file of it, with nothing that checking does not need,
 * because a check of one document takes hardly longer than loading the program does.
 */
export function run(argv: readonly string[]): Promise<ExitCode> {
  return runProgram({ check: async () => checkCommand }, argv);
}
