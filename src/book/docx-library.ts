/** A piece of a document, as the library makes it; nobody looks into it. */
export type Piece = object;

type Maker<Options = object> = new (options: Options) => Piece;

/**
 * What is used of the package `docx`. Its own types name files without their endings, which Node's way of finding modules
 * does not follow, so that what it exports is written down here.
 */
export interface DocxLibrary {
  readonly Document: Maker;
  readonly ExternalHyperlink: Maker<{ readonly link: string; readonly children: readonly Piece[] }>;
  readonly Footer: Maker<{ readonly children: readonly Piece[] }>;
  readonly Header: Maker<{ readonly children: readonly Piece[] }>;
  readonly FootnoteReferenceRun: Maker<number>;
  readonly Paragraph: Maker<string | ParagraphOptions>;
  readonly Table: Maker<{
    readonly rows: readonly Piece[];
    readonly width: object;
    readonly borders: object;
    readonly visuallyRightToLeft: boolean;
  }>;
  readonly TableRow: Maker<{ readonly tableHeader: boolean; readonly children: readonly Piece[] }>;
  readonly TableCell: Maker<{
    readonly columnSpan: number;
    readonly rowSpan: number;
    readonly margins: object;
    readonly children: readonly Piece[];
  }>;
  readonly TextRun: Maker<string | object>;
  readonly PageNumber: { readonly CURRENT: string };
  readonly Packer: { readonly toBuffer: (document: Piece) => Promise<Uint8Array> };
}

/** What a paragraph is made of. */
export interface ParagraphOptions {
  readonly text?: string;
  readonly children?: readonly Piece[];
  readonly style?: string;
  readonly heading?: string;
  readonly alignment?: "center";
  readonly keepNext?: boolean;
  readonly numbering?: { readonly reference: string; readonly level: number; readonly instance: number };
}

/** Loads the library. */
export async function loadDocx(): Promise<DocxLibrary> {
  return (await import("docx")) as unknown as DocxLibrary;
}
