import { fitForm } from "./form-match.ts";
import { type LineForm, QUESTION } from "./line-forms.ts";
import { sliceWords, textOf, type Words } from "./words.ts";

/** Where an answer, or the next question, begins within a line; the dash before it is only the source's way to part them. */
const NEXT = /(?<=[.?!]["”’]?)\s+(?:(?:-{1,2}|[–—])\s*)?(?=[QAFRDPВО]\.\s)/gu;

/** “Q. Did you see him? -- A. I did.”: question and answer in one line, as old reports print them, are lines of their own. */
export function answersIn(line: Words, forms: readonly LineForm[]): Words[] {
  const text = textOf(line);
  const asks = forms.includes(QUESTION) && /^[QFDPВ][.:]/u.test(text) && fitForm(line, QUESTION) !== null;
  if (!asks) return [line];
  const parts: Words[] = [];
  let from = 0;
  for (const { 0: between, index } of text.matchAll(NEXT)) {
    parts.push(sliceWords(line, from, index));
    from = index + between.length;
  }
  return [...parts, sliceWords(line, from, text.length)];
}
