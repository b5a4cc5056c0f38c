import type { TextKind } from "./kinds.ts";
import type { Phrase } from "./phrases.ts";

/** What speakers let hear that are no words. */
const VOICE =
  /laugh|lacht|lachen|rit\b|rires?|r[íi]e|risas?|sigh|cough|cry|cries|weep|смеется|смеётся|смех|hum|whistl|crosstalk/iu;

/** What stands in brackets within a speech: a direction in print, something heard in the transcript of a recording. */
export function asidePhrases(text: string, { asides, speech }: TextKind): Phrase[] {
  if (asides === null) return [];
  return [...text.matchAll(asides)].map(({ 0: words, index }) => {
    const place = { start: index, end: index + words.length, attributes: {}, series: null };
    if (speech === "sp") return { ...place, name: "stage" };
    return { ...place, name: VOICE.test(words) ? "vocal" : "incident", within: "desc", signs: 1 };
  });
}
