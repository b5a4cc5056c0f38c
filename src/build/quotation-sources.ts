import { existsSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { type QuotationSource, type QuotationSources, sourceOfText, sourceOfTree } from "../cite/index.ts";
import { type Limits, readBytes, refuseOversize } from "../read/index.ts";
import type { Finding } from "../report/index.ts";
import { type ColophonConfig, ConfigurationError } from "./configuration.ts";
import { documentFile } from "./document-file.ts";
import { documentId } from "./files.ts";
import { isWithin, realPath } from "./within.ts";

/** Where the texts of quoted works are read from. */
export interface SourcesSetup {
  readonly folder: string;
  readonly prefix: string;
  readonly config: ColophonConfig;
  /** Gives the paths of all documents: a source among them can be linked to. */
  readonly paths: () => readonly string[];
  readonly limits: Partial<Limits>;
}

/** The texts of quoted works, each read when it is first asked for. */
export interface SourceShelf {
  /**
   * Gives the texts; `asked` is told of each file that was looked at, `named` gives the file that a work's own entry names,
   * which counts where the configuration has none.
   */
  readonly sources: (
    asked: (path: string) => void,
    named?: (work: string) => string | null,
  ) => QuotationSources;
}

/**
 * Gives the texts that the configuration names for works. Throws a {@link ConfigurationError} where a file is not there or
 * cannot be read.
 */
export function openSources(setup: SourcesSetup): SourceShelf {
  const { config, prefix } = setup;
  const named = new Map(Object.entries(config.sources ?? {}));
  const read = new Map<string, QuotationSource>();
  for (const [work, path] of named) refuseMissing(path, work, setup);
  return {
    sources: (asked, entry = () => null) => ({
      of: (work) => {
        const path = named.get(work) ?? named.get(work.replace(/^.*#/u, ""));
        const full = path === undefined ? entry(work) : posix.join(prefix, path);
        if (full === null) return null;
        asked(full);
        // That an entry names a file that is not there is told with the links.
        if (path === undefined && !isOfEdition(full, setup)) return null;
        const source = read.get(full) ?? readText(full, work, setup);
        read.set(full, source);
        return source;
      },
    }),
  };
}

/** Whether a file that an entry names is there, in the edition's folder: a document may not have others read. */
function isOfEdition(path: string, { folder, prefix }: SourcesSetup): boolean {
  const file = resolve(fileOf(path, folder));
  const root = resolve(folder, prefix);
  // In `tei/` itself the edition is around it.
  const edition = basename(root) === "tei" ? dirname(root) : root;
  return existsSync(file) && isWithin(realPath(file), realPath(edition));
}

function readText(
  path: string,
  work: string,
  { folder, prefix, paths, limits }: SourcesSetup,
): QuotationSource {
  const document = documentFile(fileOf(path, folder));
  const shown = path.slice(prefix.length);
  const unusable = (findings: readonly Finding[]): ConfigurationError =>
    new ConfigurationError(
      `sources names ${path} for ${work}, which cannot be read: ${findings[0]?.message}`,
    );
  if (!/\.(?:xml|tei)$/iu.test(path)) {
    const refused = refuseOversize(document, { path, limits });
    if (refused !== null) throw unusable(refused.findings);
    return sourceOfText(new TextDecoder("utf-8").decode(document.bytes), shown);
  }
  const { tree, findings } = readBytes(document, { path, limits });
  if (tree === null) throw unusable(findings);
  return sourceOfTree(tree, shown, paths().includes(path) ? documentId(shown) : null);
}

function fileOf(path: string, folder: string): string {
  return join(path.startsWith("/") ? "" : folder, path);
}

/** A file that is not there is told before the work begins. */
function refuseMissing(path: string, work: string, { folder, prefix }: SourcesSetup): void {
  if (existsSync(fileOf(posix.join(prefix, path), folder))) return;
  throw new ConfigurationError(`sources names ${path} for ${work}, and there is no such file.`);
}
