import { join, resolve } from "node:path";
import type { BuildOptions } from "../../src/build/build.ts";
import { checkFiles } from "../../src/build/documents.ts";
import { loadEdition } from "../../src/build/edition-files.ts";
import { loadModels } from "../../src/build/edition-models.ts";
import { identityOf } from "../../src/build/identity.ts";
import { publish } from "../../src/build/publish.ts";
import { withSearch } from "../../src/build/search/search.ts";
import { pictureFile, siteSetup, writtenReferences } from "../../src/build/site-setup.ts";
import { editionFiles } from "../../src/edition.ts";

/** Builds an edition by the pipeline in one piece, which has no cache and no threads, and writes what it makes. */
export async function buildWhole(options: BuildOptions): Promise<void> {
  const { folder, out, reading } = options;
  const files = await loadEdition(options);
  const base = join(folder, files.prefix);
  const checks = ["wellformed", "schema", "schematron", "links", "citations"] as const;
  const made = await checkFiles(files, { ...options, checks, schemas: [], catalogs: [], cache: false });
  const { config } = files;
  const setup = await siteSetup(config, base);
  const { registers } = made.edition;
  const all = editionFiles(made, {
    name: identityOf(config),
    siteUrl: config.siteUrl ?? null,
    models: await loadModels(config, base),
    ...setup,
    references: writtenReferences(setup.references, registers.works.values()),
    picture: (path) => pictureFile(folder, path),
    search: (site) => withSearch(site, { registers, settings: setup.settings }),
    reading,
  });
  await publish(resolve(folder, out), all);
}
