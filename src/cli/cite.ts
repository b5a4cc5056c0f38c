import { enrichFiles, explainFiles } from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { type ExitCode, type Finish, openTerminal } from "./terminal.ts";

interface CiteOptions extends CommonOptions {
  readonly write?: boolean;
  readonly likely?: boolean;
  readonly dryRun?: boolean;
}

/** `colophon cite`: every citation explained, and what they mean written into the TEI. */
export function citeCommand(finish: Finish): Command {
  return command(
    "cite",
    "explain every citation: as written, its form, work, locus, and how it was resolved",
    [
      "colophon cite tei/chapter.xml",
      "colophon cite --format json tei/chapter.xml | jq '.citations[] | select(.work == null)'",
      "colophon cite --write --dry-run tei/chapter.xml",
    ],
  )
    .argument("[file...]", "documents; all of the edition in this folder when absent")
    .option("--write", "add @corresp, @source and biblScope to the TEI, where they are certain")
    .option("--likely", "with --write: add what is only likely as well, with @cert")
    .option("--dry-run", "with --write: show the changes, and write nothing")
    .action(async (files: string[], options: CiteOptions) =>
      finish(await (options.write === true || options.dryRun === true ? write : explain)(files, options)),
    );
}

async function explain(files: readonly string[], options: CiteOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.quiet ?? false);
  const explained = await explainFiles(files, editionOptions(options));
  if (options.format === "json") terminal.data(explained.json);
  else terminal.out(explained.table);
  return statusOf(explained.report);
}

async function write(files: readonly string[], options: CiteOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.quiet ?? false);
  const dryRun = options.dryRun ?? false;
  const done = await enrichFiles(files, {
    ...editionOptions(options),
    likely: options.likely ?? false,
    dryRun,
  });
  if (dryRun) terminal.data(done.diff);
  for (const note of done.notes) terminal.err(`${note}\n`);
  if (statusOf(done.report) !== 0) printReport(done.report, "pretty", terminal);
  return statusOf(done.report);
}

function editionOptions({ config, safe, jobs }: CiteOptions): Parameters<typeof explainFiles>[1] {
  return { folder: process.cwd(), config: config ?? null, safe: safe ?? false, jobs };
}
