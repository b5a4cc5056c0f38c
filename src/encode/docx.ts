import type {
  DocxDocument,
  DocxElement,
  DocxNoteReference,
  DocxParagraph,
  DocxTable,
} from "./docx-element.ts";
import { type DocxAsides, docxWords } from "./docx-words.ts";
import type {
  ListBlock,
  Manuscript,
  ManuscriptBlock,
  ManuscriptNote,
  ParagraphBlock,
  TableBlock,
} from "./manuscript.ts";
import type { Remark } from "./review.ts";
import { isEmpty, textOf, trimWords } from "./words.ts";

/**
 * Reads a DOCX: headings, quotations and emphasis by their styles or their look, lists, tables, foot- and endnotes where
 * they are called. Throws what the reader throws for a file that is no DOCX. Reading goes through what mammoth hands to a
 * transform of documents, because the HTML it makes knows no indentation and no names of styles.
 */
export async function readDocx(bytes: Uint8Array): Promise<Manuscript> {
  const { default: mammoth } = await import("mammoth");
  let read: DocxDocument | null = null;
  const transformDocument = (document: DocxDocument): DocxDocument => {
    read = document;
    return { ...document, children: [], comments: [] };
  };
  const { messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { transformDocument });
  const said = messages.map(({ message }) => ({ at: 0, text: "", decision: "left out", reason: message }));
  return new DocxReading(read!).manuscript(said);
}

/** Paragraphs further in than this, in twips (a quarter of an inch), are set off. */
const SET_OFF = 360;
const HEADING = /^(?:heading|überschrift|titre|titolo|t[ií]tulo|заголовок|rubrik|kop|nagłówek)\s*(\d)/iu;
const TITLE = /^(?:sub)?title$|^(?:unter)?titel$|^(?:sous-)?titre$|^(?:sub)?t[ií]tulo$|^(?:sotto)?titolo$/iu;
const QUOTATION = /quot|zitat|citat|citazione|\bcita\b|block ?text|цитат/iu;

interface CalledNote {
  readonly key: string;
  readonly label: string;
  readonly place: "foot" | "end";
  readonly body: readonly DocxElement[];
}

/** The reading of one file: lines and notes are numbered as they come. */
class DocxReading {
  readonly #document: DocxDocument;
  readonly #notes = new Map<string, ManuscriptNote>();
  readonly #counts = { footnote: 0, endnote: 0 };
  readonly #remarks: Remark[] = [];
  readonly #called: CalledNote[] = [];
  readonly #isIndentedThroughout: boolean;
  #source = "";

  constructor(document: DocxDocument) {
    this.#document = document;
    const paragraphs = document.children.filter((child) => child.type === "paragraph");
    this.#isIndentedThroughout = paragraphs.filter(isIndented).length * 2 > paragraphs.length;
  }

