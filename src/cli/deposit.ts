import { depositEdition, depositRecord, keepHeapSmall, TaskError } from "../build/index.ts";
import { type ArchiveCommandOptions, archiveOptions } from "./archive.ts";
import { type Command, command } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { openProgress } from "./progress.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface DepositCommandOptions extends ArchiveCommandOptions {
  readonly dryRun?: boolean;
  readonly to?: string;
  readonly tokenEnv?: string;
  readonly publish?: boolean;
}

/** `colophon deposit`: the package and its record, to an InvenioRDM repository such as Zenodo. */
export function depositCommand(finish: Finish): Command {
  return command(
    "deposit",
    "deposit the edition in a repository (InvenioRDM, Zenodo): DOI, package, record",
    [
      "colophon deposit --dry-run > record.json",
      "colophon deposit --to https://sandbox.zenodo.org --token-env ZENODO_TOKEN",
    ],
  )
    .option("--dry-run", "write the record as JSON, and send nothing")
    .option("--to <address>", "the repository")
    .option("--token-env <name>", "the environment variable that holds the token")
    .option("--publish", "make the record public at the end; this cannot be taken back")
    .option("--out <folder>", "where the outputs go; the package goes to archive/ in it", "out")
    .option("--allow-findings", "deposit an edition with errors; the package says so")
    .action(async (options: DepositCommandOptions) => finish(await deposit(options)));
}

async function deposit(options: DepositCommandOptions): Promise<0 | 1> {
  const terminal = openTerminal(options.quiet ?? false);
  if (options.dryRun === true) {
    const { record, report } = await depositRecord(archiveOptions(options));
    terminal.data(`${JSON.stringify(record, null, 2)}\n`);
    printReport(report, "pretty", terminal);
    return statusOf(report) === 1 ? 1 : 0;
  }
  if (options.to === undefined || options.tokenEnv === undefined)
    throw new TaskError("Nothing is sent unasked: say --dry-run, or --to ADDRESS and --token-env NAME.");
  keepHeapSmall("ofPackage");
  const progress = openProgress(options.quiet ?? false, "Packing");
  const { report, deposit: done } = await depositEdition({
    ...archiveOptions(options),
    bytes: progress.show,
    to: options.to,
    tokenEnv: options.tokenEnv,
    publish: options.publish ?? false,
  });
  progress.end();
  printReport(report, options.format, terminal);
  if (done !== null)
    terminal.err(
      `${done.isPublished ? "Published" : "A draft"}: https://doi.org/${done.doi}, ${done.draft}\n`,
    );
  return statusOf(report) === 1 ? 1 : 0;
}
