import { type Html, type HtmlElement, isElement, JOINING } from "../render/index.ts";
import { hasClass } from "./leaf.ts";
import { type BookNote, noteOf } from "./notes.ts";

/** How words are set. */
export interface Setting {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly smallCaps?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly position?: "super" | "sub";
  readonly href?: string;
}

/** A piece of a line: words in one setting, the end of a line, or the sign of a note. */
export type Run =
  | { readonly kind: "text"; readonly text: string; readonly setting: Setting }
  | { readonly kind: "break" }
  | { readonly kind: "note"; readonly note: BookNote };

/** What a paragraph is, where it is set otherwise than the others. */
export type ParagraphStyle =
  | "text"
  | "speaker"
  | "speech"
  | "stage"
  | "verse"
  | "citation"
  | "caption"
  | "end"
  | "term"
  | "meaning";

/** A piece of the flow of a text: what files for word processors and Markdown know of a page. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly runs: readonly Run[] }
  | {
      readonly kind: "paragraph";
      readonly style: ParagraphStyle;
      readonly runs: readonly Run[];
      /** Whether it is the first verse of its stanza. */
      readonly opensStanza?: true;
    }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      /** Whether its items begin with what they are called by, so that they want no other sign. */
      readonly hasOwnSigns: boolean;
      /** The number of the first item of an ordered list. */
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: "table"; readonly caption: readonly Run[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" };

/** A cell of a table. */
export interface Cell {
  readonly isHead: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly runs: readonly Run[];
}

const BLOCKS: ReadonlySet<string> = new Set(
  `header footer main nav aside section article div p h1 h2 h3 h4 h5 h6 hr pre blockquote figure figcaption ul ol li dl dt
  dd table caption address details summary`.split(/\s+/u),
);

/** Makes the flow of a text out of the pieces of a page, with its notes where their signs stand. */
export function flowOf(html: readonly Html[], notes: ReadonlyMap<string, BookNote>): readonly Block[] {
  return new Flow(notes).blocks(html, "text");
}

/** A text that opens with its title need not say it twice, unless a note hangs on it. */
export function withoutTitle(blocks: readonly Block[]): readonly Block[] {
  const at = blocks.findIndex(({ kind }) => kind === "heading");
  const first = blocks[at];
  if (first?.kind !== "heading" || first.runs.some(({ kind }) => kind === "note")) return blocks;
  return blocks.filter((_, place) => place !== at);
}

class Flow {
  readonly #notes: ReadonlyMap<string, BookNote>;

  constructor(notes: ReadonlyMap<string, BookNote>) {
    this.#notes = notes;
  }

  /** Phrases between blocks are a paragraph of their own. */
  blocks(html: readonly Html[], style: ParagraphStyle): readonly Block[] {
    const blocks: Block[] = [];
    let phrases: Html[] = [];
    const close = (): void => {
      const runs = this.line(phrases, settingOf(style));
      if (runs.length > 0) blocks.push({ kind: "paragraph", style, runs });
      phrases = [];
    };
    for (const piece of html) {
      if (!isElement(piece) || !isBlock(piece)) phrases.push(piece);
      else {
        close();
        blocks.push(...this.#block(piece, style));
      }
    }
    close();
    return blocks;
  }

  #block(piece: HtmlElement, around: ParagraphStyle): readonly Block[] {
    const { tag, children } = piece;
    if (/^h[1-6]$/u.test(tag)) return this.#heading(piece, Number(tag[1]));
    if (piece.attributes.role === "heading")
      return this.#heading(piece, Number(piece.attributes["aria-level"] ?? 2));
    switch (tag) {
      case "hr":
        return [{ kind: "rule" }];
      case "pre":
        return [{ kind: "code", text: textIn(children) }];
      case "blockquote":
        return quote(this.blocks(children, "text"));
      case "ul":
      case "ol":
        return this.#lists(piece);
      case "dt":
        return this.blocks(children, "term");
      case "dd":
        return this.blocks(children, "meaning");
      case "table":
        return [this.#table(piece)];
      default:
        return hasClass(piece, "tei-lg")
          ? stanza(this.blocks(children, around))
          : this.blocks(children, styleOf(piece) ?? around);
    }
  }

  #heading({ children }: HtmlElement, level: number): readonly Block[] {
    const runs = this.line(children, {});
    return runs.length === 0 ? [] : [{ kind: "heading", level, runs }];
  }

  /** A list; where its numbers leap or its signs change there begins another, since the writers of books count on from the first. */
  #lists({ tag, children }: HtmlElement): readonly Block[] {
    const isOrdered = tag === "ol";
    const lists: { start: number; hasOwnSigns: boolean; items: (readonly Block[])[] }[] = [];
    for (const item of children.filter(isElement)) {
      const blocks = this.blocks(item.tag === "li" ? item.children : [item], "text");
      const last = lists.at(-1);
      const next = last === undefined ? 1 : last.start + last.items.length;
      const number = isOrdered ? Number(item.attributes.value ?? next) : next;
      const hasOwnSigns = hasClass(item, "own-sign");
      if (last === undefined || number !== next || last.hasOwnSigns !== hasOwnSigns)
        lists.push({ start: number, hasOwnSigns, items: [blocks] });
      else last.items.push(blocks);
    }
    return lists.map(({ start, hasOwnSigns, items }) => ({
      kind: "list",
      isOrdered: isOrdered && !hasOwnSigns,
      hasOwnSigns,
      start,
      items: items.filter((blocks) => blocks.length > 0),
    }));
  }

  #table({ children }: HtmlElement): Block {
    const parts = children.filter(isElement);
    const caption = parts.find(({ tag }) => tag === "caption");
    const rows = parts.flatMap((part) =>
      part.tag === "tr" ? [part] : part.children.filter(isElement).filter(({ tag }) => tag === "tr"),
    );
    return {
      kind: "table",
      caption: caption === undefined ? [] : this.line(caption.children, {}),
      rows: rows.map((row) => row.children.filter(isElement).map((cell) => this.#cell(cell))),
    };
  }

  #cell({ tag, attributes, children }: HtmlElement): Cell {
    const { colspan = "1", rowspan = "1" } = attributes;
    return {
      isHead: tag === "th",
      columns: Number(colspan),
      rows: Number(rowspan),
      runs: this.line(children, {}),
    };
  }

  /** The pieces of a line, with one space where there was white space, and none at its ends. */
  line(html: readonly Html[], setting: Setting): readonly Run[] {
    return tidied([...this.#runs(html, setting)]);
  }

  *#runs(html: readonly Html[], setting: Setting): Generator<Run, undefined> {
    for (const piece of html) {
      if (typeof piece === "string") yield { kind: "text", text: piece, setting };
      else if (isElement(piece)) yield* this.#phrase(piece, setting);
    }
  }

  *#formula({ tag, children }: HtmlElement, setting: Setting): Generator<Run, undefined> {
    const how = OF_FORMULAS[tag]!;
    for (const [at, part] of children.filter(isElement).entries()) {
      if (at > 0 && how === "/") yield { kind: "text", text: "/", setting };
      yield* this.#phrase(part, at > 0 && how !== "/" ? { ...setting, ...how } : setting);
    }
  }

  *#phrase(piece: HtmlElement, setting: Setting): Generator<Run, undefined> {
    // The way back to an earlier citation is a sign of screens.
    if (hasClass(piece, "via")) return;
    if (piece.tag === "br" && hasClass(piece, JOINING)) return;
    if (piece.tag === "br") yield { kind: "break" };
    else if (piece.tag === "img") yield { kind: "text", text: piece.attributes.alt ?? "", setting };
    else if (piece.tag in OF_FORMULAS) yield* this.#formula(piece, setting);
    else {
      const note = noteOf(piece, this.#notes);
      const { href } = piece.attributes;
      const inner = setOtherwise(piece, setting);
      const isLink = piece.tag === "a" && href !== undefined && note === null;
      // The words of a correction are its sign; the label of a note is written by whoever writes the note.
      if (note === null || note.label === null)
        yield* this.#runs(piece.children, isLink ? { ...inner, href } : inner);
      if (note !== null) yield { kind: "note", note };
      if (isBlock(piece)) yield { kind: "text", text: " ", setting };
    }
  }
}

