import { writeCsv } from "../formats/index.ts";
import { citedUnder, editedText, fold, outermostTexts, type Registers } from "../resolve/index.ts";
import type { Tree } from "../tree/index.ts";
import type { DocumentRecords, Place } from "./records.ts";

/** A place where a word is said, with the words around it. */
export interface KeywordInContext {
  readonly document: string;
  /** Who speaks, or is quoted; null for the text itself. */
  readonly speaker: string | null;
  readonly left: string;
  readonly keyword: string;
  readonly right: string;
  readonly line: number;
  readonly column: number;
  readonly url: string | null;
}

interface Passage extends Omit<Place, "url"> {
  readonly speaker: string | null;
  readonly text: string;
  readonly url: string | null;
}

/** So many signs stand on either side of a keyword. */
const CONTEXT = 60;

const WORD = /[\p{L}\p{M}\p{N}]+(?:[’'\-‐‑][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * Finds a word, or several in a row, whatever their case and accents; an asterisk at the end stands for any ending. With a
 * speaker, what that one says, and what is quoted of that one's works; else the whole text. Lines are those of the passage.
 */
export function concordance(
  words: string,
  documents: readonly { readonly tree: Tree; readonly records: DocumentRecords }[],
  registers: Registers,
  speaker: string | null,
): readonly KeywordInContext[] {
  const wanted = words
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== "")
    .map(matcher);
  if (wanted.length === 0) return [];
  return documents
    .flatMap(({ tree, records }) =>
      speaker === null ? blocksOf(tree, records) : passagesBy(speaker, records, registers),
    )
    .flatMap((passage) => found(passage, wanted));
}

function matcher(word: string): (said: string) => boolean {
  const open = word.endsWith("*");
  const folded = fold(open ? word.slice(0, -1) : word);
  return open ? (said) => fold(said).startsWith(folded) : (said) => fold(said) === folded;
}

function passagesBy(
  speaker: string,
  { speeches, quotations }: DocumentRecords,
  { works }: Registers,
): Passage[] {
  const isQuoted = (key: string | null): boolean => {
    const work = key === null ? undefined : works.get(key);
    return work !== undefined && citedUnder(work).some((name) => name.key === speaker);
  };
  const said = speeches.filter(({ who }) => who.includes(speaker));
  const holding = new Set(said.map(({ quotation }) => quotation));
  const quoted = quotations.filter(
    ({ id, speaker: by, work }) => !holding.has(id) && (by === speaker || (by === null && isQuoted(work))),
  );
  return [...said, ...quoted]
    .map(({ document, text, line, column, url }) => ({ document, text, line, column, url, speaker }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

const BLOCKS: readonly string[] = [
  "p",
  "ab",
  "l",
  "head",
  "note",
  "item",
  "cell",
  "speaker",
  "stage",
  "salute",
  "signed",
];

function blocksOf(tree: Tree, { document }: DocumentRecords): Passage[] {
  return outermostTexts(tree)
    .flatMap((text) => [...text.descendantElements(...BLOCKS)])
    .filter((block) => block.local === "note" || block.maybeAncestor(...BLOCKS) === null)
    .map((block) => ({ document, text: editedText(block), ...block.position, url: null, speaker: null }));
}

function found(passage: Passage, wanted: readonly ((said: string) => boolean)[]): KeywordInContext[] {
  const { text, document, speaker, line, column, url } = passage;
  const said = [...text.matchAll(WORD)];
  const hits: KeywordInContext[] = [];
  for (let at = 0; at + wanted.length <= said.length; at++) {
    if (!wanted.every((matches, offset) => matches(said[at + offset]![0]))) continue;
    const start = said[at]!.index;
    const last = said[at + wanted.length - 1]!;
    const end = last.index + last[0].length;
    hits.push({
      document,
      speaker,
      left: text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\p{M}\udc00-\udfff]+/u, ""),
      keyword: text.slice(start, end),
      right: text.slice(end, end + CONTEXT).replace(/[\ud800-\udbff]$/u, ""),
      line,
      column,
      url,
    });
  }
  return hits;
}

/** Writes a concordance as lines, the keywords below one another. */
export function concordanceText(hits: readonly KeywordInContext[]): string {
  return hits
    .map(
      ({ document, line, left, keyword, right }) =>
        `${left.padStart(CONTEXT)}[${keyword}]${right.padEnd(CONTEXT)}  ${document}:${line}\n`,
    )
    .join("");
}

/** Writes a concordance as CSV. */
export function concordanceCsv(hits: readonly KeywordInContext[]): string {
  const header = "document speaker left keyword right line column url".split(" ");
  return writeCsv(
    header,
    hits.map(({ document, speaker, left, keyword, right, line, column, url }) => [
      document,
      speaker,
      left,
      keyword,
      right,
      line,
      column,
      url,
    ]),
  );
}
