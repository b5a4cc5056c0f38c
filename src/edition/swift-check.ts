import { ByteScanner, type Limits, limitsWith, readDocument, XINCLUDE_NAMESPACE } from "../read/index.ts";
import { SUPPRESSION } from "../report/index.ts";
import type { Tree } from "../tree/index.ts";
import { type Grammar, type StreamingValidation, streamValidation } from "../validate/index.ts";
import type { SchemasOf } from "./schema-check.ts";
import { hasTextOf } from "./source.ts";
import { unwatched, type Watch } from "./watch.ts";

/** What is known of a document in which nothing is wrong and that stands by itself. */
export interface SoundDocument {
  /** As `hasText` would say. */
  readonly hasText: boolean;
}

/** How documents are looked at. */
export interface SwiftSetup {
  readonly schemasOf: SchemasOf;
  readonly watch?: Watch;
}

/**
 * Tells documents that are sound from those that have to be looked at closely, by their bytes alone, which takes a fraction
 * of the time. Sound is a document that is well-formed and valid against all of its schemas, which are of RELAX NG, that
 * includes nothing and suppresses no finding.
 */
export class SwiftCheck {
  readonly #limits: Limits;
  #scanner: ByteScanner | null = null;
  #validations = new Map<Grammar, StreamingValidation>();

  constructor(limits: Partial<Limits>) {
    this.#limits = limitsWith(limits);
  }

  /** Whether documents of so many bytes can be looked at; what is longer may be too large, which is for the reader to tell. */
  isFor(size: number): boolean {
    return size <= this.#limits.documentSize;
  }

  /** Gives null where a document may not be sound. */
  async look(path: string, bytes: Uint8Array, setup: SwiftSetup): Promise<SoundDocument | null> {
    const { schemasOf, watch = unwatched } = setup;
    const scanner = this.#readyScanner();
    if (!watch("read", path, () => scanner.open(bytes))) return null;
    const found = await watch("schema", path, () => schemasOf(path, () => headOf(scanner, path)));
    if (found.findings.length + found.schematron.length > 0 || found.grammars.length === 0) return null;
    const isValid = watch("schema", path, () => this.#isValid(scanner, bytes, found.grammars));
    return isValid ? soundIn(scanner) : null;
  }

  /** Names are kept from one document to the next, as long as they are those of a vocabulary. */
  #readyScanner(): ByteScanner {
    if (this.#scanner === null || this.#scanner.isFull) {
      this.#scanner = new ByteScanner(this.#limits);
      this.#validations = new Map();
    }
    return this.#scanner;
  }

  #isValid(scanner: ByteScanner, bytes: Uint8Array, grammars: readonly Grammar[]): boolean {
    return grammars.every((grammar, nth) => {
      const validation = this.#validationFor(scanner, grammar);
      return validation !== null && (nth === 0 || scanner.open(bytes)) && validation.isValid();
    });
  }

  #validationFor(scanner: ByteScanner, grammar: Grammar): StreamingValidation | null {
    if (grammar.language !== "relaxng") return null;
    const known = this.#validations.get(grammar);
    if (known !== undefined) return known;
    const made = streamValidation(scanner, grammar.schema);
    this.#validations.set(grammar, made);
    return made;
  }
}

/** The document as far as its outermost start tag, which names schemas; nothing can be wrong with it. */
function headOf(scanner: ByteScanner, path: string): Tree {
  return readDocument(scanner.head(), { path }).tree!;
}

function soundIn(scanner: ByteScanner): SoundDocument | null {
  if (scanner.targets.has(SUPPRESSION)) return null;
  const elements = scanner.elements();
  if (elements.some(({ uri, local }) => uri === XINCLUDE_NAMESPACE && local === "include")) return null;
  return { hasText: hasTextOf(scanner.root, elements) };
}
