import { encodeFile } from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface EncodeCommandOptions extends CommonOptions {
  readonly output?: string;
  readonly profile?: string;
  readonly language?: string;
  readonly header?: string;
  readonly corrections?: string;
  readonly registers?: string;
  readonly review?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** `colophon encode`: source text to TEI, with a review list of what it was not sure of. */
export function encodeCommand(finish: Finish): Command {
  return command("encode", "turn plain text, Markdown or DOCX into TEI, with a list of what to review", [
    "colophon encode tei/source/chapter.txt -o tei/chapter.xml",
    "colophon encode chapter.txt --registers tei/register.xml > chapter.xml",
    "colophon encode essay.docx -o tei/essay.xml --review essay.review.tsv",
    "colophon encode minutes.md --profile parliament --language de --dry-run",
  ])
    .argument("<file>", "the source text: .txt, .md or .docx, in UTF-8")
    .option("-o, --output <file>", "where the TEI goes; stdout when absent")
    .option(
      "--profile <name>",
      "the kind of text: tex-plain, trial, parliament, interview, play, letter, essay; without it tex-plain for text, essay for Markdown and DOCX",
    )
    .option("--language <code>", "the language of the text, as de or fr-CA; what the source says when absent")
    .option("--header <file>", "a <teiHeader>; FILE.teiHeader beside the source when it is there")
    .option(
      "--corrections <file>",
      "the corrections list; FILE.corrections.tsv beside the source when it is there",
    )
    .option("--registers <file>", "registers of people and works; those of the edition when absent")
    .option("--review <file>", "write the review list there, as tab-separated values")
    .option("--force", "overwrite a TEI file that was edited since it was made")
    .option(
      "--dry-run",
      "write nothing; say everything that would be marked, and why, and the names that no register has",
    )
    .action(async (file: string, options: EncodeCommandOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const encoded = await encodeFile(file, {
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        output: options.output ?? null,
        profile: options.profile ?? null,
        language: options.language ?? null,
        header: options.header ?? null,
        corrections: options.corrections ?? null,
        registers: options.registers ?? null,
        review: options.review ?? null,
        force: options.force ?? false,
        dryRun: options.dryRun ?? false,
      });
      if (options.output === undefined && options.dryRun !== true) terminal.data(encoded.xml);
      terminal.err(encoded.summary);
      finish(0);
    });
}
