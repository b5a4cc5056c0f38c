import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import type { CitationLanguageAddition, Manner } from "../cite/index.ts";
import type { CustomBehaviours } from "../render/index.ts";
import { isKnownPattern, nearestPattern, type SeveritySetting } from "../report/index.ts";
import type { ReadingOrder } from "../site/index.ts";
import type { CalledFunctions } from "../xpath/index.ts";
import type { ArchiveConfig } from "./archive/config.ts";

/** What an edition's `colophon.config.ts` (or `.mjs`, `.js`, `.json`) may say; everything in it is optional. */
export interface ColophonConfig {
  /** A short name of the edition, fit for file names. */
  readonly id?: string;
  readonly title?: string;
  readonly version?: string;
  /** Where the site will stand, with a final slash; the sitemap and canonical links need it. */
  readonly siteUrl?: string;
  readonly site?: SiteConfig;
  /** Whether EPUB and PDF are one book of the edition, or one of each document; one of the edition when absent. */
  readonly books?: "edition" | "document";
  /** Globs of the documents, from the edition's folder; `every XML file below `tei`` when absent. */
  readonly documents?: readonly string[];
  /** The schema of all documents, a path from the edition's folder or an address that is in the store. */
  readonly schema?: string;
  /** Schemas of some documents; the first that fits a document counts, `schema` after all of them. */
  readonly schemas?: readonly SchemaConfig[];
  /** OASIS XML catalogs, from the edition's folder; `catalog.xml` there, if there is one, when absent. */
  readonly catalog?: string | readonly string[];
  /** Where compiled schemas are kept between runs, from the edition's folder; false keeps none. */
  readonly cache?: string | false;
  /** The ODD whose processing models show the documents, a path from the edition's folder. */
  readonly odd?: string;
  /** Behaviours of the edition's own, by the name that its models call them by (`model/@behaviour`). */
  readonly behaviours?: CustomBehaviours;
  /** Functions that the XPath of models calls, by their names as written there (`ec:label`). */
  readonly functions?: CalledFunctions;
  /** XSLT 3.0 stages, run on every document. */
  readonly stages?: readonly StageConfig[];
  /** The same under another name, where a stage is called by its stylesheet. */
  readonly transforms?: readonly (Omit<StageConfig, "name"> & { readonly name?: string })[];
  /** Limits of reading, by their names in `read/limits.ts`. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Another severity for some codes of findings, or groups of them such as `links/*`; `off` for what is not told. */
  readonly severity?: Readonly<Record<string, SeveritySetting>>;
  /** Whether schemas see documents after XInclude; they see each file as it is written when absent. */
  readonly xinclude?: boolean;
  readonly links?: LinksConfig;
  readonly citations?: CitationsConfig;
  /** Texts of quoted works, TEI or plain, by the works' keys, as paths from the edition's folder. */
  readonly sources?: Readonly<Record<string, string>>;
  /** What the package of the edition says, where the headers do not say it. */
  readonly archive?: ArchiveConfig;
}

/** How the site is made. */
export interface SiteConfig {
  /** The language of the interface; `en`, `de`, `es`, `fr` and `it` come with the program. */
  readonly language?: string;
  /** In which order texts stand: by their ids, when absent, or by when they were written, as far as they say it. */
  readonly order?: ReadingOrder;
  /** How deep divisions have pages of their own: 1 for the outermost; a document is one page when absent, unless it is very long. */
  readonly depth?: number;
  /** About how many bytes of text a page may have before it is cut into several, 1,000,000 when absent; `false` for any number. */
  readonly largestPage?: number | false;
  /** A JSON file with texts of the interface, from the edition's folder: they come before those of the program. */
  readonly words?: string;
  /** Where pages and ids that were renamed are now: `{ "texts/old.html": "texts/new.html" }`. */
  readonly redirects?: Readonly<Record<string, string>>;
  /** Other hosts whose pictures the pages may show: `["https://iiif.example.org"]`; elsewhere they are linked to. */
  readonly pictureHosts?: readonly string[];
  /**
   * How the pages of works write them out: in the manner of Chicago (notes, or author and date), MLA or APA, or in a style
   * of the Citation Style Language, by files from the edition's folder, for which the package `citeproc` has to be installed.
   */
  readonly references?: Manner | { readonly style: string; readonly locale: string };
  /** Whether documents that `revisionDesc/@status` calls drafts are shown; they are left out when absent. */
  readonly drafts?: boolean;
  /** Whether the site can be searched; it can when absent. To make the index takes as long as everything else together. */
  readonly search?: boolean;
}

