/** How a block stands to what is before it: after a blank line, on the next line, or run in before what follows. */
export type PlainSetting = "paragraph" | "line" | "runIn";

/** A block of a reading text. */
export interface PlainBlock {
  readonly setting: PlainSetting;
  /** What opens each paragraph of the block: a mark of quotation that is repeated. */
  readonly open: string;
  /** What closes the last paragraph of the block. */
  readonly close: string;
  readonly content: Plain;
}

/** A note, which leaves a sign in the text and stands behind it. */
export interface PlainNote {
  readonly note: Plain;
  readonly label: string | null;
}

/** A piece of a reading text: data, until it is written. */
export type Plain = string | PlainBlock | PlainNote | readonly Plain[];

/** Joins what stands on both sides of it: written for a line break inside a word. */
export const JOINT = "\u{f0000}";

interface Line {
  readonly text: string;
  readonly setting: PlainSetting | "open";
}

/** Makes a block. */
export function plainBlock(content: Plain, setting: PlainSetting = "paragraph"): PlainBlock {
  return { setting, open: "", close: "", content };
}

/**
 * Writes a reading text: one paragraph a line, a blank line between paragraphs, verse line under verse line, the notes
 * in their order behind the text. White space is one space. Ends with a line end; nothing at all gives nothing.
 */
export function writePlain(plain: Plain): string {
  const notes: PlainNote[] = [];
  const lines = linesOf(plain, notes);
  // A note may hold notes, which are then added behind it while the loop runs.
  for (let at = 0; at < notes.length; at++) lines.push(...noteLines(notes[at]!, at + 1, notes));
  return lines.length === 0 ? "" : `${layOut(closed(lines))}\n`;
}

function layOut(lines: readonly Line[]): string {
  return lines
    .map((line, at) => `${at === 0 ? "" : line.setting === "line" ? "\n" : "\n\n"}${line.text}`)
    .join("");
}

function noteLines(note: PlainNote, count: number, notes: PlainNote[]): Line[] {
  const label: Plain = plainBlock(noteSign(note, count), "runIn");
  return linesOf(plainBlock([label, note.note]), notes);
}

function noteSign(note: PlainNote, count: number): string {
  return `[${note.label ?? count}]`;
}

function linesOf(plain: Plain, notes: PlainNote[]): Line[] {
  const lines: Line[] = [];
  gather(plain, notes, lines);
  return lines;
}

/** Adds the lines of a piece to those before it; what stands in the same line is joined to it. */
function gather(plain: Plain, notes: PlainNote[], lines: Line[]): void {
  if (typeof plain === "string") addOpen(plain, lines);
  else if ("note" in plain) {
    notes.push(plain);
    addOpen(noteSign(plain, notes.length), lines);
  } else if ("setting" in plain) addBlock(plain, notes, lines);
  else for (const piece of plain) gather(piece, notes, lines);
}

function addOpen(text: string, lines: Line[]): void {
  if (text === "") return;
  const before = lines.at(-1);
  if (before?.setting === "open") lines[lines.length - 1] = { text: before.text + text, setting: "open" };
  else lines.push({ text, setting: "open" });
}

function addBlock(block: PlainBlock, notes: PlainNote[], lines: Line[]): void {
  const inner = closed(linesOf(block.content, notes));
  const last = inner.length - 1;
  inner.forEach(({ text, setting }, at) => {
    const open = at === 0 || setting !== "line" ? block.open : "";
    lines.push({
      text: `${open}${text}${at === last ? block.close : ""}`,
      setting: at === 0 ? block.setting : setting,
    });
  });
}

/** Makes paragraphs of loose lines, drops empty ones, and runs labels in before what follows them. */
function closed(lines: readonly Line[]): Line[] {
  const kept = lines.map(tidy).filter((line) => line.text !== "");
  const out: Line[] = [];
  for (const line of kept) {
    const before = out.at(-1);
    if (before?.setting === "runIn") out[out.length - 1] = runIn(before, line);
    else out.push(line);
  }
  return out.map((line) => (line.setting === "runIn" ? { ...line, setting: "paragraph" } : line));
}

function runIn(label: Line, line: Line): Line {
  return { text: `${label.text} ${line.text}`, setting: line.setting };
}

/** A line that has been closed is tidy already. */
function tidy(line: Line): Line {
  if (line.setting !== "open") return line;
  const text = (line.text.includes(JOINT) ? line.text.replace(JOINTS, "") : line.text)
    .replace(/[ \t\r\n]+/gu, " ")
    .replace(/^ | $/gu, "");
  return { text, setting: "paragraph" };
}

const JOINTS = new RegExp(`[ \\t\\r\\n]*${JOINT}[ \\t\\r\\n]*`, "gu");
