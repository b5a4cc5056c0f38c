import { fitForm } from "./form-match.ts";
import { foldedLabel } from "./label.ts";
import type { LineForm } from "./line-forms.ts";
import { type ManuscriptBlock, wordsIn } from "./manuscript.ts";
import type { Speakers } from "./speakers.ts";
import { linesOf, textOf, type Words } from "./words.ts";

/** What the whole text says for and against a label. */
export interface LabelEvidence {
  /** Whether a form may be taken for what it seems, with this label. */
  allows(form: LineForm, label: string): boolean;
  /** How often a label opens a line. */
  count(label: string): number;
}

/** Counts the labels at the heads of all lines. */
export function labelEvidence(
  blocks: readonly ManuscriptBlock[],
  forms: readonly LineForm[],
  speakers: Speakers,
): LabelEvidence {
  const speeches = forms.filter(({ becomes }) => becomes === "speech");
  const counts = new Map<string, number>();
  let certain = 0;
  for (const line of wordsIn(blocks).flatMap(linesOf)) {
    const found = labelIn(line, speeches);
    if (found === null) continue;
    counts.set(found.label, (counts.get(found.label) ?? 0) + 1);
    if (found.form.onlyIf === undefined) certain++;
  }
  const count = (label: string): number => counts.get(foldedLabel(label)) ?? 0;
  const letters = [...counts.keys()].filter((label) => label.length === 1);
  const isKnown = (label: string): boolean =>
    count(label) > 1 ||
    (foldedLabel(label).length === 1 && letters.length > 1) ||
    speakers.find(label).candidates.length > 0;
  return {
    count,
    allows: ({ onlyIf }, label) =>
      onlyIf === undefined || (isKnown(label) && (onlyIf === "known" || certain === 0)),
  };
}

function labelIn(
  line: Words,
  forms: readonly LineForm[],
): { readonly label: string; readonly form: LineForm } | null {
  for (const form of forms) {
    const found = fitForm(line, form);
    const label = found === null ? "" : foldedLabel(textOf(found.label));
    if (label !== "") return { label, form };
  }
  return null;
}
