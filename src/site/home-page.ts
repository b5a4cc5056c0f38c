import {
  edtfInWords,
  element,
  type Html,
  type HtmlElement,
  listInWords,
  type WordKey,
} from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { rebase, relativeAddress } from "./address.ts";
import { listedByTime } from "./by-time.ts";
import { citeEdition } from "./cite-this.ts";
import { editionMetadata } from "./linked-data.ts";
import { makePage, pageLink, type Shell, words } from "./page.ts";
import {
  countOf,
  type DocumentSummary,
  type JoinedContent,
  onlyText,
  type SiteFile,
  textsAmong,
} from "./records.ts";
import { siftScripts } from "./sift.ts";
import { descriptionOf, directionOf, editorialNote } from "./text-page.ts";
import { languageBehind, titleBehind } from "./titles-apart.ts";

const PATH = "index.html";

/** Makes the first page: the edition, what its editors say before one reads, its texts, its indexes, how to cite it. */
export function makeHomePage(shell: Shell, content: JoinedContent): SiteFile {
  const documents = textsAmong(content.documents);
  // Where there are registers alone, they are the texts.
  const registers =
    documents === content.documents ? [] : content.documents.filter(({ isRegister }) => isRegister);
  const only = onlyText(content.documents);
  const note =
    only === null ? null : editorialNote(shell, rebase(only.front.notes, pageOfDocument(only.id), PATH));
  const howToCite = citeEdition(shell, content.documents, false);
  const main = [
    element(
      "header",
      { class: "title-block" },
      only === null || only.front.authors.length === 0
        ? null
        : element("p", { class: "by" }, listInWords(only.front.authors, shell.settings.words)),
      element("h1", {}, shell.title),
      only?.front.subtitle && shell.title === only.front.title
        ? element("p", { class: "subtitle" }, only.front.subtitle)
        : null,
      element("p", { class: "facts" }, summary(shell, content)),
    ),
    element("div", { class: "measured" }, note),
    element("h2", {}, words(shell, only === null ? "theTexts" : "theText")),
    ...listedByTime(shell, documents, (document) => entry(shell, document)),
    ...indexes(shell, registers),
    ...(howToCite.length === 0
      ? []
      : [
          element("h2", {}, words(shell, "howToCite")),
          element("div", { class: "measured small" }, ...howToCite),
        ]),
  ];
  const description = only === null ? summary(shell, content) : descriptionOf(only.front);
  const head = [
    editionMetadata(
      shell,
      documents.map(({ id, front }) => [pageOfDocument(id), front]),
    ),
  ];
  const scripts = siftScripts(shell, documents);
  return makePage(shell, { path: PATH, title: shell.title, description, main, head, scripts });
}

function summary(shell: Shell, content: JoinedContent): string {
  const parts: readonly (readonly [number, WordKey])[] = [
    [textsAmong(content.documents).length, "nTexts"],
    [countOf(content, "headwords"), "nHeadwords"],
    [countOf(content, "quotations"), "nQuotations"],
    [countOf(content, "citations"), "nCitations"],
    [content.registers.works.size, "nWorks"],
  ];
  return listInWords(
    parts.filter(([n]) => n > 0).map(([n, key]) => words(shell, key, { n })),
    shell.settings.words,
  );
}

function entry(shell: Shell, { id, front, words: count }: DocumentSummary): HtmlElement {
  const { order, words: texts } = shell.settings;
  const day = front.letter?.date ?? front.meeting;
  const by = day ?? listInWords(front.authors, texts);
  const time = day === null && order === "date" ? edtfInWords(front.time ?? "", texts) : "";
  const facts = [time, by, count === 0 ? "" : words(shell, "nWords", { n: count })].filter(
    (each) => each !== "",
  );
  const parts = facts.flatMap((each, at) => [at === 0 ? "" : " · ", element("bdi", {}, each)]);
  const href = relativeAddress(PATH, pageOfDocument(id));
  const title = titleBehind(front.title, shell.title);
  const language = languageBehind(title, front);
  return element(
    "li",
    {},
    element(
      "p",
      { class: "name" },
      element("a", { href, lang: language, dir: directionOf({ language }) }, title),
    ),
    parts.length === 0 ? null : element("p", { class: "count" }, ...parts),
    ...rebase(front.abstract, pageOfDocument(id), PATH),
  );
}

const ABOUT: Readonly<Record<string, WordKey>> = {
  "headwords/index.html": "headwordsAbout",
  "works/index.html": "worksAbout",
  "people/index.html": "peopleAbout",
  "places/index.html": "placesAbout",
  "organisations/index.html": "organisationsAbout",
  "events/index.html": "eventsAbout",
  "objects/index.html": "objectsAbout",
  "speakers/index.html": "speakersAbout",
  "quotations/index.html": "quotationsAbout",
  "about.html": "aboutAbout",
  "search.html": "searchAbout",
};

/** The indexes, and the documents that registers were read from, which say how they were made. */
function indexes(shell: Shell, registers: readonly DocumentSummary[]): readonly Html[] {
  const items = shell.sections.flatMap(({ title, path }) => {
    const about = ABOUT[path];
    if (about === undefined) return [];
    const name = element("p", { class: "name" }, pageLink(PATH, path, title));
    return [element("li", {}, name, element("p", { class: "count" }, words(shell, about)))];
  });
  items.push(...registers.map((register) => entry(shell, register)));
  return items.length === 0
    ? []
    : [element("h2", {}, words(shell, "indexes")), element("ul", { class: "entries" }, ...items)];
}
