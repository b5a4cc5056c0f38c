import { answersIn } from "./answers.ts";
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

/** “Oph”: short enough for an abbreviated name, where others come again. */
const ABBREVIATION = /^\p{Lu}\p{L}{1,4}$/u;

/** Counts the labels at the heads of all lines. */
export function labelEvidence(
  blocks: readonly ManuscriptBlock[],
  forms: readonly LineForm[],
  speakers: Speakers,
): LabelEvidence {
  const speeches = forms.filter(({ becomes }) => becomes === "speech");
  const counts = new Map<string, number>();
  let certain = 0;
  for (const line of wordsIn(blocks)
    .flatMap(linesOf)
    .flatMap((each) => answersIn(each, forms))) {
    const found = labelIn(line, speeches);
    if (found === null) continue;
    counts.set(found.label, (counts.get(found.label) ?? 0) + 1);
    if (found.form.onlyIf === undefined) certain++;
  }
  const count = (label: string): number => counts.get(foldedLabel(label)) ?? 0;
  const recurs = [...counts.values()].some((times) => times > 1);
  const letters = [...counts.keys()].filter((label) => label.length === 1);
  const named = namesInLists(blocks);
  const isKnown = (label: string): boolean =>
    count(label) > 1 ||
    named.has(withoutArticle(label)) ||
    (foldedLabel(label).length === 1 && letters.length > 1) ||
    speakers.find(label).candidates.length > 0;
  return {
    count,
    allows: ({ onlyIf }, label) => {
      if (onlyIf === undefined) return true;
      if (onlyIf === "known") return isKnown(label);
      return certain === 0 && (isKnown(label) || (recurs && ABBREVIATION.test(label)));
    },
  };
}

/** The names in capitals that stand in lists: “LUCAS, son commis.” among the characters, “LES MÊMES, UN HUISSIER” under a scene. */
function namesInLists(blocks: readonly ManuscriptBlock[]): ReadonlySet<string> {
  const lines = wordsIn(blocks).flatMap(linesOf).map(textOf);
  const parts = lines.filter((line) => /^[^,]{2,40},\s/u.test(line)).flatMap((line) => line.split(/,\s+/u));
  const names = parts.filter((part) => /\p{Lu}{2}/u.test(part) && !/\p{Ll}/u.test(part));
  return new Set(names.map(withoutArticle));
}

/** “UN HUISSIER” is “L’HUISSIER” when he speaks. */
function withoutArticle(label: string): string {
  return foldedLabel(label).replace(
    /^(?:l|le|la|les|un|une|der|die|das|ein|eine|the|an?|el|los|las|una?|il|lo|gli|i)\s(?=\p{L})/u,
    "",
  );
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
