import { readFileSync } from "node:fs";
import { ConfigurationError, FileError, PublishError, TaskError } from "../build/index.ts";
import { archiveCommand } from "./archive.ts";
import { buildCommand } from "./build.ts";
import { cacheCommand } from "./cache.ts";
import { checkCommand } from "./check.ts";
import { citeCommand } from "./cite.ts";
import { type Command, group, throwInsteadOfExit, usageStatus } from "./command.ts";
import { depositCommand } from "./deposit.ts";
import { devCommand } from "./dev.ts";
import { encodeCommand } from "./encode.ts";
import { explainCommand } from "./explain.ts";
import { initCommand } from "./init.ts";
import { oddCommand } from "./odd.ts";
import { schemaCommand } from "./schema.ts";
import { complain, type ExitCode, type Finish } from "./terminal.ts";
import { transformCommand } from "./transform.ts";

/** Errors that are the user's to mend: their message is enough, a stack would be noise. */
const EXPECTED = [ConfigurationError, FileError, PublishError, TaskError];

/** Runs the command line; gives the exit code, writes to stdout and stderr, never throws. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = makeProgram((finished) => {
    code = finished;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return report(error);
  }
}

function makeProgram(finish: Finish): Command {
  const program = group("colophon", "Digital editions in TEI: build, check and archive.")
    .version(version(), "--version")
    .addHelpText("after", "\nStart with:\n  $ colophon init my-edition && cd my-edition && colophon build\n");
  for (const make of [
    initCommand,
    encodeCommand,
    checkCommand,
    buildCommand,
    devCommand,
    citeCommand,
    archiveCommand,
    depositCommand,
    transformCommand,
    schemaCommand,
    oddCommand,
    cacheCommand,
    explainCommand,
  ]) {
    program.addCommand(make(finish));
  }
  throwInsteadOfExit(program);
  return program;
}

function version(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function report(error: unknown): ExitCode {
  const usage = usageStatus(error);
  if (usage !== null) return usage;
  if (EXPECTED.some((type) => error instanceof type)) complain((error as Error).message);
  else if (isSystemError(error)) complain(`${error.path ?? "A file"} cannot be used: ${error.message}`);
  else
    complain(
      `a fault of the program, please report it: ${error instanceof Error ? error.stack : String(error)}`,
    );
  return 2;
}

/** A file that is a folder, may not be read, or went away: the system says why. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
