import type { Anchors } from "../../resolve/index.ts";
import { normalPath } from "../../tree/index.ts";
import type { JoinedDocument, Outline } from "./made-document.ts";

/** Who knows what documents say of themselves. */
interface Outlines {
  readonly outlineOf: (document: JoinedDocument) => Outline;
}

/** The ids of a document, which are looked up when they are asked for. */
export class KeptAnchors implements Anchors {
  readonly #document: JoinedDocument;
  readonly #outlines: Outlines;

  constructor(document: JoinedDocument, outlines: Outlines) {
    this.#document = document;
    this.#outlines = outlines;
  }

  get document(): string {
    return this.#document.id;
  }

  get path(): string {
    return normalPath(this.#document.path);
  }

  get parts(): readonly string[] {
    return this.#document.parts;
  }

  get isComplete(): boolean {
    return this.#document.isComplete;
  }

  get elements(): ReadonlyMap<string, string> {
    return this.#outlines.outlineOf(this.#document).anchors?.elements ?? NO_IDS;
  }
}

const NO_IDS: ReadonlyMap<string, string> = new Map();
