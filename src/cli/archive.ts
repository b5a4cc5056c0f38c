import {
  type ArchiveOptions,
  archiveEdition,
  checkArchive,
  diffArchives,
  diffInWords,
  keepHeapSmall,
  PRESETS,
  type Preset,
  verifyPackages,
} from "../build/index.ts";
import { type Command, type CommonOptions, command, listOf } from "./command.ts";
import { printReport, statusOf } from "./findings.ts";
import { openProgress } from "./progress.ts";
import { reproduceHere } from "./reproduce.ts";
import { type ExitCode, type Finish, openTerminal } from "./terminal.ts";

/** What `colophon archive` and `colophon deposit` are told on the command line. */
export interface ArchiveCommandOptions extends CommonOptions {
  readonly out: string;
  readonly preset?: Preset;
  readonly allowFindings?: boolean;
  readonly mets?: boolean;
  readonly ocfl?: string;
  readonly reproduce?: boolean;
}

/** `colophon archive`: build, then the package; `check`, `verify` and `diff` below it. */
export function archiveCommand(finish: Finish): Command {
  return command("archive", "build the edition, and pack it to be kept: a BagIt bag and a zip file of it", [
    "colophon archive",
    "colophon archive --preset zenodo --out public",
    "colophon archive check --preset arche",
    "colophon archive verify out/archive/my-edition-1.0.0.zip",
  ])
    .option("--out <folder>", "where the outputs go; the package goes to archive/ in it", "out")
    .option("--preset <archive>", `what is asked: ${PRESETS.join(", ")}`, onePreset)
    .option("--allow-findings", "pack an edition with errors; the package says so")
    .option("--mets", "put a METS record into the package as well")
    .option("--ocfl <folder>", "write the package as the next version of an OCFL object as well")
    .option("--reproduce", "pack twice, in two folders and environments, and compare every byte")
    .action(async (options: ArchiveCommandOptions) => {
      finish(options.reproduce === true ? await reproduceHere("archive", options) : await archive(options));
    })
    .addCommand(checkCommand(finish))
    .addCommand(verifyCommand(finish))
    .addCommand(diffCommand(finish));
}

async function archive(options: ArchiveCommandOptions): Promise<ExitCode> {
  keepHeapSmall("ofPackage");
  const terminal = openTerminal(options.quiet ?? false);
  const progress = openProgress(options.quiet ?? false, "Packing");
  const { report, packed, ocfl } = await archiveEdition({ ...archiveOptions(options), bytes: progress.show });
  progress.end();
  printReport(report, options.format, terminal);
  if (packed !== null)
    terminal.err(`${packed.files} files, ${packed.bytes} bytes in ${packed.bag} and ${packed.zip}\n`);
  if (packed !== null && options.ocfl !== undefined)
    terminal.err(ocfl === null ? `${options.ocfl} holds this already\n` : `${ocfl} of ${options.ocfl}\n`);
  return statusOf(report);
}

function diffCommand(finish: Finish): Command {
  return command("diff", "tell what changed between two packages, by document and by output", [
    "colophon archive diff edition-1.0.0.zip edition-1.1.0.zip",
    "colophon archive diff --format json old/ new/ | jq .documents",
  ])
    .argument("<before>", "a bag, a zip file of one, or an OCFL object")
    .argument("<after>", "another")
    .action(async (before: string, after: string, options: CommonOptions) => {
      const diff = await diffArchives(before, after);
      const terminal = openTerminal(options.quiet ?? false);
      if (options.format === "json") terminal.data(`${JSON.stringify(diff, null, 2)}\n`);
      else terminal.out(diffInWords(diff));
      finish(0);
    });
}

/** Gives the options of the task; what is not said is as the command line documents it. */
export function archiveOptions(options: ArchiveCommandOptions): ArchiveOptions {
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
    ocfl: options.ocfl ?? null,
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
      keepHeapSmall("ofPackage");
      const terminal = openTerminal(options.quiet ?? false);
      const progress = openProgress(options.quiet ?? false, "Reading");
      const report = await verifyPackages(paths, { jobs: options.jobs, progress: progress.show });
      progress.end();
      printReport(report, options.format, terminal);
      finish(statusOf(report));
    });
}

const onePreset = (value: string): string => listOf(PRESETS)(value)[0]!;
