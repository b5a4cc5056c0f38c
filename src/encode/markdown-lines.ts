import type { Chunk } from "./source-notes.ts";

/** What the lines of a stretch are by their signs. */
export type StretchKind =
  | "heading"
  | "underlined"
  | "rule"
  | "signed"
  | "list"
  | "table"
  | "indented"
  | "text";

/** Lines of a chunk that belong together. */
export interface Stretch extends Chunk {
  readonly kind: StretchKind;
}

/** How lines are to be understood. */
export interface LineReading {
  /** Whether a dash at the head of a line opens an item of a list; where people speak, it opens what they say. */
  readonly dashes: "list" | "speech";
  /** Whether indented lines are quotations; where most lines are indented that means nothing. */
  readonly indented: boolean;
  /** How many items make a list: within another list a single one does. */
  readonly fewestItems: number;
}

const BULLET = /^(?<indent> {0,3})(?<mark>[-*+•–])(?<space>[^\S\n]+)(?=\S)/u;
const NUMBER = /^(?<indent> {0,3})(?<mark>\d{1,3}|[a-z])[.)](?<space>[^\S\n]+)(?=\S)/u;
const DELIMITERS = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/u;
const RULE = /^ {0,3}(?:(?:\*[^\S\n]*){3,}|(?:-[^\S\n]*){3,}|(?:_[^\S\n]*){3,}|⁂)$/u;
const HASHES = /^ {0,3}#{1,6}\s+\S/u;
const SIGNED = /^\s{0,3}>/u;
const INDENTED = /^(?: {3,}|\t)\s*\S/u;

/** Parts a chunk into stretches of lines by their signs. */
export function stretchesOf({ text, at, isHeading = false }: Chunk, reading: LineReading): Stretch[] {
  if (isHeading) return [{ kind: "heading", text, at }];
  const lines = text.split("\n");
  const stretches: Stretch[] = [];
  let offset = at;
  for (let from = 0; from < lines.length; ) {
    const { kind, count } = opened(lines.slice(from), reading);
    const own = lines.slice(from, from + count).join("\n");
    const last = stretches.at(-1);
    if (kind === "text" && last?.kind === "text")
      stretches[stretches.length - 1] = { ...last, text: `${last.text}\n${own}` };
    else stretches.push({ kind, text: own, at: offset });
    offset += own.length + 1;
    from += count;
  }
  return stretches;
}

interface Opened {
  readonly kind: StretchKind;
  readonly count: number;
}

/** What the first of some lines opens, and how many lines belong to it. */
function opened(lines: readonly string[], reading: LineReading): Opened {
  const [first = "", second = ""] = lines;
  if (HASHES.test(first)) return { kind: "heading", count: 1 };
  if (/^(?:={3,}|-{3,})\s*$/u.test(second) && lines.length === 2 && first.trim() !== "")
    return { kind: "underlined", count: 2 };
  if (RULE.test(first)) return { kind: "rule", count: 1 };
  if (SIGNED.test(first)) return { kind: "signed", count: countWhile(lines, (line) => SIGNED.test(line)) };
  if (first.includes("|") && DELIMITERS.test(second))
    return { kind: "table", count: countWhile(lines, (line) => line.includes("|")) };
  if (isList(lines, reading)) return { kind: "list", count: lines.length };
  if (reading.indented && lines.every((line) => INDENTED.test(line)))
    return { kind: "indented", count: lines.length };
  return { kind: "text", count: 1 };
}

function countWhile(lines: readonly string[], fits: (line: string) => boolean): number {
  const end = lines.findIndex((line) => !fits(line));
  return end < 0 ? lines.length : end;
}

/** The sign that opens an item, or null. */
export function itemMark(line: string, { dashes }: Pick<LineReading, "dashes">): RegExpExecArray | null {
  const bullet = BULLET.exec(line);
  if (bullet !== null) return dashes === "speech" && /[-–]/u.test(bullet.groups!.mark!) ? null : bullet;
  return NUMBER.exec(line);
}

/** One item is no list, and numbers that do not follow each other are none: “3. Mai” is a date. */
export function isList(lines: readonly string[], reading: Omit<LineReading, "indented">): boolean {
  const first = itemMark(lines[0] ?? "", reading);
  if (first === null) return false;
  const marks = lines.flatMap((line) => {
    const found = itemMark(line, reading);
    return found?.groups?.indent === first.groups!.indent ? [found!.groups!.mark!] : [];
  });
  return (
    marks.length >= reading.fewestItems &&
    marks.every((mark, at) => at === 0 || follows(mark, marks[at - 1]!))
  );
}

function follows(mark: string, before: string): boolean {
  if (/^\d/u.test(mark)) return Number(mark) === Number(before) + 1 || (mark === "1" && before === "1");
  if (/^[a-z]/u.test(mark)) return mark.charCodeAt(0) === before.charCodeAt(0) + 1;
  return mark === before;
}
