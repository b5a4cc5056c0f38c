import { AND_OTHERS } from "./personal-name.ts";

/** A name of someone who made a work, in its parts where they are known. */
export interface PersonalName {
  /** As the register writes it. */
  readonly text: string;
  readonly family: string | null;
  readonly given: string | null;
  /** “van”, “de la”: kept before the family name, and not sorted by. */
  readonly particle: string | null;
  readonly suffix: string | null;
  /** Whether it is the name of a body, or one that has no parts. */
  readonly literal: boolean;
  /** The key of the person or organisation in the registers, or null. */
  readonly key: string | null;
}

/** What someone did for a work, by the names that CSL 1.0.2 has for it. */
export const ROLES = [
  "author",
  "editor",
  "translator",
  "director",
  "recipient",
  "illustrator",
  "composer",
  "compiler",
  "contributor",
  "chair",
  "collection-editor",
  "curator",
  "editorial-director",
  "executive-producer",
  "guest",
  "host",
  "interviewer",
  "narrator",
  "organizer",
  "original-author",
  "performer",
  "producer",
  "reviewed-author",
  "script-writer",
  "series-creator",
] as const;

export type Role = (typeof ROLES)[number];

export interface Contributor {
  readonly role: Role;
  readonly name: PersonalName;
}

/** Levels as `title/@level` has them (TEI P5, 3.12.2.2): analytic, monographic, journal, series, unpublished. */
export type TitleLevel = "a" | "m" | "j" | "s" | "u";

/** A date, in years, months and days as far as they are known. */
export interface WorkDate {
  readonly text: string;
  /** `1938`, `1938-03-17`; null where the words say no year. */
  readonly from: string | null;
  /** The end of a span of time, or null. */
  readonly to: string | null;
  readonly uncertain: boolean;
  /** The same as EDTF (ISO 8601-2, levels 0 and 1) writes it: `1938?`, `1200~`, `1886/1890`, `[1440..1460]`. */
  readonly edtf?: string;
}

export interface Identifier {
  /** Upper case: `ISBN`, `DOI`, `URL`. */
  readonly type: string;
  readonly value: string;
}

/** Where a manuscript is kept (TEI P5, 10.4). */
export interface Shelfmark {
  readonly settlement: string | null;
  readonly repository: string | null;
  readonly collection: string | null;
  readonly idno: string | null;
}

/** The types of CSL 1.0.2 that an entry has only where its `@type` says so. */
export const SAID_TYPES = [
  "article-magazine",
  "bill",
  "broadcast",
  "dataset",
  "document",
  "entry",
  "entry-dictionary",
  "event",
  "figure",
  "graphic",
  "hearing",
  "interview",
  "legal_case",
  "legislation",
  "map",
  "motion_picture",
  "musical_score",
  "patent",
  "performance",
  "periodical",
  "personal_communication",
  "post",
  "post-weblog",
  "regulation",
  "review",
  "review-book",
  "software",
  "song",
  "speech",
  "treaty",
] as const;

/** The types of CSL 1.0.2 that the register's elements can tell. */
export type WorkType =
  | (typeof SAID_TYPES)[number]
  | "article"
  | "article-journal"
  | "article-newspaper"
  | "book"
  | "chapter"
  | "entry-encyclopedia"
  | "manuscript"
  | "pamphlet"
  | "paper-conference"
  | "report"
  | "thesis"
  | "webpage";

/** A work of the register: small data, without nodes. What is absent is null, or an empty list. */
export interface Work {
  readonly kind: "work";
  readonly key: string;
  readonly document: string;
  /** Empty where the entry has none. */
  readonly xmlId: string;
  readonly type: WorkType;
  readonly contributors: readonly Contributor[];
  /** The title of the work itself: of the article, where it is an article. */
  readonly title: string;
  readonly level: TitleLevel | null;
  /** Short titles and abbreviations that the editor gives, and the titles without what follows a colon or full stop. */
  readonly shortTitles: readonly string[];
  /** The journal or book it is part of. */
  readonly container: string | null;
  /** Short titles and signs of that journal or book; left out where the entry gives none. */
  readonly containerShort?: readonly string[];
  readonly containerContributors: readonly Contributor[];
  readonly series: string | null;
  readonly seriesNumber: string | null;
  readonly volume: string | null;
  readonly issue: string | null;
  readonly pages: string | null;
  readonly edition: string | null;
  readonly date: WorkDate | null;
  readonly originalDate: WorkDate | null;
  /** When its address was visited; left out where the entry does not say. */
  readonly accessed?: WorkDate;
  readonly places: readonly string[];
  readonly publishers: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly shelfmark: Shelfmark | null;
  readonly language: string | null;
  /** A page of others on this very thing, or null. */
  readonly ref: string | null;
  readonly note: string | null;
  /** What notes say that have the name of a variable of CSL for their type; left out where there are none. */
  readonly noted?: Readonly<Record<string, string>>;
  /** The whole entry, as the register writes it. */
  readonly text: string;
  /** The file that holds the text of the work, from where the edition lies; left out where the entry names none. */
  readonly textFile?: string;
  /** The words of an entry that is written in a line, where not all of them are marked up. */
  readonly wording?: string;
}

/** Whether the names by which a work is cited end with “et al.”: there are others, whom its entry leaves out. */
export function hasFurtherNames({ contributors }: Work): boolean {
  const role = contributors.some((each) => each.role === "author") ? "author" : "editor";
  return contributors.some((each) => each.role === role && each.name.text === AND_OTHERS);
}

/** Gives the names by which a work is cited: its authors, or its editors where it has no author. */
export function citedUnder(work: Work): readonly PersonalName[] {
  const authors = work.contributors.filter(({ role }) => role === "author");
  const named = authors.length > 0 ? authors : work.contributors.filter(({ role }) => role === "editor");
  return named.map(({ name }) => name).filter(({ text }) => text !== AND_OTHERS);
}