/** What parts of a formula after its first are in a line: raised, lowered, or behind a stroke (MathML Core, section 3). */
const OF_FORMULAS: Readonly<Record<string, Setting | "/">> = {
  mfrac: "/",
  msub: { position: "sub" },
  msup: { position: "super" },
};

function isBlock(piece: HtmlElement): boolean {
  return (
    BLOCKS.has(piece.tag) ||
    // Who speaks stands in a line of its own, whatever element says it.
    hasClass(piece, "tei-speaker") ||
    (hasPieces(piece) && piece.children.some((child) => isElement(child) && isBlock(child)))
  );
}

/** Phrases that may hold blocks, as a link may. */
function hasPieces({ tag }: HtmlElement): boolean {
  return tag === "a" || tag === "ins" || tag === "del" || tag === "span";
}

function styleOf(piece: HtmlElement): ParagraphStyle | null {
  return (
    STYLES.find(([name]) => hasClass(piece, name))?.[1] ?? (piece.tag === "figcaption" ? "caption" : null)
  );
}

const STYLES: readonly (readonly [string, ParagraphStyle])[] = [
  ["tei-speaker", "speaker"],
  ["tei-stage", "stage"],
  ["tei-l", "verse"],
  ["tei-bibl", "citation"],
  ["citation", "citation"],
  ["tei-sp", "speech"],
  ["tei-u", "speech"],
  ["tei-dateline", "end"],
  ["tei-signed", "end"],
  ["tei-byline", "end"],
];

