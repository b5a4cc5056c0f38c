import { readFrontMatter } from "./front-matter.ts";
import {
  type Manuscript,
  type ManuscriptBlock,
  type ManuscriptNote,
  type TableRow,
  wordsIn,
} from "./manuscript.ts";
import { isList, type LineReading, type Stretch, stretchesOf } from "./markdown-lines.ts";
import { itemsOf } from "./markdown-list.ts";
import { markdownWords } from "./markdown-words.ts";
import { type CallNote, noteKey, tieNotes } from "./note-ties.ts";
import type { Remark } from "./review.ts";
import { type Chunk, chunksOf, partNotes, type SourceNote } from "./source-notes.ts";
import type { Words } from "./words.ts";

/** How a text is read. */
export type MarkdownOptions = Pick<LineReading, "dashes">;

interface Reading extends LineReading {
  readonly call: CallNote;
  /** How many quotations and lists are open. */
  readonly depth: number;
}

/** Nobody quotes so deep; what reads and writes blocks calls itself once a level, and has to come back. */
const DEEPEST = 50;

/** Reads a plain text or Markdown: paragraphs, headings, quotations, lists, tables, and notes with what calls them. */
export function readMarkdown(source: string, options: MarkdownOptions): Manuscript {
  const text = source.replace(/^\ufeff/u, "").replace(/\r\n?|[\u2028\u2029\u0085]/gu, "\n");
  const { meta, behind } = readFrontMatter(text);
  // What stands before is blanked out, so that offsets stay those of the source.
  const { chunks, notes } = partNotes(" ".repeat(behind).concat(text.slice(behind)));
  const reading = {
    ...options,
    call: tieNotes(notes),
    indented: !isMostlyIndented(chunks),
    fewestItems: 2,
    depth: 0,
  };
  const blocks = blocksFrom(chunks, reading);
  const kept = new Map(notes.map((note, at) => [noteKey(at), noteFrom(note, reading)]));
  const all = [...wordsIn(blocks), ...[...kept.values()].flatMap((note) => wordsIn(note.blocks))];
  return { source: text, blocks, notes: kept, remarks: strayCalls(all, text), meta };
}

function isMostlyIndented(chunks: readonly Chunk[]): boolean {
  const indented = chunks.filter(({ text }) => /^(?: {3,}|\t)/u.test(text)).length;
  return indented > 3 && indented * 2 > chunks.length;
}

/** What looks like the call of a Markdown note, and calls none. */
function strayCalls(all: readonly Words[], source: string): Remark[] {
  const labels = all.flatMap((words) => words.flatMap(({ text }) => text.match(/\[\^[^\]\s]+\]/gu) ?? []));
  return [...new Set(labels)].map((label) => ({
    at: Math.max(0, source.indexOf(label)),
    text: label,
    decision: "kept as text",
    reason: "it calls a note, and there is none of that name, or it is called elsewhere",
  }));
}

function noteFrom({ label, place, chunks }: SourceNote, reading: Reading): ManuscriptNote {
  return { at: chunks[0]!.at, label, place, blocks: blocksFrom(chunks, { ...reading, indented: false }) };
}

function blocksFrom(chunks: readonly Chunk[], reading: Reading): ManuscriptBlock[] {
  const stretches =
    reading.depth < DEEPEST
      ? chunks.flatMap((chunk) => stretchesOf(chunk, reading))
      : chunks.map(({ text, at }): Stretch => ({ kind: "text", text, at }));
  const blocks: ManuscriptBlock[] = [];
  for (let at = 0; at < stretches.length; ) {
    const run = runFrom(stretches, at, reading);
    blocks.push(...blocksOf(run, reading));
    at += run.length;
  }
  return blocks;
}

/** Indented paragraphs that follow each other are one quotation; items set apart are one list, with what is indented. */
function runFrom(stretches: readonly Stretch[], from: number, reading: Reading): readonly Stretch[] {
  const { kind } = stretches[from]!;
  let end = from + 1;
  while (end < stretches.length && goesOn(stretches[end]!, kind)) end++;
  const run = stretches.slice(from, end);
  if (kind === "indented" || (kind === "list" && run.length === 1)) return run;
  if (kind === "list" || startsList(run, reading)) return run.map((each) => ({ ...each, kind: "list" }));
  return run.slice(0, 1);
}

