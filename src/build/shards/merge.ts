import { join, resolve } from "node:path";
import type { Watch } from "../../edition/index.ts";
import type { LongReport } from "../../report/index.ts";
import { type BuildOptions, buildFiles, WORTH_SMALL_HEAP } from "../build.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { checkLoaded } from "../check-run.ts";
import type { EditionFiles, EditionOptions } from "../edition-files.ts";
import { keepHeapSmall } from "../engine-settings.ts";
import { load } from "../read-edition.ts";
import { allSources, bytesOf, hashOfSource } from "../run/document-source.ts";
import { openStore } from "../run/open-run.ts";
import { TaskError } from "../run/task-error.ts";
import { nameOf } from "./shard.ts";
import {
  circumstancesOf,
  circumstantialDifference,
  differenceOf,
  RECORDS,
  readManifest,
  type ShardManifest,
  type ShardRequest,
} from "./shard-manifest.ts";

/** What `colophon merge` is asked for. */
export interface MergeOptions extends EditionOptions {
  readonly out: string;
  /** Whether nothing is written where a document has an error, also where the shares were not asked so. */
  readonly strict: boolean;
  readonly cache: boolean;
  readonly progress: BuildOptions["progress"];
  readonly done: NonNullable<BuildOptions["done"]>;
  /** Told of each piece of the work that is done again, since no share has it. */
  readonly watch?: Watch;
}

/** What came of joining shares; the summary is empty where they are those of a check. */
export interface Merged {
  readonly report: LongReport;
  readonly summary: string;
}

interface ShardFolder {
  readonly folder: string;
  readonly manifest: ShardManifest;
}

/** How many faults are told by name: whoever mends these will run it again. */
const MOST_TOLD = 10;

/**
 * Joins the shares of an edition to what one undivided run makes, with the sources of the edition at hand. Throws a
 * `TaskError` that names every gap and duplicate, and what does not belong together; nothing is written then.
 */
export async function mergeShards(folders: readonly string[], options: MergeOptions): Promise<Merged> {
  const { files, request, store } = await gather(folders, options);
  try {
    return await finish(files, request, store, options);
  } finally {
    store.close();
  }
}

/** What shares are joined from: the records of all of them are in the store. */
interface Gathered {
  readonly files: EditionFiles;
  readonly request: ShardRequest;
  readonly store: DocumentCache;
}

/** The manifests are much to hold, and nobody asks for them when the records are taken. */
async function gather(folders: readonly string[], options: MergeOptions): Promise<Gathered> {
  const shards = folders.map((folder) => ({
    folder,
    manifest: readManifest(resolve(options.folder, folder)),
  }));
  refuse([...differences(shards), ...duplicates(shards), ...gaps(shards)]);
  const { request } = shards[0]!.manifest;
  const files = await load(request.command === "check" ? request.paths : [], options);
  if (bytesOf(files) > WORTH_SMALL_HEAP) keepHeapSmall("ofDocuments", allSources(files).length);
  refuse(await strangers(shards, files, options));
  const store = openStore(join(options.folder, files.prefix), files.config, options.cache);
  const faults = takeRecords(shards, store, options.folder);
  if (faults.length > 0) store.close();
  refuse(faults);
  return { files, request, store };
}

function refuse(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > MOST_TOLD ? [`and ${faults.length - MOST_TOLD} more`] : [];
  const told = [...faults.slice(0, MOST_TOLD), ...more].map((fault) => `\n  ${fault}`).join("");
  throw new TaskError(`The shares cannot be joined:${told}`);
}

function differences(shards: readonly ShardFolder[]): string[] {
  const [first, ...others] = shards;
  if (first === undefined) return ["No folder is named."];
  return others.flatMap(({ manifest }) => differenceOf(first.manifest, manifest) ?? []);
}

function duplicates(shards: readonly ShardFolder[]): string[] {
  const byName = new Map<string, string[]>();
  for (const { folder, manifest } of shards) {
    const name = nameOf(manifest.shard);
    byName.set(name, [...(byName.get(name) ?? []), folder]);
  }
  return [...byName].flatMap(([name, folders]) =>
    folders.length === 1 ? [] : [`Share ${name} is there ${folders.length} times: ${folders.join(", ")}.`],
  );
}

function gaps(shards: readonly ShardFolder[]): string[] {
  const of = shards[0]?.manifest.shard.of ?? 0;
  const present = new Set(shards.map(({ manifest }) => manifest.shard.index));
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !present.has(index));
  return missing.map((index) => `Share ${nameOf({ index, of })} is missing.`);
}

/** What of the shares is not of the edition here. */
async function strangers(
  shards: readonly ShardFolder[],
  files: EditionFiles,
  options: MergeOptions,
): Promise<string[]> {
  const here = await circumstancesOf(files, options);
  const { manifest } = shards[0]!;
  const fault = circumstantialDifference(manifest, here, "The shares and the edition here");
  if (fault === null) return [];
  return here.sources === manifest.sources ? [fault] : [fault, ...changedDocuments(shards, files)];
}

function changedDocuments(shards: readonly ShardFolder[], files: EditionFiles): string[] {
  const here = new Map(allSources(files).map((source) => [source.path, hashOfSource(source)]));
  const known = new Set<string>();
  const faults: string[] = [];
  for (const { manifest } of shards) {
    for (const { path, sha256 } of manifest.documents) {
      known.add(path);
      if (!here.has(path)) faults.push(`${path} of share ${nameOf(manifest.shard)} is not here.`);
      else if (here.get(path) !== sha256)
        faults.push(`${path} of share ${nameOf(manifest.shard)} is another here.`);
    }
  }
  for (const path of here.keys()) if (!known.has(path)) faults.push(`${path} is in no share.`);
  return faults;
}

function takeRecords(shards: readonly ShardFolder[], store: DocumentCache, base: string): string[] {
  const faults: string[] = [];
  for (const { folder, manifest } of shards) {
    const records = resolve(base, folder, RECORDS);
    for (const document of manifest.documents) {
      const isWhole = document.records.every((key) => store.take(key, records));
      if (!isWhole) faults.push(`The records of ${document.path} in ${folder} are missing or damaged.`);
    }
  }
  return faults;
}

async function finish(
  files: EditionFiles,
  request: ShardRequest,
  store: DocumentCache,
  options: MergeOptions,
): Promise<Merged> {
  const { done, strict } = options;
  if (request.command === "build") {
    const asked = { ...options, ...request, strict: strict || request.strict };
    return await buildFiles(files, asked, store);
  }
  const none = { baseline: null, updateBaseline: false, changed: null };
  const report = await checkLoaded(
    request.paths,
    files,
    { ...options, ...request, ...none, progress: done },
    store,
  );
  return { report, summary: "" };
}
