import { importWorks } from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface ImportCommandOptions extends CommonOptions {
  readonly into?: string;
  readonly dryRun?: boolean;
}

/** `colophon import`: works of a reference manager into a list of works in TEI. */
export function importCommand(finish: Finish): Command {
  return command("import", "bring works from CSL-JSON, BibTeX or RIS into a list of works in TEI", [
    "colophon import zotero.json --into tei/register.xml",
    "colophon import works.bib --into tei/register.xml --dry-run",
    "colophon import works.ris > works.xml",
  ])
    .argument("<file...>", "what the reference manager exported")
    .option(
      "--into <file>",
      "the TEI file; entries with the same xml:id are brought up to date. stdout when absent",
    )
    .option("--dry-run", "show the changes, and write nothing")
    .action(async (files: string[], options: ImportCommandOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const imported = await importWorks(files, {
        folder: process.cwd(),
        into: options.into ?? null,
        dryRun: options.dryRun ?? false,
      });
      terminal.data(imported.out);
      for (const note of imported.notes) terminal.err(`${note}\n`);
      finish(0);
    });
}
