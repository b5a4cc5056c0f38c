import { noteAt } from "./block-markup.ts";
import { divisionMarkup } from "./division-markup.ts";
import { teiDocument } from "./document.ts";
import { type Encoded, NO_REGISTERS } from "./encode.ts";
import { type Encoding, tell } from "./encoding.ts";
import { fitForm } from "./form-match.ts";
import type { TextKind } from "./kinds.ts";
import { labelEvidence } from "./label-evidence.ts";
import { type Manuscript, wordsIn } from "./manuscript.ts";
import { type Markup, markup } from "./markup.ts";
import { metaHeader } from "./meta-header.ts";
import { nameCandidates } from "./name-candidates.ts";
import { type EncodeRegisters, namedLinks, nameFinder } from "./names.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { passagesOf } from "./passages.ts";
import { reviewOf } from "./review.ts";
import { seal } from "./seal.ts";
import { speakersFrom } from "./speakers.ts";
import { joined, linesOf, textOf } from "./words.ts";

/** What an encoder of manuscripts is handed beside the manuscript. */
export interface EncodeManuscriptOptions {
  /** A `teiHeader` element as text; where there is none, one is made of what the manuscript says of itself. */
  readonly header?: string | null;
  readonly registers?: EncodeRegisters;
  /** The language of the text; what the manuscript says, or English, where there is none. */
  readonly language?: string | null;
}

/**
 * Encodes a manuscript by the forms of its lines. Every mark made is on the list, with why; a label or name that may mean
 * several is given none, and the list names them all. No word is dropped.
 */
export function encodeManuscript(
  manuscript: Manuscript,
  kind: TextKind,
  options: EncodeManuscriptOptions = {},
): Encoded {
  const registers = options.registers ?? NO_REGISTERS;
  const speakers = speakersFrom(registers.people);
  const encoding: Encoding = {
    manuscript,
    kind,
    speakers,
    findNames: nameFinder(registers),
    links: namedLinks(registers),
    evidence: labelEvidence(manuscript.blocks, kind.forms, speakers),
    called: new Set(),
    remarks: [...manuscript.remarks],
  };
  const outlines = outlineOf(passagesOf(manuscript.blocks, encoding));
  const divisions = outlines.map((outline) => divisionMarkup(encoding, outline));
  const body = markup("body", {}, [...divisions, ...uncalledNotes(encoding, divisions.length === 0)]);
  const language = languageOf(
    options.language ?? manuscript.meta.get("lang")?.[0] ?? manuscript.meta.get("language")?.[0],
  );
  const header = options.header ?? metaHeader(titleOf(manuscript, outlines, kind), manuscript.meta, language);
  return {
    xml: seal(teiDocument(header, body, language)),
    review: reviewOf(encoding.remarks, manuscript.source),
    candidates: nameCandidates(manuscript.source, registers),
  };
}

function languageOf(given: string | undefined): string {
  return given !== undefined && /^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/u.test(given) ? given : "en";
}

/** What the source calls itself, else its first head, else the date of a letter or the words it begins with. */
function titleOf({ meta, blocks }: Manuscript, outlines: readonly Outline[], kind: TextKind): string {
  const head = outlines.flatMap(({ heads }) => heads)[0];
  const lines = wordsIn(blocks).flatMap(linesOf);
  const dated = kind.forms.filter(({ becomes }) => becomes === "dateline");
  const date = lines.slice(0, FIRST_LINES).find((line) => dated.some((form) => fitForm(line, form) !== null));
  const words = head?.words ?? date ?? lines[0] ?? [];
  const text = textOf(words)
    .replace(/[\s\u2028]+/gu, " ")
    .trim();
  const short =
    text.length > LONGEST_TITLE ? `${/^.{20,60}(?=\s)/u.exec(text)?.[0] ?? text.slice(0, 60)} …` : text;
  return meta.get("title")?.join(" ") ?? (short || "Untitled");
}

/** The date of a letter stands among its first lines. */
const FIRST_LINES = 6;
const LONGEST_TITLE = 120;

/** Notes that nothing calls stand at the end, as the source has them. */
function uncalledNotes(encoding: Encoding, isAlone: boolean): Markup[] {
  const notes = [...encoding.manuscript.notes.keys()].flatMap((key) => uncalledNote(encoding, key));
  if (notes.length > 0) return [markup("div", { type: "notes" }, [markup("p", {}, notes)], "div")];
  return isAlone ? [markup("div", {}, [markup("p", {}, [])])] : [];
}

function uncalledNote(encoding: Encoding, key: string): Markup[] {
  const note = encoding.manuscript.notes.get(key)!;
  const made = noteAt(encoding, key);
  const words = joined(wordsIn(note.blocks).flat());
  if (made.length > 0)
    tell(encoding, { at: note.at, words }, [
      "encoded as a note at the end",
      "its number stands nowhere in the text",
      "doubtful",
    ]);
  return made;
}
