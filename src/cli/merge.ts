import { mergeShards } from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { openProgress } from "./progress.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface MergeOptions extends CommonOptions {
  readonly out: string;
  readonly strict?: boolean;
  readonly cache: boolean;
}

/** `colophon merge`: the shares of several machines, joined to what one machine makes. */
export function mergeCommand(finish: Finish): Command {
  return command("merge", "join what build --shard or check --shard made on several machines", [
    "colophon merge shards/*",
    "colophon merge shards/* --out public",
    "colophon merge shards/* --format json > findings.json",
  ])
    .argument("<folder...>", "the folders of all shares")
    .option("--out <folder>", "where the outputs of a build go", "out")
    .option("--no-cache", "keep nothing of the records for the next run")
    .option("--strict", "write nothing when a document has an error")
    .action(async (folders: string[], options: MergeOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const line = openProgress(options.quiet ?? false, "Documents");
      const merged = await mergeShards(folders, {
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        jobs: options.jobs,
        out: options.out,
        strict: options.strict ?? false,
        cache: options.cache,
        progress: (said) => {
          line.end();
          terminal.err(`${said}\n`);
        },
        done: line.show,
      }).finally(line.end);
      printReport(merged.report, options.format, terminal);
      terminal.err(merged.summary);
      finish(statusOf(merged.report));
    });
}
