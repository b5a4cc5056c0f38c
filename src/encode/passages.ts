import { answersIn } from "./answers.ts";
import { type FormMatch, matchForm } from "./form-match.ts";
import type { TextKind } from "./kinds.ts";
import type { LabelEvidence } from "./label-evidence.ts";
import { BRACKETED } from "./line-forms.ts";
import type {
  HeadingBlock,
  Manuscript,
  ManuscriptBlock,
  ParagraphBlock,
  QuotationBlock,
} from "./manuscript.ts";
import { joinLines, linesOf, textOf, type Words } from "./words.ts";

/** A paragraph or block with what it is taken for; blocks that are no paragraph stay what they are. */
export type Passage =
  | { readonly kind: "head"; readonly block: HeadingBlock; readonly division: string | null }
  | { readonly kind: "formed"; readonly at: number; readonly match: FormMatch }
  | { readonly kind: "paragraph"; readonly at: number; readonly words: Words }
  | {
      readonly kind: "block";
      readonly block: Exclude<ManuscriptBlock, HeadingBlock | ParagraphBlock>;
    };

/** What passages are told by. */
export interface PassageReading {
  readonly manuscript: Manuscript;
  readonly kind: TextKind;
  readonly evidence: LabelEvidence;
}

/** How long a line that begins with a form within a paragraph may be, and the line before it. */
const SHORT_LINE = 70;
const LONGEST_TITLE = 120;
const LONGEST_SIGNATURE = 40;

/** Takes the blocks of a manuscript for what the forms of a kind of text say. */
export function passagesOf(blocks: readonly ManuscriptBlock[], reading: PassageReading): Passage[] {
  const passages = blocks.flatMap((block) => fromBlock(block, reading));
  const [first, second] = passages;
  const title = first?.kind === "paragraph" && second !== undefined ? titleFrom(first, reading) : null;
  const titled = title === null ? passages : [title, ...passages.slice(1)];
  return titled.map(bylineAtTop);
}

/** Who wrote a text stands right under its title. */
function bylineAtTop(passage: Passage, at: number, all: readonly Passage[]): Passage {
  if (passage.kind !== "formed" || passage.match.form.becomes !== "byline") return passage;
  if (at > 0 && all.slice(0, at).every(({ kind }) => kind === "head")) return passage;
  return { kind: "paragraph", at: passage.at, words: passage.match.words };
}

function fromBlock(block: ManuscriptBlock, reading: PassageReading): Passage[] {
  if (block.kind === "heading") return [{ kind: "head", block, division: divisionOf(block, reading) }];
  if (block.kind === "paragraph") return fromParagraph(block, reading);
  if (block.kind === "quotation" && isLayout(block, reading))
    return block.blocks.flatMap((inner) => fromBlock(inner, reading));
  return [{ kind: "block", block }];
}

/** What a heading opens, whose level the source says. */
function divisionOf({ words }: HeadingBlock, { kind }: PassageReading): string | null {
  const text = textOf(words);
  const form = kind.forms.find(({ becomes, pattern }) => becomes === "head" && pattern.test(text));
  return form?.division ?? null;
}

/** Indented lines that a form fits are laid out so: a date at the right, a name in the middle, a signature. */
function isLayout({ by, blocks }: QuotationBlock, { kind, evidence }: PassageReading): boolean {
  if (by === "sign") return false;
  if (kind.indentation === "layout") return true;
  const [only] = blocks;
  if (kind.isFramed && blocks.length === 1 && only?.kind === "paragraph" && isSignature(textOf(only.words)))
    return true;
  return blocks.some(
    (block) =>
      block.kind === "paragraph" &&
      linesOf(block.words).some((line) => matchForm(line, kind.forms, evidence) !== null),
  );
}

function isSignature(text: string): boolean {
  return text.length <= LONGEST_SIGNATURE && !/[\n\u2028!?]/u.test(text);
}

function fromParagraph({ at, words }: ParagraphBlock, reading: PassageReading): Passage[] {
  let place = at;
  return segmentsOf(words, reading).map((segment, number) => {
    if (number > 0) place = placeBehind(reading.manuscript.source, textOf(segment), place);
    const match = matchForm(segment, reading.kind.forms, reading.evidence);
    if (match === null) return { kind: "paragraph", at: place, words: segment };
    return match.form.becomes === "head" ? headFrom(match, place) : { kind: "formed", at: place, match };
  });
}

/** Where a later line of a paragraph stands: its first word is looked for behind the line before. */
function placeBehind(source: string, text: string, at: number): number {
  const found = source.indexOf(/[\p{L}\p{N}]+/u.exec(text)?.[0] ?? "", at + 1);
  return found < 0 ? at : found;
}

function headFrom({ form, words }: FormMatch, at: number): Passage {
  const { level = 1, because, division = null } = form;
  return { kind: "head", block: { kind: "heading", at, words, level, because }, division };
}

/** A line at the very top that does not end as a sentence does is the title. */
function titleFrom(
  { at, words }: { readonly at: number; readonly words: Words },
  { kind }: PassageReading,
): Passage | null {
  const text = textOf(words);
  const isLine = text.length <= LONGEST_TITLE && !/[\n\u2028]/u.test(text) && !/[.:,;…!?]['”’]*$/u.test(text);
  if (!isLine || !kind.hasTitle) return null;
  const because = "a line at the top that does not end as a sentence does";
  return { kind: "head", block: { kind: "heading", at, words, level: 0, because }, division: null };
}

/** Parts a paragraph where one of its lines opens something of its own, as in transcripts without blank lines. */
function segmentsOf(words: Words, reading: PassageReading): Words[] {
  const lines = linesOf(words).flatMap((line) => answersIn(line, reading.kind.forms));
  const whole = matchForm(words, reading.kind.forms, reading.evidence);
  if (lines.length < 2 || (whole !== null && whole.form.becomes !== "speech")) return [words];
  const segments: Words[][] = [];
  for (const [at, line] of lines.entries()) {
    const last = segments.at(-1);
    if (last === undefined || opens(lines, at, reading) || standsAlone(last, reading)) segments.push([line]);
    else last.push(line);
  }
  return segments.length === 1 ? [words] : segments.map((segment) => joinLines(segment, lineEnd(words)));
}

function lineEnd(words: Words): string {
  return textOf(words).includes("\u2028") ? "\u2028" : "\n";
}

/** Whether a line within a paragraph begins something: a speech, a direction, or a short line of a letter. */
function opens(lines: readonly Words[], at: number, { kind, evidence }: PassageReading): boolean {
  const match = matchForm(lines[at]!, kind.forms, evidence);
  if (match === null) return false;
  if (match.form.becomes === "speech" || match.form.becomes === "head") return true;
  if (match.form === BRACKETED) return true;
  const before = textOf(lines[at - 1]!);
  return textOf(lines[at]!).length < SHORT_LINE && (before.length < SHORT_LINE || /[.!?]$/u.test(before));
}

/** A line that is something whole: what follows on the next line is another thing. */
function standsAlone(lines: readonly Words[], { kind, evidence }: PassageReading): boolean {
  const match = lines.length === 1 ? matchForm(lines[0]!, kind.forms, evidence) : null;
  return match !== null && match.form.becomes !== "speech";
}
