import { transformFile } from "../build/index.ts";
import { type Command, type CommonOptions, collect, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface TransformOptions extends CommonOptions {
  readonly xsl: string;
  readonly output?: string;
  readonly param?: string[];
}

/** `colophon transform`: one XSLT 3.0 run. */
export function transformCommand(finish: Finish): Command {
  return command("transform", "run an XSLT 3.0 stylesheet on a document", [
    "colophon transform tei/chapter.xml --xsl reading-text.xsl",
    "colophon transform tei/chapter.xml --xsl page.xsl --param lang=de -o page.html",
  ])
    .argument("<file>", "the document")
    .requiredOption("--xsl <stylesheet>", "the stylesheet")
    .option("-o, --output <file>", "where the result goes; stdout when absent")
    .option("--param <name=value>", "a stylesheet parameter; may be given several times", collect)
    .action(async (file: string, options: TransformOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const result = await transformFile(file, {
        stylesheet: options.xsl,
        output: options.output ?? null,
        parameters: options.param ?? [],
        safe: options.safe ?? false,
      });
      for (const message of result.messages) terminal.err(`${message}\n`);
      if (options.output === undefined) {
        terminal.data(result.principal);
        for (const path of result.resultDocuments.keys())
          terminal.err(`${path} was made too; it is written beside the result where -o names a file\n`);
      }
      finish(0);
    });
}
