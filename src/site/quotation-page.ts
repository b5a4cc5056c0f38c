import type { CitationRecord, QuotationRecord } from "../cite/index.ts";
import {
  element,
  type Html,
  type HtmlElement,
  isRightToLeft,
  runsRightToLeft,
  say,
  type Words,
} from "../render/index.ts";
import { pageOf, type Registers } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { citationWords } from "./citation-words.ts";
import type { QuotedIn } from "./joined-records.ts";
import { lociInWords } from "./locus-words.ts";
import { makePage, pageLink, passageLink, type Shell, titleHead, words } from "./page.ts";
import { countOf, documentIn, type JoinedContent, type SiteFile } from "./records.ts";
import { shortReference } from "./reference.ts";
import type { SiteSettings } from "./settings.ts";
import { shortened } from "./wording.ts";

const PATH = "quotations/index.html";

/** Makes the page of all quotations, text by text, each with its citation and its work. Nothing where none is quoted. */
export function* makeQuotationPage(shell: Shell, content: JoinedContent): Generator<SiteFile> {
  const count = countOf(content, "quotations");
  if (count === 0) return;
  const { joined, registers, keep } = content;
  const make = (): SiteFile => {
    const title = words(shell, "quotations");
    const main = [
      ...titleHead(title, null, words(shell, "quotationsLead", { n: count })),
      ...[...joined.quotations].flatMap((quoted) => quotationsOf(quoted, content, shell.settings)),
    ];
    return makePage(shell, { path: PATH, title, description: null, main });
  };
  const facts = joined.quotedWorks.map((key) => registers.works.get(key) ?? null);
  yield keep?.(PATH, { documents: joined.quoting, facts }, make) ?? make();
}

function quotationsOf(
  { document, quotations, citations }: QuotedIn,
  { documents, registers }: JoinedContent,
  { words: texts, language }: SiteSettings,
): readonly Html[] {
  const { front } = documentIn(documents, document)!;
  const byId = new Map(citations.map((citation) => [citation.id, citation]));
  const items = quotations.map((quotation) => {
    const citation = quotation.citation === null ? null : (byId.get(quotation.citation) ?? null);
    const from = source(quotation, citation, registers, texts);
    return element("li", {}, quoted(quotation, front.language, language), from, inSource(quotation, texts));
  });
  return [element("h2", { lang: front.language }, front.title), element("ol", { class: "places" }, ...items)];
}

/** A quotation runs as its own letters do, whatever the language of the text that has it and that of the page. */
function quoted({ text, url }: QuotationRecord, lang: string | null, ofPage: string): HtmlElement {
  const link = passageLink(PATH, url, shortened(text, 320), lang);
  const isReversed = runsRightToLeft(text);
  const dir = isReversed === isRightToLeft(ofPage) ? null : isReversed ? "rtl" : "ltr";
  return element("blockquote", { cite: relativeAddress(PATH, url), dir }, element("p", {}, link));
}

/** The passage of the source, where its text is at hand: a link where it is a text of the edition, and what it has instead. */
function inSource({ passage }: QuotationRecord, texts: Words): HtmlElement | null {
  if (passage === undefined || passage.found === "missing") return null;
  const { url, place, path, found, text } = passage;
  const at = place === null ? [] : [lociInWords([{ unit: place.unit, from: place.n }], texts)];
  const name = [say(texts, "inItsSource"), ...(url === null ? [path] : []), ...at].join(", ");
  const link = url === null ? name : element("a", { href: relativeAddress(PATH, url) }, name);
  const differs = found === "nearest" && text !== null;
  return element(
    "p",
    { class: "small" },
    link,
    differs ? ` · ${say(texts, "sourceSays", { text: shortened(text, 320) })}` : null,
  );
}

function source(
  quotation: QuotationRecord,
  citation: CitationRecord | null,
  { works }: Registers,
  texts: Words,
): HtmlElement | null {
  const work = quotation.work === null ? undefined : works.get(quotation.work);
  const parts = [
    ...(work === undefined ? [] : [pageLink(PATH, pageOf("work", work.key), ...shortReference(work, texts))]),
    ...(citation === null ? [] : [pageLink(PATH, citation.url, citationWords(citation, texts))]),
  ];
  return parts.length === 0
    ? null
    : element("p", { class: "small" }, parts[0]!, parts.length > 1 ? [" · ", parts[1]!] : null);
}
