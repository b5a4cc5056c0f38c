/** One document for the thread that validates by DTD; `url` is what its external identifiers are resolved against. */
export interface DtdQuestion {
  readonly text: string;
  readonly url: string;
  /** Whether it is deeper or longer than libxml2 takes without being told. */
  readonly isHuge: boolean;
  /** The files that the document and its DTD take in, by the address libxml2 asks for them with. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** One thing that libxml2 said. */
export interface DtdSaying {
  readonly message: string;
  /** 1 a warning, 2 an error, 3 a fatal one. */
  readonly level: number;
  readonly file: string | null;
  readonly line: number;
  /** The element it is about, as `/TEI.2/text/p[3]`, where there is one. */
  readonly xpath: string | null;
}

/** What the thread says of one document, in the order of the document. */
export type DtdReply = readonly DtdSaying[];
