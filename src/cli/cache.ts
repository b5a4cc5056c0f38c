import { cacheFor, clearCache, summarizeCache } from "../build/index.ts";
import { type Command, type CommonOptions, command, refusal } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

/** `colophon cache`: what is kept between runs, and how to be rid of it. */
export function cacheCommand(finish: Finish): Command {
  return command(
    "cache",
    "show where compiled schemas and what was made of documents are kept between runs, or clear it away",
    ["colophon cache", "colophon cache clear"],
  )
    .argument("[clear]", "the word clear empties it", oneWord)
    .action(async (clear: string | undefined, options: CommonOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const edition = { folder: process.cwd(), config: options.config ?? null, safe: options.safe ?? false };
      const folder = await cacheFor(edition);
      if (folder === null) terminal.out("Nothing is kept: the cache is switched off.\n");
      else {
        const { files, bytes } = clear === undefined ? summarizeCache(folder) : clearCache(folder);
        const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
        terminal.out(clear === undefined ? `${folder}: ${size}\n` : `${folder}: removed ${size}\n`);
      }
      finish(0);
    });
}

function oneWord(value: string): string {
  if (value !== "clear") throw refusal("It takes the word clear, or nothing.");
  return value;
}
