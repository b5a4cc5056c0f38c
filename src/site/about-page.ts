import { element, type HtmlContent } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { aboutParts, part } from "./about-parts.ts";
import { rebase } from "./address.ts";
import { citeEdition } from "./cite-this.ts";
import { changedFront } from "./front-pieces.ts";
import { makePage, pageLink, type Shell, titleHead, words } from "./page.ts";
import { type DocumentSummary, type JoinedContent, onlyText, type SiteFile } from "./records.ts";

const PATH = "about.html";

/** Makes the page on the edition: how to cite it, and what the headers of its texts say of source, rights and editing. */
export function makeAboutPage(shell: Shell, { documents }: JoinedContent): SiteFile {
  const title = words(shell, "about");
  const only = onlyText(documents);
  const others = documents.filter((document) => document !== only);
  const main = [
    ...titleHead(title, null, words(shell, "aboutLead")),
    element(
      "section",
      { class: "about measured" },
      part(words(shell, "howToCite"), citeEdition(shell, documents, true), "h2"),
      ...(only === null ? [] : [partsOf(shell, only)]),
      others.map((document) => aboutOne(shell, document)),
    ),
  ];
  return makePage(shell, { path: PATH, title, description: words(shell, "aboutLead"), main });
}

function aboutOne(shell: Shell, document: DocumentSummary): HtmlContent {
  const { id, front } = document;
  return element(
    "details",
    { class: "about-text" },
    element("summary", { lang: front.language }, front.title),
    element("p", {}, pageLink(PATH, pageOfDocument(id), words(shell, "text"))),
    partsOf(shell, document),
  );
}

/** The parts as this page shows them: their links go out from here, and their ids stay on the text's own page. */
function partsOf(shell: Shell, { id, front }: DocumentSummary): HtmlContent {
  const from = pageOfDocument(id);
  const here = changedFront(front, (html) => rebase(html, from, PATH));
  return [...aboutParts(shell, here, "h2")];
}
