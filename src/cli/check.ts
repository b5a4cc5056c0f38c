import {
  type CheckRun,
  checkPaths,
  type ShardPlace,
  type StageTimes,
  shardRun,
  stageTimes,
  writeWhole,
} from "../build/index.ts";
import {
  CHECKS,
  isKnownPattern,
  type LongReport,
  nearestPattern,
  REPORT_FORMATS,
  type ReportFormat,
  summarize,
} from "../report/index.ts";
import { type Command, type CommonOptions, collect, command, countFromZero, refusal } from "./command.ts";
import { printReport, reportText, statusOf } from "./findings.ts";
import { type ShardOptions, shardPlace, withShard } from "./shard.ts";
import { openStatusLine } from "./status-line.ts";
import { type ExitCode, type Finish, openTerminal, type Terminal } from "./terminal.ts";

interface CheckOptions extends CommonOptions, ShardOptions {
  readonly only?: string[];
  readonly schema?: string[];
  readonly catalog?: string[];
  readonly cache: boolean;
  readonly xinclude?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly maxWarnings?: number;
  readonly changed?: string | true;
  readonly output?: string;
  readonly report?: WantedReport[];
  readonly stats?: boolean;
}

/** A report to be written to a file besides what is printed. */
interface WantedReport {
  readonly format: ReportFormat;
  readonly file: string;
}

/** `colophon check`: the five checks, on an edition or on plain files. */
export function checkCommand(finish: Finish): Command {
  const check = command("check", "check documents: well-formedness, schema, Schematron, links, citations", [
    "colophon check",
    "colophon check tei/letters --only schema,links",
    "colophon check --only links/target-missing --changed origin/main",
    "colophon check --baseline known.json --max-warnings 0",
    "colophon check --format sarif -o findings.sarif",
    "colophon check --shard 2/5",
  ]);
  return withShard(check)
    .argument("[path...]", "documents or folders; the edition in this folder when absent")
    .option("--only <names>", `some of ${CHECKS.join(", ")}, or codes, or groups such as links/*`, patterns)
    .option(
      "--schema <file>",
      "a schema or its address in the store, instead of what the documents declare; may be given several times",
      collect,
    )
    .option("--catalog <file>", "an OASIS XML catalog; may be given several times", collect)
    .option("--no-cache", "check everything anew, and keep nothing of it")
    .option("--xinclude", "let the schemas see documents after XInclude, not as they are written")
    .option(
      "--no-xinclude",
      "let the schemas see each file as it is written, whatever the configuration says",
    )
    .option("--baseline <file>", "accept the findings that this file knows, and fail on new ones alone")
    .option("--update-baseline", "write the baseline anew: what is found now is known from then on")
    .option("--max-warnings <n>", "fail where there are more warnings than this", countFromZero)
    .option(
      "--changed [revision]",
      "check only what has changed since a revision of git (HEAD when absent), and what depends on it",
    )
    .option("-o, --output <file>", "write the report in its format to a file, and for a person to stderr")
    .option(
      "--report <format=file>",
      "write a report in a format to a file as well; may be given several times",
      wanted,
    )
    .option("--stats", "say what each stage took in time and memory")
    .action(async (paths: string[], options: CheckOptions) => finish(await runCheck(paths, options)));
}

async function runCheck(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.quiet ?? false);
  const status = openStatusLine(options.quiet ?? false);
  const times = stageTimes((stage, path) => status.show(`${stage} ${path ?? ""}`), options.stats ?? false);
  const place = shardPlace(options);
  const run: CheckRun = {
    ...runOf(options),
    watch: times.watch,
    ...(times.elsewhere === undefined ? {} : { elsewhere: times.elsewhere }),
    progress: (done, all) => status.show(`${(done / 1e6).toFixed(1)} of ${(all / 1e6).toFixed(1)} MB`),
  };
  const made = place === null ? checkPaths(paths, run) : checkShare(paths, run, place, terminal);
  const report = await made.finally(status.end);
  await write(report, options, terminal);
  if (options.stats) printStats(times, terminal);
  return verdict(report, options, terminal);
}

async function checkShare(
  paths: readonly string[],
  run: CheckRun,
  place: ShardPlace,
  terminal: Terminal,
): Promise<LongReport> {
  const { report, summary } = await shardRun.check(paths, run, place);
  terminal.err(summary);
  return report;
}

function runOf(options: CheckOptions): Omit<Parameters<typeof checkPaths>[1], "watch"> {
  return {
    folder: process.cwd(),
    config: options.config ?? null,
    safe: options.safe ?? false,
    jobs: options.jobs,
    only: options.only ?? [],
    schemas: options.schema ?? [],
    catalogs: options.catalog ?? [],
    cache: options.cache,
    xinclude: options.xinclude ?? null,
    baseline: options.baseline ?? null,
    updateBaseline: options.updateBaseline ?? false,
    changed: options.changed === true ? "HEAD" : (options.changed ?? null),
  };
}

async function write(report: LongReport, options: CheckOptions, terminal: Terminal): Promise<void> {
  const { output, format, report: more = [] } = options;
  const files = output === undefined ? more : [...more, { format, file: output }];
  for (const each of files) await writeWhole(each.file, reportText(report, each.format));
  printReport(report, output === undefined ? format : "pretty", terminal);
}

/** Asked for, and so told also where the command is quiet. */
function printStats(times: StageTimes, terminal: Terminal): void {
  terminal.must(times.table());
}

function verdict(report: LongReport, { maxWarnings }: CheckOptions, terminal: Terminal): ExitCode {
  const { warnings } = summarize(report);
  if (maxWarnings === undefined || warnings <= maxWarnings) return statusOf(report);
  terminal.must(
    `${warnings} ${warnings === 1 ? "warning is" : "warnings are"} more than --max-warnings ${maxWarnings} allows.\n`,
  );
  return 1;
}

function patterns(value: string): string[] {
  return value.split(",").map((item) => {
    const pattern = item.trim();
    if (isKnownPattern(pattern)) return pattern;
    const meant = nearestPattern(pattern);
    const hint = meant === null ? "" : ` Did you mean “${meant}”?`;
    throw refusal(`“${pattern}” is not one of ${CHECKS.join(", ")}, nor a code of a finding.${hint}`);
  });
}

function wanted(value: string, before: readonly WantedReport[] = []): WantedReport[] {
  const [name, ...rest] = value.split("=");
  const format = REPORT_FORMATS.find((each) => each === name);
  const file = rest.join("=");
  if (format === undefined || file === "")
    throw refusal(`“${value}” is not FORMAT=FILE with a format of ${REPORT_FORMATS.join(", ")}.`);
  return [...before, { format, file }];
}
