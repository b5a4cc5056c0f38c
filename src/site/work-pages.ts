import type { CitationRecord, QuotationRecord } from "../cite/index.ts";
import { element, type Html, type HtmlElement, textOf, type Words } from "../render/index.ts";
import { pageOf, type Work } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { listedByLetter } from "./by-letter.ts";
import { citationWords } from "./citation-words.ts";
import type { CitedIn, JoinedRecords, NamedIn } from "./joined-records.ts";
import { lociInWords } from "./locus-words.ts";
import { namedPlaces } from "./named-places.ts";
import { makePage, pageLink, type Shell, titleHead, words } from "./page.ts";
import { placesPicture } from "./positions.ts";
import {
  alphabetOfEdition,
  documentIn,
  type JoinedContent,
  languageOf,
  onlyText,
  type SiteFile,
} from "./records.ts";
import { fullReference, listedReference, shortReference, sortWords } from "./reference.ts";
import { siftScripts } from "./sift.ts";
import { shortened } from "./wording.ts";

const INDEX = "works/index.html";

/** Makes the list of works, and a page for each: its reference, and every place where it is cited. */
export function* makeWorkPages(shell: Shell, content: JoinedContent): Generator<SiteFile> {
  if (content.registers.works.size === 0) return;
  const works = alphabetOfEdition(content).sorted([...content.registers.works.values()], sortWords);
  yield indexPage(shell, works, content);
  for (const work of works) yield workPage(shell, work, content);
}

/** A work as the style that the configuration names has it; null where it names none. */
function written({ key }: Work, { references }: JoinedContent): readonly Html[] | null {
  const runs = references?.get(key);
  return runs?.map(({ text, italic }) => (italic ? element("cite", {}, text) : text)) ?? null;
}

function indexPage(shell: Shell, works: readonly Work[], content: JoinedContent): SiteFile {
  const { joined, references, keep } = content;
  const facts = works.map((work) => [
    work,
    references?.get(work.key),
    joined.citedCount(work.key),
    joined.quotedCount(work.key),
    joined.namedCount(work.key),
  ]);
  const make = (): SiteFile => makeIndex(shell, works, content);
  const origin = { documents: joined.citedIn(null), facts: [alphabetOfEdition(content).language, facts] };
  return keep?.(INDEX, origin, make) ?? make();
}

function makeIndex(shell: Shell, works: readonly Work[], content: JoinedContent): SiteFile {
  const cited = works.filter((work) => isCited(work, content));
  const uncited = works.filter((work) => !isCited(work, content));
  const title = words(shell, cited.length === 0 ? "works" : "worksCited");
  const main = [
    ...titleHead(title, null, cited.length === 0 ? undefined : words(shell, "worksLead")),
    ...(cited.length === 0 ? [] : listOf(shell, cited, content)),
    ...(uncited.length === 0 ? [] : uncitedWorks(shell, uncited, content, cited.length > 0)),
    ...unresolved(shell, content.joined),
  ];
  const scripts = siftScripts(shell, cited, uncited);
  return makePage(shell, { path: INDEX, title, description: null, main, scripts });
}

/** Works of the registers that the texts do not cite stand behind those they do; where they cite none, there is nothing to say. */
function uncitedWorks(
  shell: Shell,
  works: readonly Work[],
  content: JoinedContent,
  isBehind: boolean,
): readonly Html[] {
  if (!isBehind) return listOf(shell, works, content);
  return [element("h2", {}, words(shell, "notCited")), ...listOf(shell, works, content, "uncited")];
}

function isCited({ key }: Work, { joined }: JoinedContent): boolean {
  return joined.citedCount(key) + joined.quotedCount(key) > 0;
}

function listOf(shell: Shell, works: readonly Work[], content: JoinedContent, of?: string): readonly Html[] {
  return listedByLetter(shell, works, {
    alphabet: alphabetOfEdition(content),
    nameOf: sortWords,
    itemOf: (work) => entry(shell, work, content),
    name: "entries",
    ...(of === undefined ? {} : { of }),
  });
}

function entry(shell: Shell, work: Work, content: JoinedContent): HtmlElement {
  const citations = content.joined.citedCount(work.key);
  const quotations = content.joined.quotedCount(work.key);
  const names = content.joined.namedCount(work.key);
  const counts = [
    citations > 0 ? words(shell, "nCitations", { n: citations }) : "",
    quotations > 0 ? words(shell, "nQuotations", { n: quotations }) : "",
    names > 0 ? words(shell, "nPlaces", { n: names }) : "",
  ].filter((each) => each !== "");
  const reference = written(work, content) ?? listedReference(work, shell.settings.words);
  return element(
    "li",
    {},
    element("p", { class: "name" }, pageLink(INDEX, pageOf("work", work.key), ...reference)),
    counts.length === 0 ? null : element("p", { class: "count" }, counts.join(", ")),
  );
}

function unresolved(shell: Shell, joined: JoinedRecords): readonly Html[] {
  const citations = joined.cited(null).flatMap((each) => each.citations);
  if (citations.length === 0) return [];
  const items = citations.map((citation) =>
    element("li", {}, pageLink(INDEX, citation.url, citationWords(citation, shell.settings.words))),
  );
  return [element("h2", {}, words(shell, "unknownWorks")), element("ul", { class: "places" }, ...items)];
}

