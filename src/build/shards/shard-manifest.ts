import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Source } from "../../edition/index.ts";
import { JsonReader, jsonMembers, jsonWithList } from "../../formats/index.ts";
import type { Reading } from "../../render/index.ts";
import type { Output } from "../build.ts";
import { keyOf } from "../cache/document-cache.ts";
import { findConfiguration } from "../configuration.ts";
import type { EditionFiles } from "../edition-files.ts";
import { filePieces } from "../file-pieces.ts";
import { FileError } from "../files.ts";
import { allSources, hashesOf, hashOf } from "../run/document-source.ts";
import { modelsDigest, programDigest } from "../run/open-run.ts";
import { writePathsOf } from "../run/path-table.ts";
import type { Sequence } from "../run/rows.ts";
import { programBuild, programVersion } from "../version.ts";
import { nameOf, SHARD_RULES, type Shard } from "./shard.ts";

/** Raised with every change to what a manifest says or to how records are kept. */
const FORMAT = 1;

/** The manifest's name in the folder of a share. */
export const MANIFEST = "shard.json";

/** The folder of the records, beside the manifest. */
export const RECORDS = "documents";

/** What was asked for: the same of all shares, and asked again when they are joined. */
export type ShardRequest =
  | {
      readonly command: "build";
      readonly outputs: readonly Output[];
      readonly reading: Reading;
      readonly strict: boolean;
    }
  | {
      readonly command: "check";
      readonly paths: readonly string[];
      readonly only: readonly string[];
      readonly schemas: readonly string[];
      readonly catalogs: readonly string[];
      readonly xinclude: boolean | null;
    };

/** What all shares of an edition have to have in common. */
export interface ShardCircumstances {
  /** The version of the program, and a hash of its code where it is not being developed. */
  readonly program: { readonly version: string; readonly build: string | null };
  /** The version of V8, in whose form records are written. */
  readonly engine: string;
  /** A digest of the configuration with the schemas, ODDs and words that it brings. */
  readonly configuration: string;
  /** A digest of the paths and bytes of all documents, those around the ones asked for as well. */
  readonly sources: string;
}

/** A document of a share, and the names of its records in the folder. */
export interface ShardDocument {
  readonly path: string;
  readonly sha256: string;
  readonly records: readonly string[];
}

/** A share of what, and of what is asked for. */
interface ShardSetting {
  readonly shard: Shard;
  readonly request: ShardRequest;
  readonly circumstances: ShardCircumstances;
}

/** What stands in the manifest of a share. It names nothing by its place on a machine. */
export interface ShardManifest extends ShardCircumstances {
  readonly format: number;
  readonly shard: Shard;
  readonly request: ShardRequest;
  /** They are read from the disk one after the other, whenever they are gone through: of many they say much. */
  readonly documents: Iterable<ShardDocument>;
}

/** Writes what a manifest says of a document. */
export function writeDocument(document: ShardDocument): string {
  return jsonMembers([document]);
}

/** Writes a manifest piece by piece, with what it says of documents, each written already. */
export function writeManifest(
  { shard, request, circumstances }: ShardSetting,
  documents: Iterable<string>,
): Generator<string> {
  return jsonWithList({ format: FORMAT, shard, request, ...circumstances }, "documents", documents);
}

/** Reads the manifest in a folder. Throws a `FileError` where there is none, or one that cannot be used. */
export function readManifest(folder: string): ShardManifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file))
    throw new FileError(
      `${folder} is no share of an edition: it has no ${MANIFEST}. To make one: colophon build --shard 1/2`,
    );
  const head = headOf(file);
  if (head === null) throw new FileError(`${file} is damaged, or of another version of the program.`);
  return { ...head, documents: { [Symbol.iterator]: () => documentsOf(file) } };
}

type ManifestHead = Omit<ShardManifest, "documents">;

/** Reads a manifest without what it says of documents; null where anything in it is not as it should be. */
function headOf(file: string): ManifestHead | null {
  const reader = new JsonReader(filePieces({ file }));
  const members: [string, unknown][] = [];
  let hasDocuments = false;
  try {
    for (const name of reader.names()) {
      if (name !== "documents") members.push([name, reader.value()]);
      else hasDocuments = areDocuments(reader);
    }
    reader.end();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    reader.close();
  }
  const head: unknown = Object.fromEntries(members);
  return hasDocuments && isHead(head) ? head : null;
}

function areDocuments(reader: JsonReader): boolean {
  let areSo = true;
  for (const _ of reader.items()) areSo = isDocument(reader.value()) && areSo;
  return areSo;
}

/** Goes through the documents of a manifest that was found to be whole. */
function* documentsOf(file: string): Generator<ShardDocument> {
  const reader = new JsonReader(filePieces({ file }));
  try {
    for (const name of reader.names()) {
      if (name !== "documents") reader.value();
      else for (const _ of reader.items()) yield reader.value() as ShardDocument;
    }
  } finally {
    reader.close();
  }
}

