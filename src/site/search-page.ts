import { element, siteElement } from "../render/index.ts";
import { dataScript } from "./linked-data.ts";
import { frameId, makePage, type Shell, titleHead, words } from "./page.ts";
import type { SiteFile } from "./records.ts";

const PATH = "search.html";

/** The filters of the search, by the names that its index has for them. */
export const FILTERS = ["kind", "speaker", "person", "work", "document"] as const;

const LABELS = {
  kind: "filterKind",
  speaker: "filterSpeaker",
  person: "filterPerson",
  work: "filterWork",
  document: "filterDocument",
} as const;

/** Makes the page of the search: a form that its script answers; without scripts it says where else to look. */
export function makeSearchPage(shell: Shell): SiteFile {
  const title = words(shell, "search");
  const filters = FILTERS.map((name) =>
    element(
      "div",
      { class: "filter", hidden: true },
      siteElement("label", { for: `filter-${name}` }, words(shell, LABELS[name])),
      siteElement(
        "select",
        { id: `filter-${name}`, name },
        siteElement("option", { value: "" }, words(shell, "searchAll")),
      ),
    ),
  );
  const form = siteElement(
    "form",
    { class: "search", role: "search", action: "search.html", method: "get" },
    siteElement("label", { for: "search-words" }, words(shell, "searchFor")),
    element(
      "div",
      { class: "search-line" },
      siteElement("input", { id: "search-words", type: "search", name: "q", autocomplete: "off" }),
      siteElement("button", { type: "submit" }, words(shell, "search")),
    ),
    element("p", { class: "small" }, words(shell, "searchHint")),
    element("div", { class: "filters" }, ...filters),
  );
  const { settings } = shell;
  const { searchResults, searchNone, searchBegins, searchMore, searchBusy, thousands, kindSpeech } =
    settings.words;
  const main = [
    ...titleHead(title),
    form,
    element("p", { id: "search-count", class: "lead", role: "status" }, words(shell, "searchNoScript")),
    element("ol", { id: "search-results", class: "places" }),
    dataScript(
      "application/json",
      { searchResults, searchNone, searchBegins, searchMore, searchBusy, thousands, kindSpeech },
      frameId("search"),
    ),
  ];
  return makePage(shell, {
    path: PATH,
    title,
    description: null,
    main,
    scripts: ["search.js"],
    hasProgram: true,
  });
}
