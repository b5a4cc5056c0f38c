import { TaskError } from "../build/index.ts";
import { allSpecs, explain, nearestCode } from "../report/index.ts";
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
  const group = codesIn(code.replace(/\/\*?$/u, ""));
  if (group.length > 0) return `${code} stands for several findings:\n  ${group.join("\n  ")}`;
  const nearest = nearestCode(code);
  const hint = nearest === null ? "Findings are printed with their codes." : `Did you mean ${nearest}?`;
  return `No finding has the code ${code}. ${hint}`;
}

/** The codes of the findings of a check. */
function codesIn(check: string): string[] {
  const codes = allSpecs().map(({ code }) => code);
  return codes.filter((code) => code.startsWith(`${check}/`));
}
