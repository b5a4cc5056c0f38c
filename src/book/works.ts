import { element, type HtmlElement } from "../render/index.ts";
import type { Work } from "../resolve/index.ts";
import { alphabetOfTexts, fullReference, sortWords } from "../site/index.ts";
import type { Book } from "./book.ts";

/** A work that the texts cite, and where. */
export interface CitedWork {
  readonly work: Work;
  /** The places, as addresses below the site's folder. */
  readonly places: readonly { readonly url: string; readonly text: string }[];
}

/** Gives the works that the texts of a book cite, in the order of the alphabet. */
export function citedWorks({ texts, registers }: Book): readonly CitedWork[] {
  const places = new Map<string, { url: string; text: string }[]>();
  for (const { work, url, text, id } of texts.flatMap(({ records }) => records.citations)) {
    if (work !== null) places.set(work, [...(places.get(work) ?? []), { url, text: text ?? id }]);
  }
  const cited = [...registers.works.values()].filter(({ key }) => places.has(key));
  return alphabetOfTexts(texts.map(({ front }) => front.language))
    .sorted(cited, sortWords)
    .map((work) => ({ work, places: places.get(work.key)! }));
}

/** The id of a work in the list of works. */
export function workId(key: string): string {
  return `work-${key.replace(/[^\p{L}\p{M}\p{N}._-]/gu, (sign) => `_${sign.codePointAt(0)!.toString(16)}_`)}`;
}

/**
 * Makes the list of works, each with the places where it is cited. `place` says what stands for a place, by its address
 * and its number; null leaves it out.
 */
export function worksList(
  book: Book,
  works: readonly CitedWork[],
  place: (url: string, number: number, text: string) => HtmlElement | null,
): HtmlElement {
  const items = works.map(({ work, places }) => {
    const made = places.map(({ url, text }, at) => place(url, at + 1, text)).filter((each) => each !== null);
    const joined = made.flatMap((each, at) => (at === 0 ? [each] : [", ", each]));
    return element(
      "li",
      { id: workId(work.key) },
      element("p", {}, ...fullReference(work, book.words)),
      made.length === 0 ? null : element("p", { class: "places" }, "→ ", ...joined),
    );
  });
  return element(
    "section",
    { class: "works", "epub:type": "bibliography", role: "doc-bibliography", "aria-labelledby": "works" },
    element("h1", { id: "works" }, book.words.worksCited),
    element("ul", { class: "works-list" }, ...items),
  );
}
