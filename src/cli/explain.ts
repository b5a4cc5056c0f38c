import { TaskError } from "../build/index.ts";
import { explain, nearestCode } from "../report/index.ts";
import { type Command, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

/** `colophon explain`: what a finding means and how to mend it. */
export function explainCommand(finish: Finish): Command {
  return command("explain", "say what a finding means and how to mend it", [
    "colophon explain links/target-missing",
  ])
    .argument("<code>", "the code of a finding, as printed with it")
    .action((code: string) => {
      const text = explain(code);
      if (text === null) throw new TaskError(unknownCode(code));
      openTerminal(false).out(text);
      finish(0);
    });
}

function unknownCode(code: string): string {
  const nearest = nearestCode(code);
  return `No finding has the code ${code}.${nearest === null ? "" : ` Did you mean ${nearest}?`}`;
}
