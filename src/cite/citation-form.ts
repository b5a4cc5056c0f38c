import { type CitedWords, isWordless } from "../resolve/index.ts";
import type { CitationForm } from "./citation-reading.ts";

/** In full: a title, and when, where or by whom it was printed. A name and a year are a short form, as is a title alone. */
export function formOf(words: CitedWords, text: string | null): CitationForm {
  if (text === null) return "pointer";
  if (words.titles.length > 0)
    return words.years.length + words.places.length + words.publishers.length > 0 ? "full" : "short";
  // A newspaper is dated by its day, and so is a letter, which is in none.
  const isDated =
    words.years.length > 0 || (words.day !== undefined && /[,:]\s[^,]{4,},?\s+in:\s/iu.test(text));
  if (isWordless(words) || !isDated) return "short";
  const undated = words.loose.replace(/\(?\b\d{4}[a-z]?\b\)?/gu, " ");
  const segments = undated
    .split(/[,;:(]|\/\/|(?<=\p{L}{3})\.\s/u)
    .filter(
      (segment) =>
        /\p{L}{2}|\p{Lu}\.\p{Lu}|^[\s—–-]*[МЛК]\.?\s*$/u.test(segment) &&
        !/^\s*\d{1,2}\.?\s+\p{L}+[\s.)]*$/u.test(segment),
    );
  const named = words.authors.length > 0 ? 1 : 0;
  return segments.length + named > 1 && !isAuthorDate(words.loose) ? "full" : "short";
}

/** `Cohen 1973`, `Cohen and Smith (1973a)`. */
function isAuthorDate(loose: string): boolean {
  return (
    /^(?:\p{Ll}+\.?\s+){0,2}(?:[\p{L}’'.-]+(?:\s*(?:,|&|\/|\b(?:and|und|et|y|e|и)\b)\s*|\s+)){1,5}\(?\d{4}[a-z]?\)?[\s.,;:)]*$/u.test(
      loose,
    ) && !/,.*,/u.test(loose)
  );
}
