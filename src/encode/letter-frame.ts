import type { Becoming } from "./line-forms.ts";
import type { FlowPassage } from "./outline.ts";
import { textOf, type Words } from "./words.ts";

/** A line of the opening or closing of a letter. */
export interface FrameLine {
  readonly becomes: "dateline" | "salute" | "address" | "signed";
  readonly at: number;
  readonly words: Words;
  readonly because: string;
}

/** A letter in its parts. */
export interface Letter {
  readonly opener: readonly FrameLine[];
  readonly body: readonly FlowPassage[];
  readonly closer: readonly FrameLine[];
  readonly postscript: readonly FlowPassage[];
}

/** No line of an address or signature is longer. */
const LONGEST_LINE = 80;
/** So many lines may stand before the salutation. */
const LONGEST_OPENING = 10;

/** Parts passages into letters: behind the closing of one, a date or salutation opens the next. */
export function lettersOf(passages: readonly FlowPassage[]): Letter[] {
  const letters: FlowPassage[][] = [[]];
  for (const [at, passage] of passages.entries()) {
    const letter = letters.at(-1)!;
    const isClosed = letter.some((each) => formOf(each) === "signed");
    if (isClosed && opensLetter(passages, at)) letters.push([passage]);
    else letter.push(passage);
  }
  return letters.map(letterFrom);
}

/** A date behind a closing may belong to it; where a salutation follows soon, it does not. */
function opensLetter(passages: readonly FlowPassage[], at: number): boolean {
  const form = formOf(passages[at]!);
  if (form === "salute") return !isLine(passages[at - 1]) || formOf(passages[at - 1]!) !== "dateline";
  const next = passages.slice(at + 1, at + LONGEST_OPENING);
  const salute = next.findIndex((each) => formOf(each) === "salute");
  return form === "dateline" && salute >= 0 && next.slice(0, salute).every(isLine);
}

function letterFrom(passages: readonly FlowPassage[]): Letter {
  const opening = openingEnd(passages);
  const rest = passages.slice(opening);
  const [closing, behind] = closingOf(rest, opening > 0);
  return {
    opener: passages.slice(0, opening).map(openerLine),
    body: rest.slice(0, closing),
    closer: rest.slice(closing, behind).map(closerLine),
    postscript: rest.slice(behind),
  };
}

/** Everything down to the salutation, where it is short lines; without one, the dates at the top. */
function openingEnd(passages: readonly FlowPassage[]): number {
  const salute = passages.slice(0, LONGEST_OPENING).findIndex((each) => formOf(each) === "salute");
  if (salute >= 0 && passages.slice(0, salute).every(isLine)) return salute + 1;
  const text = passages.findIndex((each) => formOf(each) !== "dateline");
  return text < 0 ? passages.length : text;
}

/** From the last closing formula to the postscript, where all between are short lines; else a name alone at the end. */
function closingOf(passages: readonly FlowPassage[], isOpened: boolean): readonly [number, number] {
  const sign = passages.findIndex((each) => formOf(each) === "postscript");
  const behind = sign < 0 ? passages.length : sign;
  for (let at = 0; at < behind; at++) {
    if (formOf(passages[at]!) === "signed" && passages.slice(at, behind).every(isLine)) return [at, behind];
  }
  const last = passages[behind - 1];
  const isName =
    isOpened && behind > 1 && isLine(last) && /^[\p{Lu}][^.!?]{0,40}\.?$/u.test(textOf(wordsOf(last)));
  return isName ? [behind - 1, behind] : [behind, behind];
}

function openerLine(passage: FlowPassage): FrameLine {
  const form = formOf(passage);
  const known = form === "dateline" || form === "salute";
  const because = known ? becauseOf(passage) : "a short line before the salutation";
  return { becomes: known ? form : "address", at: placeOf(passage), words: wordsOf(passage), because };
}

function closerLine(passage: FlowPassage): FrameLine {
  const form = formOf(passage);
  const becomes = form === "dateline" ? form : form === "signed" ? "salute" : "signed";
  const because = form === null ? "a short line at the end of a letter" : becauseOf(passage);
  return { becomes, at: placeOf(passage), words: wordsOf(passage), because };
}

function formOf(passage: FlowPassage): Becoming | null {
  return passage.kind === "formed" ? passage.match.form.becomes : null;
}

function becauseOf(passage: FlowPassage): string {
  return passage.kind === "formed" ? passage.match.form.because : "";
}

function wordsOf(passage: FlowPassage): Words {
  if (passage.kind === "block") return [];
  return passage.kind === "formed" ? passage.match.words : passage.words;
}

function placeOf(passage: FlowPassage): number {
  return passage.kind === "block" ? passage.block.at : passage.at;
}

function isLine(passage: FlowPassage | undefined): passage is FlowPassage {
  return passage !== undefined && passage.kind !== "block" && textOf(wordsOf(passage)).length <= LONGEST_LINE;
}
