import type { MentionRecord } from "../cite/index.ts";
import { element, type Html, type HtmlElement } from "../render/index.ts";
import { isMadeId } from "./content-id.ts";
import { contextLine, type Passages } from "./context-line.ts";
import { groupedBy } from "./grouping.ts";
import type { NamedIn } from "./joined-records.ts";
import { pageLink, type Shell } from "./page.ts";
import { documentIn, type Listing, languageOf } from "./records.ts";

/** Lists where something of a register is named, with the words around each name, text by text, for the page at an address. */
export function namedPlaces(
  shell: Shell,
  content: Listing,
  path: string,
  named: readonly NamedIn[],
): readonly Html[] {
  const isOfOnly = named.every(({ document }) => document === shell.onlyText);
  return named.flatMap(({ document: id, mentions, passages }) => {
    const title = documentIn(content.documents, id)?.front.title ?? id;
    const words = new Map(passages);
    const lines = [...groupedBy(mentions, ({ url }) => url).values()].flatMap((here) =>
      linesFor(path, here, words),
    );
    const list = element("ol", { class: "places", lang: languageOf(content, id) }, ...lines);
    return isOfOnly ? [list] : [element("h3", {}, title), list];
  });
}

/**
 * Mentions in one passage, each with the words around it and a link to where it stands, which is called by its `xml:id`. The
 * name itself is the link where the passage has none, and where no words around it can be shown.
 */
function linesFor(path: string, here: readonly MentionRecord[], passages: Passages): readonly HtmlElement[] {
  return here.map(({ url, text }, at) => {
    const nth = here.slice(0, at).filter((other) => other.text === text).length;
    const id = url.split("#")[1] ?? "";
    const isNamed = id !== "" && !isMadeId(id);
    const link = pageLink(path, url, isNamed ? `→ ${id}` : text);
    const mark = (name: string): Html => element("mark", {}, isNamed ? name : link);
    const line = contextLine(passages.get(url), text, nth, mark);
    if (line === null) return element("li", {}, isNamed ? pageLink(path, url, text) : link);
    return element("li", {}, ...line, ...(isNamed ? [" ", link] : []));
  });
}
