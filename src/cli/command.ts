import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { defaultJobs } from "../build/index.ts";
import { quieted, REPORT_FORMATS, type ReportFormat } from "../report/index.ts";

export type { Command };

/** The options that every command takes. */
export interface CommonOptions {
  readonly config?: string;
  readonly quiet?: boolean;
  readonly safe?: boolean;
  readonly format: ReportFormat;
  readonly jobs: number;
}

/** Makes a command that only holds others. */
export function group(name: string, summary: string): Command {
  return new Command(name).description(summary).enablePositionalOptions();
}

/** Makes commander throw where it would end the process, and say nothing that a terminal obeys, for a command and those below it. */
export function throwInsteadOfExit(top: Command): void {
  top
    .configureOutput({
      writeErr: (text) => void process.stderr.write(quieted(text)),
      writeOut: (text) => void process.stdout.write(text),
    })
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for what it takes)");
  for (const below of top.commands) throwInsteadOfExit(below);
}

/** Tells commander's own ends apart: 0 after help, 2 after a usage error; null for any other error. */
export function usageStatus(error: unknown): 0 | 2 | null {
  if (!(error instanceof CommanderError)) return null;
  return error.exitCode === 0 ? 0 : 2;
}

/**
 * Makes a command with the common options and examples below its help. What stands behind the name of a command below
 * another is that command's: without positional options all the way up, the one above takes the options that both have.
 */
export function command(name: string, summary: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(summary)
    .enablePositionalOptions()
    .option("--config <file>", "the configuration; colophon.config.* in this folder when absent")
    .option("--safe", "run nothing of the edition's: refuse a configuration or a stage that is code")
    .option("--quiet", "say nothing but errors and what was asked for")
    .addOption(
      new Option("--format <format>", "how findings are written").choices(REPORT_FORMATS).default("pretty"),
    )
    .option("--jobs <n>", "how many documents are worked on at the same time", wholeNumber, defaultJobs())
    .addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}\n`);
}

/** Reads a whole number from 1 up; throws commander's error otherwise. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("It takes a whole number from 1 up.");
  return number;
}

/** Reads a whole number from 0 up; throws commander's error otherwise. */
export function countFromZero(value: string): number {
  if (!/^\d+$/u.test(value)) throw refusal("It takes a whole number from 0 up.");
  return Number(value);
}

/** Reads the number of a port, 0 for any; throws commander's error otherwise. */
export function portNumber(value: string): number {
  if (!/^\d{1,5}$/u.test(value) || Number(value) > 65_535) throw refusal("It takes a port from 0 to 65535.");
  return Number(value);
}

/** The error of a value that an option does not take. */
export function refusal(reason: string): Error {
  return new InvalidArgumentError(reason);
}

/** Gathers an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Makes a reader of a list separated by commas, each item one of those known. */
export function listOf<T extends string>(known: readonly T[]): (value: string) => T[] {
  return (value) => value.split(",").map((item) => oneOf(item.trim(), known));
}

function oneOf<T extends string>(item: string, known: readonly T[]): T {
  const found = known.find((each) => each === item);
  if (found === undefined) throw new InvalidArgumentError(`“${item}” is not one of ${known.join(", ")}.`);
  return found;
}
