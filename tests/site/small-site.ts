import { readFileSync } from "node:fs";
import { citeDocument } from "../../src/cite/index.ts";
import { passagesBy } from "../../src/edition.ts";
import { countReadingWords, readFrontMatter, renderHtml, renderText } from "../../src/render/index.ts";
import { anchorsOf, isRegister, linkScope, readRegisters } from "../../src/resolve/index.ts";
import {
  pageContext,
  renderSite,
  SCRIPTS,
  SETTINGS,
  type SiteContent,
  type SiteDocument,
  type SiteFile,
  type SiteSettings,
  THEME,
} from "../../src/site/index.ts";
import { models, odd, tree } from "../render/sample.ts";

/** The header of a document: its title, and what else it says. */
export function header(title: string, more = ""): string {
  return `<teiHeader><fileDesc><titleStmt><title>${title}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>${more}</teiHeader>`;
}

/** A document of a test: its language, its text, and what else its header says. */
export function source(title: string, text: string, language = "en", more = ""): string {
  return `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="${language}">${header(title, more)}<text><body>${text}</body></text></TEI>`;
}

/** What a site is made with besides its documents. */
type Making = readonly [
  settings?: Partial<SiteSettings>,
  picture?: (path: string) => SiteFile | null,
  specifications?: string | null,
  name?: { readonly title?: string | null; readonly siteUrl?: string | null },
];

/** Makes the site of some documents, by their ids, with all its scripts; `specifications` are those of the edition's ODD. */
export function siteOf(
  sources: Readonly<Record<string, string>>,
  ...making: Making
): ReadonlyMap<string, string> {
  const files = renderSite(contentOf(sources, ...making));
  return new Map([...files].map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}

/** What a site of some documents, by their ids, is made of. */
export function contentOf(
  sources: Readonly<Record<string, string>>,
  ...[settings = {}, picture, specifications = null, name = {}]: Making
): SiteContent {
  const documents = Object.entries(sources).map(([id, text]) => ({ id, tree: tree(text, `tei/${id}.xml`) }));
  const registers = readRegisters(documents);
  const scope = linkScope(documents.map(anchorsOf));
  const using = models(specifications === null ? null : odd(specifications));
  const all: SiteSettings = { ...SETTINGS, ...settings };
  const pages = new Set(documents.map(({ id }) => id));
  const made: SiteDocument[] = documents.map(({ id, tree: read }) => {
    const cited = citeDocument(read, { id, registers, scope, ...passagesBy(using) });
    const language = read.root.get("xml:lang");
    const context = pageContext({
      id,
      cited,
      registers,
      scope,
      pages,
      settings: all,
      models: using,
      language,
    });
    return {
      id,
      front: readFrontMatter(read, using, context),
      text: renderHtml(read, using, context),
      isRegister: isRegister(read),
      records: cited.records,
      tei: new TextEncoder().encode(sources[id]),
      readingText: renderText(read, using, context),
      words: countReadingWords(read, using, context),
    };
  });
  return {
    edition: { title: "Edition", version: "1", siteUrl: "https://example.org/", settings: all, ...name },
    documents: made,
    registers,
    theme: readFileSync(THEME, "utf8"),
    scripts: Object.fromEntries(
      Object.entries(SCRIPTS).map(([name, url]) => [name, readFileSync(url, "utf8")]),
    ),
    ...(picture === undefined ? {} : { picture }),
  };
}
