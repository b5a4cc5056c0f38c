import { checkPaths } from "../build/index.ts";
import type { Check } from "../report/index.ts";
import { type Command, type CommonOptions, command, listOf } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { type Finish, openTerminal } from "./terminal.ts";

const CHECKS: readonly Check[] = ["wellformed", "schema", "schematron", "links", "citations"];

interface CheckOptions extends CommonOptions {
  readonly only?: Check[];
  readonly schema?: string;
}

/** `colophon check`: the five checks, on an edition or on plain files. */
export function checkCommand(finish: Finish): Command {
  return command("check", "check documents: well-formedness, schema, Schematron, links, citations", [
    "colophon check",
    "colophon check tei/letters --only schema,links",
    "colophon check --format sarif > findings.sarif",
  ])
    .argument("[path...]", "documents or folders; the edition in this folder when absent")
    .option("--only <checks>", `some of ${CHECKS.join(", ")}`, listOf(CHECKS))
    .option("--schema <file>", "a RELAX NG schema or an ODD, instead of what the documents declare")
    .action(async (paths: string[], options: CheckOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const report = await checkPaths(paths, {
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        jobs: options.jobs,
        checks: options.only ?? CHECKS,
        schema: options.schema ?? null,
      });
      printReport(report, options.format, terminal);
      finish(statusOf(report));
    });
}
