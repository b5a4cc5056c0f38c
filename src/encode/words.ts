/** Words of one kind that follow each other; a call of a note is a run without words. */
export interface Run {
  /** White space as the source has it; U+2028 stands for a line break that is meant. */
  readonly text: string;
  /** How they are set off: `bold`, `italic`, `smallcaps`, `strikethrough`, `subscript`, `superscript`, `underline`. */
  readonly rend: readonly string[];
  /** Where they link to, or null. */
  readonly target: string | null;
  /** The key of the note that is called here, or null. */
  readonly note: string | null;
}

export type Words = readonly Run[];

const PLAIN: Omit<Run, "text"> = { rend: [], target: null, note: null };

/** Makes words that nothing sets off. */
export function plainWords(text: string): Words {
  return text === "" ? [] : [{ ...PLAIN, text }];
}

/** Makes the call of a note. */
export function noteCall(key: string): Run {
  return { ...PLAIN, text: "", note: key };
}

/** The characters of words. */
export function textOf(words: Words): string {
  return words.map(({ text }) => text).join("");
}

/** Whether words have a letter, or at least call a note. */
export function isEmpty(words: Words): boolean {
  return words.every(({ text, note }) => note === null && text.trim() === "");
}

/**
 * The part of words between two offsets in their characters. The call of a note goes with the character before it, so that
 * parts that follow each other hold every call once.
 */
export function sliceWords(words: Words, start: number, end: number): Words {
  const found: Run[] = [];
  let at = 0;
  for (const run of words) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, run.text.length);
    if (run.note !== null && (at > start || start === 0) && at <= end) found.push(run);
    else if (from < to) found.push({ ...run, text: run.text.slice(from, to) });
    at += run.text.length;
  }
  return found;
}

/** Words without so many characters at their head; calls of notes among these stay. */
export function dropCharacters(words: Words, count: number): Words {
  let left = count;
  return words.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === "" && run.note === null ? [] : [{ ...run, text }];
  });
}

/** The characters at the head of words that are all set off in the same way; 0 where the first are not. */
export function setOffAtHead(words: Words): { readonly length: number; readonly rend: readonly string[] } {
  const rend = words.find(({ note }) => note === null)?.rend ?? [];
  const end = words.findIndex((run) => run.note === null && !sameRend(run.rend, rend));
  const head = end < 0 ? words : words.slice(0, end);
  return { length: rend.length === 0 ? 0 : textOf(head).length, rend };
}

function sameRend(one: readonly string[], other: readonly string[]): boolean {
  return one.join(" ") === other.join(" ");
}

/** Words without the white space at both ends; calls of notes there stay. */
export function trimWords(words: Words): Words {
  const front = withoutSpace(words, (text) => text.trimStart());
  return withoutSpace(front.reverse(), (text) => text.trimEnd()).reverse();
}

function withoutSpace(words: Words, trim: (text: string) => string): Run[] {
  const made: Run[] = [];
  let isOutside = true;
  for (const run of words) {
    const text = isOutside && run.note === null ? trim(run.text) : run.text;
    if (text === "" && run.note === null) continue;
    isOutside &&= run.note !== null;
    made.push({ ...run, text });
  }
  return made;
}

/** Parts words at their line ends, those that are meant and those that only end a line of the source. */
export function linesOf(words: Words): Words[] {
  const text = textOf(words);
  const lines: Words[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/[\n\u2028]/gu)) {
    lines.push(sliceWords(words, from, index));
    from = index + 1;
  }
  lines.push(sliceWords(words, from, text.length));
  return lines.map(trimWords).filter((line) => !isEmpty(line));
}

/** Joins lines to one paragraph again. */
export function joinLines(lines: readonly Words[], end: string): Words {
  return joined(lines.flatMap((line, at) => (at === 0 ? line : [...plainWords(end), ...line])));
}

/** Joins runs of the same kind, and leaves out those that say nothing. */
export function joined(runs: readonly Run[]): Words {
  const made: Run[] = [];
  for (const each of runs) {
    const last = made.at(-1);
    if (each.text === "" && each.note === null) continue;
    if (last !== undefined && isAlike(last, each))
      made[made.length - 1] = { ...last, text: last.text + each.text };
    else made.push(each);
  }
  return made;
}

function isAlike(one: Run, other: Run): boolean {
  const calls = one.note !== null || other.note !== null;
  return !calls && one.target === other.target && sameRend(one.rend, other.rend);
}
