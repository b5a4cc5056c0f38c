import { type Words, wordsFor } from "../render/index.ts";

/** How a site is made, beyond what its edition is. */
export interface SiteSettings {
  /** The language of the interface, as a BCP 47 tag. */
  readonly language: string;
  readonly words: Words;
  /** How deep divisions have pages of their own: 1 for the outermost; null where a document is one page. */
  readonly depth: number | null;
  /** Where addresses of old lead now: paths below the site's folder, the old one first. */
  readonly redirects: Readonly<Record<string, string>>;
  /** Other hosts whose pictures pages may show, as origins: `https://iiif.example.org`. */
  readonly pictureHosts: readonly string[];
  /** Whether documents that `revisionDesc/@status` calls drafts are shown. */
  readonly drafts: boolean;
  /** Whether the site can be searched. */
  readonly search: boolean;
}

/** A site in English, a page for each document. */
export const SETTINGS: SiteSettings = {
  language: "en",
  words: wordsFor("en"),
  depth: null,
  redirects: {},
  pictureHosts: [],
  drafts: false,
  search: true,
};
