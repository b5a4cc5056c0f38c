import { reproduce } from "../build/index.ts";
import type { CommonOptions } from "./command.ts";
import { type ExitCode, openTerminal } from "./terminal.ts";

/** Runs a command of this program twice in different surroundings, and says whether it made the same bytes: 0, or 1. */
export async function reproduceHere(name: string, options: CommonOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.quiet ?? false);
  terminal.err("Making it twice, in two folders, time zones, languages and numbers of workers\n");
  const { files, difference } = await reproduce({
    folder: process.cwd(),
    config: options.config ?? null,
    safe: options.safe ?? false,
    jobs: options.jobs,
    program: [process.execPath, ...process.execArgv, process.argv[1] ?? ""],
    command: [name, ...(options.safe === true ? ["--safe"] : [])],
  });
  terminal.err(
    difference === null ? `The same bytes twice, in ${files} files\n` : `Not the same: ${difference}\n`,
  );
  return difference === null ? 0 : 1;
}
