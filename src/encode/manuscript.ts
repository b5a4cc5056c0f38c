import type { Remark } from "./review.ts";
import type { Words } from "./words.ts";

/** A block of a manuscript; `at` is the offset in the manuscript's source at which it begins. */
export type ManuscriptBlock =
  | HeadingBlock
  | ParagraphBlock
  | QuotationBlock
  | ListBlock
  | TableBlock
  | RuleBlock;

export interface HeadingBlock {
  readonly kind: "heading";
  readonly at: number;
  readonly words: Words;
  /** 1 for the highest. */
  readonly level: number;
  readonly because: string;
}

export interface ParagraphBlock {
  readonly kind: "paragraph";
  readonly at: number;
  readonly words: Words;
}

export interface QuotationBlock {
  readonly kind: "quotation";
  readonly at: number;
  readonly blocks: readonly ManuscriptBlock[];
  /** Whether a sign or style says so, or only white space, which may be no more than the layout. */
  readonly by: "sign" | "indentation";
  readonly because: string;
}

export interface ListBlock {
  readonly kind: "list";
  readonly at: number;
  readonly ordered: boolean;
  readonly items: readonly (readonly ManuscriptBlock[])[];
}

export interface TableBlock {
  readonly kind: "table";
  readonly at: number;
  readonly rows: readonly TableRow[];
}

/** A line across the page, or the sign that stands for one. */
export interface RuleBlock {
  readonly kind: "rule";
  readonly at: number;
}

export interface TableRow {
  readonly isHeader: boolean;
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly blocks: readonly ManuscriptBlock[];
  readonly columns: number;
  readonly rows: number;
}

/** A note, kept by a key that calls name. */
export interface ManuscriptNote {
  readonly at: number;
  /** Its number or sign as it is printed. */
  readonly label: string;
  readonly place: "foot" | "end" | null;
  readonly blocks: readonly ManuscriptBlock[];
}

/** A source as an encoder reads it, whatever file it came from. */
export interface Manuscript {
  /** The text in which offsets count; of a DOCX a line for each of its paragraphs. */
  readonly source: string;
  readonly blocks: readonly ManuscriptBlock[];
  readonly notes: ReadonlyMap<string, ManuscriptNote>;
  /** What was left out, or is doubtful already where it is read. */
  readonly remarks: readonly Remark[];
  /** What the source says of itself: title, author, date, lang, each perhaps several times. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
}

/** All words of blocks, with those within quotations, lists and tables. */
export function wordsIn(blocks: readonly ManuscriptBlock[]): Words[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "heading":
      case "paragraph":
        return [block.words];
      case "quotation":
        return wordsIn(block.blocks);
      case "list":
        return block.items.flatMap(wordsIn);
      case "table":
        return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => wordsIn(cell.blocks)));
      case "rule":
        return [];
      default:
        return block satisfies never;
    }
  });
}
