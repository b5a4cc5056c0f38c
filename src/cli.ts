#!/usr/bin/env node
import { checkProgram } from "./cli/check-program.ts";

const argv: string[] = process.argv.slice(2);
const quick = argv[0] === "check" ? checkProgram(argv) : null;
const run = quick?.run ?? (await import("./cli/commands.ts")).run;
process.exitCode = await run(argv);
quick?.keep();
