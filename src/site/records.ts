import type { FrontMatter, RenderedText } from "../render/index.ts";

/** A file of the site: its path below the site's folder, with slashes, and its bytes. */
export interface SiteFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the configuration says of the edition; absent is null. */
export interface SiteEdition {
  readonly title: string | null;
  readonly version: string | null;
  /** Where the site will stand, with a final slash; null where it is not known. */
  readonly siteUrl: string | null;
}

/** A document, rendered: what its page is made of. */
export interface SiteDocument {
  readonly id: string;
  readonly front: FrontMatter;
  readonly text: RenderedText;
  /** The TEI as it was read, for download. */
  readonly tei: Uint8Array;
  /** The reading text, for download. */
  readonly readingText: string;
}

/** A cited place: `page 12`, `12` to `15`. */
export interface SiteLocus {
  readonly unit: string;
  readonly from: string;
  readonly to?: string | null;
  readonly volume?: string | null;
  readonly suffix?: string | null;
}

/** A citation, as `citations.json` has it. */
export interface SiteCitation {
  readonly id: string;
  readonly document: string;
  readonly form: string;
  readonly work: string | null;
  readonly loci: readonly SiteLocus[];
  readonly text: string;
  readonly quotations: readonly string[];
  readonly url: string;
}

/** A quotation, as `quotations.json` has it. */
export interface SiteQuotation {
  readonly id: string;
  readonly document: string;
  readonly text: string;
  readonly words: number;
  readonly citation: string | null;
  readonly work: string | null;
  readonly url: string;
}

/** A speech, as `speeches.json` has it. */
export interface SiteSpeech {
  readonly id: string;
  readonly document: string;
  readonly who: readonly string[];
  readonly label: string | null;
  readonly text: string;
  readonly words: number;
  readonly url: string;
}

/** A place where someone or something is named. */
export interface SiteMention {
  readonly document: string;
  readonly text: string;
  readonly url: string;
}

/** A person, place or organisation, as `people.json` has them. */
export interface SiteEntry {
  readonly key: string;
  readonly name: string;
  readonly names: readonly string[];
  /** The words it is sorted by, “Bukharin, Nikolai”; the name where it is absent. */
  readonly sortName?: string | null;
  /** Where others say who or what it is. */
  readonly ref: string | null;
  readonly note?: string | null;
  /** Years of life, or of being: “1888–1938”. */
  readonly dates?: string | null;
  readonly mentions: readonly SiteMention[];
}

/** A name of CSL-JSON. */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly literal?: string;
  readonly "non-dropping-particle"?: string;
  readonly "dropping-particle"?: string;
}

/** The part of a CSL-JSON item that a reference is made of. */
export interface CslWork {
  readonly id: string;
  readonly type?: string;
  readonly title?: string;
  readonly "title-short"?: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly "container-title"?: string;
  readonly publisher?: string;
  readonly "publisher-place"?: string;
  readonly issued?: {
    readonly "date-parts"?: readonly (readonly (number | string)[])[];
    readonly literal?: string;
  };
  readonly volume?: string | number;
  readonly issue?: string | number;
  readonly page?: string;
  readonly edition?: string | number;
  readonly URL?: string;
  readonly DOI?: string;
  readonly note?: string;
}

/** Everything a site shows. */
export interface SiteContent {
  readonly edition: SiteEdition;
  readonly documents: readonly SiteDocument[];
  readonly citations: readonly SiteCitation[];
  readonly quotations: readonly SiteQuotation[];
  readonly speeches: readonly SiteSpeech[];
  readonly works: readonly CslWork[];
  readonly people: readonly SiteEntry[];
  readonly places: readonly SiteEntry[];
  readonly organisations: readonly SiteEntry[];
  /** The theme's stylesheet, as read from {@link THEME}; the edition's own rules are added to it. */
  readonly theme: string;
}
