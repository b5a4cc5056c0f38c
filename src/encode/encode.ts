import { blocksOf } from "./blocks.ts";
import { type Correction, findCorrections, unapplied } from "./corrections.ts";
import { divisionsOf } from "./divisions.ts";
import { teiDocument } from "./document.ts";
import { minimalHeader } from "./header.ts";
import type { Reading } from "./inline.ts";
import { markup, NO_XML } from "./markup.ts";
import { type NameCandidate, nameCandidates } from "./name-candidates.ts";
import { type EncodeRegisters, findNames, type NameFound } from "./names.ts";
import { type Profile, TEX_PLAIN } from "./profile.ts";
import { type Remark, type ReviewItem, remark, reviewOf } from "./review.ts";
import { seal } from "./seal.ts";
import { readSigns } from "./signs.ts";

/** What an encoder is handed beside the source; everything is the editor's and may be absent. */
export interface EncodeOptions {
  readonly profile?: Profile;
  /** A `teiHeader` element as text; a minimal one is made where there is none. */
  readonly header?: string | null;
  readonly registers?: EncodeRegisters;
  /** A corrections list: see `findCorrections`. */
  readonly corrections?: string;
  readonly language?: string;
}

/** A source encoded as TEI, with what should be looked at. */
export interface Encoded {
  readonly xml: string;
  readonly review: readonly ReviewItem[];
  /** Capitalised names that no register has; nothing is marked by them. */
  readonly candidates: readonly NameCandidate[];
}

/** The registers of an edition that has none. */
export const NO_REGISTERS: EncodeRegisters = { people: [], places: [], organisations: [] };

/**
 * Encodes a plain-text source as TEI P5. No character is dropped but white space; what cannot be decided is kept as
 * text and stands on the review list. The same source and options give the same characters.
 */
export function encode(source: string, options: EncodeOptions = {}): Encoded {
  const { profile = TEX_PLAIN, header = null, registers = NO_REGISTERS, language = "en" } = options;
  const text = source.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n");
  const corrections = findCorrections(text, options.corrections ?? "");
  const { names, strays } = findNames(text, registers, profile);
  const { blocks, remarks } = blocksOf(text, profile, corrections.found);
  const misspelt = misspeltNames(corrections.found, registers, text);
  const reading: Reading = {
    source: text,
    profile,
    names: new Map([...withoutThose(names, misspelt), ...misspelt].map((name) => [name.start, name])),
    corrections: new Map(corrections.found.map((correction) => [correction.start, correction])),
    remarks: [
      ...corrections.remarks,
      ...remarks,
      ...namesToReview(names, text),
      ...signsToReview(strays, text),
    ],
    applied: new Set(),
  };
  const head = blocks.find(({ kind }) => kind === "head");
  const title = head === undefined ? "Untitled" : readSigns(profile, text.slice(head.start, head.end));
  const body = markup("body", {}, divisionsOf(reading, blocks));
  const xml = teiDocument(header ?? minimalHeader(title, profile), body, language);
  reading.remarks.push(...unapplied(text, corrections.found, reading.applied), ...charactersToReview(text));
  return {
    xml: seal(xml),
    review: reviewOf(reading.remarks, text),
    candidates: nameCandidates(text.replaceAll(profile.indexed, " "), registers),
  };
}

/** A misspelt name is found by its correction. */
function misspeltNames(
  corrections: readonly Correction[],
  registers: EncodeRegisters,
  source: string,
): NameFound[] {
  const lists = [
    ["persName", registers.people],
    ["orgName", registers.organisations],
    ["placeName", registers.places],
  ] as const;
  return corrections.flatMap(({ start, end, corr }) => {
    for (const [element, entries] of lists) {
      const entry = entries.find(({ names }) => names.includes(corr));
      if (entry !== undefined && source.slice(start, end) !== corr)
        return [{ start, end, element, pointer: entry.pointer, doubt: "the name that the correction gives" }];
    }
    return [];
  });
}

function withoutThose(names: readonly NameFound[], misspelt: readonly NameFound[]): NameFound[] {
  return names.filter(({ start, end }) => !misspelt.some((each) => each.start < end && start < each.end));
}

function namesToReview(names: readonly NameFound[], source: string): Remark[] {
  return names.flatMap((name) => {
    if (name.doubt === null) return [];
    const decision =
      name.pointer === null ? `encoded as ${name.element} without @ref` : `encoded as ${name.element}`;
    return [remark(source, name, decision, name.doubt)];
  });
}

/** A sign of the index behind what is no name says that something was missed. */
function signsToReview(strays: readonly number[], source: string): Remark[] {
  return strays.map((at) =>
    remark(
      source,
      { start: source.slice(Math.max(0, at - 30), at).search(/\S+\s*$/u) + Math.max(0, at - 30), end: at },
      "encoded as plain words",
      "the sign of the index stands behind words that are no name",
    ),
  );
}

function charactersToReview(source: string): Remark[] {
  return [...source.matchAll(NO_XML)].map(({ index }) => ({
    at: index,
    text: `U+${source.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0")}`,
    decision: "written as U+FFFD",
    reason: "XML has no such character",
  }));
}
