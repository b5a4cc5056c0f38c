import type { TextKind } from "./kinds.ts";
import type { LabelEvidence } from "./label-evidence.ts";
import type { Manuscript } from "./manuscript.ts";
import type { NamedLinks, NameFinder } from "./names.ts";
import { LONGEST_TEXT, type Remark } from "./review.ts";
import type { Speakers } from "./speakers.ts";
import { textOf, type Words } from "./words.ts";

/** What the parts of a manuscript are encoded with. */
export interface Encoding {
  readonly manuscript: Manuscript;
  readonly kind: TextKind;
  readonly speakers: Speakers;
  readonly findNames: NameFinder;
  readonly links: NamedLinks;
  readonly evidence: LabelEvidence;
  /** The notes that were called. */
  readonly called: Set<string>;
  /** Where remarks are collected while an encoding is made. */
  readonly remarks: Remark[];
}

/** A decision that nothing speaks against, or one to be looked at. */
export type Certainty = "certain" | "doubtful";

/** Puts on the review list what was decided of words. */
export function tell(
  { manuscript, remarks }: Encoding,
  { at, words }: { readonly at: number; readonly words: Words },
  [decision, reason, certainty]: readonly [decision: string, reason: string, Certainty],
): void {
  const text = textOf(words)
    .replace(/[\s\u2028]+/gu, " ")
    .trim()
    .slice(0, LONGEST_TEXT);
  const place = placeIn(manuscript.source, text, at);
  remarks.push({ at: place, text, decision, reason, ...(certainty === "certain" && { isCertain: true }) });
}

/** Words are looked for behind the beginning of their block; where markup stands between them, the first alone. */
function placeIn(source: string, text: string, at: number): number {
  const first = /[\p{L}\p{N}]+/u.exec(text)?.[0] ?? "";
  const found = [text, first].map((part) => source.indexOf(part, at)).find((place) => place >= 0);
  return found ?? at;
}
