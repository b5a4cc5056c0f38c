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

/** A line while it is put together; it is open as long as more may join it. */
interface Line {
  text: string;
  setting: PlainSetting | "open";
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
  const lines: Line[] = [];
  gather(plain, notes, lines, 0);
  // A note may hold notes, which are then added behind it while the loop runs.
  for (let at = 0; at < notes.length; at++) addNote(notes[at]!, at + 1, notes, lines);
  close(lines, 0);
  return lines.length === 0 ? "" : `${layOut(lines)}\n`;
}

function layOut(lines: readonly Line[]): string {
  return lines
    .map((line, at) => `${at === 0 ? "" : line.setting === "line" ? "\n" : "\n\n"}${line.text}`)
    .join("");
}

function addNote(note: PlainNote, count: number, notes: PlainNote[], lines: Line[]): void {
  const label: Plain = plainBlock(noteSign(note, count), "runIn");
  addBlock(plainBlock([label, note.note]), notes, lines);
}

function noteSign(note: PlainNote, count: number): string {
  return `[${note.label ?? count}]`;
}

/** Adds the lines of a piece to those before it; what stands in the same line is joined to it, from a line on. */
function gather(plain: Plain, notes: PlainNote[], lines: Line[], from: number): void {
  if (typeof plain === "string") addOpen(plain, lines, from);
  else if ("note" in plain) {
    notes.push(plain);
    addOpen(noteSign(plain, notes.length), lines, from);
  } else if ("setting" in plain) addBlock(plain, notes, lines);
  else for (const piece of plain) gather(piece, notes, lines, from);
}

function addOpen(text: string, lines: Line[], from: number): void {
  if (text === "") return;
  const before = lines.length > from ? lines[lines.length - 1]! : null;
  if (before?.setting === "open") before.text += text;
  else lines.push({ text, setting: "open" });
}

function addBlock(
  { setting, open, close: closing, content }: PlainBlock,
  notes: PlainNote[],
  lines: Line[],
): void {
  const from = lines.length;
  gather(content, notes, lines, from);
  close(lines, from);
  if (lines.length === from) return;
  if (open !== "") {
    for (let at = from; at < lines.length; at++) {
      const line = lines[at]!;
      if (at === from || line.setting !== "line") line.text = open + line.text;
    }
  }
  lines[lines.length - 1]!.text += closing;
  lines[from]!.setting = setting;
}

/** Makes paragraphs of loose lines from one on, drops empty ones, and runs labels in before what follows them. */
function close(lines: Line[], from: number): void {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!;
    // A line that has been closed is tidy already.
    if (line.setting === "open") tidy(line);
    if (line.text === "") continue;
    const before = end > from ? lines[end - 1]! : null;
    if (before?.setting === "runIn") runIn(before, line);
    else lines[end++] = line;
  }
  lines.length = end;
  const last = end > from ? lines[end - 1]! : null;
  if (last?.setting === "runIn") last.setting = "paragraph";
}

function runIn(label: Line, line: Line): void {
  label.text += ` ${line.text}`;
  label.setting = line.setting;
}

function tidy(line: Line): void {
  const text = line.text.includes(JOINT) ? line.text.replace(JOINTS, "") : line.text;
  line.text = text.replace(/[ \t\r\n]{2,}|[\t\r\n]/gu, " ").replace(/^ | $/gu, "");
  line.setting = "paragraph";
}

const JOINTS = new RegExp(`[ \\t\\r\\n]*${JOINT}[ \\t\\r\\n]*`, "gu");
