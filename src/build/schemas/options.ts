import { join } from "node:path";
import type { Check } from "../../report/index.ts";
import { isAddress } from "../../validate/index.ts";
import { cacheFolder } from "../cache/cache-folder.ts";
import { SchemaCache } from "../cache/schema-cache.ts";
import type { ColophonConfig, SchemaConfig } from "../configuration.ts";
import { configurationOf, type EditionFiles, type EditionOptions } from "../edition-files.ts";
import { programBuild } from "../version.ts";
import type { SchemaRule, SchemaSearch } from "./schemas.ts";

/** What a command says of schemas. */
interface SchemaOptions {
  readonly folder: string;
  readonly checks: readonly Check[];
  readonly schemas: readonly string[];
  readonly catalogs: readonly string[];
  readonly cache: boolean;
}

/** Puts together how the schemas of an edition's documents are found: what the command says, then its configuration. */
export function schemaSearch({ prefix, config }: EditionFiles, options: SchemaOptions): SchemaSearch {
  return {
    folder: options.folder,
    prefix,
    named: options.schemas,
    rules: rulesIn(config),
    catalogs: catalogsIn(config, prefix, options.catalogs),
    cache: options.cache ? openSchemaCache(join(options.folder, prefix), config) : null,
    wanted: {
      grammars: options.checks.includes("schema"),
      rules: options.checks.includes("schematron"),
    },
  };
}

function rulesIn({ schemas = [], schema }: ColophonConfig): SchemaRule[] {
  const some = schemas.map(({ files, schema: grammars, schematron }: SchemaConfig) => ({
    files: listed(files),
    schemas: [...listed(grammars), ...listed(schematron)],
  }));
  return schema === undefined ? some : [...some, { files: null, schemas: [schema] }];
}

function catalogsIn({ catalog }: ColophonConfig, prefix: string, named: readonly string[]): string[] | null {
  if (named.length > 0) return [...named];
  if (catalog === undefined) return null;
  return listed(catalog).map((path) => (path.startsWith("/") || isAddress(path) ? path : prefix + path));
}

/** Opens the cache of what is compiled, or gives null where nothing is kept. */
export function openSchemaCache(folder: string, config: ColophonConfig): SchemaCache | null {
  const place = cachePlace(folder, config);
  return place === null ? null : new SchemaCache(place, programBuild() ?? "development");
}

/**
 * Gives the folder in which a run keeps what it may use again, or null. While the program is developed, its code changes
 * between two runs: then only a cache that is asked for is used.
 */
export function cachePlace(folder: string, config: ColophonConfig): string | null {
  if (programBuild() === null && process.env.COLOPHON_CACHE === undefined) return null;
  return cacheIn(folder, config);
}

function cacheIn(folder: string, { cache }: ColophonConfig): string | null {
  return cacheFolder(typeof cache === "string" ? join(folder, cache) : (cache ?? null), process.env);
}

/** Gives the folder of the cache that an edition's commands use; null where it has none. */
export async function cacheFor(options: EditionOptions): Promise<string | null> {
  return cacheIn(options.folder, await configurationOf("", options));
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