function isHead(value: unknown): value is ManifestHead {
  const { format, shard, request } = value as Partial<ShardManifest>;
  return (
    format === FORMAT &&
    Number.isInteger(shard?.index) &&
    Number.isInteger(shard?.of) &&
    SHARD_RULES.some((rule) => rule === shard?.by) &&
    (request?.command === "build" || request?.command === "check")
  );
}

function isDocument(value: unknown): value is ShardDocument {
  const { path, sha256, records } = (value ?? {}) as Partial<ShardDocument>;
  const areNames = Array.isArray(records) && records.every((one) => /^[0-9a-f]{64}$/u.test(String(one)));
  return typeof path === "string" && typeof sha256 === "string" && areNames;
}

/** Gives what the shares of an edition have in common, as it is here. */
export async function circumstancesOf(
  files: EditionFiles,
  { folder, config }: { readonly folder: string; readonly config: string | null },
): Promise<ShardCircumstances> {
  return {
    program: { version: programVersion(), build: programBuild() },
    engine: process.versions.v8,
    configuration: await configurationDigest(files, join(folder, files.prefix), config),
    sources: sourcesDigest(allSources(files)),
  };
}

function sourcesDigest(sources: Sequence<Source>): string {
  const sorted = inOrder(sources);
  const paths = writePathsOf(sorted);
  return createHash("sha256").update(paths).update(hashesOf(sorted)).digest("hex");
}

/** Gives sources by their paths; those of an edition stand so already. */
function inOrder(sources: Sequence<Source>): Sequence<Source> {
  let before = "";
  for (const { path } of sources) {
    if (path <= before) return [...sources].sort((one, other) => (one.path < other.path ? -1 : 1));
    before = path;
  }
  return sources;
}

/** Where things are kept is the machine's own; everything else that a configuration says or names counts. */
async function configurationDigest(
  { config }: EditionFiles,
  base: string,
  named: string | null,
): Promise<string> {
  const { cache, ...rest } = config;
  const said = JSON.stringify(rest, (_, value: unknown) =>
    typeof value === "function" ? String(value) : value,
  );
  const catalogs = config.catalog === undefined ? ["catalog.xml"] : [config.catalog].flat();
  const words = config.site?.words === undefined ? [] : [config.site.words];
  const single = [config.schema ?? [], catalogs, words].flat().map((path) => [path, digestAt(base, path)]);
  const models = await modelsDigest(base, config);
  const program = programDigest(named ?? findConfiguration(base));
  return keyOf(said, models, program, single, schemasDigest(base));
}

function schemasDigest(base: string): unknown {
  const folder = join(base, "schemas");
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).split("\\").join("/"));
  return names.sort().map((name) => [name, digestAt(folder, name)]);
}

function digestAt(base: string, path: string): string | null {
  const file = posix.isAbsolute(path) ? path : join(base, path);
  return existsSync(file) ? hashOf(readFileSync(file)) : null;
}

/** Says of two manifests what they differ in; null where they can be joined. */
export function differenceOf(one: ShardManifest, other: ShardManifest): string | null {
  const names = `${nameOf(one.shard)} and ${nameOf(other.shard)}`;
  if (one.shard.of !== other.shard.of || one.shard.by !== other.shard.by)
    return `${names} are not of one division: ${inWords(one.shard)}, ${inWords(other.shard)}.`;
  if (JSON.stringify(one.request) !== JSON.stringify(other.request))
    return `${names} were asked for different things: ${asked(one.request)}; ${asked(other.request)}.`;
  return circumstantialDifference(one, other, names);
}

/** Says what circumstances differ in, each with what is on either side; null where they are the same. */
export function circumstantialDifference(
  one: ShardCircumstances,
  other: ShardCircumstances,
  names: string,
): string | null {
  if (one.program.version !== other.program.version || one.program.build !== other.program.build)
    return `${names} are of different versions of the program: ${program(one)}, ${program(other)}.`;
  if (one.engine !== other.engine)
    return `${names} are of different versions of Node: V8 ${one.engine}, V8 ${other.engine}.`;
  if (one.configuration !== other.configuration)
    return `${names} are of different configurations, or of different schemas, ODDs or words beside them.`;
  if (one.sources !== other.sources) return `${names} are of different documents.`;
  return null;
}

function inWords({ of, by }: Shard): string {
  return `one of ${of} by ${by}`;
}

function asked({ command, ...rest }: ShardRequest): string {
  return `${command} ${JSON.stringify(rest)}`;
}

function program({ program: { version, build } }: ShardCircumstances): string {
  return build === null ? version : `${version} (${build.slice(0, 12)})`;
}
