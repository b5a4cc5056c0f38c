import { withDates } from "./dated.ts";
import type { WebPassage } from "./dress.ts";
import { element, type Html, hasText } from "./html.ts";
import { firstLink, pointedTo } from "./pointer-link.ts";
import { isKnownLabel, isSameLanguage } from "./wording.ts";
import { say } from "./words.ts";

/** The content behind its label, which says what it is: “Binding”, “Sent”. */
export function labelled(passage: WebPassage): readonly Html[] {
  const content = withDates(passage, passage.content());
  if (!hasText(content)) return content;
  const label = passage.has("target") && !passage.hasTemplate ? linkedLabel(passage) : fieldLabel(passage);
  return label === null ? content : [label, " ", ...content];
}

/** The label of a field of a record, or of a list; null where its model has none. */
export function fieldLabel(passage: WebPassage): Html | null {
  const { label } = passage;
  return label === null
    ? null
    : element("span", { class: "field-label", lang: labelLanguage(passage) }, label);
}

/**
 * Where an entry belongs leads there: as its label, or as the number of the verse it points to; an arrow where there is
 * neither. The parameter `target` is the pointer.
 */
function linkedLabel(passage: WebPassage): Html | null {
  const pointers = (passage.string("target") ?? "").split(/\s+/u).filter((pointer) => pointer !== "");
  const href = firstLink(passage, pointers);
  if (href === null) return fieldLabel(passage);
  const number = /^\d+\S*$/u.exec(pointedTo(passage, pointers)?.text ?? "")?.[0];
  const title = say(passage.context.wording.words, "toPassage");
  const label = passage.label ?? number;
  return label === undefined
    ? element("a", { class: "field-label to-passage", href, title, "aria-label": title }, "↑")
    : element("a", { class: "field-label", href, title }, label);
}

/** A label in the line, as words of the language they are in. */
export function labelOf(passage: WebPassage): Html | null {
  const { label } = passage;
  const lang = label === null ? null : labelLanguage(passage);
  return label === null || lang === null ? label : element("span", { lang }, label);
}

/** The language of a label that is ours, where it is another than that of the text around it. */
export function labelLanguage(passage: WebPassage): string | null {
  const { language } = passage.context.wording;
  const around = passage.node.language;
  if (around === null || isSameLanguage(around, language)) return null;
  return isKnownLabel(passage.string("label") ?? "") ? language : null;
}
