import { defineFinding, type FindingType } from "../define.ts";

/** A quotation whose words are not those of its source. */
export const misquotation: FindingType<{
  quoted: string;
  original: string;
  source: string;
  where: string | null;
}> = defineFinding({
  code: "citations/misquotation",
  check: "citations",
  severity: "warning",
  title: "A quotation differs from its source",
  explanation:
    "The text of the work that is quoted is at hand (`sources` in the configuration), and the passage stands there in other " +
    "words. White space, capitals, punctuation, quotation marks, hyphens, an ellipsis and changes in square brackets make no " +
    "difference. Correct the quotation, or say in brackets or with an ellipsis what was changed. What differs stands in ⟦ ⟧.",
  example: "<quote>All happy families resemble one another</quote> – where the source has “are alike”",
  message: ({ quoted, original, source, where }) =>
    `The quotation differs from its source:\n  quoted: ${quoted}\n  source: ${original}\n  (${placeOf(source, where)})`,
  help: () => "Correct the words, or mark a change with [ ] and an omission with […].",
});

/** A quotation that stands in its source, though not where the citation says. */
export const quotationElsewhere: FindingType<{
  quoted: string;
  source: string;
  where: string;
  cited: string;
}> = defineFinding({
  code: "citations/quotation-elsewhere",
  check: "citations",
  severity: "warning",
  title: "A quotation stands elsewhere in its source",
  explanation:
    "The words stand in the source as they are quoted, though not at the page, line or division that the citation gives. " +
    "Correct the number in the citation.",
  example: "<quote>The river rose</quote> (<bibl>Ruiz, p. 21</bibl>) – where the source has it on page 12",
  message: ({ quoted, source, where, cited }) =>
    `“${quoted}” stands in ${source} at ${where}, and the citation says ${cited}`,
  help: ({ where }) => `Should the citation say ${where}?`,
});

/** A quotation that its source does not have. */
export const quotationNotInSource: FindingType<{ quoted: string; source: string }> = defineFinding({
  code: "citations/quotation-not-in-source",
  check: "citations",
  severity: "warning",
  title: "A quotation is not in its source",
  explanation:
    "The text of the work that is quoted is at hand, and neither the words nor anything like them were found in it. The " +
    "quotation may be from another work or another edition, or be translated.",
  example: "<quote>…</quote> (<bibl>Ruiz, p. 21</bibl>) – with words that Ruiz's text does not have",
  message: ({ quoted, source }) => `“${quoted}” is not found in ${source}`,
  help: () => "Is it the work that the citation means, and the edition it was quoted from?",
});

function placeOf(source: string, where: string | null): string {
  return where === null ? source : `${source}, ${where}`;
}
