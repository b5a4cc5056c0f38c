/** What is known of a fault in a stylesheet or in its run. */
export interface StylesheetErrorPlace {
  /** The specification's code, as in `XTSE0010`, or null. */
  readonly code: string | null;
  /** The stylesheet's path as it was given, or the address of one of its modules; null where it is not known. */
  readonly path: string | null;
  /** Counts from 1; null where it is not known. */
  readonly line: number | null;
  /** What the stylesheet said by `xsl:message` before it failed. */
  readonly messages: readonly string[];
}

/** A stylesheet that cannot be compiled or does not run to its end. The message is a sentence for its author. */
export class StylesheetError extends Error implements StylesheetErrorPlace {
  override readonly name = "StylesheetError";
  readonly code: string | null;
  readonly path: string | null;
  readonly line: number | null;
  readonly messages: readonly string[];

  constructor(message: string, place: StylesheetErrorPlace) {
    super(message);
    this.code = place.code;
    this.path = place.path;
    this.line = place.line;
    this.messages = place.messages;
  }
}
