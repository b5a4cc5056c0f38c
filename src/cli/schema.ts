import { compileOdd } from "../build/index.ts";
import { type Command, type CommonOptions, command, group } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { addCommand, listCommand, removeCommand } from "./schema-store.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface CompileOptions extends CommonOptions {
  readonly out?: string;
  readonly source?: string;
}

/** `colophon schema`: what concerns schemas. */
export function schemaCommand(finish: Finish): Command {
  return group("schema", "keep the schemas of an edition, and compile an ODD to one")
    .addCommand(addCommand(finish))
    .addCommand(listCommand(finish))
    .addCommand(removeCommand(finish))
    .addCommand(compileCommand(finish));
}

function compileCommand(finish: Finish): Command {
  return command("compile", "compile an ODD to RELAX NG and Schematron, beside it", [
    "colophon schema compile schemas/edition.odd",
    "colophon schema compile my.odd --out build/schemas",
    "colophon schema compile my.odd --source p5subset.xml   # else the one in the store",
  ])
    .argument("<odd>", "the ODD")
    .option("--out <folder>", "where NAME.rng and NAME.sch go; the ODD's own folder when absent")
    .option(
      "--source <file>",
      "the specifications that it customises; else what it names, else TEI's in the store",
    )
    .action(async (file: string, options: CompileOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const compiled = await compileOdd(file, {
        folder: process.cwd(),
        out: options.out ?? null,
        source: options.source ?? null,
      });
      printReport(compiled.report, options.format, terminal);
      for (const path of compiled.written) terminal.err(`wrote ${path}\n`);
      finish(statusOf(compiled.report));
    });
}