function workPage(shell: Shell, work: Work, content: JoinedContent): SiteFile {
  const { references, keep, joined } = content;
  const path = pageOf("work", work.key);
  const make = (): SiteFile => {
    const found = { cited: joined.cited(work.key), named: joined.named(work.key) };
    return makeWorkPage(shell, { path, work, ...found }, content);
  };
  const documents = new Set([...joined.citedIn(work.key), ...joined.namedIn(work.key)]);
  const facts = [work, references?.get(work.key), onlyText(content.documents)?.id];
  return keep?.(path, { documents, facts }, make) ?? make();
}

/** A work with where it is cited, and where it is named. */
interface FoundWork {
  readonly path: string;
  readonly work: Work;
  readonly cited: readonly CitedIn[];
  readonly named: readonly NamedIn[];
}

function makeWorkPage(shell: Shell, found: FoundWork, content: JoinedContent): SiteFile {
  const { path, work, cited } = found;
  const title = textOf(shortReference(work, shell.settings.words));
  const main = [
    ...titleHead(
      [...shortReference(work, shell.settings.words)],
      cited.length === 0 ? null : words(shell, "workCited"),
    ),
    element(
      "p",
      { class: "reference" },
      ...(written(work, content) ?? fullReference(work, shell.settings.words)),
    ),
    work.note === null ? null : element("p", { class: "lead" }, work.note),
    asRegistered(shell, work),
    ...citedSection(shell, found, content, title),
    ...namedSection(shell, found, content, title),
  ];
  return makePage(shell, { path, title, description: null, main: main.filter((piece) => piece !== null) });
}

/** The entry of a work in its own words, where these say what its reference leaves out: numbers, or longer words. */
function asRegistered(shell: Shell, work: Work): HtmlElement | null {
  const { wording } = work;
  if (wording === undefined) return null;
  const told = new Set(tokens(textOf(fullReference(work, shell.settings.words))));
  const isMore = tokens(wording).some((token) => /\d|.{5}/u.test(token) && !told.has(token));
  return isMore ? element("p", { class: "lead" }, words(shell, "asRegistered", { text: wording })) : null;
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Where a work is cited; of one that is named alone there is nothing to say. */
function citedSection(
  shell: Shell,
  { path, cited, named }: FoundWork,
  content: JoinedContent,
  title: string,
): readonly Html[] {
  const citations = cited.flatMap((each) => each.citations);
  if (citations.length === 0) return named.length > 0 ? [] : [element("h2", {}, words(shell, "notCited"))];
  const items = cited.flatMap((here) => {
    const quotations = new Map(here.quotations.map((quotation) => [quotation.id, quotation]));
    return here.citations.map((each) => place(shell, path, each, { content, quotations }));
  });
  return [
    element("h2", {}, words(shell, "citedIn", { n: citations.length })),
    ...placesPicture(shell, content, title, "whereCited", citations),
    element("ol", { class: "places" }, items),
  ];
}

/** Where a work is named without being cited, as in “that novel of hers”. */
function namedSection(
  shell: Shell,
  { path, named }: FoundWork,
  content: JoinedContent,
  title: string,
): readonly Html[] {
  const mentions = named.flatMap((each) => each.mentions);
  if (mentions.length === 0) return [];
  return [
    element("h2", {}, words(shell, "namedIn", { n: mentions.length })),
    ...placesPicture(shell, content, title, "whereNamed", mentions),
    ...namedPlaces(shell, content, path, named),
  ];
}

/** What a place where a work is cited is shown with. */
interface Material {
  readonly content: JoinedContent;
  /** The quotations of its document, by their ids. */
  readonly quotations: ReadonlyMap<string, QuotationRecord>;
}

function place(
  shell: Shell,
  path: string,
  citation: CitationRecord,
  { content, quotations }: Material,
): HtmlElement {
  const found = citation.quotations
    .map((id) => quotations.get(id))
    .filter((one) => one !== undefined)
    // A quotation within a quotation is seen in it.
    .filter(({ within }) => within === null || !citation.quotations.includes(within));
  const quoted = found.map((quotation) =>
    element(
      "blockquote",
      { cite: relativeAddress(path, quotation.url), lang: languageOf(content, quotation.document) },
      element("p", {}, shortened(quotation.text, 420)),
    ),
  );
  const document = documentIn(content.documents, citation.document);
  return element(
    "li",
    {},
    ...quoted,
    element(
      "p",
      { class: "small" },
      unsaid(citation, shell.settings.words),
      pageLink(path, citation.url, citationWords(citation, shell.settings.words)),
      citation.document === onlyText(content.documents)?.id
        ? ""
        : `, ${words(shell, "inWork")} ${document?.front.title ?? citation.document}`,
    ),
  );
}

/** The cited place, where the words of the citation do not say it: *loc. cit.* and a bare *ibidem* take it over. */
function unsaid({ loci, text }: CitationRecord, texts: Words): string {
  const missing = text === null ? [] : loci.filter(({ from }) => !text.includes(from));
  return missing.length === 0 ? "" : `${lociInWords(missing, texts)}: `;
}
