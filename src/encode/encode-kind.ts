import type { Encoded } from "./encode.ts";
import { NOTE_CALL, type NumberedNote, partNotes } from "./kind-notes.ts";
import type { LineRule, TextKind } from "./kinds.ts";
import { escapeText, type Markup, markup, type Piece, writeMarkup } from "./markup.ts";
import type { EncodeRegisters, NamedEntry } from "./names.ts";
import { type Remark, remark, reviewOf } from "./review.ts";
import { seal } from "./seal.ts";

/** What an encoder of a kind of text is handed beside the source. */
export interface EncodeKindOptions {
  /** A `teiHeader` element as text; a minimal one is made where there is none. */
  readonly header?: string | null;
  readonly registers?: EncodeRegisters;
  readonly language?: string;
}

interface Work {
  readonly source: string;
  readonly kind: TextKind;
  readonly people: readonly NamedEntry[];
  readonly notes: ReadonlyMap<string, NumberedNote>;
  readonly called: Set<string>;
  readonly remarks: Remark[];
}

/**
 * Encodes a plain text or Markdown of a kind by the forms of its lines. Every mark made is on the list, with why; a label
 * that fits several people of the register is given none, and the list names them all. No word is dropped.
 */
export function encodeKind(source: string, kind: TextKind, options: EncodeKindOptions = {}): Encoded {
  const text = source.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n");
  const { paragraphs, notes } = partNotes(text);
  const people = options.registers?.people ?? [];
  const work: Work = { source: text, kind, people, notes, called: new Set(), remarks: [] };
  const blocks = paragraphs.map((paragraph) => blockOf(work, paragraph));
  const left = [...notes.values()].filter(({ number }) => !work.called.has(number));
  for (const note of left)
    remember(work, note, "encoded as a note at the end", "its number stands nowhere in the text");
  const loose = left.map((note) => markup("note", { n: note.number }, inline(work, note.text), "note"));
  const body = markup("body", {}, divisionsFrom([...blocks, ...loose]));
  const header = options.header ?? headerFor(titleOf(blocks));
  const lines = [
    `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="${escapeText(options.language ?? "en")}">`,
    header.replace(/^\s*<\?xml[^>]*\?>\s*/u, "").trim(),
    "  <text>",
    writeMarkup(body, "    "),
    "  </text>",
    "</TEI>",
    "",
  ];
  return { xml: seal(lines.join("\n")), review: reviewOf(work.remarks, text) };
}

interface Paragraph {
  readonly text: string;
  readonly offset: number;
}

function remember(work: Work, { text, offset }: Paragraph, decision: string, reason: string): void {
  const start = offset + (text.length - text.trimStart().length);
  work.remarks.push(remark(work.source, { start, end: offset + text.length }, decision, reason));
}

function blockOf(work: Work, paragraph: Paragraph): Markup {
  const quoted = blockQuotation(paragraph.text);
  if (quoted !== null) {
    remember(work, paragraph, "encoded as a displayed quotation", quoted.because);
    return markup("quote", {}, [markup("p", {}, inline(work, quoted.text), "p")], "quo");
  }
  const words = paragraph.text.trim();
  for (const rule of work.kind.rules) {
    const match = rule.pattern.exec(words);
    if (match !== null) return byRule(work, paragraph, rule, match);
  }
  return markup("p", {}, inline(work, words), "p");
}

/** A paragraph whose every line is indented, or begins with the sign of Markdown. */
function blockQuotation(text: string): { readonly text: string; readonly because: string } | null {
  const lines = text.split("\n");
  if (lines.every((line) => /^\s{0,3}>/u.test(line)))
    return {
      text: lines.map((line) => line.replace(/^\s*>\s?/u, "")).join("\n"),
      because: "lines that begin with >",
    };
  if (lines.every((line) => /^(?: {3,}|\t)\S/u.test(line)))
    return { text: text.trim(), because: "indented lines" };
  return null;
}

function byRule(work: Work, paragraph: Paragraph, rule: LineRule, match: RegExpExecArray): Markup {
  const { label, text = match[0] } = match.groups ?? {};
  const decision = `encoded as ${rule.becomes === "speech" ? work.kind.speech : rule.becomes}`;
  if (rule.becomes !== "speech" || label === undefined) {
    remember(work, paragraph, decision, rule.because);
    return markup(rule.becomes === "speech" ? "p" : rule.becomes, {}, inline(work, text));
  }
  const { who, reason } = speakerFor(work, label);
  remember(work, paragraph, decision, `${rule.because}; ${reason}`);
  const attributes: Record<string, string> = who === null ? {} : { who };
  if (work.kind.speech === "u")
    return markup(
      "u",
      attributes,
      [markup("seg", { type: "label" }, [`${label}:`]), " ", ...inline(work, text)],
      "u",
    );
  return markup(
    "sp",
    attributes,
    [markup("speaker", {}, [label]), markup("p", {}, inline(work, text))],
    "sp",
  );
}

