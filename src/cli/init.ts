import { initEdition } from "../build/index.ts";
import { type Command, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

/** `colophon init`: a new edition that builds at once. */
export function initCommand(finish: Finish): Command {
  return command("init", "start a new edition that builds at once", ["colophon init my-edition"])
    .argument("[dir]", "the folder; this one when absent", ".")
    .action(async (folder: string) => {
      const made = await initEdition(folder);
      const terminal = openTerminal(false);
      for (const path of made) terminal.err(`wrote ${path}\n`);
      terminal.err(
        `\nNext:\n${folder === "." ? "" : `  cd ${folder}\n`}  colophon dev      a look at it in the browser\n  colophon build    everything, in out/\n\nNEXT.md says what to do then.\n`,
      );
      finish(0);
    });
}
