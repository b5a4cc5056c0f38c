import { extname, join } from "node:path";
import type { Watch } from "../edition/index.ts";
import type { CompiledModels } from "../render/index.ts";
import type { DocumentCache } from "./cache/document-cache.ts";
import type { ColophonConfig } from "./configuration.ts";
import { treeLoader } from "./edition-files.ts";
import { inclusionOpener } from "./inclusion-files.ts";
import { readPaths } from "./run/path-table.ts";
import type { Presenter, PresenterSetup } from "./run/presenter.ts";
import type { HeavyTools, Tools, WorkshopSetup } from "./run/workshop-tools.ts";
import { LOCKFILE } from "./schemas/lock.ts";
import { openSchemaCache, schemaSearch } from "./schemas/options.ts";
import { findSchemas } from "./schemas/schemas.ts";

/** What tools are made from: what the command and the configuration say. */
export interface ToolsSetup extends WorkshopSetup {
  readonly prefix: string;
  readonly config: ColophonConfig;
  /** The paths of all documents, as `writePaths` of `run/path-table.ts` writes them. */
  readonly paths: string;
  readonly schemas: readonly string[];
  readonly catalogs: readonly string[];
  /** Whether compiled schemas are kept between runs. */
  readonly keepsSchemas: boolean;
}

/** Tools, and what is to be done with them when the work is over. */
export interface OpenTools {
  readonly tools: Tools;
  /** Keeps what schemas have gathered for the next run. */
  readonly keep: () => Promise<void>;
}

/** Heavy tools that were opened, to be used by the next run as well while nothing changed that they were made from. */
export interface HeavyShelf {
  opened: ReturnType<typeof openHeavy> | null;
}

/** Opens what the work on documents needs. Its heavy tools throw where a schema or an ODD that is named is not there. */
export function openTools(
  setup: ToolsSetup,
  store: DocumentCache,
  watch: Watch,
  shelf: HeavyShelf = { opened: null },
): OpenTools {
  const { folder, prefix, config } = setup;
  const paths = (): readonly string[] => readPaths(setup.paths);
  const limits = config.limits ?? {};
  let presenter: Promise<Presenter> | null = null;
  const tools: Tools = {
    open: inclusionOpener(folder, prefix, paths),
    limits,
    load: treeLoader(folder, limits),
    store,
    watch,
    presenter: () => {
      presenter ??= openPresenter({ folder, prefix, config, paths, watch });
      return presenter;
    },
    heavy: () => {
      shelf.opened ??= openHeavy(setup);
      return shelf.opened;
    },
  };
  return { tools, keep: async () => (await shelf.opened)?.keep() };
}

async function openPresenter(setup: PresenterSetup): Promise<Presenter> {
  const { Presenter } = await import("./run/presenter.ts");
  return new Presenter(setup);
}

async function modelsOf({ folder, prefix, config, keepsSchemas }: ToolsSetup): Promise<CompiledModels> {
  const { loadModels } = await import("./edition-models.ts");
  const cache = keepsSchemas ? openSchemaCache(join(folder, prefix), config) : null;
  return await loadModels(config, join(folder, prefix), cache);
}

async function openHeavy(setup: ToolsSetup): Promise<HeavyTools & { readonly keep: () => void }> {
  const { prefix, config, wanted } = setup;
  const search = schemaSearch(
    { prefix, config, sources: [], context: [] },
    { ...setup, checks: wanted.checks, cache: setup.keepsSchemas },
  );
  const files = new Set([...(search.catalogs ?? [`${prefix}catalog.xml`]), prefix + LOCKFILE]);
  const asked = (path: string): void => {
    files.add(path);
    // Rules may lie beside a grammar.
    files.add(`${path.slice(0, path.length - extname(path).length)}.sch`);
  };
  const { schemasOf, digest, keep } = await findSchemas(Object.assign(search, { asked }));
  const hasSchemas = wanted.checks.includes("schema") || wanted.checks.includes("schematron");
  const isRendered = wanted.hasPage || wanted.isIndexed || wanted.reading !== null;
  return {
    schemasOf,
    keep,
    schemaFiles: () => (hasSchemas ? files : []),
    schemaFolders: hasSchemas ? [join(prefix, "schemas")] : [],
    schemaDigest: digest,
    models: isRendered ? await modelsOf(setup) : null,
  };
}
