import { findInEdition } from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface ConcordanceOptions extends CommonOptions {
  readonly speaker?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `colophon concordance`: a word with the words around it, by whoever says it. */
export function concordanceCommand(finish: Finish): Command {
  return command("concordance", "find a word in the edition, with the words around it", [
    "colophon concordance crisis",
    "colophon concordance 'confess*' --speaker bukharin",
    "colophon concordance crisis --csv > crisis.csv",
  ])
    .argument("<word>", "the word, or several in a row; an asterisk at its end stands for any ending")
    .option("--speaker <id>", "only what this person says, or what is quoted of this author")
    .option("--json", "write JSON")
    .option("--csv", "write CSV")
    .action(async (word: string, options: ConcordanceOptions) => {
      const format =
        options.csv === true ? "csv" : options.json === true || options.format === "json" ? "json" : "text";
      const edition = {
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        jobs: options.jobs,
      };
      const found = await findInEdition(word, options.speaker ?? null, format, edition);
      openTerminal(options.quiet ?? false)[format === "text" ? "out" : "data"](found);
      finish(0);
    });
}
