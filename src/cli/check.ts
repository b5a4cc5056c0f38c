import { checkPaths } from "../build/index.ts";
import type { Check } from "../report/index.ts";
import { type Command, type CommonOptions, collect, command, listOf } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { type Finish, openTerminal } from "./terminal.ts";

const CHECKS: readonly Check[] = ["wellformed", "schema", "schematron", "links", "citations"];

interface CheckOptions extends CommonOptions {
  readonly only?: Check[];
  readonly schema?: string[];
  readonly catalog?: string[];
  readonly cache: boolean;
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
    .option(
      "--schema <file>",
      "a schema or its address in the store, instead of what the documents declare; may be given several times",
      collect,
    )
    .option("--catalog <file>", "an OASIS XML catalog; may be given several times", collect)
    .option("--no-cache", "compile schemas anew, and keep nothing of them")
    .action(async (paths: string[], options: CheckOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const report = await checkPaths(paths, {
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        jobs: options.jobs,
        checks: options.only ?? CHECKS,
        schemas: options.schema ?? [],
        catalogs: options.catalog ?? [],
        cache: options.cache,
      });
      printReport(report, options.format, terminal);
      finish(statusOf(report));
    });
}
