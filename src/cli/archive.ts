import {
  type ArchiveOptions,
  archiveEdition,
  checkArchive,
  PRESETS,
  type Preset,
  verifyPackages,
} from "../build/index.ts";
import { type Command, type CommonOptions, command, listOf } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { openProgress } from "./progress.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface ArchiveCommandOptions extends CommonOptions {
  readonly out: string;
  readonly preset?: Preset;
  readonly allowFindings?: boolean;
  readonly mets?: boolean;
}

/** `colophon archive`: build, then the package; `check`, `verify` and `diff` below it. */
export function archiveCommand(finish: Finish): Command {
  return command("archive", "build the edition, and pack it to be kept: a BagIt bag and a zip file of it", [
    "colophon archive",
    "colophon archive --preset zenodo --out public",
    "colophon archive check --preset arche",
    "colophon archive verify out/archive/my-edition-1.0.0.zip",
  ])
    .enablePositionalOptions()
    .option("--out <folder>", "where the outputs go; the package goes to archive/ in it", "out")
    .option("--preset <archive>", `what is asked: ${PRESETS.join(", ")}`, onePreset)
    .option("--allow-findings", "pack an edition with errors; the package says so")
    .option("--mets", "put a METS record into the package as well")
    .action(async (options: ArchiveCommandOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const progress = openProgress(options.quiet ?? false, "Packing");
      const { report, packed } = await archiveEdition({ ...archiveOptions(options), bytes: progress.show });
      progress.end();
      printReport(report, options.format, terminal);
      if (packed !== null)
        terminal.err(`${packed.files} files, ${packed.bytes} bytes in ${packed.bag} and ${packed.zip}\n`);
      finish(statusOf(report));
    })
    .addCommand(checkCommand(finish))
    .addCommand(verifyCommand(finish));
}

function archiveOptions(options: ArchiveCommandOptions): ArchiveOptions {
  const terminal = openTerminal(options.quiet ?? false);
  return {
    folder: process.cwd(),
    config: options.config ?? null,
    safe: options.safe ?? false,
    jobs: options.jobs,
    out: options.out,
    preset: options.preset ?? null,
    allowFindings: options.allowFindings ?? false,
    mets: options.mets ?? false,
    doi: null,
    progress: (line) => terminal.err(`${line}\n`),
    bytes: () => {},
  };
}

function checkCommand(finish: Finish): Command {
  return command("check", "check the edition as an archive would, without packing it", [
    "colophon archive check",
    "colophon archive check --preset textgrid --format json",
  ])
    .option("--preset <archive>", `what is asked: ${PRESETS.join(", ")}`, onePreset)
    .action(async (options: ArchiveCommandOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const report = await checkArchive({ ...archiveOptions(options), progress: () => {}, out: "out" });
      printReport(report, options.format, terminal);
      finish(statusOf(report));
    });
}

function verifyCommand(finish: Finish): Command {
  return command("verify", "verify packages: bags, zip files of bags, OCFL objects, RO-Crate folders", [
    "colophon archive verify bag/",
    "colophon archive verify --format json package.zip",
  ])
    .argument("<path...>", "the packages")
    .action(async (paths: string[], options: CommonOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const progress = openProgress(options.quiet ?? false, "Reading");
      const report = await verifyPackages(paths, { jobs: options.jobs, progress: progress.show });
      progress.end();
      printReport(report, options.format, terminal);
      finish(statusOf(report));
    });
}

const onePreset = (value: string): string => listOf(PRESETS)(value)[0]!;
