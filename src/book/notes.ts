import { type Html, type HtmlElement, isElement, type RenderedText } from "../render/index.ts";
import { elementsIn, hasClass, wordsIn } from "./leaf.ts";

/** What stands behind a text: a note, a correction, a variant reading. */
export interface BookNote {
  readonly id: string;
  readonly kind: "note" | "correction" | "variant";
  /** Its sign as it is written in the text; null where the corrected words themselves are the sign. */
  readonly label: string | null;
  readonly body: readonly Html[];
  /** The id of its sign in the text; null where there is none to go back to. */
  readonly back: string | null;
}

/** Gives what stands behind a text, by the ids that signs lead to, in order. */
export function notesOf({ notes }: RenderedText): ReadonlyMap<string, BookNote> {
  const found = new Map<string, BookNote>();
  for (const section of notes) {
    const kind = KINDS.find((each) => hasClass(section, `${each}s`)) ?? "note";
    for (const entry of elementsIn([section])) {
      if (!hasClass(entry, "entry")) continue;
      const { id } = entry.attributes;
      if (id !== undefined) found.set(id, noteIn(entry, id, kind));
    }
  }
  return found;
}

const KINDS = ["note", "correction", "variant"] as const;

function noteIn(entry: HtmlElement, id: string, kind: BookNote["kind"]): BookNote {
  const parts = entry.children.filter(isElement);
  const label = parts.find((part) => hasClass(part, "label"));
  const inner = parts.find((part) => hasClass(part, "entry-body"))?.children ?? [];
  const link = inner.find((each) => isElement(each) && hasClass(each, "back"));
  const body = inner.filter((each) => each !== link);
  if (link !== undefined && body.at(-1) === " ") body.pop();
  const back = link !== undefined && isElement(link) ? link.attributes.href!.slice(1) : null;
  return { id, kind, label: label === undefined ? null : wordsIn(label), body, back };
}

/** Gives the notes whose signs stand in a passage, or in one of these notes, in the order in which they come. */
export function notesIn(html: readonly Html[], notes: ReadonlyMap<string, BookNote>): readonly BookNote[] {
  const found = new Set<BookNote>();
  const look = (pieces: readonly Html[]): void => {
    for (const piece of elementsIn(pieces)) {
      const note = noteOf(piece, notes);
      if (note === null || found.has(note)) continue;
      found.add(note);
      look(note.body);
    }
  };
  look(html);
  return [...found];
}

/** The note that an element is the sign of; null for all others. */
export function noteOf(piece: HtmlElement, notes: ReadonlyMap<string, BookNote>): BookNote | null {
  if (piece.tag !== "a" || !(hasClass(piece, "sign") || hasClass(piece, "correction"))) return null;
  const { href = "" } = piece.attributes;
  return notes.get(decodeURIComponent(href.slice(1))) ?? null;
}

/** Puts something before the words of a passage: into its first paragraph, where it begins with one. */
export function withLead(lead: readonly Html[], body: readonly Html[]): readonly Html[] {
  const at = body.findIndex((piece) => typeof piece !== "string" || piece.trim() !== "");
  const first = body[at];
  if (first === undefined || !isElement(first) || !HOLDERS.has(first.tag)) return [...lead, ...body];
  const led = { ...first, children: withLead(lead, first.children) };
  return body.map((piece, place) => (place === at ? led : piece));
}

const HOLDERS: ReadonlySet<string> = new Set(["p", "div", "section", "blockquote"]);
