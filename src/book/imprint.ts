import {
  describedChanges,
  element,
  type Html,
  type HtmlElement,
  nameAndNote,
  saidOfEvent,
  toldOfPublication,
} from "../render/index.ts";
import type { Book, BookText } from "./book.ts";

/**
 * Makes what stands behind the texts: for each, what it was made from, how it was edited, by whom, and what may be done with
 * it, as its header says. Null where the headers say nothing of it.
 */
export function imprint(
  book: Book,
  settle: (html: readonly Html[], id: string) => readonly Html[],
): HtmlElement | null {
  const { words, texts } = book;
  const heading = texts.length === 1 ? "h2" : "h3";
  const parts = texts.flatMap((text) => {
    const said = saidOf(text, book, heading);
    if (said.length === 0) return [];
    const lang = text.front.language;
    const title = texts.length === 1 ? null : element("h2", { lang }, text.front.title);
    return [element("section", { class: "about-text" }, title, ...settle(said, text.id))];
  });
  if (parts.length === 0) return null;
  return element(
    "section",
    { class: "about", "epub:type": "colophon", role: "doc-colophon", "aria-labelledby": "about" },
    element("h1", { id: "about" }, texts.length === 1 ? words.aboutThisText : words.about),
    ...parts,
  );
}

function saidOf({ front }: BookText, { words }: Book, heading: string): readonly Html[] {
  const pairs = (rows: readonly (readonly [string, string | readonly Html[]])[]): readonly Html[] =>
    rows.length === 0
      ? []
      : [
          element(
            "dl",
            {},
            ...rows.flatMap(([term, text]) => [
              element("dt", {}, term),
              element("dd", {}, ...(typeof text === "string" ? [text] : text)),
            ]),
          ),
        ];
  const parts: readonly (readonly [string, readonly Html[]])[] = [
    [words.events, pairs(front.events.map((event) => [event.name ?? words.event, saidOfEvent(event)]))],
    [words.remarks, front.remarks],
    [words.creation, front.creation],
    [words.setting, front.setting],
    [words.source, front.source],
    [words.publication, toldOfPublication(front.publication, words)],
    [words.rights, front.availability],
    [words.encoding, front.encoding],
    [words.responsible, pairs(front.editors.map((one) => [one.resp ?? words.editor, nameAndNote(one)]))],
    [words.changes, pairs(describedChanges(front).map(({ when, text }) => [when ?? words.undated, text]))],
  ];
  return parts.flatMap(([title, html]) =>
    html.length === 0 ? [] : [element(heading, {}, title), element("div", { lang: front.language }, ...html)],
  );
}
