import { readFileSync } from "node:fs";
import { ConfigurationError, FileError, PublishError, TaskError } from "../build/index.ts";
import { type Command, group, throwInsteadOfExit, usageStatus } from "./command.ts";
import { complain, type ExitCode, type Finish } from "./terminal.ts";

/** The commands in the order of the help. Each is loaded when it is asked for, or when all of them are to be listed. */
export type Commands = Readonly<Record<string, () => Promise<(finish: Finish) => Command>>>;

/** Runs the command line; gives the exit code, writes to stdout and stderr, never throws. */
export async function runProgram(commands: Commands, argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    const finish = (finished: ExitCode): void => {
      code = finished;
    };
    const program = await makeProgram(commands, finish, argv);
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return await report(error);
  }
}

async function makeProgram(
  commands: Commands,
  finish: Finish,
  [first = ""]: readonly string[],
): Promise<Command> {
  const program = group("colophon", "Digital editions in TEI: build, check and archive.")
    .version(version(), "--version")
    .addHelpText("after", "\nStart with:\n  $ colophon init my-edition && cd my-edition && colophon build\n");
  for (const load of askedFor(commands, first)) program.addCommand((await load())(finish));
  throwInsteadOfExit(program);
  return program;
}

/** The commands that have to be there: the one that is named, none for the version alone, and all where they are to be listed. */
function askedFor(commands: Commands, first: string): readonly Commands[string][] {
  if (first === "--version") return [];
  return Object.hasOwn(commands, first) ? [commands[first]!] : Object.values(commands);
}

function version(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

async function report(error: unknown): Promise<ExitCode> {
  const usage = usageStatus(error);
  if (usage !== null) return usage;
  // These are the user's to mend: their message is enough, a stack would be noise.
  const expected = [ConfigurationError, FileError, PublishError, TaskError];
  if (expected.some((type) => error instanceof type)) complain((error as Error).message);
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
