import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { Watch } from "../edition/index.ts";
import {
  acceptKnown,
  CHECKS,
  checksFor,
  type DocumentCheck,
  isAskedFor,
  type LongReport,
  readBaseline,
  retold,
  writeBaseline,
} from "../report/index.ts";
import type { DocumentCache } from "./cache/document-cache.ts";
import { changedDocuments } from "./changed.ts";
import type { EditionFiles, EditionOptions } from "./edition-files.ts";
import { type FastCode, keepHeapSmall, makeFastCode } from "./engine-settings.ts";
import { FileError } from "./files.ts";
import { load, readFiles } from "./read-edition.ts";
import { allSources, bytesOf } from "./run/document-source.ts";
import { defaultJobs } from "./run/jobs.ts";
import { type OpenRunOptions, openRun } from "./run/open-run.ts";
import type { Hear } from "./run/stage-times.ts";
import { TaskError } from "./run/task-error.ts";
import { writeWhole } from "./write-whole.ts";

/** Checking is quick: below so many bytes, threads take longer to start than they save. */
const CHECK_WORTH_THREADS = 50_000_000;
/** The same where only schemas are asked for: most documents are then checked while their bytes are gone over. */
const SCHEMA_WORTH_THREADS = 75_000_000;

/** So many bytes of documents are checked before fast code for it would have been made. */
const SHORT = 1_000_000;
const QUICK: readonly DocumentCheck[] = ["wellformed", "schema"];
/** Up to so many, the plainest is the fastest in the end. */
const LITTLE = 5_000_000;
/** The same where rules, links and citations are looked at as well, which takes several times as long. */
const SHORT_WITH_ALL = 200_000;

/** What `colophon check` is asked for. */
export interface CheckRun extends EditionOptions {
  /** Names of checks, codes, or groups of codes such as `links/*`; empty for everything. */
  readonly only: readonly string[];
  readonly schemas: readonly string[];
  readonly catalogs: readonly string[];
  readonly cache: boolean;
  readonly xinclude: boolean | null;
  /** A file of findings that are known and accepted, or null. */
  readonly baseline: string | null;
  /** Whether that file is written anew with what was found. */
  readonly updateBaseline: boolean;
  /** A revision of git: only what has changed since, and what depends on it, is checked; null for everything. */
  readonly changed: string | null;
  readonly watch?: Watch;
  /** Told what other threads have done at each stage. */
  readonly elsewhere?: Hear;
  /** How many bytes of documents are worth threads. */
  readonly worthThreads?: number;
  /** Told how many bytes of documents are done, of how many. */
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Checks documents by their paths, or the edition in the folder where none is named. Throws a `FileError`, a
 * `ConfigurationError` or a `TaskError` where it cannot be done.
 */
export async function checkPaths(paths: readonly string[], run: CheckRun): Promise<LongReport> {
  return await checkLoaded(paths, await load(paths, run), run);
}

/** Does the same with documents that were loaded, and with what was made of them elsewhere, if there is any. */
export async function checkLoaded(
  paths: readonly string[],
  loaded: EditionFiles,
  run: CheckRun,
  elsewhere: DocumentCache | null = null,
): Promise<LongReport> {
  const files = run.changed === null ? loaded : await onlyChanged(loaded, run.changed, run);
  const options = runOptionsOf(paths, run);
  const bytes = bytesOf(files);
  if (bytes > (isQuick(options.checks) ? SHORT : SHORT_WITH_ALL))
    makeFastCode(fastCodeFor(bytes, options.jobs));
  // Code that V8 has made under other settings it does not take up again, and a short check lives on that.
  if (bytes > CHECK_WORTH_THREADS) keepHeapSmall("ofDocuments", allSources(files).length);
  const opened = await openRun(files, {
    ...options,
    ...(elsewhere === null ? {} : { earlier: { store: elsewhere, shelf: { opened: null } } }),
  });
  const report = await opened.run.report().finally(opened.close);
  return await againstBaseline(onlyAsked(report, run.only), files, run, options.checks);
}

function fastCodeFor(bytes: number, jobs: number): FastCode {
  // Several threads each make their own, and have no core left to do it on.
  if (bytes > CHECK_WORTH_THREADS) return jobs > 1 ? "small" : "usual";
  return bytes > LITTLE ? "small" : "plain";
}

/** What a run is asked for by a check. */
export function runOptionsOf(paths: readonly string[], run: CheckRun): OpenRunOptions {
  const checks = checksOf(run.only);
  return {
    worthThreads: isQuick(checks) ? SCHEMA_WORTH_THREADS : CHECK_WORTH_THREADS,
    ...run,
    checks,
    named: paths,
    jobs: run.jobs ?? defaultJobs(),
    hasCitations: checks.includes("citations"),
    hasPage: false,
    reading: null,
  };
}

function isQuick(checks: readonly DocumentCheck[]): boolean {
  return checks.every((check) => QUICK.includes(check));
}

function checksOf(only: readonly string[]): readonly DocumentCheck[] {
  if (only.length === 0) return CHECKS;
  const asked = new Set(only.flatMap(checksFor));
  return CHECKS.filter((check) => asked.has(check));
}

/** A document that could not be read is told whatever is asked for. */
export function onlyAsked(report: LongReport, only: readonly string[]): LongReport {
  if (only.length === 0) return report;
  const isAsked = (code: string): boolean => code.startsWith("wellformed/") || isAskedFor(only, code);
  const documents = retold(report.documents, ({ path, findings }) => ({
    path,
    findings: findings.filter(({ code }) => isAsked(code)),
  }));
  return { ...report, documents };
}

async function onlyChanged(files: EditionFiles, revision: string, run: CheckRun): Promise<EditionFiles> {
  const paths = await changedDocuments(files, readFiles(files, run), revision, run.folder);
  const sources = files.sources.filter(({ path }) => paths.has(path));
  const context = files.sources.filter(({ path }) => !paths.has(path));
  return { ...files, sources, context: [...context, ...files.context] };
}

async function againstBaseline(
  report: LongReport,
  files: EditionFiles,
  run: CheckRun,
  checks: readonly DocumentCheck[],
): Promise<LongReport> {
  if (run.baseline === null) {
    if (run.updateBaseline) throw new TaskError("--update-baseline needs --baseline FILE, which it writes.");
    return report;
  }
  const file = resolve(run.folder, run.baseline);
  const before = await baselineAt(file, run.baseline, run.updateBaseline);
  const scope = {
    root: files.prefix,
    looked: new Set(Array.from(report.documents, ({ path }) => relative(files.prefix, path))),
    isAsked: (code: string) =>
      checks.some((check) => isAskedFor([check], code)) && isAskedFor(run.only, code),
  };
  if (!run.updateBaseline) return acceptKnown(report, before, scope);
  const text = writeBaseline(report, before, scope);
  await writeWhole(file, text);
  return acceptKnown(report, readBaseline(text)!, scope);
}

async function baselineAt(
  file: string,
  named: string,
  mayBeMissing: boolean,
): Promise<NonNullable<ReturnType<typeof readBaseline>>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && mayBeMissing) return null;
    const hint = "To write it from what is found now: colophon check --baseline FILE --update-baseline";
    throw new FileError(`The baseline ${named} cannot be read: ${error.message}. ${hint}`);
  });
  if (text === null) return [];
  const known = readBaseline(text);
  if (known === null) throw new FileError(`${named} is no baseline; --update-baseline writes one.`);
  return known;
}
