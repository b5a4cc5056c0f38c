import { element, type Html, type HtmlElement } from "../render/index.ts";
import { relativeAddress } from "./address.ts";
import { entryPage } from "./addresses.ts";
import { makePage, pageLink, passageLink, type Shell } from "./page.ts";
import type { SiteContent, SiteFile, SiteQuotation } from "./records.ts";
import { shortReference } from "./reference.ts";
import { counted, shortened } from "./wording.ts";

const PATH = "quotations/index.html";

/** Makes the page of all quotations, text by text, each with its citation and its work. Nothing where none is quoted. */
export function* makeQuotationPage(shell: Shell, content: SiteContent): Generator<SiteFile> {
  if (content.quotations.length === 0) return;
  const documents = content.documents.flatMap(({ id, front }) => {
    const own = content.quotations.filter(({ document }) => document === id);
    const list = element("ol", { class: "places" }, ...own.map((quotation) => entry(quotation, content)));
    return own.length === 0 ? [] : [element("h2", {}, front.title), list];
  });
  const cited = content.quotations.filter(({ citation }) => citation !== null).length;
  const main: readonly Html[] = [
    element("header", { class: "title-block" }, element("h1", {}, "Quotations")),
    element(
      "p",
      { class: "lead" },
      `${counted(content.quotations.length, "quotation")}, ${cited} of them with a citation. Each leads to its place in the text.`,
    ),
    ...documents,
  ];
  yield makePage(shell, { path: PATH, title: "Quotations", description: null, main });
}

function entry(quotation: SiteQuotation, content: SiteContent): HtmlElement {
  const text = element("p", {}, passageLink(PATH, quotation.url, shortened(quotation.text, 320)));
  return element(
    "li",
    {},
    element("blockquote", { cite: relativeAddress(PATH, quotation.url) }, text),
    source(quotation, content),
  );
}

function source(quotation: SiteQuotation, content: SiteContent): HtmlElement | null {
  const work = content.works.find(({ id }) => id === quotation.work);
  const citation = content.citations.find(
    ({ id, document }) => id === quotation.citation && document === quotation.document,
  );
  if (work === undefined && citation === undefined) return null;
  const parts = [
    work === undefined ? null : pageLink(PATH, entryPage("works", work.id), ...shortReference(work)),
    work !== undefined && citation !== undefined ? " · " : null,
    citation === undefined ? null : pageLink(PATH, citation.url, citation.text),
  ];
  return element("p", { class: "small" }, ...parts);
}
