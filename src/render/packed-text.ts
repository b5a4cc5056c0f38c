import { type EndMatter, type Html, type HtmlElement, isElement } from "./html.ts";
import type { RenderedText } from "./render.ts";

/** A rendered text as a few large values: it has a hundred thousand pieces, and they take long to be put away one by one. */
export type PackedText = Omit<RenderedText, "html" | "notes"> & {
  readonly html: PackedHtml;
  readonly notes: PackedHtml;
};

/** Packs a text, to be kept. */
export function packText({ html, notes, ...text }: RenderedText): PackedText {
  return { ...text, html: packHtml(html), notes: packHtml(notes) };
}

/** Gives a text that was packed. Elements of one kind share their attributes. */
export function unpackText({ html, notes, ...text }: PackedText): RenderedText {
  return { ...text, html: unpackHtml(html), notes: unpackHtml(notes) as readonly HtmlElement[] };
}

interface PackedHtml {
  /** What the pieces say and the values that seldom come twice, one behind the other, in UTF-8. */
  readonly words: Uint8Array;
  /** The kinds of elements, each once. */
  readonly kinds: readonly ElementKind[];
  /** What stands in the pieces, in their order: see {@link Packer}. */
  readonly codes: Uint32Array;
  readonly matters: readonly EndMatter[];
}

/** What elements have in common: their name and their attributes, null where the value is among the words. */
interface ElementKind {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | null>>;
  /** How many of the attributes are null. */
  readonly open: number;
}

/** Attributes whose values seldom come twice. */
const OF_ITS_OWN: ReadonlySet<string> = new Set(["id", "href", "title", "aria-label"]);

const TEXT = 0;
const ELEMENT = 1;
const MATTER = 2;

function packHtml(html: readonly Html[]): PackedHtml {
  const packer = new Packer();
  packer.add(html);
  return packer.packed();
}

function unpackHtml(packed: PackedHtml): readonly Html[] {
  return new Unpacker(packed).next();
}

/** One step on the way to a kind: what comes next, and the kind that ends here. */
interface Step {
  readonly next: Map<string, Step>;
  kind: number;
}

/**
 * Writes a list as the count of its pieces and then the pieces: a text as its length, an element as the number of its kind
 * with the lengths of its own values and then the list within it. The two lowest bits say which it is.
 */
class Packer {
  readonly #codes: number[] = [];
  readonly #words: string[] = [];
  readonly #kinds: ElementKind[] = [];
  readonly #matters: EndMatter[] = [];
  readonly #start: Step = newStep();

  add(html: readonly Html[]): void {
    this.#codes.push(html.length);
    for (const piece of html) {
      if (typeof piece === "string") {
        this.#codes.push(piece.length * 4 + TEXT);
        this.#words.push(piece);
      } else if (isElement(piece)) this.#addElement(piece);
      else {
        this.#codes.push(this.#matters.length * 4 + MATTER);
        this.#matters.push(piece);
      }
    }
  }

  #addElement({ tag, attributes, children }: HtmlElement): void {
    const place = this.#codes.push(0) - 1;
    let step = stepTo(this.#start, tag);
    for (const name in attributes) {
      const value = attributes[name]!;
      step = stepTo(step, name);
      if (OF_ITS_OWN.has(name)) {
        this.#codes.push(value.length);
        this.#words.push(value);
      } else step = stepTo(step, value);
    }
    if (step.kind < 0) step.kind = this.#kinds.push(kindOf(tag, attributes)) - 1;
    this.#codes[place] = step.kind * 4 + ELEMENT;
    this.add(children);
  }

  packed(): PackedHtml {
    return {
      words: new TextEncoder().encode(this.#words.join("")),
      kinds: this.#kinds,
      codes: new Uint32Array(this.#codes),
      matters: this.#matters,
    };
  }
}

function newStep(): Step {
  return { next: new Map(), kind: -1 };
}

function stepTo(step: Step, name: string): Step {
  const known = step.next.get(name);
  if (known !== undefined) return known;
  const made = newStep();
  step.next.set(name, made);
  return made;
}

function kindOf(tag: string, given: HtmlElement["attributes"]): ElementKind {
  const attributes: Record<string, string | null> = {};
  let open = 0;
  for (const [name, value] of Object.entries(given)) {
    attributes[name] = OF_ITS_OWN.has(name) ? null : value;
    if (OF_ITS_OWN.has(name)) open++;
  }
  return { tag, attributes, open };
}

class Unpacker {
  readonly #codes: Uint32Array;
  readonly #words: string;
  readonly #kinds: readonly ElementKind[];
  readonly #matters: readonly EndMatter[];
  #at = 0;
  #from = 0;

  constructor({ codes, words, kinds, matters }: PackedHtml) {
    this.#codes = codes;
    this.#words = new TextDecoder("utf-8", { ignoreBOM: true }).decode(words);
    this.#kinds = kinds;
    this.#matters = matters;
  }

  next(): Html[] {
    const pieces: Html[] = [];
    for (let left = this.#codes[this.#at++]!; left > 0; left--) pieces.push(this.#piece());
    return pieces;
  }

  #piece(): Html {
    const code = this.#codes[this.#at++]!;
    if ((code & 3) === TEXT) return this.#take(code >>> 2);
    if ((code & 3) === MATTER) return this.#matters[code >>> 2]!;
    const { tag, attributes, open } = this.#kinds[code >>> 2]!;
    const own = open === 0 ? (attributes as HtmlElement["attributes"]) : this.#filled(attributes);
    return { tag, attributes: own, children: this.next() };
  }

  #filled(attributes: ElementKind["attributes"]): HtmlElement["attributes"] {
    const filled: Record<string, string> = {};
    for (const name in attributes) filled[name] = attributes[name] ?? this.#take(this.#codes[this.#at++]!);
    return filled;
  }

  #take(length: number): string {
    const from = this.#from;
    this.#from += length;
    return this.#words.slice(from, this.#from);
  }
}
