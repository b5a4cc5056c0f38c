import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { Worker } from "node:worker_threads";
import type { SiteFile } from "../../site/index.ts";
import { threadEntry } from "../../xpath/index.ts";
import type { WrittenPieces } from "../run/spool.ts";
import { writeIndex } from "./pagefind-index.ts";
import { notWanted, type PartTask, recordsIn, wanted } from "./records.ts";

/** What an index is made of. */
export interface IndexSource extends WrittenPieces {
  /** How many passages are in each piece. */
  readonly counts: readonly number[];
  readonly language: string;
  /** How many threads there may be. */
  readonly jobs: number;
  /** How many passages share an index; {@link IN_INDEX} when absent. */
  readonly inIndex?: number;
  /** Asked now and then whether the index is still wanted; where it is not, making it throws. */
  readonly goesOn: () => boolean;
}

/**
 * How many passages share an index. Pagefind compares each that it takes in with all before it, and holds all in memory
 * (measured: 12,000 passages of plays 3 s of the processor and 330 MB, 48,000 in one index 21 s and 1.1 GB), so that half a million
 * in one would take many minutes and gigabytes. With a few indexes several processors have something to do, and
 * the search page puts together what it finds in each.
 */
const IN_INDEX = 12_000;

/** A browser loads the list of pages of each index before it searches, so there are never more of them. */
const MOST_INDEXES = 20;

/** How many indexes are made at once at most: each takes a process, and its memory. */
const MOST_AT_ONCE = 4;

/** How many files the passages of all indexes lie in at most. */
const MOST_FRAGMENTS = 1000;

/** How much of what is new each thread holds, in megabytes, before it is gone through; V8 takes twice as much where nobody says. */
const YOUNG = 24;

/** How often it is asked whether an index that is being made is still wanted, in milliseconds. */
const ASKED_EVERY = 100;

/** Files of Pagefind's own interface, which our page has no use for. */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\b/u;

/** Of the programs and words to load, those beside the first index are for all of them. */
const OF_FIRST = /^(?:pagefind.*\.js|wasm\..*)$/u;

const ENTRY = "pagefind-entry.json";

/**
 * Makes the files of the search below `pagefind/`: those of one index, where there are few passages; else those of the second
 * and further ones in `pagefind/2/` and so on, and the entry of the first says how many there are. The number depends on the
 * passages alone. Throws where Pagefind says that an index could not be made.
 */
export async function* pagefindFiles(source: IndexSource): AsyncGenerator<SiteFile> {
  const folder = mkdtempSync(join(tmpdir(), "colophon-search-"));
  const ending = new AbortController();
  const parts = partsOf(source, folder);
  const all = startAll(parts, source, ending.signal);
  try {
    for (const [at, made] of all.entries()) {
      await made;
      yield* filesOf(parts[at]!.plan.folder, at, parts.length);
    }
  } finally {
    ending.abort();
    await Promise.allSettled(all);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Begins with as many parts as may be made at once; each of the others waits for one of those before it. */
function startAll(parts: readonly PartTask[], source: IndexSource, signal: AbortSignal): Promise<void>[] {
  const atOnce = Math.min(source.jobs, MOST_AT_ONCE);
  const made: Promise<void>[] = [];
  for (const [at, part] of parts.entries()) {
    const before = made[at - atOnce] ?? Promise.resolve();
    const own = before.then(() =>
      parts.length === 1 ? makeHere(part, source) : makeInThread(part, source, signal),
    );
    // What goes wrong is told to whoever waits for this part, who may not have come to it yet.
    own.catch(() => {});
    made.push(own);
  }
  return made;
}

function partsOf(source: IndexSource, folder: string): PartTask[] {
  const { file, starts, counts, language, inIndex = IN_INDEX } = source;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const number = Math.min(MOST_INDEXES, Math.max(1, Math.ceil(all / inIndex)));
  const cuts = cutsOf(counts, all / number);
  return cuts.slice(1).map((end, at) => ({
    pieces: { file, starts: starts.slice(cuts[at], end + 1) },
    plan: {
      language,
      mostFragments: Math.ceil(MOST_FRAGMENTS / number),
      folder: join(folder, String(at)),
    },
  }));
}

/** The numbers of the pieces at which a part begins, and behind which the last ends. */
function cutsOf(counts: readonly number[], size: number): number[] {
  const cuts = [0];
  let before = 0;
  for (const [at, count] of counts.entries()) {
    if (before >= size * cuts.length) cuts.push(at);
    before += count;
  }
  return [...cuts, counts.length];
}

async function makeHere({ pieces, plan }: PartTask, { goesOn }: IndexSource): Promise<void> {
  await writeIndex(wanted(recordsIn(pieces), goesOn), plan);
}

async function makeInThread(part: PartTask, { goesOn }: IndexSource, signal: AbortSignal): Promise<void> {
  if (signal.aborted || !goesOn()) throw notWanted();
  const worker = new Worker(threadEntry(new URL("./pagefind-worker.ts", import.meta.url)), {
    execArgv: [],
    workerData: part,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  const end = (): void => worker.postMessage("end");
  const asking = setInterval(() => goesOn() || end(), ASKED_EVERY);
  signal.addEventListener("abort", end);
  try {
    await new Promise<void>((fulfil, reject) => {
      worker.once("error", reject);
      worker.once("message", (isMade: boolean) => (isMade ? fulfil() : reject(notWanted())));
      worker.once("exit", () => reject(notWanted()));
    });
  } finally {
    worker.unref();
    clearInterval(asking);
    signal.removeEventListener("abort", end);
  }
}

/** Gives the files of an index in the order of their paths. */
function* filesOf(folder: string, at: number, count: number): Generator<SiteFile> {
  const isFirst = at === 0;
  for (const path of pathsIn(folder)) {
    if (UNUSED.test(path) || (!isFirst && OF_FIRST.test(path))) continue;
    const bytes = readFileSync(join(folder, path));
    const own = isFirst && count > 1 && path === ENTRY ? withParts(bytes, count) : bytes;
    yield { path: isFirst ? `pagefind/${path}` : `pagefind/${at + 1}/${path}`, bytes: own };
  }
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
    )
    .sort();
}

/** Pagefind reads of its entry what it knows; the page reads there how many indexes there are. */
function withParts(bytes: Uint8Array, parts: number): Uint8Array {
  const entry = JSON.parse(new TextDecoder().decode(bytes)) as object;
  return new TextEncoder().encode(JSON.stringify({ ...entry, parts }));
}
