import { Buffer } from "node:buffer";
import { normalPath } from "../tree/index.ts";
import { type DocumentBytes, isOversize } from "./document-size.ts";
import { type Limits, limitsWith } from "./limits.ts";
import { type ReadResult, readBytes } from "./read.ts";

/** What came of looking for a file: its bytes, or that it is not there, or that it lies outside the project. */
export type Opened =
  | { readonly kind: "file"; readonly document: DocumentBytes }
  | { readonly kind: "missing" }
  | { readonly kind: "outside" };

/** Looks for a file by its path, written as the paths of documents are. */
export type OpenFile = (path: string) => Opened;

/** A file that was looked for and is not to be had. */
export type NotToBeHad = "missing" | "outside";

/** The files that documents include: each is opened and read once, however many include it. */
export class Library {
  readonly #open: OpenFile;
  readonly #limits: Partial<Limits>;
  readonly #read = new Map<string, ReadResult | NotToBeHad>();

  constructor(open: OpenFile, limits: Partial<Limits>) {
    this.#open = open;
    this.#limits = limits;
  }

  get limits(): Partial<Limits> {
    return this.#limits;
  }

  /** Takes in a document that was read already. */
  add(path: string, result: ReadResult): void {
    this.#read.set(normalPath(path), result);
  }

  /** Gives a file as an XML document, as it is written. */
  document(path: string): ReadResult | NotToBeHad {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const opened = this.#open(path);
    const result =
      opened.kind === "file" ? readBytes(opened.document, { path, limits: this.#limits }) : opened.kind;
    this.#read.set(path, result);
    return result;
  }

  /** Gives a file as text; null where its bytes are not of the encoding (UTF-8 where none is named and no mark says), or too many. */
  text(path: string, encoding: string | null): { readonly text: string | null } | NotToBeHad {
    const opened = this.#open(path);
    if (opened.kind !== "file") return opened.kind;
    const isTooLarge = isOversize(opened.document, limitsWith(this.#limits));
    return { text: isTooLarge ? null : decodeText(opened.document.bytes, encoding) };
  }
}

/** XInclude 1.0, section 4.3: a byte order mark says more than the attribute, which says more than the default. */
function decodeText(bytes: Uint8Array, encoding: string | null): string | null {
  const [first, second] = bytes;
  const mark =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  const label = mark ?? encoding ?? "utf-8";
  if (/^(?:iso[-_]8859-1|latin1)$/iu.test(label)) return Buffer.from(bytes).toString("latin1");
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
