import { explainFiles } from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { statusOf } from "./findings.ts";
import { type Finish, openTerminal } from "./terminal.ts";

/** `colophon cite`: every citation explained. */
export function citeCommand(finish: Finish): Command {
  return command(
    "cite",
    "explain every citation: as written, its form, work, locus, and how it was resolved",
    [
      "colophon cite tei/chapter.xml",
      "colophon cite --format json tei/chapter.xml | jq '.citations[] | select(.work == null)'",
    ],
  )
    .argument("[file]", "a document; all of the edition in this folder when absent")
    .action(async (file: string | undefined, options: CommonOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const explained = await explainFiles(file === undefined ? [] : [file], {
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        jobs: options.jobs,
      });
      terminal.out(options.format === "json" ? explained.json : explained.table);
      finish(statusOf(explained.report));
    });
}
