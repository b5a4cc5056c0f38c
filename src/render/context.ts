import type { XmlNode } from "../tree/index.ts";
import type { Variables } from "../xpath/index.ts";
import type { Rule } from "./models.ts";
import { type FirstMarks, type MarkLevel, OUTSIDE } from "./quotation-marks.ts";
import { IN_ENGLISH, type Wording } from "./wording.ts";

/** Which of two readings is shown where an edition gives both: the editor's or the source's. */
export type Reading = "edited" | "original";

/** The forms of a book: made like pages, by the models for pages where there are none of their own. */
export const BOOK_FORMS = ["epub", "print", "markdown", "docx"] as const;
export type BookForm = (typeof BOOK_FORMS)[number];

/** The forms a text is rendered in, as `model/@output` names them. */
export type Output = "web" | "plain" | BookForm;

/** What is known of a citation that the text does not say. */
export interface Annotation {
  /** The page of the work, from the page being made; null where the work is not known. */
  readonly href: string | null;
  /** What an abbreviated citation stands for, as in “Tokaev, Comrade X, p. 98”; null for one that says it itself. */
  readonly label: string | null;
  /** Whether the citation says the names and the title of the label in its own words. */
  readonly isSaid?: boolean;
  /** The part of the label that is a title, to be set as one. */
  readonly title: string | null;
  /** The citations it was resolved through, the nearest first, each with a link to where it stands. */
  readonly via: readonly { readonly label: string; readonly href: string }[];
}

/** What a text cannot say of itself: asked by the models' functions, answered by whoever knows the edition. */
export interface RenderContext {
  readonly reading: Reading;
  /** The words that are written beside the text: labels, headings of notes, what links are called. */
  readonly wording: Wording;
  /** Whether the page holds the other readings as well, unseen until its reader asks for them. */
  readonly hasOtherReadings?: boolean;
  /** The id of what names the links on the page that passages have to themselves; absent, each is named by its passage. */
  readonly permalinkName?: string;
  /** The siglum of the witness whose readings are the text; the lemma is, where it is absent or null. */
  readonly witness?: string | null;
  /** Which marks a quotation takes first; null leaves it to the language. */
  readonly firstMarks: FirstMarks | null;
  /** Where a pointer of an element leads, from the page being made; null where it leads nowhere on the site. */
  readonly link: (node: XmlNode, pointer: string) => string | null;
  readonly annotation: (node: XmlNode) => Annotation | null;
  /** The id of an element on the page, or null. */
  readonly anchor: (node: XmlNode) => string | null;
  /** What the edition calls what is pointed to, as a speaker by `@who` or a work by `ptr`; null where it is not known. */
  readonly nameOf?: (node: XmlNode, pointer: string) => string | null;
  /** Told of each element which models it was shown by. */
  readonly decided?: (node: XmlNode, rules: readonly Rule[], output: Output) => void;
}

/** A context for a document by itself: links as they are written, `xml:id` as the id, no citation explained. */
export function plainContext(options: Partial<RenderContext> = {}): RenderContext {
  return {
    reading: "edited",
    wording: IN_ENGLISH,
    firstMarks: null,
    link: (_node, pointer) => pointer,
    annotation: () => null,
    anchor: (node) => node.get("xml:id"),
    ...options,
  };
}

/** What a passage knows of the passages around it; it is handed down and never changed. */
export interface Scope {
  readonly level: MarkLevel;
  /** Whether it stands in a link already: HTML has no link within a link. */
  readonly inLink: boolean;
  /** Whether it stands where white space is kept. */
  readonly isVerbatim: boolean;
  readonly depth: number;
  /** Whether it is shown in the place of a copy of it (`@copyOf`). */
  readonly isCopy?: boolean;
  /** What models above have set in `$parameters`, by the names of the variables. */
  readonly values?: Variables;
}

/** The scope of a whole text. */
export const WHOLE_TEXT: Scope = { level: OUTSIDE, inLink: false, isVerbatim: false, depth: 0 };
