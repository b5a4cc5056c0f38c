import { element, type Html, type HtmlElement } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { rebase } from "./address.ts";
import { makePage, pageLink, type Shell } from "./page.ts";
import {
  allCitations,
  allQuotations,
  type DocumentSummary,
  type JoinedContent,
  type SiteFile,
} from "./records.ts";
import { descriptionOf, editorialNote } from "./text-page.ts";
import { counted, inWords, withThousands } from "./wording.ts";

const PATH = "index.html";

/** Makes the first page: the edition, what its editors say before one reads, its texts, its indexes. */
export function makeHomePage(shell: Shell, content: JoinedContent): SiteFile {
  const { documents } = content;
  const only = documents.length === 1 ? documents[0]! : null;
  const note = only === null ? null : editorialNote(rebase(only.front.notes, pageOfDocument(only.id), PATH));
  const main = [
    element(
      "header",
      { class: "title-block" },
      element("h1", {}, shell.title),
      only?.front.subtitle && shell.title === only.front.title
        ? element("p", { class: "subtitle" }, only.front.subtitle)
        : null,
      element("p", { class: "facts" }, summary(content)),
    ),
    element("div", { class: "measured" }, note),
    element("h2", {}, documents.length === 1 ? "The text" : "The texts"),
    element("ul", { class: "entries" }, ...documents.map((document) => entry(document))),
    ...indexes(shell),
  ];
  const description = only === null ? null : descriptionOf(only.front);
  return makePage(shell, { path: PATH, title: shell.title, description, main });
}

function summary(content: JoinedContent): string {
  const parts = [
    [content.documents.length, "text"],
    [allQuotations(content).length, "quotation"],
    [allCitations(content).length, "citation"],
    [content.registers.works.size, "work"],
  ] as const;
  return inWords(parts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun)));
}

function entry({ id, front, words }: DocumentSummary): HtmlElement {
  const facts = [inWords(front.authors), `${withThousands(words)} words`]
    .filter((each) => each !== "")
    .join(" · ");
  return element(
    "li",
    {},
    element("p", { class: "name" }, pageLink(PATH, pageOfDocument(id), front.title)),
    element("p", { class: "count" }, facts),
    ...rebase(front.abstract, pageOfDocument(id), PATH),
  );
}

const ABOUT: Readonly<Record<string, string>> = {
  "works/index.html": "what is quoted, and where",
  "people/index.html": "who is named, and where",
  "places/index.html": "what places are named, and where",
  "organisations/index.html": "what groups and bodies are named, and where",
  "speakers/index.html": "who speaks, and how much",
  "quotations/index.html": "every quotation with the work it is from",
};

function indexes(shell: Shell): readonly Html[] {
  const items = shell.sections
    .filter(({ path }) => path !== PATH && ABOUT[path] !== undefined)
    .map(({ title, path }) =>
      element(
        "li",
        {},
        element("p", { class: "name" }, pageLink(PATH, path, title)),
        element("p", { class: "count" }, ABOUT[path]),
      ),
    );
  return items.length === 0
    ? []
    : [element("h2", {}, "Indexes"), element("ul", { class: "entries" }, ...items)];
}
