import { type Block, blocksOf } from "./blocks.ts";
import { readCitation } from "./citation.ts";
import { type Correction, findCorrections } from "./corrections.ts";
import { minimalHeader } from "./header.ts";
import { type Reading, readInline, readSigns, trimmed } from "./inline.ts";
import { escapeText, type Markup, markup, writeMarkup } from "./markup.ts";
import { type EncodeRegisters, findNames, type NameFound } from "./names.ts";
import { type Profile, TEX_PLAIN } from "./profile.ts";
import { quotationMarkup, splitQuotations } from "./quotation.ts";
import type { ReviewItem } from "./review.ts";
import { seal } from "./seal.ts";

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
}

const NO_REGISTERS: EncodeRegisters = { people: [], places: [], organisations: [] };

/**
 * Encodes a plain-text source as TEI P5. No character is dropped but white space; what cannot be decided is kept as
 * text and stands on the review list. The same source and options give the same characters.
 */
export function encode(source: string, options: EncodeOptions = {}): Encoded {
  const {
    profile = TEX_PLAIN,
    header = null,
    registers = NO_REGISTERS,
    corrections = "",
    language = "en",
  } = options;
  const text = source.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n");
  const { found, review } = findCorrections(text, corrections);
  const names = [...findNames(text, registers, profile), ...correctedNames(found, registers, text)].sort(
    (one, other) => one.start - other.start,
  );
  const reading: Reading = {
    source: text,
    profile,
    names: withoutOverlap(names),
    corrections: found,
    review: [...review],
  };
  const blocks = blocksOf(text, profile);
  const title = blocks.find(({ kind }) => kind === "title");
  const words = title === undefined ? "Untitled" : readSigns(reading, text.slice(title.start, title.end));
  const body = markup("body", {}, [markup("div", { type: "chapter" }, divisions(reading, blocks), "div")]);
  const xml = document(header ?? minimalHeader(words), body, language);
  nameRemarks(reading);
  return { xml: seal(xml), review: reviewOf(reading) };
}

function document(header: string, body: Markup, language: string): string {
  const indented = header
    .replace(/^\s*<\?xml[^>]*\?>\s*/u, "")
    .trim()
    .replace(/ xmlns="http:\/\/www\.tei-c\.org\/ns\/1\.0"/u, "");
  const lines = indented.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
  return [
    `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="${escapeText(language)}">`,
    ...lines,
    "  <text>",
    writeMarkup(body, "    "),
    "  </text>",
    "</TEI>",
    "",
  ].join("\n");
}

function divisions(reading: Reading, blocks: readonly Block[]): Markup[] {
  const made: Markup[] = [];
  for (let at = 0; at < blocks.length; ) {
    const kind = blocks[at]!.kind;
    const run = runOf(blocks, at, kind);
    const cited = blocks[at + run.length]?.kind === "citation";
    if (kind === "display") {
      const citations = cited ? runOf(blocks, at + run.length, "citation") : [];
      made.push(...displayed(reading, run, citations));
      at += run.length + citations.length;
    } else {
      const last = blocks[at + 1]?.kind === "citation";
      made.push(single(reading, blocks[at]!, last));
      at++;
    }
  }
  return made;
}

function runOf(blocks: readonly Block[], from: number, kind: Block["kind"]): Block[] {
  const behind = blocks.slice(from).findIndex((block) => block.kind !== kind);
  return blocks.slice(from, behind < 0 ? undefined : from + behind);
}

function single(reading: Reading, block: Block, cited: boolean): Markup {
  if (block.kind === "citation") return readCitation(reading, block);
  const content = trimmed(readInline(reading, block, { depth: 0, cited }));
  return block.kind === "title" ? markup("head", {}, content) : markup("p", {}, content, "p");
}

/** Displayed quotations with the citations that follow them; without one they stand by themselves. */
function displayed(reading: Reading, blocks: readonly Block[], citations: readonly Block[]): Markup[] {
  const quotations = splitQuotations(blocks).map((quotation) => quotationMarkup(reading, quotation));
  if (citations.length === 0) return quotations;
  return [markup("cit", {}, [...quotations, ...citations.map((block) => readCitation(reading, block))])];
}

/** A misspelt name is found by its correction. */
function correctedNames(
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
        return [{ start, end, element, pointer: entry.pointer, indexed: false }];
    }
    return [];
  });
}

function withoutOverlap(names: readonly NameFound[]): NameFound[] {
  return names.filter(
    (name, at) => names.findIndex((each) => each.start < name.end && name.start < each.end) === at,
  );
}

function nameRemarks(reading: Reading): void {
  for (const { start, end, pointer, indexed, element } of reading.names) {
    const text = reading.source.slice(start, end);
    if (pointer === null) {
      reading.review.push({
        at: start,
        text,
        decision: `encoded as ${element} without @ref`,
        reason: "the source marks a name that no register holds",
      });
    } else if (!indexed) {
      reading.review.push({
        at: start,
        text,
        decision: `encoded as ${element}`,
        reason: "the register holds this name, the source does not mark it here",
      });
    }
  }
}

function reviewOf({ review, source }: Reading): ReviewItem[] {
  return [...review]
    .sort((one, other) => one.at - other.at || (one.reason < other.reason ? -1 : 1))
    .map((item) => {
      const before = source.slice(0, item.at);
      const line = before.split("\n").length;
      return { ...item, line, column: item.at - before.lastIndexOf("\n") };
    });
}