function goesOn({ kind, text }: Stretch, first: Stretch["kind"]): boolean {
  if (first === "indented") return kind === "indented";
  return (first === "list" || first === "text") && (kind === "list" || /^(?: {2,}|\t)/u.test(text));
}

/** Items that stand apart are each a stretch of text by itself. */
function startsList(run: readonly Stretch[], reading: Reading): boolean {
  return isList(
    run.flatMap(({ text }) => text.split("\n")),
    reading,
  );
}

function blocksOf(run: readonly Stretch[], reading: Reading): ManuscriptBlock[] {
  const { kind, text, at } = run[0]!;
  switch (kind) {
    case "heading":
      return [headingBlock(text, at, reading)];
    case "underlined":
      return [underlinedBlock(text, at, reading)];
    case "rule":
      return [{ kind: "rule", at }];
    case "signed":
    case "indented":
      return [quotationBlock(run, kind, reading)];
    case "list":
      return [listBlock(run, reading)];
    case "table":
      return [tableBlock(text.split("\n"), at, reading)];
    case "text":
      return [{ kind: "paragraph", at, words: wordsOf(text.trim(), at, reading) }];
    default:
      return kind satisfies never;
  }
}

function headingBlock(text: string, at: number, reading: Reading): ManuscriptBlock {
  const [, hashes = "", words = ""] = /^ {0,3}(#{0,6})\s*(.+?)\s*#*\s*$/u.exec(text) ?? [];
  return {
    kind: "heading",
    at,
    words: wordsOf(words, at, reading),
    level: Math.max(1, hashes.length),
    because: hashes === "" ? "a heading for notes" : "a heading of Markdown",
  };
}

function underlinedBlock(text: string, at: number, reading: Reading): ManuscriptBlock {
  const [first = "", second = ""] = text.split("\n");
  const level = second.startsWith("=") ? 1 : 2;
  return {
    kind: "heading",
    at,
    words: wordsOf(first.trim(), at, reading),
    level,
    because: "an underlined heading",
  };
}

function deeper(reading: Reading): Reading {
  return { ...reading, depth: reading.depth + 1 };
}

function quotationBlock(
  run: readonly Stretch[],
  kind: "signed" | "indented",
  reading: Reading,
): ManuscriptBlock {
  const sign = kind === "signed" ? /^\s*>[^\S\n]?/gmu : /^[^\S\n]+/gmu;
  const inner = run.flatMap(({ text, at }) =>
    chunksOf(text.replace(sign, "")).map((chunk) => ({ text: chunk.text, at })),
  );
  return {
    kind: "quotation",
    at: run[0]!.at,
    by: kind === "signed" ? "sign" : "indentation",
    because: kind === "signed" ? "lines that begin with >" : "indented lines",
    blocks: blocksFrom(inner, { ...deeper(reading), dashes: "speech", indented: false }),
  };
}

function listBlock(run: readonly Stretch[], reading: Reading): ManuscriptBlock {
  const items = itemsOf(run, reading);
  const within = { ...deeper(reading), indented: false, fewestItems: 1 };
  return {
    kind: "list",
    at: run[0]!.at,
    ordered: /^\s*[\da-z]/u.test(run[0]!.text),
    items: items.map(({ text, at }) =>
      blocksFrom(
        chunksOf(text).map((chunk) => ({ text: chunk.text, at })),
        within,
      ),
    ),
  };
}

function tableBlock(
  [head = "", , ...rows]: readonly string[],
  at: number,
  reading: Reading,
): ManuscriptBlock {
  return {
    kind: "table",
    at,
    rows: [head, ...rows].map((line, number) => tableRow(line, number === 0, at, reading)),
  };
}

function tableRow(line: string, isHeader: boolean, at: number, reading: Reading): TableRow {
  const inner = line.trim().replace(/^\||(?<!\\)\|$/gu, "");
  const cells = inner.split(/(?<!\\)\|/u).map((cell) => cell.trim().replaceAll("\\|", "|"));
  return {
    isHeader,
    cells: cells.map((cell) => ({
      blocks: cell === "" ? [] : [{ kind: "paragraph", at, words: wordsOf(cell, at, reading) }],
      columns: 1,
      rows: 1,
    })),
  };
}

function wordsOf(text: string, at: number, { call }: Reading): Words {
  return markdownWords(text, (label, sign) => call(label, at, sign));
}
