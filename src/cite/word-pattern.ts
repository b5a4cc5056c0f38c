/** Finds words in a text, as a regular expression does. */
export interface WordPattern {
  exec(text: string): RegExpExecArray | null;
  test(text: string): boolean;
}

const WORD = /[\p{L}\p{N}]+/gu;
const BEHIND_OPENING = /^[\s("“„«[]*([\p{L}\p{N}]+)/u;

/** The words phrases begin with, in small letters; a phrase without spaces or without letters is kept whole. */
interface Beginnings {
  readonly words: ReadonlySet<string>;
  readonly whole: readonly string[];
}

function beginningsOf(phrases: readonly string[]): Beginnings {
  const isWhole = (phrase: string): boolean => /\p{Script=Han}/u.test(phrase) || !/\p{L}/u.test(phrase);
  const words = phrases
    .filter((phrase) => !isWhole(phrase))
    .flatMap((phrase) => phrase.match(WORD)?.[0] ?? []);
  return { words: new Set(words.map((word) => word.toLowerCase())), whole: phrases.filter(isWhole) };
}

/** Splits texts into words; the last one is remembered, because several patterns ask for the same text. */
export class WordReader {
  #text = "";
  #words: readonly string[] = [];

  /** The words of a text in small letters. */
  words(text: string): readonly string[] {
    if (text !== this.#text) {
      this.#text = text;
      this.#words = text.toLowerCase().match(WORD) ?? [];
    }
    return this.#words;
  }
}

/**
 * A pattern whose every match holds one of some phrases. Patterns of many phrases are slow, and most texts hold none of
 * them: it is tried only where a phrase begins.
 */
export function screened(pattern: RegExp, phrases: readonly string[], reader: WordReader): WordPattern {
  const { words, whole } = beginningsOf(phrases);
  const mayHold = (text: string): boolean =>
    reader.words(text).some((word) => words.has(word)) || whole.some((phrase) => text.includes(phrase));
  return {
    exec: (text) => (mayHold(text) ? pattern.exec(text) : null),
    test: (text) => mayHold(text) && pattern.test(text),
  };
}

/** A pattern that takes phrases from the beginning of a text, and the white space there where it begins with none. */
export function screenedAtStart(pattern: RegExp, phrases: readonly string[]): WordPattern {
  const { words, whole } = beginningsOf(phrases);
  const mayStart = (text: string): boolean => {
    const first = BEHIND_OPENING.exec(text)?.[1];
    return (
      (first !== undefined && words.has(first.toLowerCase())) || whole.some((phrase) => text.includes(phrase))
    );
  };
  const white = /^\s*/u;
  return {
    exec: (text) => (mayStart(text) ? pattern : white).exec(text),
    test: () => true,
  };
}
