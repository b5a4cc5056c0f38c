/** A numbered note of a source, and whether its number stands once in the text. */
export interface NumberedNote {
  readonly number: string;
  readonly text: string;
  readonly offset: number;
}

/** A source parted into its text and its notes. */
export interface TextAndNotes {
  /** The paragraphs of the text, with where each begins. */
  readonly paragraphs: readonly { readonly text: string; readonly offset: number }[];
  readonly notes: ReadonlyMap<string, NumberedNote>;
}

const NOTE = /^\[\^?(\d+|\*)\]:?\s+([\s\S]+)$/u;
/** Several notes may stand on lines of their own in one paragraph. */
const NOTE_LINES = /\n(?=\[\^?(?:\d+|\*)\]:?\s)/u;

/**
 * Parts paragraphs from notes: a paragraph that begins with `[1]` or `[^1]:` is the note of that number, wherever it
 * stands. Where a number is used twice the later paragraph stays text, because which one is meant cannot be told.
 */
export function partNotes(source: string): TextAndNotes {
  const paragraphs: { text: string; offset: number }[] = [];
  const notes = new Map<string, NumberedNote>();
  for (const { 0: block, index } of source.matchAll(/[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/gu)) {
    let offset = index;
    for (const text of block.split(NOTE_LINES)) {
      const [, number, words] = NOTE.exec(text.trim()) ?? [];
      if (number === undefined || words === undefined || notes.has(number)) paragraphs.push({ text, offset });
      else notes.set(number, { number, text: words, offset });
      offset += text.length + 1;
    }
  }
  return { paragraphs, notes };
}

/** A sign in the text that calls a note: `[1]` or `[^1]`. */
export const NOTE_CALL: RegExp = /\s?\[\^?(\d+|\*)\]/gu;
