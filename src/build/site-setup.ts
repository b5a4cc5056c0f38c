import { existsSync, readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { bibliographyEntry, type CslStyle, type Manner, type Run, styledReferences } from "../cite/index.ts";
import { readDocument } from "../read/index.ts";
import { isInertDrawing, WORD_KEYS, wordingGaps, wordsFor } from "../render/index.ts";
import { nearest } from "../report/index.ts";
import { readAddress, type Work } from "../resolve/index.ts";
import { SCRIPTS, SETTINGS, type SiteFile, type SiteSettings, THEME } from "../site/index.ts";
import { type ColophonConfig, ConfigurationError } from "./configuration.ts";
import { isWithin, realPath } from "./within.ts";

/** What the site is dressed in and how it is made, as the configuration says. */
export interface SiteSetup {
  /** The theme's stylesheet. */
  readonly theme: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly settings: SiteSettings;
  /** How works are written out; as the site does it by itself where null. */
  readonly references: Manner | CslStyle | null;
}

/** What is copied of a picture at most: what is larger is no picture for a page. In bytes. */
const LARGEST_PICTURE = 64 * 1024 * 1024;

/** Reads the theme and what the configuration says of the site. Throws a `ConfigurationError` where its words cannot be read. */
export async function siteSetup(config: ColophonConfig, folder: string): Promise<SiteSetup> {
  const names = Object.entries(SCRIPTS);
  const scripts = await Promise.all(
    names.map(async ([name, url]) => [name, await readFile(url, "utf8")] as const),
  );
  return {
    theme: await readFile(THEME, "utf8"),
    scripts: Object.fromEntries(scripts),
    settings: siteSettings(config, folder),
    references: await referencesIn(config, folder),
  };
}

async function referencesIn({ site = {} }: ColophonConfig, folder: string): Promise<SiteSetup["references"]> {
  const { references = null } = site;
  if (references === null || typeof references === "string") return references;
  try {
    const [style, locale] = await Promise.all(
      [references.style, references.locale].map((file) => readFile(join(folder, file), "utf8")),
    );
    return { style: style!, locale: locale! };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The style of the references cannot be read: ${reason}`);
  }
}

/** Writes the works out as the configuration says; null where the site does it by itself. Throws a `ConfigurationError`. */
export function writtenReferences(
  references: SiteSetup["references"],
  works: Iterable<Work>,
): ReadonlyMap<string, readonly Run[]> | null {
  if (references === null) return null;
  if (typeof references === "string")
    return new Map([...works].map((work) => [work.key, bibliographyEntry(work, references)]));
  try {
    return styledReferences(works, references);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    const hint = /Cannot find module/u.test(reason)
      ? " Install it beside Colophon: npm install citeproc."
      : "";
    throw new ConfigurationError(`citeproc cannot write the references: ${reason}.${hint}`);
  }
}

/** Gives how the site is made. Throws a `ConfigurationError` where its words cannot be read. */
export function siteSettings({ site = {} }: ColophonConfig, folder: string): SiteSettings {
  const { language = SETTINGS.language, redirects = {}, drafts = false, search = true, depth = null } = site;
  const { largestPage = SETTINGS.largestPage, order = SETTINGS.order } = site;
  const pictureHosts = (site.pictureHosts ?? []).map((host) => new URL(host).origin);
  const own = site.words === undefined ? {} : wordsIn(folder, site.words);
  return {
    language,
    words: wordsFor(language, own),
    order,
    depth,
    largestPage: largestPage || null,
    redirects: Object.fromEntries(
      Object.entries(redirects).map((way) => way.map(readAddress) as [string, string]),
    ),
    pictureHosts,
    drafts,
    search,
  };
}

/** So many keys are named in a note. */
const NAMED = 40;

/** Says which texts of the interface an edition lacks in its language, and which of its own no page has; a sentence each. */
export function wordingNotes({ site = {} }: ColophonConfig, folder: string): readonly string[] {
  const { language = SETTINGS.language, words: file } = site;
  const { missing, unknown } = wordingGaps(language, file === undefined ? {} : wordsIn(folder, file));
  const notes: string[] = [];
  if (missing.length === WORD_KEYS.length)
    notes.push(
      `What stands around the texts of the site is in English: there are no words for “${language}”. Put them into a file and name it in site.words (docs/site.md).`,
    );
  else if (missing.length > 0)
    notes.push(
      `${file} lacks ${missing.length} of ${WORD_KEYS.length} texts for “${language}”, which are in English: ${inShort(missing)}.`,
    );
  if (unknown.length > 0)
    notes.push(`${file} has ${unknown.length} that no page uses: ${inShort(unknown.map(withNearest))}.`);
  return notes;
}

function inShort(keys: readonly string[]): string {
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : "";
  return keys.slice(0, NAMED).join(", ") + more;
}

function withNearest(key: string): string {
  const near = nearest(key, WORD_KEYS);
  return near === null ? key : `${key} (${near}?)`;
}

function wordsIn(folder: string, file: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter(([, text]) => typeof text === "string"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The words of the site in ${file} cannot be read: ${reason}`);
  }
}

/** Whether {@link pictureFile} gives a picture; only a drawing has to be read for it. */
export function hasPicture(folder: string, path: string): boolean {
  return /\.svg$/iu.test(path) ? pictureFile(folder, path) !== null : placeOfPicture(folder, path) !== null;
}

/** Gives a picture of the edition's folder for the site; null for one that is not there, lies outside, or runs something. */
export function pictureFile(folder: string, path: string): SiteFile | null {
  const file = placeOfPicture(folder, path);
  if (file === null) return null;
  const bytes = readFileSync(file);
  if (/\.svg$/iu.test(path) && !isInert(bytes, path)) return null;
  return { path: `images/${path}`, bytes };
}

/** Whether a drawing can be read, and does nothing to who opens it. */
function isInert(bytes: Uint8Array, path: string): boolean {
  const { tree } = readDocument(bytes, { path });
  return tree !== null && isInertDrawing(tree);
}

/** Where a picture is on the disk; null for one that is not there, lies outside of the folder, or is too large. */
function placeOfPicture(folder: string, path: string): string | null {
  const file = resolve(folder, path);
  if (!existsSync(file)) return null;
  // A link in the folder may lead out of it, and what is outside is none of the edition's.
  if (!isWithin(realPath(file), realPath(resolve(folder)))) return null;
  const stats = statSync(file);
  return stats.isFile() && stats.size <= LARGEST_PICTURE ? file : null;
}
