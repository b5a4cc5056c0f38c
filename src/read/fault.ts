import type { Finding, FindingType, SourcePlace, Span } from "../report/index.ts";
import type { LineTable } from "../tree/index.ts";

/** What ends the reading of a document: a violation of well-formedness, or a limit passed. Caught where reading begins. */
export class Fault extends Error {
  readonly #make: (place: SourcePlace) => Finding;
  readonly #span: Span;

  constructor(span: Span, make: (place: SourcePlace) => Finding) {
    super("a fault in a document");
    this.#span = span;
    this.#make = make;
  }

  /** Gives the finding, once path and lines are known. */
  finding(path: string, lines: LineTable): Finding {
    return this.#make({ path, lines, span: this.#span, elementPath: null });
  }
}

/** Makes the fault of a code at a stretch of the source, to be thrown. */
export function fault<A>(type: FindingType<A>, args: A, span: Span): Fault {
  // A fault is not a programmer's mistake: the stack is of no use, and costs much.
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new Fault(span, (place) => type(place, args));
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** For who looks at bytes without telling what is wrong: a fault is for the reader to tell; it gives false. */
export function stops(error: unknown): false {
  if (error instanceof Fault) return false;
  throw error;
}
