import { element, type Html, type HtmlAttributes, type HtmlElement, isElement } from "../render/index.ts";
import { type BookNote, noteOf, withLead } from "./notes.ts";

/** A text with its footnotes where their signs stand, and the notes that nothing in it leads to. */
export interface Footnoted {
  readonly html: readonly Html[];
  readonly rest: readonly BookNote[];
}

/**
 * Puts the notes of a text behind their signs, as phrases of the class `footnote`, which the browser moves to the foot of the
 * page, out of what says its `language` (CSS Generated Content for Paged Media, section 2). A correction or variant, whose words are its sign in a book for
 * screens, gets a letter as the apparatus of printed editions has it. A note within a note follows that note.
 */
export function withFootnotes(
  html: readonly Html[],
  notes: ReadonlyMap<string, BookNote>,
  language: HtmlAttributes,
): Footnoted {
  const placing = new Placing(notes, language);
  const placed = placing.put(html);
  return { html: placed, rest: [...notes.values()].filter((note) => !placing.placed.has(note)) };
}

class Placing {
  /** The notes that have their place, each with its sign. */
  readonly placed = new Map<BookNote, string>();
  readonly #notes: ReadonlyMap<string, BookNote>;
  readonly #language: HtmlAttributes;
  #letters = 0;

  constructor(notes: ReadonlyMap<string, BookNote>, language: HtmlAttributes) {
    this.#notes = notes;
    this.#language = language;
  }

  put(html: readonly Html[]): readonly Html[] {
    return this.#put(html, null);
  }

  /** `later` takes the notes of a note, which stand behind it. */
  #put(html: readonly Html[], later: BookNote[] | null): readonly Html[] {
    return html.flatMap((piece): readonly Html[] => {
      if (!isElement(piece)) return [piece];
      const sign = signIn(piece, this.#notes);
      if (sign !== null) return this.#footnote(sign.piece, sign.note, later);
      return [{ ...piece, children: this.#put(piece.children, later) }];
    });
  }

  #footnote(piece: HtmlElement, note: BookNote, later: BookNote[] | null): readonly Html[] {
    const isNew = !this.placed.has(note);
    const label = this.#labelOf(note);
    const { id = null } = piece.attributes;
    const href = `#${encodeURIComponent(note.id)}`;
    const isCalled = note.label !== null;
    const words = isCalled
      ? []
      : [element("span", { class: "corrected", id }, ...this.#put(piece.children, later))];
    const call = element(
      "sup",
      { class: "call", id: isCalled ? id : null },
      element("a", { href, role: "doc-noteref" }, label),
    );
    if (isNew && later !== null) later.push(note);
    return [...words, call, ...(isNew && later === null ? this.#bodies(note) : [])];
  }

  /** Variants are counted by letters on the site as well; here corrections are counted among them. */
  #labelOf(note: BookNote): string {
    const isLettered = note.label === null || (note.kind === "variant" && /^[a-z]+$/u.test(note.label));
    const label = this.placed.get(note) ?? (isLettered ? letterOf(this.#letters++) : note.label!);
    this.placed.set(note, label);
    return label;
  }

  #bodies(note: BookNote): readonly Html[] {
    const later: BookNote[] = [];
    const label = element("span", { class: "label", id: note.id }, this.placed.get(note));
    // The sign goes into the first paragraph while it is one: it stands on a line of its own otherwise.
    const body = asPhrases(withLead([label, " "], note.body));
    const footnote = element(
      "span",
      { class: `footnote ${note.kind}`, role: "doc-footnote", ...this.#language },
      ...this.#put(body, later),
    );
    return [footnote, ...later.flatMap((inner) => this.#bodies(inner))];
  }
}

/** The sign that an element is, or that alone stands in it, raised. */
function signIn(
  piece: HtmlElement,
  notes: ReadonlyMap<string, BookNote>,
): { readonly piece: HtmlElement; readonly note: BookNote } | null {
  const own = noteOf(piece, notes);
  if (own !== null) return { piece, note: own };
  const [only, ...others] = piece.children;
  if (piece.tag !== "sup" || only === undefined || others.length > 0 || !isElement(only)) return null;
  const inner = noteOf(only, notes);
  return inner === null ? null : { piece: only, note: inner };
}

/** Letters as signs: a to z, then aa to az and so on. */
function letterOf(at: number): string {
  const before = at < 26 ? "" : letterOf(Math.floor(at / 26) - 1);
  return before + String.fromCharCode(97 + (at % 26));
}

const PHRASES: ReadonlySet<string> = new Set(
  `a span em strong small i b u s cite q dfn abbr code kbd samp var sub sup mark ins del time br wbr img ruby rt rp bdi
  bdo data`.split(/\s+/u),
);

/**
 * Writes blocks as phrases, with a class that says what they were: a footnote stands in the middle of a line until the
 * browser has moved it. Formulas and drawings stay what they are.
 */
function asPhrases(html: readonly Html[]): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece) || piece.tag === "math" || piece.tag === "svg") return piece;
    const children = asPhrases(piece.children);
    if (PHRASES.has(piece.tag)) return { ...piece, children };
    const name = `${piece.attributes.class ?? ""} as-${piece.tag}`.trim();
    return { tag: "span", attributes: { ...piece.attributes, class: name }, children };
  });
}
