import type { DocumentRecords } from "../cite/index.ts";
import type { FrontMatter, RenderedText, Words } from "../render/index.ts";
import type { Registers } from "../resolve/index.ts";

/** A document made ready for a form of the book; links are as on its page of the site. */
export interface BookText {
  readonly id: string;
  readonly front: FrontMatter;
  readonly text: RenderedText;
  readonly records: DocumentRecords;
  /** Whether it is a register; a text where absent. */
  readonly isRegister?: boolean;
}

/** What a book is made of: the texts of an edition, or one of them. */
export interface Book {
  /** A name that stays from version to version, and no other edition has. */
  readonly name: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly version: string | null;
  /** The moment that counts as its last change, ISO 8601 in UTC; never the clock's. */
  readonly modified: string;
  readonly language: string;
  readonly words: Words;
  readonly texts: readonly BookText[];
  readonly registers: Registers;
  /** The stylesheet of the form. */
  readonly theme: string;
  /** Gives a picture of the edition's folder; null for one that is not there. */
  readonly picture: (path: string) => Uint8Array | null;
}

/** A file of a book or beside it, by its path with forward slashes. */
export interface BookFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The names of those who wrote the texts, each once, in the order in which they come. */
export function authorsOf({ texts }: Pick<Book, "texts">): readonly string[] {
  return [...new Set(texts.flatMap(({ front }) => front.authors))];
}

/** The names of those who edited, encoded or published them. */
export function editorsOf({ texts }: Pick<Book, "texts">): readonly string[] {
  const authors = authorsOf({ texts });
  const names = texts.flatMap(({ front }) => front.editors.map(({ name }) => name));
  return [...new Set(names)].filter((name) => !authors.includes(name));
}

/** The languages of the texts, the most frequent first. */
export function languagesOf({ texts, language }: Pick<Book, "texts" | "language">): readonly string[] {
  const counts = new Map<string, number>();
  for (const { front } of texts)
    if (front.language !== null) counts.set(front.language, (counts.get(front.language) ?? 0) + 1);
  const found = [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
  return found.length === 0 ? [language] : found;
}
