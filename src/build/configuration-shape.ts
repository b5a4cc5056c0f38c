import * as z from "zod";
import { licenceNamed } from "../archive/index.ts";
import { nearest } from "../report/index.ts";
import { fileAtAddress, isFileName, parted, readAddress } from "../resolve/index.ts";
import type { ColophonConfig } from "./configuration.ts";

/** A configuration as it should be, or what is wrong with it in words. */
export type Shaped =
  | { readonly config: ColophonConfig; readonly fault: null }
  | { readonly config: null; readonly fault: string };

/** Checks what a configuration says; its terms are told in `ColophonConfig`. */
export function shapeOf(value: unknown): Shaped {
  const { success, data, error } = configurationShape().safeParse(value, { error: faultInWords });
  return success
    ? { config: data as ColophonConfig, fault: null }
    : { config: null, fault: z.prettifyError(error) };
}

/** Says which keys an object has where something else stands, and of those not known which were meant; of all other faults nothing. */
function faultInWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (!(issue.inst instanceof z.ZodObject)) return undefined;
  const known = Object.keys(issue.inst.shape);
  if (issue.code === "invalid_type")
    return `Invalid input: expected an object with ${known.join(", ")}, received ${inShort(issue.input)}`;
  if (issue.code !== "unrecognized_keys") return undefined;
  return issue.keys.map((key) => unknownKey(key, known)).join("; ");
}

function inShort(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (Array.isArray(value)) return "a list";
  return value === null || ["number", "boolean"].includes(typeof value) ? String(value) : typeof value;
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const hint = meant === null ? `known are ${known.join(", ")}` : `did you mean “${meant}”?`;
  return `Unrecognized key: "${key}"; ${hint}`;
}

function configurationShape(): z.ZodType {
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
  return z.strictObject({
    id: z.string().min(1).optional(),
    title: z.string().min(1).optional(),
    version: z.string().min(1).optional(),
    siteUrl: z.url().endsWith("/").optional(),
    site: siteShape().optional(),
    books: z.enum(["edition", "document"]).optional(),
    documents: z.array(z.string()).optional(),
    schema: z.string().optional(),
    schemas: z.array(schemas).optional(),
    catalog: strings,
    cache: z.union([z.string().min(1), z.literal(false)]).optional(),
    odd: z.string().optional(),
    behaviours: behavioursShape().optional(),
    functions: functionsShape().optional(),
    stages: z.array(stage).optional(),
    transforms: z.array(stage.extend({ name: z.string().min(1).optional() })).optional(),
    limits: z.record(z.string(), z.number().positive()).optional(),
    severity: z.record(z.string(), z.enum(["error", "warning", "info", "off"])).optional(),
    xinclude: z.boolean().optional(),
    links: z.strictObject({ mustBeUsed: z.array(z.string().min(1)).optional() }).optional(),
    citations: citationsShape().optional(),
    sources: z.record(z.string().min(1), z.string().min(1)).optional(),
    archive: archiveShape().optional(),
  });
}

/** The shape of `behaviours`: functions, which a configuration in JSON cannot hold. */
function behavioursShape(): z.ZodType {
  const isFunction = (value: unknown): boolean => typeof value === "function";
  const behaviour = z.custom(isFunction, "a behaviour is a function");
  const forms = z.strictObject({ web: behaviour.optional(), plain: behaviour.optional() });
  return z.record(z.string().min(1), z.union([behaviour, forms]));
}

/** The shape of `functions`; prefixes that XPath binds itself are taken. */
function functionsShape(): z.ZodType {
  const isFunction = (value: unknown): boolean => typeof value === "function";
  const functions = z.record(z.string(), z.custom(isFunction, "a function that models call is a function"));
  return functions.superRefine((named, context) => {
    const message = "a function is called as the ODD calls it, with a prefix of its own: “ec:label”";
    for (const name of Object.keys(named))
      if (!FUNCTION_NAME.test(name)) context.addIssue({ code: "custom", path: [name], message });
  });
}

const FUNCTION_NAME = /^(?!(?:fn|xs|math|map|array|xml):)[\p{L}_][\p{L}\p{N}_.-]*:[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** Whether an address of a page, escaped or not, is below the site's folder and can be that of a file. */
function isPage(written: string): boolean {
  if (!/^(?![a-z]+:|\/)[^\\]+\.html(?:#.+)?$/iu.test(written)) return false;
  const [file] = parted(readAddress(written));
  const path = fileAtAddress(file);
  return (
    !/^\/|[\\\p{Cc}]/u.test(path) &&
    path.split("/").every((step) => step !== ".." && step !== "" && isFileName(step))
  );
}

/** The shape of `site`: its terms are told in `SiteConfig`. */
function siteShape(): z.ZodType {
  const redirects = z.record(z.string(), z.string()).superRefine((ways, context) => {
    for (const [from, to] of Object.entries(ways))
      for (const page of [from, to].filter((each) => !isPage(each)))
        context.addIssue({
          code: "custom",
          path: [from],
          message: `a page is a path below the site's folder that ends with .html, and “${page}” is none`,
        });
  });
  return z.strictObject({
    language: z.string().min(2).optional(),
    order: z.enum(["id", "date"]).optional(),
    depth: z.int().min(1).max(8).optional(),
    largestPage: z.union([z.literal(false), z.int().min(1000)]).optional(),
    words: z.string().min(1).optional(),
    redirects: redirects.optional(),
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
function citationsShape(): z.ZodType {
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
function archiveShape(): z.ZodType {
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
    licence: licenceShape().optional(),
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
function licenceShape(): z.ZodType {
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
