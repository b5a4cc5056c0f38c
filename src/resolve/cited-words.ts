/** A name in a citation, with the register's key where the text points to it. */
export interface CitedName {
  readonly text: string;
  readonly key: string | null;
}

/**
 * What a citation says of its work. What is marked up is in its list; the rest is `loose`, without the loci and the words
 * that stand for other citations.
 */
export interface CitedWords {
  readonly authors: readonly CitedName[];
  readonly titles: readonly string[];
  /** Years, with the letter that tells works of one year apart: `1973a`. */
  readonly years: readonly string[];
  readonly places: readonly string[];
  readonly publishers: readonly string[];
  readonly identifiers: readonly string[];
  /** Keys that `@ref` or `@key` of its titles lead to; left out where there are none. */
  readonly keys?: readonly string[];
  readonly loose: string;
  /**
   * A number that ends the words and was read as a page, though it may be the end of a title: “Römerbrief 1”. Left out
   * where there is none.
   */
  readonly tail?: string;
  /** The sign of one letter that leads the words, which the register may have for a work: “D. 9.2.5.1”. Left out where none does. */
  readonly letter?: string;
  /** The words with the numbers of an archive's order in them; left out where there are none. */
  readonly archived?: string;
  /** The pages that are cited: where only its journal is named, an article is known by them. Left out where none is. */
  readonly pages?: readonly string[];
  /** The day that the words name, as in `1938-09-29`: it tells the issues of a newspaper apart. Left out where none is. */
  readonly day?: string;
  /** The volume that the loci are in: a set may have an entry for each. Left out where none is said. */
  readonly volume?: string;
}

/** Words that say nothing: whoever knows something puts it in. */
export const NO_WORDS: CitedWords = {
  authors: [],
  titles: [],
  years: [],
  places: [],
  publishers: [],
  identifiers: [],
  loose: "",
};

/** Whether a citation says nothing of its work. */
export function isWordless(words: CitedWords): boolean {
  const { authors, titles, years, identifiers, loose } = words;
  return (
    authors.length + titles.length + years.length + identifiers.length === 0 && !/[\p{L}\p{N}]/u.test(loose)
  );
}
