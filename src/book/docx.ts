import { unzip, writeZip } from "../formats/index.ts";
import { isRightToLeft, listInWords } from "../render/index.ts";
import type { Book, BookText } from "./book.ts";
import { type DocxLibrary, loadDocx, type Piece } from "./docx-library.ts";
import { docxStyles } from "./docx-styles.ts";
import {
  type Block,
  type Cell,
  flowOf,
  type ParagraphStyle,
  type Run,
  type Setting,
  withoutTitle,
} from "./flow.ts";
import { headerLeaf, leaf, type Ways } from "./leaf.ts";
import { type BookNote, notesOf } from "./notes.ts";
import { opensWithTitle } from "./outline.ts";

/**
 * Writes a text as a file for word processors (Office Open XML): with its headings, footnotes, speeches, quotations, lists
 * and tables as styles by name. The same text gives the same bytes.
 */
export async function docx(book: Book, text: BookText): Promise<Uint8Array> {
  const notes = notesOf(text.text);
  const { front } = text;
  const blocks = flowOf(leaf(text.text.html, WAYS), notes);
  const language = front.language ?? book.language;
  const library = await loadDocx();
  const { Document, Packer, Paragraph } = library;
  const writer = new Writer(library, (note) => flowOf(leaf(note.body, WAYS), notes), language);
  const by = listInWords(front.authors, book.words);
  const children = [
    ...line(library, by, "Author"),
    new Paragraph({ text: front.title, heading: "Title" }),
    ...line(library, front.subtitle ?? "", "SubtitleText"),
    ...writer.blocks(flowOf(headerLeaf(front.correspondence, WAYS), notes), "Citation"),
    ...writer.blocks(flowOf(headerLeaf(front.abstract, WAYS), notes), "Citation"),
    ...writer.blocks(opensWithTitle(text) ? withoutTitle(blocks) : blocks),
  ];
  const document = new Document({
    title: front.title,
    creator: by === "" ? book.title : by,
    lastModifiedBy: by === "" ? book.title : by,
    styles: docxStyles(language),
    numbering: { config: [BULLETS, ...[...writer.starts].map(numbersFrom)] },
    footnotes: writer.footnotes(),
    sections: [{ ...around(library, front.title), children }],
  });
  return await settled(await Packer.toBuffer(document), book.modified);
}

