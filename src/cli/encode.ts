import { encodeFile } from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface EncodeCommandOptions extends CommonOptions {
  readonly output?: string;
  readonly profile?: string;
  readonly header?: string;
  readonly corrections?: string;
  readonly registers?: string;
  readonly review?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** `colophon encode`: source text to TEI, with a review list of what it was not sure of. */
export function encodeCommand(finish: Finish): Command {
  return command("encode", "turn a plain-text source into TEI, with a list of what to review", [
    "colophon encode tei/source/chapter.txt -o tei/chapter.xml",
    "colophon encode chapter.txt --registers tei/register.xml > chapter.xml",
  ])
    .argument("<file>", "the source text")
    .option("-o, --output <file>", "where the TEI goes; stdout when absent")
    .option("--profile <name>", "the conventions of the source", "tex-plain")
    .option("--header <file>", "a <teiHeader>; FILE.teiHeader beside the source when it is there")
    .option(
      "--corrections <file>",
      "the corrections list; FILE.corrections.tsv beside the source when it is there",
    )
    .option("--registers <file>", "registers of people and works; those of the edition when absent")
    .option("--review <file>", "write the review list there, as tab-separated values")
    .option("--force", "overwrite a TEI file that was edited since it was made")
    .option("--dry-run", "write nothing; say everything that would be marked, and why")
    .action(async (file: string, options: EncodeCommandOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const encoded = await encodeFile(file, {
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        output: options.output ?? null,
        profile: options.profile ?? "tex-plain",
        header: options.header ?? null,
        corrections: options.corrections ?? null,
        registers: options.registers ?? null,
        review: options.review ?? null,
        force: options.force ?? false,
        dryRun: options.dryRun ?? false,
      });
      if (options.output === undefined && options.dryRun !== true) terminal.out(encoded.xml);
      terminal.err(encoded.summary);
      finish(0);
    });
}
