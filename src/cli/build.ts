import {
  ALL_OUTPUTS,
  type BuildOptions as BuildRun,
  buildAndPublish,
  OUTPUTS,
  type Output,
  shardRun,
} from "../build/index.ts";
import { type Command, type CommonOptions, command, listOf } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { openProgress } from "./progress.ts";
import { reproduceHere } from "./reproduce.ts";
import { type ShardOptions, shardPlace, withShard } from "./shard.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface BuildOptions extends CommonOptions, ShardOptions {
  readonly out: string;
  readonly outputs?: Output[];
  readonly reading: "edited" | "original";
  readonly strict?: boolean;
  readonly cache: boolean;
  readonly reproduce?: boolean;
  readonly search: boolean;
  readonly pdf?: boolean;
  readonly chromium?: string;
}

/** `colophon build`: check, then every output. */
export function buildCommand(finish: Finish): Command {
  const build = command("build", "check the edition, then make the site, the texts and the indexes", [
    "colophon build",
    "colophon build --out public --outputs html,text",
    "colophon build --reading original --outputs text --out original",
    "colophon build --pdf",
    "colophon build --shard 2/5",
  ]);
  return withShard(build)
    .option("--out <folder>", "where the outputs go", "out")
    .option("--outputs <kinds>", `some of ${ALL_OUTPUTS.join(", ")}`, listOf(ALL_OUTPUTS))
    .option(
      "--reading <reading>",
      "edited or original: which side of corrections the plain text gives",
      oneReading,
      "edited",
    )
    .option("--pdf", "make the edition as a PDF as well, by the Chromium that is on this machine")
    .option(
      "--chromium <program>",
      "the Chromium, Chrome or Edge that makes PDFs; one is looked for when absent",
    )
    .option("--no-search", "make the site without its search, which takes as long as all the rest")
    .option("--no-cache", "make everything anew, and keep nothing of it")
    .option("--strict", "write nothing when a document has an error")
    .option("--reproduce", "build twice, in two folders and environments, and compare every byte; out/ stays")
    .action(async (options: BuildOptions) => {
      if (options.reproduce === true) return finish(await reproduceHere("build", options));
      const terminal = openTerminal(options.quiet ?? false);
      const line = openProgress(options.quiet ?? false, "Documents");
      const place = shardPlace(options);
      const run = place === null ? buildAndPublish : (all: BuildRun) => shardRun.build(all, place);
      const built = await run({
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        jobs: options.jobs,
        out: options.out,
        outputs: outputsOf(options),
        ...(options.chromium === undefined ? {} : { chromium: options.chromium }),
        reading: options.reading,
        strict: options.strict ?? false,
        progress: (said) => {
          line.end();
          terminal.err(`${said}\n`);
        },
        ...(options.search ? {} : { search: false }),
        cache: options.cache,
        done: line.show,
      }).finally(line.end);
      printReport(built.report, options.format, terminal);
      terminal.err(built.summary);
      finish(statusOf(built.report));
    });
}

function outputsOf({ outputs = [...OUTPUTS], pdf = false }: BuildOptions): readonly Output[] {
  return pdf && !outputs.includes("pdf") ? [...outputs, "pdf"] : outputs;
}

const oneReading = (value: string): string => listOf(["edited", "original"])(value)[0]!;