/** A label names someone by the whole name, or by one word of it that only one person has. */
function speakerFor(
  { people }: Work,
  label: string,
): { readonly who: string | null; readonly reason: string } {
  const asked = folded(label);
  const whole = people.filter(({ names }) => names.some((name) => folded(name) === asked));
  const words = asked.split(" ");
  const partly = people.filter(({ names }) =>
    names.some((name) => words.some((word) => word.length > 2 && folded(name).split(" ").includes(word))),
  );
  const found = whole.length > 0 ? whole : partly;
  if (found.length === 1) return { who: found[0]!.pointer, reason: `${label} is ${found[0]!.pointer}` };
  if (found.length === 0) return { who: null, reason: `no person of the register is called ${label}` };
  return { who: null, reason: `${label} may be ${found.map(({ pointer }) => pointer).join(" or ")}` };
}

function folded(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Words with their notes at the signs that call them, and what Markdown emphasizes. */
function inline(work: Work, text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: sign, 1: number = "", index } of text.matchAll(NOTE_CALL)) {
    const note = work.notes.get(number);
    if (note === undefined || work.called.has(number)) continue;
    work.called.add(number);
    remember(work, note, `encoded as note ${number}`, "its number stands in the text");
    pieces.push(
      ...emphasis(text.slice(from, index)),
      markup("note", { n: number }, inline(work, note.text), "note"),
    );
    from = index + sign.length;
  }
  return [...pieces, ...emphasis(text.slice(from))];
}

const EMPHASIS = /(?<![\p{L}\p{N}*_])(\*\*|__|\*|_)(?=\S)([^*_]+?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu;

function emphasis(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: all, 1: sign = "", 2: words = "", index } of text.matchAll(EMPHASIS)) {
    pieces.push(folding(text.slice(from, index)));
    pieces.push(markup("hi", { rend: sign.length === 2 ? "bold" : "italic" }, [folding(words)]));
    from = index + all.length;
  }
  return [...pieces, folding(text.slice(from))].filter((piece) => piece !== "");
}

function folding(text: string): string {
  return text.replace(/\s+/gu, " ");
}

/** A head begins a division; what stands before the first has one of its own. */
function divisionsFrom(blocks: readonly Markup[]): Markup[] {
  const divisions: Markup[][] = [];
  for (const block of blocks) {
    const last = divisions.at(-1);
    const begins = block.name === "head" && last?.some(({ name }) => name !== "head") !== false;
    if (last === undefined || begins) divisions.push([block]);
    else last.push(block);
  }
  return divisions.map((division) => markup("div", {}, framed(division), "div"));
}

/** Place, date and salutation of a letter open it, the formula and the name at its end close it. */
function framed(division: readonly Markup[]): Markup[] {
  const heads = division.filter(({ name }) => name === "head");
  const rest = division.filter(({ name }) => name !== "head");
  const first = rest.findIndex(({ name }) => !["dateline", "salute"].includes(name));
  const opening = first < 0 ? rest : rest.slice(0, first);
  const closing = rest.findIndex(({ name }) => name === "signed");
  const end = closing < Math.max(first, 0) ? rest.length : closing;
  const last = rest.slice(end).filter(({ name }) => name !== "note");
  const made = [
    ...heads,
    ...(opening.length > 0 ? [markup("opener", {}, opening)] : []),
    ...rest.slice(opening.length, end),
  ];
  if (last.length > 0)
    made.push(
      markup(
        "closer",
        {},
        last.map((block) => ({ ...block, name: "signed", series: null })),
      ),
    );
  const notes = rest.slice(end).filter(({ name }) => name === "note");
  return [...made, ...(notes.length > 0 ? [markup("p", {}, notes)] : [])];
}

function titleOf(blocks: readonly Markup[]): string {
  const head = blocks.find(({ name }) => name === "head");
  return head?.children.filter((child) => typeof child === "string").join("") ?? "Untitled";
}

function headerFor(title: string): string {
  return `  <teiHeader>
    <fileDesc>
      <titleStmt><title>${escapeText(title)}</title></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc><p>Encoded from a plain text; say here where it comes from.</p></sourceDesc>
    </fileDesc>
  </teiHeader>`;
}
