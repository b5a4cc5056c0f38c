import { type Markup, markup, type Piece } from "./markup.ts";
import { type Run, sliceWords, textOf, type Words } from "./words.ts";

/** A stretch of words that becomes an element; offsets count in their characters, the end is exclusive. */
export interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly series: string | null;
  /** Elements between this one and its words: `vocal` says what it was in a `desc`. */
  readonly within?: string;
  /** How many characters at both ends only say what it is, as brackets do, and go. */
  readonly signs?: number;
}

/** Makes the element for the call of a note. */
export type NoteMaker = (key: string) => Piece[];

interface Nested extends Phrase {
  readonly inner: Nested[];
}

/** Makes the content of an element of words and of the phrases found in them. A phrase that crosses another is left out. */
export function phrasePieces(words: Words, phrases: readonly Phrase[], note: NoteMaker): Piece[] {
  return pieces(words, nested(phrases), { start: 0, end: textOf(words).length }, note);
}

/** Puts phrases into each other; of two with the same extent the earlier in the list is the outer. */
function nested(phrases: readonly Phrase[]): Nested[] {
  const sorted = [...phrases].sort((one, other) => one.start - other.start || other.end - one.end);
  const top: Nested[] = [];
  const open: Nested[] = [];
  for (const phrase of sorted.filter(({ start, end }) => start < end)) {
    while (open.length > 0 && open.at(-1)!.end <= phrase.start) open.pop();
    const around = open.at(-1);
    if (around !== undefined && (around.end < phrase.end || around.name === phrase.name)) continue;
    const made = { ...phrase, inner: [] };
    (around?.inner ?? top).push(made);
    open.push(made);
  }
  return top;
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

function pieces(words: Words, phrases: readonly Nested[], { start, end }: Extent, note: NoteMaker): Piece[] {
  const made: Piece[] = [];
  let at = start;
  for (const phrase of phrases) {
    if (at < phrase.start) made.push(...leaves(sliceWords(words, at, phrase.start), note));
    const [content, calls] = withoutCallsBehind(words, phrase);
    const signs = phrase.signs ?? 0;
    const extent = { start: phrase.start + signs, end: phrase.end - signs };
    made.push(element(phrase, pieces(content, phrase.inner, extent, note)), ...leaves(calls, note));
    at = phrase.end;
  }
  return at < end || start === end ? [...made, ...leaves(sliceWords(words, at, end), note)] : made;
}

/** A note called behind a name or quotation is no part of it. */
function withoutCallsBehind(words: Words, { start, end }: Extent): [words: Words, calls: Words] {
  const part = sliceWords(words, start, end);
  const last = part.findLastIndex(({ note }) => note === null);
  const calls = part.slice(last + 1);
  return [words.filter((run) => !calls.includes(run)), calls];
}

function element({ name, attributes, series, within }: Phrase, children: readonly Piece[]): Markup {
  return markup(name, attributes, within === undefined ? children : [markup(within, {}, children)], series);
}

function leaves(words: Words, note: NoteMaker): Piece[] {
  return words.flatMap((run) => (run.note === null ? [...leaf(run)] : note(run.note)));
}

function leaf({ text, rend, target }: Run): Piece[] {
  const lines = text.split("\u2028").flatMap((line, at) => {
    const folded = line.replace(/\s+/gu, " ");
    return [...(at === 0 ? [] : [markup("lb", {}, [])]), ...(folded === "" ? [] : [folded])];
  });
  const set = rend.length === 0 ? lines : [markup("hi", { rend: rend.join(" ") }, lines)];
  return target === null ? set : [markup("ref", { target: encodeURI(decoded(target)) }, set)];
}

/** A target may come with its percent signs or without; a URI has no white space. */
function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}