/** The schemas of those documents that a glob fits. */
export interface SchemaConfig {
  /** Globs from the edition's folder. */
  readonly files: string | readonly string[];
  /** RELAX NG, XML Schema, DTD or ODD. */
  readonly schema?: string | readonly string[];
  /** Schematron, also where it is embedded in a schema. */
  readonly schematron?: string | readonly string[];
}

/** A stylesheet of the edition's own, run on every document of the edition. */
export interface StageConfig {
  readonly name: string;
  /** The stylesheet's path from the edition's folder. */
  readonly stylesheet: string;
  /** Globs of the documents it runs on, from the edition's folder; every text of the edition when absent. */
  readonly input?: string | readonly string[];
  /** Where each result goes below the output folder, with `{id}` for the document's id and `{name}` for its file's name: `xslt/{id}.txt`. */
  readonly output: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What the check of links asks beyond its rules. */
export interface LinksConfig {
  /** Names of elements whose `xml:id` must be pointed to from somewhere in the edition: `person`, `bibl`, `note`. */
  readonly mustBeUsed?: readonly string[];
}

/** What is said of the citations of the edition. */
export interface CitationsConfig {
  /** Words for citations, by language: they are added to those known and come before them. */
  readonly languages?: readonly CitationLanguageAddition[];
}

/** A configuration that cannot be used, with a sentence for the one who wrote it. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

const FILE_NAMES = ["ts", "mts", "mjs", "js", "json"].map((ending) => `colophon.config.${ending}`);

/** Whether a configuration in this file is a program, which `--safe` refuses to run. */
export function isProgram(file: string): boolean {
  return extname(file) !== ".json";
}

/**
 * Gives the path of the configuration in an edition's folder, or null where there is none.
 * Throws a {@link ConfigurationError} where there are several: what one of them says would be lost in silence.
 */
export function findConfiguration(folder: string): string | null {
  const [name, other] = FILE_NAMES.filter((candidate) => existsSync(join(folder, candidate)));
  if (other !== undefined)
    throw new ConfigurationError(
      `There are two configurations, ${name} and ${other}. Put what they say into one of them.`,
    );
  return name === undefined ? null : join(folder, name);
}

/**
 * Reads a configuration and checks its shape.
 * Throws a {@link ConfigurationError} where it cannot be read or says what is not known.
 */
export async function loadConfiguration(file: string): Promise<ColophonConfig> {
  const path = resolve(file);
  if (!existsSync(path)) throw new ConfigurationError(`There is no configuration ${file}.`);
  const value = await (isProgram(path) ? runConfiguration(path, file) : parseConfiguration(path, file));
  return await checkShape(value, file);
}

/** Reads the configuration in a file that is known to be one; an empty one for null. */
export async function configurationIn(file: string | null): Promise<ColophonConfig> {
  return file === null ? {} : await loadConfiguration(file);
}

async function parseConfiguration(path: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new ConfigurationError(`${file} is not JSON: ${reasonOf(error)}`);
  }
}

async function runConfiguration(path: string, file: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  try {
    return await createJiti(import.meta.url, { moduleCache: false, fsCache: false }).import(path, {
      default: true,
    });
  } catch (error) {
    throw new ConfigurationError(`${file} could not be run: ${reasonOf(error)}`);
  }
}

async function checkShape(value: unknown, file: string): Promise<ColophonConfig> {
  const { shapeOf } = await import("./configuration-shape.ts");
  const { config, fault } = shapeOf(value);
  if (config === null) throw new ConfigurationError(`${file} says what is not known:\n${fault}`);
  checkCodes(Object.keys(config.severity ?? {}), file);
  return withStages(config);
}

/** Whoever reads a configuration finds all stylesheets among its stages. */
function withStages({ transforms = [], ...config }: ColophonConfig): ColophonConfig {
  if (transforms.length === 0) return config;
  const named = transforms.map((each) => ({ ...each, name: each.name ?? each.stylesheet }));
  return { ...config, stages: [...(config.stages ?? []), ...named] };
}

/** A code that is none would quietly change nothing. */
function checkCodes(codes: readonly string[], file: string): void {
  for (const code of codes.filter((each) => !isKnownPattern(each))) {
    const meant = nearestPattern(code);
    const hint = meant === null ? "" : ` Did you mean “${meant}”?`;
    throw new ConfigurationError(`${file}: severity names “${code}”, and no finding has that code.${hint}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
