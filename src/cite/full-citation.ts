import type { CitationReading } from "./citation-reading.ts";

const HEAD =
  /^(?:\p{Lu}[\p{L}\p{M}’'.-]*\s+){0,4}(?:(?:von|van|de|di|du|da|del|der|den|zu|la|le)\s+)*\p{Lu}[\p{L}\p{M}’'.-]+(?:,\s+(?:\p{Lu}[\p{L}’'-]*\.?[\s-]*){1,3})?\s*(?:\((?:Hg|Hgg|Hrsg|eds?|Eds?|dir|coord|red|a cura di)\.?\))?\s*[,:.]\s/u;

const YEARS = String.raw`(?:1[4-9]|20)\d\d[a-z]?(?:[-–/]\d{2,4})?`;

const IN_BRACKETS = new RegExp(String.raw`\([^()]*\p{Lu}[^()]*[,:\s]\s*${YEARS}[^()]*\)`, "u");

const IMPRINT = new RegExp(
  String.raw`[,.(]\s*\p{Lu}[\p{L}\p{M}.\s/-]{1,40}(?::[^,;()]{2,60})?,?\s+${YEARS}(?=\s*(?:[,.;:)]|$))`,
  "u",
);

/** The volume and year of a journal: “Archiv für Begriffsgeschichte 6 (1960), S. 7”. */
const IN_JOURNAL = new RegExp(String.raw`\p{L}\s*,?\s+\d{1,3}(?:[./]\d{1,3})?,?\s+\(${YEARS}\)\s*[,:]`, "u");

/** Whether words describe a work in full: who wrote it, how it is called, where and when it was printed, and the page. */
export function isFull({ form, words, loci, text }: CitationReading): boolean {
  if (form !== "full" || text === null) return false;
  const named = words.authors.length > 0 || HEAD.test(`${words.loose} `);
  if (!named && words.titles.length === 0) return false;
  const printed =
    IN_BRACKETS.test(text) || (loci.length > 0 && (IMPRINT.test(text) || IN_JOURNAL.test(text)));
  return printed || (words.titles.length > 0 && named && loci.length > 0);
}