/** Links that lead out stay; those of notes do until their notes are found, and nobody writes them. */
const WAYS: Ways = {
  link: (href) => (/^(?:https?:|mailto:|#)/iu.test(href) ? href : null),
  image: () => null,
};

const BULLETS = { reference: "bullets", levels: levelsOf("bullet", () => "•") };

/** The numbers of lists that begin with the same one. */
function numbersFrom(start: number): { readonly reference: string; readonly levels: readonly object[] } {
  return { reference: nameOf(start), levels: levelsOf("decimal", (level) => `%${level + 1}.`, start) };
}

function nameOf(start: number): string {
  return `numbers-from-${start}`;
}

function levelsOf(format: string, text: (level: number) => string, start = 1): readonly object[] {
  return Array.from({ length: 9 }, (_, level) => ({
    level,
    format,
    start,
    text: text(level),
    alignment: "left",
    style: { paragraph: { indent: { left: 400 * (level + 1), hanging: 300 } } },
  }));
}

function line({ Paragraph }: DocxLibrary, text: string, style: string): readonly Piece[] {
  return text === "" ? [] : [new Paragraph({ text, style })];
}

/** The title above each page but the first, the number below. */
function around({ Footer, Header, PageNumber, Paragraph, TextRun }: DocxLibrary, title: string): object {
  const head = new Header({ children: [new Paragraph({ text: title, style: "RunningHead" })] });
  const number = new Paragraph({
    style: "RunningHead",
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  const foot = new Footer({ children: [number] });
  const empty = new Header({ children: [new Paragraph("")] });
  return {
    properties: { titlePage: true },
    headers: { default: head, first: empty },
    footers: { default: foot, first: foot },
  };
}

const STYLES: Readonly<Record<ParagraphStyle, string | null>> = {
  text: null,
  speaker: "Speaker",
  speech: "Speech",
  stage: "Stage",
  verse: "Verse",
  citation: "Citation",
  caption: "Caption",
  end: "AtTheEnd",
  term: null,
  meaning: "Meaning",
};

class Writer {
  readonly #library: DocxLibrary;
  readonly #flow: (note: BookNote) => readonly Block[];
  readonly #isTurned: boolean;
  readonly #notes: BookNote[] = [];
  #lists = 0;
  /** The numbers that ordered lists begin with. */
  readonly starts: Set<number> = new Set();

  constructor(library: DocxLibrary, flow: (note: BookNote) => readonly Block[], language: string) {
    this.#library = library;
    this.#flow = flow;
    this.#isTurned = isRightToLeft(language);
  }

  /** Paragraphs in a row are set off by an indent; `style` is that of plain paragraphs where they stand in something. */
  blocks(blocks: readonly Block[], style: string | null = null): readonly Piece[] {
    return blocks.flatMap((block, at) => {
      const before = blocks[at - 1];
      const follows = before?.kind === "paragraph" && before.style === "text";
      return this.#block(block, style ?? (follows ? "TextIndented" : null), style);
    });
  }

  #block(block: Block, plain: string | null, around: string | null): readonly Piece[] {
    switch (block.kind) {
      case "heading":
        return [
          new this.#library.Paragraph({
            heading: `Heading${Math.min(6, Math.max(1, block.level - 1))}`,
            children: this.#line(block.runs),
          }),
        ];
      case "paragraph": {
        const style = block.opensStanza === true ? "VerseOpening" : (STYLES[block.style] ?? plain);
        return [
          new this.#library.Paragraph({
            ...(style === null ? {} : { style }),
            children: this.#line(block.runs),
          }),
        ];
      }
      case "quote":
        return this.blocks(block.blocks, "Quotation");
      case "list":
        return this.#list(block, 0);
      case "table":
        return this.#table(block.caption, block.rows);
      case "code":
        return block.text.split("\n").map((text) => new this.#library.Paragraph({ text, style: "Code" }));
      case "rule":
        return [
          new this.#library.Paragraph({
            ...(around === null ? {} : { style: around }),
            alignment: "center",
            text: "* * *",
          }),
        ];
      default:
        return block satisfies never;
    }
  }

  #list(
    { isOrdered, hasOwnSigns, start, items }: Extract<Block, { kind: "list" }>,
    level: number,
  ): readonly Piece[] {
    if (isOrdered) this.starts.add(start);
    const numbering = {
      reference: isOrdered ? nameOf(start) : BULLETS.reference,
      level: Math.min(8, level),
      instance: ++this.#lists,
    };
    return items.flatMap((item) =>
      item.flatMap((block, at) => {
        if (block.kind === "list") return this.#list(block, level + 1);
        if (at > 0 || hasOwnSigns || block.kind !== "paragraph") return this.blocks([block], "ListText");
        return [new this.#library.Paragraph({ numbering, children: this.#line(block.runs) })];
      }),
    );
  }

  #table(caption: readonly Run[], rows: readonly (readonly Cell[])[]): readonly Piece[] {
    const filled = rows.filter((row) => row.length > 0);
    if (filled.length === 0) return [];
    const head =
      caption.length === 0
        ? []
        : [new this.#library.Paragraph({ style: "Caption", keepNext: true, children: this.#line(caption) })];
    const table = new this.#library.Table({
      width: { size: 100, type: "pct" },
      visuallyRightToLeft: this.#isTurned,
      borders: RULES,
      rows: filled.map(
        (row) =>
          new this.#library.TableRow({
            tableHeader: row.every(({ isHead }) => isHead),
            children: row.map((cell) => this.#cell(cell)),
          }),
      ),
    });
    return [...head, table, new this.#library.Paragraph("")];
  }

  #cell({ isHead, columns, rows, runs }: Cell): Piece {
    const set = isHead
      ? runs.map((run) => (run.kind === "text" ? { ...run, setting: { ...run.setting, italic: true } } : run))
      : runs;
    return new this.#library.TableCell({
      columnSpan: columns,
      rowSpan: rows,
      margins: { top: 40, bottom: 40, left: 0, right: 160 },
      children: [new this.#library.Paragraph({ children: this.#line(set) })],
    });
  }

  /** The notes whose signs were written, by their numbers. A note within a note stands in brackets: Word has none. */
  footnotes(): Readonly<Record<string, { readonly children: readonly Piece[] }>> {
    const made = this.#notes.map((note, at) => {
      const blocks = this.#flow(note).flatMap(linesOf);
      const children = blocks.map(
        (runs) =>
          new this.#library.Paragraph({ style: "FootnoteText", children: this.#children(runs, false) }),
      );
      return [
        String(at + 1),
        { children: children.length === 0 ? [new this.#library.Paragraph("")] : children },
      ] as const;
    });
    return Object.fromEntries(made);
  }

  #line(runs: readonly Run[]): Piece[] {
    return this.#children(runs, true);
  }

  #children(runs: readonly Run[], hasNotes: boolean): Piece[] {
    return runs.flatMap((run): Piece[] => {
      if (run.kind === "break") return [new this.#library.TextRun({ break: 1 })];
      if (run.kind === "text") return [phrase(this.#library, run.text, run.setting)];
      if (hasNotes) {
        const at = this.#notes.indexOf(run.note);
        const number = at < 0 ? this.#notes.push(run.note) : at + 1;
        return [new this.#library.FootnoteReferenceRun(number)];
      }
      const inner = this.#flow(run.note).flatMap(linesOf).flat();
      return [
        new this.#library.TextRun(" ["),
        ...this.#children(
          inner.filter(({ kind }) => kind === "text"),
          false,
        ),
        new this.#library.TextRun("]"),
      ];
    });
  }
}

/** Rules above and below the rows, none beside them. */
const NONE = { style: "none", size: 0, color: "auto" };
const THIN = { style: "single", size: 4, color: "B9B0A2" };
const RULES = {
  top: THIN,
  bottom: THIN,
  left: NONE,
  right: NONE,
  insideHorizontal: THIN,
  insideVertical: NONE,
};

/** The lines of a note: a footnote of a word processor is paragraphs alone. */
function linesOf(block: Block): readonly (readonly Run[])[] {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return [block.runs];
    case "quote":
      return block.blocks.flatMap(linesOf);
    case "list":
      return block.items.flat().flatMap(linesOf);
    case "table":
      return block.rows.map((row) => row.flatMap(({ runs }, at) => (at === 0 ? runs : [SPACE, ...runs])));
    case "code":
      return [[{ kind: "text", text: block.text, setting: {} }]];
    case "rule":
      return [];
    default:
      return block satisfies never;
  }
}

