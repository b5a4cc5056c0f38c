import { letters } from "./words.ts";

/** The short form by which an edition cites a work, before the entry of the work in a list: “CONTI 1988: M. N. Conti, …”. */
export interface ShortReference {
  /** The form itself: “CONTI 1988”. */
  readonly form: string;
  /** The year that the form ends in, as in “CONTI 1988”: then the form names who wrote the work. */
  readonly year: string | null;
}

/** A longer run of words before a sign is no short form. */
const LED = /^(\p{L}[^:=]{0,60}?)\s*[:=]\s*(?=[\p{L}\p{P}])/u;

/** A year behind names; one behind a place, as in “…, London 1945: Secker”, ends an imprint. */
const NAMES_AND_YEAR = /^[^\d,]+\s(\d{4}(?:[-–/]\d{2,4})?)\s?[a-z]?$/u;

/**
 * Finds the short form that an entry begins with. It has a colon or an equals sign behind it, and ends in a year, or is
 * written as the identifier of the entry is, but for what is no letter: “MGH DD FI:” of `MGH_DD_FI`. Null where the entry
 * begins otherwise.
 */
export function shortReference(text: string, id: string | null): ShortReference | null {
  const led = LED.exec(text);
  if (led === null) return null;
  const form = led[1]!.trim();
  const year = NAMES_AND_YEAR.exec(form)?.[1] ?? null;
  const isOwn = year !== null || (id !== null && letters(form) === letters(id));
  return isOwn ? { form, year } : null;
}
