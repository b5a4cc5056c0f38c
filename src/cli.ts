#!/usr/bin/env node
import { keptProgram } from "./cli/kept-program.ts";
import { lament, outliveReader } from "./cli/streams.ts";

outliveReader();
const argv: string[] = process.argv.slice(2);
const kept = keptProgram(argv);
const running = kept?.run(argv) ?? import("./cli/commands.ts").then(({ run }) => run(argv));

/** Nothing is left to wait for, and the command is not done: it must not look as if it were. */
function stopUnfinished(): void {
  lament(
    "it stopped before it was done, by a fault of its own. Run it again, with --jobs 1 if it stops again.",
  );
  process.exitCode = 2;
}

process.once("beforeExit", stopUnfinished);
void running.then((code) => {
  process.off("beforeExit", stopUnfinished);
  process.exitCode = code;
  kept?.keep();
});
