import type { AnchorIndex, Anchors } from "../../resolve/index.ts";
import { normalPath, once } from "../../tree/index.ts";
import type { JoinedDocument, Outline } from "./made-document.ts";
import { NameIndex } from "./name-index.ts";
import type { Sequence } from "./rows.ts";

/** Who knows what documents say of themselves. */
interface Outlines {
  readonly outlineOf: (document: JoinedDocument) => Outline;
}

/** The ids of a document, which are looked up when they are asked for. */
class KeptAnchors implements Anchors {
  readonly #document: JoinedDocument;
  readonly #outlines: Outlines;
  #elements: ReadonlyMap<string, string> | null = null;

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

  get entry(): string | undefined {
    return this.#outlines.outlineOf(this.#document).anchors?.entry;
  }

  get elements(): ReadonlyMap<string, string> {
    this.#elements ??= this.#outlines.outlineOf(this.#document).anchors?.elements ?? NO_IDS;
    return this.#elements;
  }
}

/** The ids of so many documents are at hand. */
const FEW = 8;

const NO_IDS: ReadonlyMap<string, string> = new Map();

/** The documents that pointers can lead to, found by their paths and ids: what is held of each is a number or two. */
export class AnchorShelf implements AnchorIndex {
  readonly #documents: Sequence<JoinedDocument>;
  readonly #outlines: Outlines;
  readonly #byPath: () => NameIndex;
  readonly #byId: () => NameIndex;
  /** The documents that were asked for last: nearly all pointers of a document lead into itself or into a few registers. */
  readonly #recent = new Map<number, Anchors>();

  constructor(documents: Sequence<JoinedDocument>, outlines: Outlines) {
    this.#documents = documents;
    this.#outlines = outlines;
    const { length } = documents;
    this.#byPath = once(() => new NameIndex(length, (nth) => normalPath(documents.at(nth)!.path)));
    this.#byId = once(() => new NameIndex(length, (nth) => documents.at(nth)!.id));
  }

  at(path: string): Anchors | null {
    return this.#numbered(this.#byPath().numberOf(path));
  }

  of(id: string): Anchors | null {
    return this.#numbered(this.#byId().numberOf(id));
  }

  /** Whether a document has a text, and stands among the first of so many. */
  hasTextAmong(own: number, id: string): boolean {
    const number = this.#byId().numberOf(id);
    return number !== null && number < own && this.#documents.at(number)!.hasText;
  }

  *[Symbol.iterator](): Generator<Anchors> {
    for (const document of this.#documents) yield new KeptAnchors(document, this.#outlines);
  }

  #numbered(number: number | null): Anchors | null {
    if (number === null) return null;
    const known = this.#recent.get(number);
    if (known !== undefined) return known;
    if (this.#recent.size === FEW) this.#recent.clear();
    const anchors = new KeptAnchors(this.#documents.at(number)!, this.#outlines);
    this.#recent.set(number, anchors);
    return anchors;
  }
}
