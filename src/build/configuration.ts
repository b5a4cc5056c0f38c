import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { licenceNamed } from "../archive/index.ts";
import type { CitationLanguageAddition, Manner } from "../cite/index.ts";
import type { CustomBehaviours } from "../render/index.ts";
import { isKnownPattern, nearestPattern, type SeveritySetting } from "../report/index.ts";
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
  /** The language of the interface; `en` and `de` come with the program. */
  readonly language?: string;
  /** How deep divisions have pages of their own: 1 for the outermost; a document is one page when absent. */
  readonly depth?: number;
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
  /** Where each result goes below the output folder, with `{id}` for the document's id: `xslt/{id}.txt`. */
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

/** Gives the path of the configuration in an edition's folder, or null where there is none. */
export function findConfiguration(folder: string): string | null {
  const name = FILE_NAMES.find((candidate) => existsSync(join(folder, candidate)));
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
  const { z } = await import("zod");
  const stage = z.strictObject({
    name: z.string().min(1),
    stylesheet: z.string().min(1),
    output: z.string().min(1),
    input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
    parameters: z.record(z.string(), z.string()).optional(),
  });
  const strings = z.union([z.string().min(1), z.array(z.string().min(1))]).optional();
  const schemas = z.strictObject({
    files: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
    schema: strings,
    schematron: strings,
  });
  const schema = z.strictObject({
    id: z.string().min(1).optional(),
    title: z.string().min(1).optional(),
    version: z.string().min(1).optional(),
    siteUrl: z.url().endsWith("/").optional(),
    site: siteShape(z).optional(),
    books: z.enum(["edition", "document"]).optional(),
    documents: z.array(z.string()).optional(),
    schema: z.string().optional(),
    schemas: z.array(schemas).optional(),
    catalog: strings,
    cache: z.union([z.string().min(1), z.literal(false)]).optional(),
    odd: z.string().optional(),
    behaviours: behavioursShape(z).optional(),
    stages: z.array(stage).optional(),
    transforms: z.array(stage.extend({ name: z.string().min(1).optional() })).optional(),
    limits: z.record(z.string(), z.number().positive()).optional(),
    severity: z.record(z.string(), z.enum(["error", "warning", "info", "off"])).optional(),
    xinclude: z.boolean().optional(),
    links: z.strictObject({ mustBeUsed: z.array(z.string().min(1)).optional() }).optional(),
    citations: citationsShape(z).optional(),
    sources: z.record(z.string().min(1), z.string().min(1)).optional(),
    archive: archiveShape(z).optional(),
  });
  const result = schema.safeParse(value);
  if (!result.success)
    throw new ConfigurationError(`${file} says what is not known:\n${z.prettifyError(result.error)}`);
  checkCodes(Object.keys(result.data.severity ?? {}), file);
  return withStages(result.data as ColophonConfig);
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

/** The shape of `behaviours`: functions, which a configuration in JSON cannot hold. */
function behavioursShape(z: typeof import("zod").z): import("zod").ZodType {
  const isFunction = (value: unknown): boolean => typeof value === "function";
  const behaviour = z.custom(isFunction, "a behaviour is a function");
  const forms = z.strictObject({ web: behaviour.optional(), plain: behaviour.optional() });
  return z.record(z.string().min(1), z.union([behaviour, forms]));
}

/** The shape of `site`: its terms are told in `SiteConfig`. */
function siteShape(z: typeof import("zod").z): import("zod").ZodType {
  const page = z
    .string()
    .regex(/^(?![a-z]+:|\/)[^\\]+\.html(?:#.+)?$/iu, "a page is a path below the site's folder");
  return z.strictObject({
    language: z.string().min(2).optional(),
    depth: z.int().min(1).max(8).optional(),
    words: z.string().min(1).optional(),
    redirects: z.record(page, page).optional(),
    pictureHosts: z.array(z.url({ protocol: /^https?$/u })).optional(),
    drafts: z.boolean().optional(),
    search: z.boolean().optional(),
    references: z
      .union([
        z.enum(["chicago-notes", "chicago-author-date", "mla", "apa"]),
        z.strictObject({ style: z.string().min(1), locale: z.string().min(1) }),
      ])
      .optional(),
  });
}

/** The shape of `citations`: its terms are told in `CitationLanguage`. */
function citationsShape(z: typeof import("zod").z): import("zod").ZodType {
  const words = z.array(z.string().min(1)).optional();
  const language = z.strictObject({
    language: z.string().min(2),
    ibid: words,
    idem: words,
    opcit: words,
    loccit: words,
    passim: words,
    following: words,
    back: words,
    signals: words,
    units: z.record(z.string().min(1), z.array(z.string().min(1))).optional(),
  });
  return z.strictObject({ languages: z.array(language).optional() });
}

/** The shape of `archive`: its terms are told in `ArchiveConfig`. */
function archiveShape(z: typeof import("zod").z): import("zod").ZodType {
  const text = z.string().min(1).optional();
  const agent = {
    name: z.string().min(1),
    given: text,
    family: text,
    orcid: z
      .string()
      .regex(
        /^(?:https:\/\/orcid\.org\/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/u,
        "an ORCID has sixteen digits in four groups",
      )
      .optional(),
    affiliation: text,
    organisation: z.boolean().optional(),
  };
  const contributor = { ...agent, role: z.enum(["editor", "other"]).optional(), responsibility: text };
  return z.strictObject({
    description: text,
    language: text,
    keywords: z.array(z.string().min(1)).optional(),
    creators: z.array(z.strictObject(agent)).optional(),
    contributors: z.array(z.strictObject(contributor)).optional(),
    publisher: text,
    year: z
      .string()
      .regex(/^\d{4}$/u, "a year has four digits")
      .optional(),
    licence: licenceShape(z).optional(),
    rights: text,
    embargo: text,
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/u, "a DOI begins with 10. and has a slash")
      .optional(),
    organisation: text,
    contactName: text,
    contactEmail: text,
    include: z.array(z.string().min(1)).optional(),
    preset: z.enum(["generic", "arche", "textgrid", "zenodo"]).optional(),
  });
}

/** One that is told by a word must be known by it: SPDX has names for hundreds, and records ask for an address. */
function licenceShape(z: typeof import("zod").z): import("zod").ZodType {
  const whole = z.strictObject({ name: z.string().min(1), url: z.url().optional() });
  const named = z.string().refine((words) => licenceNamed(words) !== null, {
    error:
      "write a name of SPDX such as CC-BY-4.0 or CC0-1.0, the licence's address, or { name: …, url: … } for any other",
  });
  return z.any().superRefine((value, context) => {
    const { error } = (typeof value === "string" ? named : whole).safeParse(value);
    for (const { message, path } of error?.issues ?? []) context.addIssue({ code: "custom", message, path });
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
