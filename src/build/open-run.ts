import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import type { Watch } from "../edition.ts";
import type { Reading } from "../render/index.ts";
import type { DocumentCheck } from "../report/index.ts";
import { normalPath } from "../tree/index.ts";
import { findConfiguration, isProgram } from "./configuration.ts";
import { Crew } from "./crew.ts";
import { DocumentCache, keyOf } from "./document-cache.ts";
import type { EditionFiles } from "./edition-files.ts";
import { type EditionRun, hashOf, runEdition } from "./edition-run.ts";
import { listFiles } from "./files.ts";
import { cachePlace } from "./schema-options.ts";
import { openTools, type ToolsSetup } from "./tools.ts";
import { programBuild } from "./version.ts";

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
  readonly reading: Reading | null;
  readonly xinclude: boolean | null;
  readonly schemas: readonly string[];
  readonly catalogs: readonly string[];
  readonly named: readonly string[];
  readonly watch?: Watch;
  /** How many bytes of documents are worth threads. */
  readonly worthThreads?: number;
  readonly progress?: (done: number, all: number) => void;
}

/** A run with those who hold what it made; to be closed. */
export interface OpenRun {
  readonly run: EditionRun;
  readonly crew: Crew;
  readonly store: DocumentCache;
  readonly close: () => Promise<void>;
}

/** Runs an edition, and leaves open what its outputs are made with. */
export async function openRun(files: EditionFiles, options: OpenRunOptions): Promise<OpenRun> {
  const { config, prefix } = files;
  const { folder, watch = unwatched } = options;
  const place = options.cache ? cachePlace(join(folder, prefix), config) : null;
  const store =
    place !== null && DocumentCache.isWritable(place) ? DocumentCache.in(place) : DocumentCache.temporary();
  const setup = await setupOf(files, options);
  const crew = new Crew({
    setup,
    store,
    configuration: options.config ?? findConfiguration(join(folder, prefix)),
    jobs: options.jobs,
    watch,
    progress: options.progress ?? (() => {}),
    ...(options.worthThreads === undefined ? {} : { worthThreads: options.worthThreads }),
  });
  const close = async (): Promise<void> => {
    await crew.close();
    store.close();
  };
  try {
    const named = new Set(options.named.map(normalPath));
    const { tools } = openTools(setup, store, watch);
    return { run: await runEdition(crew, { files, wanted: setup.wanted, named }, tools), crew, store, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setupOf(files: EditionFiles, options: OpenRunOptions): Promise<ToolsSetup> {
  const { config, prefix, sources, context } = files;
  const { folder, checks, hasCitations, hasPage, reading, schemas, catalogs } = options;
  const xinclude = options.xinclude ?? config.xinclude ?? false;
  const wanted = { checks, hasCitations, hasPage, reading, xinclude };
  const isRendered = hasPage || reading !== null;
  const models = isRendered ? await modelsDigest(join(folder, prefix), config) : null;
  const program = await programDigest(options.config ?? findConfiguration(join(folder, prefix)));
  return {
    folder,
    prefix,
    config,
    paths: [...sources, ...context].map(({ path }) => path),
    schemas,
    catalogs,
    keepsSchemas: options.cache,
    wanted,
    stamp: keyOf(
      programBuild(),
      process.versions.v8,
      prefix,
      models,
      schemas,
      catalogs,
      partsOf(config),
      program,
    ),
  };
}

/** A digest of the ODDs that an edition's models may stand in; the defaults are part of the program. */
async function modelsDigest(base: string, { odd }: EditionFiles["config"]): Promise<string> {
  const folder = odd === undefined ? "schemas" : posix.dirname(odd);
  const odds = await listFiles(base, [`${folder}/**/*.odd`, ...(odd === undefined ? [] : [odd])]);
  const digests = await Promise.all(
    odds.map(async (path) => [path, hashOf(await readFile(join(base, path)))]),
  );
  return keyOf(digests);
}

/** A configuration that is a program may say more than can be written down. */
async function programDigest(file: string | null): Promise<string | null> {
  return file === null || !isProgram(file) ? null : hashOf(await readFile(file));
}

/** What of a configuration a document depends on: what the edition is called, for one, it does not. */
function partsOf(config: EditionFiles["config"]): unknown {
  const { id, title, version, siteUrl, documents, stages, severity, archive, cache, links, ...rest } = config;
  return JSON.stringify(rest, (_, value: unknown) => (typeof value === "function" ? String(value) : value));
}

const unwatched: Watch = (_stage, _path, work) => work();
