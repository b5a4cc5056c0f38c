import type { Words } from "./words.ts";
import { GERMAN } from "./words-de.ts";
import { ENGLISH } from "./words-en.ts";

/** How a site is made, beyond what its edition is. */
export interface SiteSettings {
  /** The language of the interface, as a BCP 47 tag. */
  readonly language: string;
  readonly words: Words;
  /** How deep divisions have pages of their own: 1 for the outermost; null where a document is one page. */
  readonly depth: number | null;
  /** Where addresses of old lead now: paths below the site's folder, the old one first. */
  readonly redirects: Readonly<Record<string, string>>;
  /** Whether documents that `revisionDesc/@status` calls drafts are shown. */
  readonly drafts: boolean;
}

/** The interface texts that come with the program, by language. */
export const WORDS: Readonly<Record<string, Words>> = { en: ENGLISH, de: GERMAN };

/** A site in English, a page for each document. */
export const SETTINGS: SiteSettings = {
  language: "en",
  words: ENGLISH,
  depth: null,
  redirects: {},
  drafts: false,
};

/** Gives the interface texts of a language: those of the program, and over them the edition's own. */
export function wordsFor(language: string, own: Readonly<Record<string, string>> = {}): Words {
  const base = WORDS[language] ?? WORDS[language.split("-")[0]!.toLowerCase()] ?? ENGLISH;
  const known = Object.entries(own).filter(([key]) => Object.hasOwn(ENGLISH, key));
  return { ...base, ...Object.fromEntries(known) };
}
