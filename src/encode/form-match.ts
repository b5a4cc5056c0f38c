import type { LabelEvidence } from "./label-evidence.ts";
import type { LineForm } from "./line-forms.ts";
import { dropCharacters, setOffAtHead, sliceWords, textOf, trimWords, type Words } from "./words.ts";

/** A form that fits words, with the parts of a speech. */
export interface FormMatch {
  readonly form: LineForm;
  /** Who speaks; empty where a dash alone says that somebody does. */
  readonly label: Words;
  /** How it is said, in brackets behind the label. */
  readonly direction: Words;
  /** What is said; of any other form all the words. */
  readonly words: Words;
  /** All of it, as it stands. */
  readonly whole: Words;
}

/** Gives the first form that fits words, or null. */
export function matchForm(
  words: Words,
  forms: readonly LineForm[],
  evidence: LabelEvidence,
): FormMatch | null {
  for (const form of forms) {
    const found = fitForm(words, form);
    if (found !== null && evidence.allows(form, textOf(found.label))) return found;
  }
  return null;
}

/** Whether a form fits words as they stand, whatever the rest of the text says. */
export function fitForm(words: Words, form: LineForm): FormMatch | null {
  const text = form.setOff === undefined ? textOf(words) : setOffText(words, form.setOff);
  const found = text === null ? null : form.pattern.exec(text);
  if (found === null) return null;
  if (form.becomes !== "speech") return { form, label: [], direction: [], words, whole: words };
  return speechParts(words, form, found);
}

/** The sign behind a label, and the white space, are the source's way to write a speech, and go; brackets stay. */
function speechParts(words: Words, form: LineForm, found: RegExpExecArray): FormMatch {
  const text = textOf(words);
  const { label = "", direction = "" } = found.groups ?? {};
  const name = label.replace(/(?<=\p{L}{2})[\s.:]+$/u, "");
  const brackets = direction === "" ? -1 : text.indexOf(direction, label.length);
  const unread = direction === "" ? found[0].slice(label.length).search(/[([]/u) : -1;
  const behind = unread < 0 ? found[0].length : label.length + unread;
  const directed = brackets < 0 ? [] : sliceWords(words, brackets, brackets + direction.length);
  return {
    form,
    whole: words,
    label: name === "" ? [] : trimWords(sliceWords(words, 0, name.length)),
    direction: trimWords(directed.filter(({ note }) => note === null)),
    words: trimWords(
      name === "" ? words : dropCharacters(sliceWords(words, name.length, text.length), behind - name.length),
    ),
  };
}

/** What may stand behind a label that is set off: brackets and a sign. */
const BEHIND_LABEL = /^(?:\s*(?:\([^()\n]{1,80}\)|\[[^[\]\n]{1,80}\])){0,2}\s*(?:[.:]|\s?[—–-])?(?=\s|$)/u;

/**
 * The text that is set off and so may be a label, with what may stand behind it; or all, where all is in italics. Italics
 * within a line may only stress a word: a label in italics needs a sign, or the end of the line, behind it.
 */
function setOffText(words: Words, what: "label" | "all"): string | null {
  const text = textOf(words);
  const { length, rend } = setOffAtHead(words);
  if (what === "all") return rend.includes("italic") && length >= text.trimEnd().length ? text : null;
  const behind = text.slice(length);
  const isStrong = rend.includes("bold") || rend.includes("smallcaps");
  const isEnded = /[.:—–-]\s*$/u.test(text.slice(0, length)) || /^\s*(?:[.:—–]|[\n\u2028]|$)/u.test(behind);
  if (length === 0 || !(isStrong || isEnded)) return null;
  return text.slice(0, length).trimEnd() + (BEHIND_LABEL.exec(behind)?.[0] ?? "");
}
