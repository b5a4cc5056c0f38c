import { nearest } from "../report/index.ts";
import { relativePath } from "../tree/index.ts";
import type { Anchors } from "./anchors.ts";
import { anchorsOf, baseOf, type LinkScope } from "./pointer.ts";
import { isRightKind, type PointerUse } from "./pointer-attributes.ts";
import type { Pointing } from "./pointing.ts";
import { isScheme } from "./prefix.ts";
import type { EditionDocument } from "./registers.ts";

/**
 * How many words are compared for one document in search of what was meant. A register of a hundred thousand entries may
 * be missed a thousand times, and suggestions are not worth minutes.
 */
const COMPARISONS = 1_000_000;

/** Says what the broken pointers of a document were probably meant to be; each question is answered once. */
export class Meant {
  readonly #document: EditionDocument;
  readonly #scope: LinkScope;
  readonly #answers = new Map<string, string | null>();
  readonly #shapes = new Map<string, ReadonlySet<string>>();
  #comparisons = COMPARISONS;

  constructor(document: EditionDocument, scope: LinkScope) {
    this.#document = document;
    this.#scope = scope;
  }

  /** The nearest id of the right kind in a document, written as the pointer was written. */
  element({ pointer, use }: Pointing, target: string, id: string): string | null {
    return this.#once(`element ${use.expected} ${pointer}`, () => {
      const elsewhere = target === this.#document.id ? this.#inAnother(id, use) : null;
      if (elsewhere !== null) return elsewhere;
      const found = this.#nearestId(id, this.#anchors(target), use);
      if (found === null) return null;
      return pointer.endsWith(id) ? pointer.slice(0, pointer.length - id.length) + found : found;
    });
  }

  /** The path of the only other document that has an element of the right kind with the id that a pointer misses in its own. */
  holder({ use }: Pointing, target: string, id: string): string | null {
    const elsewhere = target === this.#document.id ? this.#inAnother(id, use) : null;
    return elsewhere === null ? null : elsewhere.slice(0, -id.length - 1);
  }

  /** What the ids of a numbered series have in common, of which a document has none (“#f0001” without a facsimile). */
  missingSeries(target: string, id: string): string | null {
    if (!/\d/u.test(id)) return null;
    const shape = id.replace(NUMBERS, "0");
    let shapes = this.#shapes.get(target);
    if (shapes === undefined) {
      const ids = this.#anchors(target)?.elements.keys() ?? [];
      shapes = new Set([...ids].map((each) => each.replace(NUMBERS, "0")));
      this.#shapes.set(target, shapes);
    }
    return shapes.has(shape) ? null : shape;
  }

  /** The nearest file, written from the folder of the document, with what stands behind it in the pointer. */
  file({ pointer, from }: Pointing, file: string): string | null {
    const base = baseOf(from) ?? this.#document.tree.path;
    return this.#once(`file ${base} ${pointer}`, () => {
      const files = this.#scope.paths.map((path) => relativePath(path, base));
      const found = this.#nearest(file, files) ?? files.find((each) => each.replace(/\.\w+$/u, "") === file);
      return found === undefined || found === null ? null : pointer.replace(file, found);
    });
  }

  /** The pointer as it would be if it led to the file of a document; null where a prefix stands for the file. */
  elsewhere({ pointer, from }: Pointing, file: string, document: string): string | null {
    const path = this.#scope.of(document)?.path;
    if (path === undefined || !pointer.includes(file)) return null;
    return pointer.replace(file, () => relativePath(path, baseOf(from) ?? this.#document.tree.path));
  }

  /** The pointer to the element that has a bare word as its id: here, or for what never names pages, in all the edition. */
  bare({ use }: Pointing, word: string): string | null {
    if (use.isFile === true) return null;
    const here = this.#anchors(this.#document.id);
    const element = here?.elements.get(word);
    if (element !== undefined && isRightKind(element, use)) return `#${word}`;
    return use.web ? null : this.#inAnother(word, use);
  }

  /** The pointer to the element of this document whose id is nearest to a bare word. */
  bareNearest({ use }: Pointing, word: string): string | null {
    return this.#once(`bare ${use.expected} ${word}`, () => {
      const found = this.#nearestId(word, this.#anchors(this.#document.id), use);
      return found === null ? null : `#${found}`;
    });
  }

  /** The nearest prefix that is declared. */
  prefix({ attribute }: Pointing, prefix: string): string | null {
    const declared = this.#scope.prefixes(attribute.tree).map(({ ident }) => ident);
    return nearest(
      prefix,
      ["http", "https", ...declared].filter((ident) => isScheme(ident) || ident.length > 1),
    );
  }

  /** The nearest of some words. */
  among(word: string, words: readonly string[]): string | null {
    return this.#once(`among ${words.length} ${word}`, () => this.#nearest(word, words));
  }

  /** The pointer to the element of the right kind that has an id in any document of the edition. */
  #inAnother(id: string, use: PointerUse): string | null {
    const owner = this.#scope.withId(id);
    if (owner === null || !isRightKind(owner.elements.get(id)!, use)) return null;
    return `${relativePath(owner.path, this.#document.tree.path)}#${id}`;
  }

  #anchors(document: string): Anchors | null {
    if (document !== this.#document.id)
      return this.#scope.of(document) ?? this.#scope.at(document)[0] ?? null;
    return this.#scope.of(document) ?? anchorsOf(this.#document);
  }

  #nearestId(id: string, anchors: Anchors | null, use: PointerUse): string | null {
    if (anchors === null || anchors.elements.size > this.#comparisons) return null;
    const right = [...anchors.elements].filter(([, element]) => isRightKind(element, use));
    return this.#nearest(
      id,
      right.map(([each]) => each),
    );
  }

  #nearest(word: string, words: readonly string[]): string | null {
    if (words.length > this.#comparisons) return null;
    this.#comparisons -= words.length;
    return nearest(
      word,
      words.filter((each) => !isOtherNumber(word, each)),
    );
  }

  #once(question: string, answer: () => string | null): string | null {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const found = answer();
    this.#answers.set(question, found);
    return found;
  }
}

/** “let694.xml” is not “let695.xml” with a slip of the pen: what differs by its numbers alone is another thing of its kind. */
function isOtherNumber(one: string, other: string): boolean {
  const ones = one.match(NUMBERS) ?? [];
  const others = other.match(NUMBERS) ?? [];
  if (ones.length === 0 || ones.length !== others.length) return false;
  const isAlike = one.replace(NUMBERS, "0") === other.replace(NUMBERS, "0");
  return isAlike && ones.some((number, at) => Number(number) !== Number(others[at]));
}

const NUMBERS = /\d+/gu;