const SPACE: Run = { kind: "text", text: " ", setting: {} };

function phrase({ ExternalHyperlink, TextRun }: DocxLibrary, text: string, setting: Setting): Piece {
  const { bold, italic, smallCaps, underline, strike, position, href } = setting;
  const isLink = href !== undefined && !href.startsWith("#");
  const run = new TextRun({
    text,
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italics: true } : {}),
    ...(smallCaps === true ? { smallCaps } : {}),
    ...(underline === true ? { underline: {} } : {}),
    ...(strike === true ? { strike } : {}),
    ...(position === "super" ? { superScript: true } : {}),
    ...(position === "sub" ? { subScript: true } : {}),
    ...(isLink ? { style: "Hyperlink" } : {}),
  });
  return isLink ? new ExternalHyperlink({ link: href, children: [run] }) : run;
}

/** The library dates a document by the clock and draws its names of links by lot: they are counted, and the date is given. */
async function settled(bytes: Uint8Array, modified: string): Promise<Uint8Array> {
  const names = new Map<string, string>();
  const files = (await unzip(bytes)).map((file) => {
    if (!/\.(?:xml|rels)$/u.test(file.path)) return file;
    const text = new TextDecoder()
      .decode(file.bytes)
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${modified}`);
    return { path: file.path, text };
  });
  const name = (drawn: string): string => {
    const known = names.get(drawn) ?? `rIdLink${names.size + 1}`;
    names.set(drawn, known);
    return known;
  };
  // The document comes before its list of links wherever it stands in the file, so that links are counted as they are read.
  const inOrder = [...files].sort(
    (one, other) => Number(one.path.endsWith(".rels")) - Number(other.path.endsWith(".rels")),
  );
  const written = new Map(
    inOrder.map((file) => {
      if (!("text" in file)) return [file.path, file.bytes];
      const text = file.text.replace(/"(rId[a-z0-9_-]{21})"/gu, (_, drawn: string) => `"${name(drawn)}"`);
      return [file.path, new TextEncoder().encode(text)];
    }),
  );
  // What the parts are is told first, as in the files of others.
  const order = [...files].sort((one, other) => Number(other.path === TYPES) - Number(one.path === TYPES));
  return await writeZip(order.map(({ path }) => ({ path, bytes: written.get(path)! })));
}

const TYPES = "[Content_Types].xml";