function settingOf(style: ParagraphStyle): Setting {
  if (style === "speaker") return { smallCaps: true };
  return style === "stage" || style === "term" ? { italic: true } : {};
}

const BY_TAG: Readonly<Record<string, Setting>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  cite: { italic: true },
  dfn: { italic: true },
  var: { italic: true },
  u: { underline: true },
  s: { strike: true },
  del: { strike: true },
  sup: { position: "super" },
  sub: { position: "sub" },
};

const BY_CLASS: Readonly<Record<string, Setting>> = {
  "rend-italic": { italic: true },
  "rend-italics": { italic: true },
  "rend-bold": { bold: true },
  "rend-smallcaps": { smallCaps: true },
  "rend-small-caps": { smallCaps: true },
  "rend-sc": { smallCaps: true },
  "rend-underline": { underline: true },
  "tei-foreign": { italic: true },
  "tei-stage": { italic: true },
  "tei-ex": { italic: true },
};

function setOtherwise({ tag, attributes, children }: HtmlElement, setting: Setting): Setting {
  const isSign =
    tag === "sup" &&
    children.every((child) => isElement(child) && hasClass(child, "sign") && !hasClass(child, "to-note"));
  let inner = isSign ? setting : { ...setting, ...BY_TAG[tag] };
  for (const name of attributes.class?.split(" ") ?? [])
    inner = Object.hasOwn(BY_CLASS, name) ? { ...inner, ...BY_CLASS[name] } : inner;
  return inner;
}

function quote(blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: "quote", blocks }];
}

/** Marks the first verse of a stanza. */
function stanza(blocks: readonly Block[]): readonly Block[] {
  const first = blocks.findIndex((block) => block.kind === "paragraph" && block.style === "verse");
  return blocks.map((block, at) =>
    at === first && block.kind === "paragraph" ? { ...block, opensStanza: true } : block,
  );
}

function textIn(html: readonly Html[]): string {
  return html
    .map((piece) => (typeof piece === "string" ? piece : isElement(piece) ? textIn(piece.children) : ""))
    .join("");
}

function tidied(runs: readonly Run[]): readonly Run[] {
  const tidy: Run[] = [];
  let isAfterSpace = true;
  for (const run of runs) {
    if (run.kind === "text") {
      let text = run.text.replace(/[ \t\r\n]+/gu, " ");
      if (isAfterSpace) text = text.replace(/^ /u, "");
      if (text === "") continue;
      isAfterSpace = text.endsWith(" ");
      const last = tidy.at(-1);
      if (last?.kind === "text" && isSame(last.setting, run.setting))
        tidy[tidy.length - 1] = { ...last, text: last.text + text };
      else tidy.push({ ...run, text });
    } else {
      if (run.kind === "break") isAfterSpace = true;
      else isAfterSpace = false;
      tidy.push(run);
    }
  }
  return withoutEnd(tidy);
}

function withoutEnd(runs: Run[]): readonly Run[] {
  const last = runs.at(-1);
  if (last === undefined) return runs;
  if (last.kind === "break") return withoutEnd(runs.slice(0, -1));
  if (last.kind !== "text" || !last.text.endsWith(" ")) return runs;
  const text = last.text.trimEnd();
  return text === "" ? withoutEnd(runs.slice(0, -1)) : [...runs.slice(0, -1), { ...last, text }];
}

function isSame(one: Setting, other: Setting): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
