import { type Words, wordsFor } from "../render/index.ts";
import type { ReadingOrder } from "./reading-order.ts";

/** How a site is made, beyond what its edition is. */
export interface SiteSettings {
  /** The language of the interface, as a BCP 47 tag. */
  readonly language: string;
  readonly words: Words;
  /** In which order texts stand. */
  readonly order: ReadingOrder;
  /** How deep divisions have pages of their own: 1 for the outermost; null where a document is one page. */
  readonly depth: number | null;
  /** About how many bytes of text a page may have, before it is cut; null for any number. */
  readonly largestPage: number | null;
  /** Where addresses of old lead now: paths below the site's folder, the old one first. */
  readonly redirects: Readonly<Record<string, string>>;
  /** Other hosts whose pictures pages may show, as origins: `https://iiif.example.org`. */
  readonly pictureHosts: readonly string[];
  /** Whether documents that `revisionDesc/@status` calls drafts are shown. */
  readonly drafts: boolean;
  /** Whether the site can be searched. */
  readonly search: boolean;
}

/**
 * A page of so many bytes is shown and searched through without waiting, on a phone as well; most plays and long letters are
 * less.
 */
const LARGEST_PAGE = 1_000_000;

/** A site in English, a page for each document but for very long ones. */
export const SETTINGS: SiteSettings = {
  language: "en",
  words: wordsFor("en"),
  order: "id",
  depth: null,
  largestPage: LARGEST_PAGE,
  redirects: {},
  pictureHosts: [],
  drafts: false,
  search: true,
};
