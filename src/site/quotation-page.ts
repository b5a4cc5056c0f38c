import type { CitationRecord, QuotationRecord } from "../cite/index.ts";
import { element, type Html, type HtmlElement } from "../render/index.ts";
import { pageOf, type Registers } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { makePage, pageLink, passageLink, type Shell, titleHead, words } from "./page.ts";
import { allQuotations, type DocumentSummary, type JoinedContent, type SiteFile } from "./records.ts";
import { shortReference } from "./reference.ts";
import { shortened } from "./wording.ts";

const PATH = "quotations/index.html";

/** Makes the page of all quotations, text by text, each with its citation and its work. Nothing where none is quoted. */
export function* makeQuotationPage(shell: Shell, content: JoinedContent): Generator<SiteFile> {
  const all = allQuotations(content);
  if (all.length === 0) return;
  const title = words(shell, "quotations");
  const main = [
    ...titleHead(title, null, words(shell, "quotationsLead", { n: all.length })),
    ...content.documents.flatMap((document) => quotationsOf(document, content.registers)),
  ];
  yield makePage(shell, { path: PATH, title, description: null, main });
}

function quotationsOf({ front, records }: DocumentSummary, registers: Registers): readonly Html[] {
  if (records.quotations.length === 0) return [];
  const citations = new Map(records.citations.map((citation) => [citation.id, citation]));
  const items = records.quotations.map((quotation) => {
    const citation = quotation.citation === null ? null : (citations.get(quotation.citation) ?? null);
    return entry(quotation, citation, registers, front.language);
  });
  return [element("h2", {}, front.title), element("ol", { class: "places" }, ...items)];
}

function entry(
  quotation: QuotationRecord,
  citation: CitationRecord | null,
  registers: Registers,
  lang: string | null,
): HtmlElement {
  const text = element("p", {}, passageLink(PATH, quotation.url, shortened(quotation.text, 320), lang));
  const quoted = element("blockquote", { cite: relativeAddress(PATH, quotation.url) }, text);
  return element("li", {}, quoted, source(quotation, citation, registers));
}

function source(
  quotation: QuotationRecord,
  citation: CitationRecord | null,
  { works }: Registers,
): HtmlElement | null {
  const work = quotation.work === null ? undefined : works.get(quotation.work);
  const parts = [
    ...(work === undefined ? [] : [pageLink(PATH, pageOf("work", work.key), ...shortReference(work))]),
    ...(citation === null ? [] : [pageLink(PATH, citation.url, citation.text ?? `→ ${citation.id}`)]),
  ];
  return parts.length === 0
    ? null
    : element("p", { class: "small" }, parts[0]!, parts.length > 1 ? [" · ", parts[1]!] : null);
}
