import { element, type Html, type HtmlElement } from "../render/index.ts";
import { entryPage, type RegisterKind } from "./addresses.ts";
import { contextLine, type Passages } from "./context-line.ts";
import { groupedBy } from "./grouping.ts";
import { makePage, pageLink, type Shell } from "./page.ts";
import type { SiteContent, SiteEntry, SiteFile, SiteMention } from "./records.ts";
import { byLetters, counted } from "./wording.ts";

/** A register that has pages. */
export interface Register {
  readonly kind: Exclude<RegisterKind, "works">;
  readonly title: string;
  readonly one: string;
  readonly lead: string;
}

/** The registers in the order of the site. */
export const REGISTERS: readonly Register[] = [
  {
    kind: "people",
    title: "People",
    one: "Person",
    lead: "Everyone the register knows, with every place where they are named.",
  },
  {
    kind: "places",
    title: "Places",
    one: "Place",
    lead: "Every place the register knows, and where it is named.",
  },
  {
    kind: "organisations",
    title: "Groups",
    one: "Group",
    lead: "Groups and bodies the register knows, and where they are named.",
  },
];

/** Makes the list of a register, and a page for each entry; nothing for an empty register. */
export function* makeRegisterPages(
  shell: Shell,
  register: Register,
  content: SiteContent,
  passages: Passages,
): Generator<SiteFile> {
  const entries = [...content[register.kind]].sort((one, other) =>
    byLetters(one.sortName ?? one.name, other.sortName ?? other.name),
  );
  if (entries.length === 0) return;
  yield makeIndex(shell, register, entries);
  for (const entry of entries) yield makeEntryPage(shell, register, entry, content, passages);
}

function makeIndex(shell: Shell, register: Register, entries: readonly SiteEntry[]): SiteFile {
  const path = `${register.kind}/index.html`;
  const items = entries.map((entry) =>
    element(
      "li",
      {},
      pageLink(path, entryPage(register.kind, entry.key), entry.name),
      " ",
      element(
        "span",
        { class: "small" },
        [entry.dates ?? "", entry.mentions.length === 0 ? "" : counted(entry.mentions.length, "place")]
          .filter((each) => each !== "")
          .join(" · "),
      ),
    ),
  );
  const main = [
    element("header", { class: "title-block" }, element("h1", {}, register.title)),
    element("p", { class: "lead" }, register.lead),
    element("ul", { class: "columns-of-names" }, ...items),
  ];
  return makePage(shell, { path, title: register.title, description: null, main });
}

function makeEntryPage(
  shell: Shell,
  register: Register,
  entry: SiteEntry,
  content: SiteContent,
  passages: Passages,
): SiteFile {
  const path = entryPage(register.kind, entry.key);
  const main = [
    element(
      "header",
      { class: "title-block" },
      element("p", { class: "by" }, register.one),
      element("h1", {}, entry.name),
      dates(entry),
    ),
    ...particulars(entry),
    ...speaking(path, entry, content),
    element(
      "h2",
      {},
      entry.mentions.length === 0
        ? "Not named in these texts"
        : `Named in ${counted(entry.mentions.length, "place")}`,
    ),
    ...mentions(path, entry, content, passages),
  ];
  return makePage(shell, { path, title: entry.name, description: entry.note ?? null, main });
}

function dates(entry: SiteEntry): HtmlElement | null {
  return entry.dates === null || entry.dates === undefined
    ? null
    : element("p", { class: "facts" }, entry.dates);
}

function particulars(entry: SiteEntry): readonly Html[] {
  const others = entry.names.filter((name) => name !== entry.name);
  const note = entry.note ?? "";
  const rows = [
    ...(others.length > 0 ? [element("dt", {}, "Also"), element("dd", {}, others.join(", "))] : []),
    ...(entry.ref !== null && /^https?:/u.test(entry.ref)
      ? [element("dt", {}, "See"), element("dd", {}, element("a", { href: entry.ref }, entry.ref))]
      : []),
  ];
  return [
    ...(note === "" ? [] : [element("p", { class: "lead" }, note)]),
    ...(rows.length === 0 ? [] : [element("dl", { class: "particulars" }, ...rows)]),
  ];
}

function speaking(path: string, { key }: SiteEntry, { speeches }: SiteContent): readonly Html[] {
  const own = speeches.filter(({ who }) => who.includes(key));
  if (own.length === 0) return [];
  const words = own.reduce((sum, speech) => sum + speech.words, 0);
  const link = pageLink(path, "speakers/index.html", counted(own.length, "speech", "speeches"));
  return [element("p", {}, "Speaks: ", link, `, ${counted(words, "word")}.`)];
}

function mentions(path: string, entry: SiteEntry, content: SiteContent, passages: Passages): readonly Html[] {
  const several = content.documents.length > 1;
  return [...groupedBy(entry.mentions, ({ document }) => document)].flatMap(([id, found]) => {
    const title = content.documents.find((document) => document.id === id)?.front.title ?? id;
    const lines = [...groupedBy(found, ({ url }) => url)].flatMap(([url, here]) =>
      lineFor(path, url, here, passages),
    );
    return [several ? element("h3", {}, title) : null, element("ol", { class: "places" }, ...lines)].filter(
      (piece) => piece !== null,
    );
  });
}

/** Mentions in one passage, each with the words around it; where none can be shown, the name itself is the link. */
function lineFor(
  path: string,
  url: string,
  here: readonly SiteMention[],
  passages: Passages,
): readonly HtmlElement[] {
  return here.map((mention, at) => {
    const nth = here.slice(0, at).filter(({ text }) => text === mention.text).length;
    const line = contextLine(passages.get(url), mention.text, nth);
    return element(
      "li",
      {},
      ...(line ?? []),
      line === null ? null : " ",
      pageLink(path, url, line === null ? mention.text : placeName(url)),
    );
  });
}

function placeName(url: string): string {
  return `→ ${url.split("#")[1] ?? "the text"}`;
}
