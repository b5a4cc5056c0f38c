import { fromSuperscript } from "./markdown-words.ts";

/** A run of lines without a blank line between them. */
export interface Chunk {
  readonly text: string;
  readonly at: number;
  /** Whether it is a heading by what it says: “Notes”. */
  readonly isHeading?: boolean;
}

/** A note as the source has it; further paragraphs of it are chunks of their own. */
export interface SourceNote {
  readonly label: string;
  readonly place: "foot" | "end" | null;
  readonly chunks: Chunk[];
}

/** A source parted into its text and its notes. */
export interface TextAndNotes {
  readonly chunks: readonly Chunk[];
  readonly notes: readonly SourceNote[];
}

/** Where notes may be numbered without any sign: below a line at the foot of a page, or under a heading for them. */
type Region = "text" | "foot" | "end";

const SIGNED =
  /^(?:\[\^(?<foot>[^\]\s]{1,40})\]:|\[(?<bracket>\d{1,4}|\*{1,3})\]:?|(?<raised>[⁰¹²³⁴-⁹]{1,4}))\s+(?=\S)/u;
const NUMBERED = /^(?:\((?<paren>\d{1,4})\)|(?<number>\d{1,4})(?:[.)]|(?=\s)))\s+(?=\S)/u;
const LINE_ACROSS = /^(?:_{3,}|[-—–―]{5,})$/u;
const HEADING =
  /^(?:#{1,6}\s+|\*\*)?(?:(?:foot|end)?notes|anmerkungen|fu(?:ß|ss)noten|endnoten|note|notas|noten|примечания)\s*:?\s*(?:#*|\*\*)$/iu;
const INDENTED = /^(?: {4}|\t)/u;
/** How far behind a heading for notes, or a line across the page, the first note is looked for. */
const NEAR = 400;

/** Parts a source at its blank lines. */
export function chunksOf(source: string): Chunk[] {
  return [...source.matchAll(/[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/gu)].map(({ 0: text, index }) => ({
    text,
    at: index,
  }));
}

/**
 * Parts the text from its notes. `[1] …`, `[^1]: …` and `¹ …` at the head of a line are a note wherever they stand; `1. …`,
 * `(1) …` and `1 …` are one below a line across the page and under a heading such as “Notes”. Indented paragraphs behind
 * `[^1]: …` go on with that note, as in Markdown.
 */
export function partNotes(source: string): TextAndNotes {
  const parting: Parting = { source, chunks: [], notes: [], region: "text", isOpen: false };
  for (const block of chunksOf(source)) {
    let isApart = true;
    for (const chunk of atNotes(block, parting)) {
      if (!(isApart && goesOn(parting, chunk))) put(parting, chunk);
      isApart = false;
    }
  }
  return parting;
}

interface Parting {
  readonly source: string;
  readonly chunks: Chunk[];
  readonly notes: SourceNote[];
  region: Region;
  /** Whether the last note may have further paragraphs. */
  isOpen: boolean;
}

/** Takes an indented paragraph to the note before it, if that may have one. */
function goesOn({ isOpen, notes }: Parting, chunk: Chunk): boolean {
  if (!isOpen || !INDENTED.test(chunk.text)) return false;
  notes.at(-1)!.chunks.push({ ...chunk, text: chunk.text.replace(new RegExp(INDENTED, "gmu"), "") });
  return true;
}

function put(parting: Parting, chunk: Chunk): void {
  const note = noteIn(chunk, parting.region);
  parting.isOpen = note !== null && /^\s*\[\^/u.test(chunk.text);
  if (note !== null) parting.notes.push(note);
  else if (LINE_ACROSS.test(chunk.text.trim()) && hasNoteBehind(parting.source, chunk))
    parting.region = "foot";
  else {
    const opensNotes = HEADING.test(chunk.text.trim()) && hasNoteBehind(parting.source, chunk);
    parting.region = opensNotes ? "end" : regionAt(chunk, parting);
    parting.chunks.push(opensNotes ? { ...chunk, isHeading: true } : chunk);
  }
}

/** A heading ends the region of notes, and so does any text below a line across the page. */
function regionAt(chunk: Chunk, { region }: Parting): Region {
  if (region === "foot" || /^#{1,6}\s/u.test(chunk.text)) return "text";
  return region;
}

function hasNoteBehind(source: string, { text, at }: Chunk): boolean {
  const behind = source.slice(at + text.length, at + text.length + NEAR).trimStart();
  return SIGNED.test(behind) || NUMBERED.test(behind);
}

/** Parts a chunk where a line begins a note, is a line across the page, or a heading for notes. */
function atNotes(block: Chunk, { region, source }: Parting): Chunk[] {
  const parts: Chunk[] = [];
  let at = block.at;
  let isNotes = region !== "text";
  for (const line of block.text.split("\n")) {
    const text = line.trim();
    const last = parts.at(-1);
    const stands = stopsAlone(text) && hasNoteBehind(source, { text: line, at });
    const opens = stands || SIGNED.test(text) || (isNotes && NUMBERED.test(text));
    if (last === undefined || opens || (isNotes && stopsAlone(last.text.trim())))
      parts.push({ text: line, at });
    else parts[parts.length - 1] = { ...last, text: `${last.text}\n${line}` };
    isNotes ||= stands;
    at += line.length + 1;
  }
  return parts;
}

function stopsAlone(line: string): boolean {
  return LINE_ACROSS.test(line) || HEADING.test(line);
}

function noteIn({ text, at }: Chunk, region: Region): SourceNote | null {
  const lead = text.length - text.trimStart().length;
  const words = text.trim();
  const found = SIGNED.exec(words) ?? (region === "text" ? null : NUMBERED.exec(words));
  if (found === null) return null;
  const { foot, bracket, raised = "", number, paren } = found.groups ?? {};
  const label = foot ?? bracket ?? number ?? paren ?? fromSuperscript(raised);
  const place = region === "text" ? (foot === undefined ? null : "foot") : region;
  return { label, place, chunks: [{ text: words.slice(found[0].length), at: at + lead }] };
}