  manuscript(said: readonly Remark[]): Manuscript {
    const blocks = this.#blocks(this.#document.children);
    return {
      source: this.#source,
      blocks,
      notes: this.#notes,
      remarks: [...said, ...this.#remarks],
      meta: new Map(),
    };
  }

  #blocks(elements: readonly DocxElement[]): ManuscriptBlock[] {
    const blocks: ManuscriptBlock[] = [];
    for (const element of elements) {
      if (element.type === "table") blocks.push(this.#table(element));
      else if (element.type === "paragraph") this.#paragraph(element, blocks);
    }
    return blocks;
  }

  #paragraph(element: DocxParagraph, blocks: ManuscriptBlock[]): void {
    const at = this.#source.length;
    const words = trimWords(docxWords(element.children, this.#asides(at)));
    if (isEmpty(words)) return;
    this.#source += `${textOf(words).replace(/[\n\u2028]/gu, " ")}\n`;
    this.#readCalled();
    const level = headingLevel(element);
    if (level !== null)
      blocks.push({ kind: "heading", at, words, level, because: `the style ${element.styleName}` });
    else if (element.numbering !== null) addItem(blocks, { kind: "paragraph", at, words }, element.numbering);
    else this.#inFlow(element, { kind: "paragraph", at, words }, blocks);
  }

  #inFlow(element: DocxParagraph, paragraph: ParagraphBlock, blocks: ManuscriptBlock[]): void {
    const isStyled = QUOTATION.test(element.styleName ?? element.styleId ?? "");
    const last = blocks.at(-1);
    const by = isStyled ? "sign" : "indentation";
    if (!isStyled && (this.#isIndentedThroughout || !isIndented(element))) blocks.push(paragraph);
    else if (last?.kind === "quotation" && last.by === by)
      blocks[blocks.length - 1] = { ...last, blocks: [...last.blocks, paragraph] };
    else {
      const because = isStyled ? `the style ${element.styleName}` : "an indented paragraph";
      blocks.push({ kind: "quotation", at: paragraph.at, by, because, blocks: [paragraph] });
    }
  }

  #table({ children }: DocxTable): TableBlock {
    const at = this.#source.length;
    const rows = children.map((row) => ({
      isHeader: row.isHeader,
      cells: row.children.map((cell) => ({
        blocks: this.#blocks(cell.children),
        columns: cell.colSpan,
        rows: cell.rowSpan,
      })),
    }));
    return { kind: "table", at, rows };
  }

  #asides(at: number): DocxAsides {
    const leftOut = (text: string, reason: string): void => {
      this.#remarks.push({ at, text, decision: "left out", reason });
    };
    return {
      leftOut,
      note: (reference) => this.#note(reference),
      comment: (id) => {
        const found = this.#document.comments.find(({ commentId }) => commentId === id);
        if (found !== undefined) leftOut(plainText(found.body), "a comment");
      },
    };
  }

  #note(reference: DocxNoteReference): string | null {
    const found = this.#document.notes.resolve(reference);
    if (found === null) return null;
    const key = `${reference.noteType}-${reference.noteId}`;
    const label = String(++this.#counts[reference.noteType]);
    const place = reference.noteType === "footnote" ? "foot" : "end";
    this.#called.push({ key, label, place, body: found.body });
    return key;
  }

  /** Notes are read behind the paragraph that calls them, so that their lines stand behind its line. */
  #readCalled(): void {
    for (let note = this.#called.shift(); note !== undefined; note = this.#called.shift()) {
      const { key, label, place, body } = note;
      const at = this.#source.length;
      this.#notes.set(key, { at, label, place, blocks: this.#blocks(body) });
    }
  }
}

function isIndented(element: DocxElement): boolean {
  return (
    element.type === "paragraph" && element.numbering === null && Number(element.indent.start ?? 0) >= SET_OFF
  );
}

/** 0 for the title above all headings. */
function headingLevel({ styleId, styleName }: DocxParagraph): number | null {
  const name = styleName ?? styleId ?? "";
  if (TITLE.test(name)) return 0;
  const level = HEADING.exec(name)?.[1] ?? /^Heading(\d)$/u.exec(styleId ?? "")?.[1];
  return level === undefined ? null : Number(level);
}

function plainText(elements: readonly DocxElement[]): string {
  return elements
    .map((element) => {
      if (element.type === "text") return element.value;
      return "children" in element ? plainText(element.children as readonly DocxElement[]) : " ";
    })
    .join("");
}

/** Items further in go into a list of the item before them. */
function addItem(
  blocks: ManuscriptBlock[],
  item: ParagraphBlock,
  { isOrdered, level }: { readonly isOrdered: boolean; readonly level: string | number },
): void {
  const last = blocks.at(-1);
  if (last?.kind !== "list") blocks.push({ kind: "list", at: item.at, ordered: isOrdered, items: [[item]] });
  else blocks[blocks.length - 1] = withItem(last, item, isOrdered, Number(level));
}

function withItem(list: ListBlock, item: ParagraphBlock, ordered: boolean, level: number): ListBlock {
  const before = list.items.at(-1)!;
  if (level === 0) return { ...list, items: [...list.items, [item]] };
  const inner = before.at(-1);
  const nested: ListBlock =
    inner?.kind === "list"
      ? withItem(inner, item, ordered, level - 1)
      : { kind: "list", at: item.at, ordered, items: [[item]] };
  const rest = inner?.kind === "list" ? before.slice(0, -1) : before;
  return { ...list, items: [...list.items.slice(0, -1), [...rest, nested]] };
}
