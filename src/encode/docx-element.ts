/** The elements of a DOCX as mammoth hands them to a transform of documents, so far as they are read here. */
export type DocxElement =
  | DocxParagraph
  | DocxTable
  | DocxRun
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "tab" }
  | { readonly type: "break"; readonly breakType: "line" | "page" | "column" }
  | { readonly type: "checkbox"; readonly checked: boolean }
  | { readonly type: "hyperlink"; readonly href?: string; readonly children: readonly DocxElement[] }
  | DocxNoteReference
  | { readonly type: "commentReference"; readonly commentId: string }
  | { readonly type: "image"; readonly altText?: string }
  | { readonly type: "bookmarkStart" };

export interface DocxParagraph {
  readonly type: "paragraph";
  readonly styleId: string | null;
  readonly styleName: string | null;
  readonly numbering: { readonly isOrdered: boolean; readonly level: string | number } | null;
  /** Measures in twips, as text. */
  readonly indent: { readonly start: string | null };
  readonly children: readonly DocxElement[];
}

export interface DocxRun {
  readonly type: "run";
  readonly styleName: string | null;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderline: boolean;
  readonly isStrikethrough: boolean;
  readonly isSmallCaps: boolean;
  readonly verticalAlignment: "baseline" | "superscript" | "subscript";
  readonly children: readonly DocxElement[];
}

export interface DocxNoteReference {
  readonly type: "noteReference";
  readonly noteType: "footnote" | "endnote";
  readonly noteId: string;
}

export interface DocxTable {
  readonly type: "table";
  readonly children: readonly DocxTableRow[];
}

export interface DocxTableRow {
  readonly isHeader: boolean;
  readonly children: readonly DocxTableCell[];
}

export interface DocxTableCell {
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly children: readonly DocxElement[];
}

export interface DocxDocument {
  readonly children: readonly DocxElement[];
  readonly notes: {
    resolve(reference: DocxNoteReference): { readonly body: readonly DocxElement[] } | null;
  };
  readonly comments: readonly {
    readonly commentId: string;
    readonly body: readonly DocxElement[];
  }[];
}
