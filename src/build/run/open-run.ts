import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { unwatched, type Watch } from "../../edition/index.ts";
import type { Reading } from "../../render/index.ts";
import type { DocumentCheck } from "../../report/index.ts";
import { normalPath } from "../../tree/index.ts";
import { DocumentCache, keyOf } from "../cache/document-cache.ts";
import { KnownHashes } from "../cache/known-hashes.ts";
import { findConfiguration, isProgram } from "../configuration.ts";
import type { EditionFiles } from "../edition-files.ts";
import { listFiles } from "../files.ts";
import { cachePlace } from "../schemas/options.ts";
import type { HeavyShelf, ToolsSetup } from "../tools.ts";
import { programBuild } from "../version.ts";
import { Crew } from "./crew.ts";
import { allSources, bytesOf, hashOf } from "./document-source.ts";
import { type EditionRun, runEdition } from "./edition-run.ts";
import { writePathsOf } from "./path-table.ts";
import type { Hear } from "./stage-times.ts";
import type { Shown } from "./workshop-tools.ts";

/** What a run is asked for. */
export interface OpenRunOptions {
  readonly folder: string;
  readonly config: string | null;
  readonly jobs: number;
  /** Whether anything is kept between runs. */
  readonly cache: boolean;
  readonly checks: readonly DocumentCheck[];
  readonly hasCitations: boolean;
  readonly hasPage: boolean;
  /** Whether indexes are made, for which the edition's models say what its own elements are; not so when absent. */
  readonly isIndexed?: boolean;
  readonly reading: Reading | null;
  readonly xinclude: boolean | null;
  readonly schemas: readonly string[];
  readonly catalogs: readonly string[];
  readonly named: readonly string[];
  /** The paths of the documents that are made here, where others make the rest. */
  readonly share?: ReadonlySet<string>;
  readonly watch?: Watch;
  /** Told what other threads have done at each stage, which takes a little time to note. */
  readonly elsewhere?: Hear;
  /** How many bytes of documents are worth threads. */
  readonly worthThreads?: number;
  /** Told how many bytes of documents are to be done anew, before they are, at each step. */
  readonly toDo?: (bytes: number) => void;
  readonly progress?: (done: number, all: number) => void;
  /** What an earlier run, or whoever asks for this one, has opened: the store, the heavy tools, the hashes of the documents. */
  readonly earlier?: EarlierRun;
  /** Told of each document that is made into a page in this thread. */
  readonly shown?: (shown: Shown) => void;
}

interface EarlierRun {
  readonly store: DocumentCache;
  readonly shelf: HeavyShelf;
  readonly hashes?: KnownHashes;
}

/** A run with those who hold what it made; to be closed. */
export interface OpenRun {
  readonly run: EditionRun;
  readonly crew: Crew;
  readonly store: DocumentCache;
  readonly close: () => Promise<void>;
}

/** Opens the cache of an edition, or one for this run alone where nothing is to be kept, or can be. */
export function openStore(folder: string, config: EditionFiles["config"], isKept: boolean): DocumentCache {
  const place = isKept ? cachePlace(folder, config) : null;
  return place !== null && DocumentCache.isWritable(place)
    ? DocumentCache.in(place)
    : DocumentCache.temporary();
}

/** Runs an edition, and leaves open what its outputs are made with. */
export async function openRun(files: EditionFiles, options: OpenRunOptions): Promise<OpenRun> {
  const { config, prefix } = files;
  const { folder, watch = unwatched } = options;
  const store = options.earlier?.store ?? openStore(join(folder, prefix), config, options.cache);
  const hashes = options.earlier?.hashes ?? new KnownHashes(store, join(folder, prefix), files);
  const setup = await setupOf(files, options);
  const crew = new Crew({
    setup,
    store,
    configuration: options.config ?? findConfiguration(join(folder, prefix)),
    jobs: options.jobs,
    watch,
    progress: options.progress ?? (() => {}),
    ...(options.earlier === undefined ? {} : { shelf: options.earlier.shelf }),
    ...(options.shown === undefined ? {} : { shown: options.shown }),
    ...(options.elsewhere === undefined ? {} : { elsewhere: options.elsewhere }),
    ...(options.toDo === undefined ? {} : { toDo: options.toDo }),
    ...(options.worthThreads === undefined ? {} : { worthThreads: options.worthThreads }),
  });
  let made: EditionRun | null = null;
  const close = async (): Promise<void> => {
    await crew.close();
    made?.keep();
    hashes.keep();
    if (options.earlier === undefined) store.close();
  };
  try {
    const named = new Set(options.named.map(normalPath));
    const { wanted, stamp } = setup;
    const courseKey = keyOf("course", stamp, wanted, resolve(folder), prefix, options.named);
    made = await runEdition(crew, { files, wanted, named, share: options.share ?? null, store, courseKey });
    return { run: made, crew, store, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setupOf(files: EditionFiles, options: OpenRunOptions): Promise<ToolsSetup> {
  const { config, prefix } = files;
  const { folder, checks, hasCitations, hasPage, isIndexed = false, reading, schemas, catalogs } = options;
  const xinclude = options.xinclude ?? config.xinclude ?? false;
  const wanted = { checks, hasCitations, hasPage, isIndexed, reading, xinclude };
  const isRendered = hasPage || reading !== null;
  const models = isRendered || isIndexed ? await modelsDigest(join(folder, prefix), config) : null;
  const words = isRendered ? await wordsOf(config, join(folder, prefix)) : null;
  const program = programDigest(options.config ?? findConfiguration(join(folder, prefix)));
  return {
    folder,
    prefix,
    config,
    // They are seldom asked for, and of all documents they are much to hold.
    get paths(): string {
      return writePathsOf(allSources(files));
    },
    bytes: bytesOf(files),
    schemas,
    catalogs,
    keepsSchemas: options.cache,
    wanted,
    stamp: keyOf(
      programBuild(),
      process.versions.v8,
      prefix,
      models,
      words,
      schemas,
      catalogs,
      partsOf(config),
      program,
    ),
  };
}

/** A check that shows nothing loads nothing of sites. */
async function wordsOf(config: EditionFiles["config"], base: string): Promise<unknown> {
  const { siteSettings } = await import("../site-setup.ts");
  return siteSettings(config, base).words;
}

/** A digest of the ODDs, and of their stylesheets, that an edition's models may stand in; the defaults are part of the program. */
export async function modelsDigest(base: string, { odd }: EditionFiles["config"]): Promise<string> {
  const folder = odd === undefined ? "schemas" : posix.dirname(odd);
  const odds = await listFiles(base, [`${folder}/**/*.{odd,css}`, ...(odd === undefined ? [] : [odd])]);
  const digests = await Promise.all(
    odds.map(async (path) => [path, hashOf(await readFile(join(base, path)))]),
  );
  return keyOf(digests);
}

/** A configuration that is a program may say more than can be written down. */
export function programDigest(file: string | null): string | null {
  return file === null || !isProgram(file) ? null : hashOf(readFileSync(file));
}

/** What of a configuration a document depends on: what the edition is called, for one, it does not. */
function partsOf(config: EditionFiles["config"]): unknown {
  const { id, title, version, siteUrl, documents, stages, severity, archive, cache, links, ...rest } = config;
  return JSON.stringify(rest, (_, value: unknown) => (typeof value === "function" ? String(value) : value));
}
