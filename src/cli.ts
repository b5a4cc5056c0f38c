#!/usr/bin/env node
import { checkProgram } from "./cli/check-program.ts";
import { outliveReader } from "./cli/terminal.ts";

outliveReader();
const argv: string[] = process.argv.slice(2);
const quick = argv[0] === "check" ? checkProgram(argv) : null;
const running = quick?.run(argv) ?? import("./cli/commands.ts").then(({ run }) => run(argv));
void running.then((code) => {
  process.exitCode = code;
  quick?.keep();
});
