import type { MentionRecord, SpeechRecord } from "../cite/index.ts";
import { element, type Html, type HtmlElement } from "../render/index.ts";
import { type Entry, pageOf } from "../resolve/index.ts";
import { namesByLetter } from "./by-letter.ts";
import { contextLine, type Passages } from "./context-line.ts";
import { groupedBy } from "./grouping.ts";
import { makePage, pageLink, type Shell, titleHead, words } from "./page.ts";
import { placesPicture } from "./positions.ts";
import { allSpeeches, documentIn, type JoinedContent, languageOf, type SiteFile } from "./records.ts";
import { speechesPage } from "./speaker-page.ts";
import { byLetters } from "./wording.ts";

/** A register that has pages. */
export interface Register {
  readonly kind: "person" | "place" | "organisation";
  /** Its folder on the site, and its name among the registers of the edition and among the words of the interface. */
  readonly folder: "people" | "places" | "organisations";
}

/** The registers in the order of the site. */
export const REGISTERS: readonly Register[] = [
  { kind: "person", folder: "people" },
  { kind: "place", folder: "places" },
  { kind: "organisation", folder: "organisations" },
];

/** What the pages of a register are made from. */
interface Material {
  readonly shell: Shell;
  readonly register: Register;
  readonly content: JoinedContent;
  readonly passages: Passages;
  /** The speeches of each entry, by its key. */
  readonly speeches: ReadonlyMap<string, readonly SpeechRecord[]>;
  /** The mentions of each entry, by its key. */
  readonly mentions: ReadonlyMap<string, readonly MentionRecord[]>;
}

/** Makes the list of a register, and a page for each entry; nothing for an empty register. */
export function* makeRegisterPages(
  shell: Shell,
  register: Register,
  content: JoinedContent,
): Generator<SiteFile> {
  const entries = [...content.registers[register.folder].values()].sort((one, other) =>
    byLetters(sortName(one), sortName(other)),
  );
  if (entries.length === 0) return;
  const mentions = groupedBy(
    content.documents.flatMap(({ records }) => records.mentions),
    ({ key }) => key,
  );
  const passages = new Map(content.documents.flatMap((document) => [...document.passages]));
  const speeches = speechesByKey(content);
  const material: Material = { shell, register, content, passages, speeches, mentions };
  yield makeIndex(material, entries);
  for (const entry of entries) yield entryPage(material, entry);
}

/**
 * The name as an index has it: “Bukharin, Nikolai Ivanovich”. Where the register does not mark the family name, it is
 * the last word of the name, if the register has a one-word form that begins like it.
 */
function sortName({ kind, name, names, family, given }: Entry): string {
  if (family !== null) return given === null ? family : `${family}, ${given}`;
  const last = kind === "person" ? / (\S+)$/u.exec(name)?.[1] : undefined;
  const isFamily = names.some(
    (form) => last !== undefined && !form.includes(" ") && form.slice(0, 3) === last.slice(0, 3),
  );
  return last === undefined || !isFamily ? name : `${last}, ${name.slice(0, -last.length).trim()}`;
}

function makeIndex(material: Material, entries: readonly Entry[]): SiteFile {
  const { shell, register } = material;
  const path = `${register.folder}/index.html`;
  const named = groupedBy(entries, sortName);
  const item = (entry: Entry): HtmlElement => {
    const isAlone = named.get(sortName(entry))?.length === 1;
    const facts = factsOf(entry, material, isAlone).join(" · ");
    const link = pageLink(path, pageOf(entry.kind, entry.key), sortName(entry));
    return element("li", {}, link, " ", element("span", { class: "small" }, facts));
  };
  const title = words(shell, register.folder);
  const main = [
    ...titleHead(title, null, words(shell, `${register.folder}Lead`)),
    ...namesByLetter(shell, entries, sortName, item),
  ];
  return makePage(shell, { path, title, description: null, main });
}

/** What tells an entry from others in the list: its years, the text that has it where two have one name, how often it is named. */
function factsOf({ key, dates, document }: Entry, material: Material, isAlone: boolean): readonly string[] {
  const { shell, content, mentions } = material;
  const count = mentions.get(key)?.length ?? 0;
  const title = documentIn(content.documents, document)?.front.title ?? null;
  const facts = [dates, isAlone ? null : title, count === 0 ? null : words(shell, "nPlaces", { n: count })];
  return facts.filter((each) => each !== null);
}

function entryPage(material: Material, entry: Entry): SiteFile {
  const { content, mentions, speeches } = material;
  const path = pageOf(entry.kind, entry.key);
  const own = speeches.get(entry.key) ?? [];
  const documents = new Set([...(mentions.get(entry.key) ?? []), ...own].map(({ document }) => document));
  const facts = [entry, own.length === 0 ? null : speechesPage(content, own), content.documents.length > 1];
  const make = (): SiteFile => makeEntryPage(path, material, entry);
  return content.keep?.(path, { documents, facts }, make) ?? make();
}

function makeEntryPage(path: string, material: Material, entry: Entry): SiteFile {
  const { shell, register } = material;
  const mentions = material.mentions.get(entry.key) ?? [];
  const main = [
    titleBlock(shell, register, entry),
    ...particulars(shell, entry),
    ...speaking(path, entry, material),
    ...namedHeading(entry, mentions.length, material),
    ...placesPicture(shell, material.content, entry.name, "whereNamed", mentions),
    ...places(path, mentions, material),
  ];
  return makePage(shell, { path, title: entry.name, description: entry.note, main });
}

/** Who speaks need not be named as well; of all others it is said that they are not. */
function namedHeading({ key }: Entry, count: number, { shell, speeches }: Material): readonly Html[] {
  if (count > 0) return [element("h2", {}, words(shell, "namedIn", { n: count }))];
  return speeches.has(key) ? [] : [element("h2", {}, words(shell, "notNamed"))];
}

function titleBlock(shell: Shell, { kind }: Register, { name, dates }: Entry): HtmlElement {
  const years = dates === null ? null : element("p", { class: "facts" }, dates);
  return element(
    "header",
    { class: "title-block" },
    element("p", { class: "by" }, words(shell, kind)),
    element("h1", {}, name),
    years,
  );
}

function particulars(shell: Shell, { name, names, note, ref }: Entry): readonly Html[] {
  const others = names.filter((form) => form !== name);
  const also =
    others.length > 0
      ? [element("dt", {}, words(shell, "alsoCalled")), element("dd", {}, others.join(", "))]
      : [];
  const see =
    ref !== null && /^https?:/u.test(ref)
      ? [element("dt", {}, words(shell, "see")), element("dd", {}, element("a", { href: ref }, ref))]
      : [];
  const rows = [...also, ...see];
  return [
    ...(note === null ? [] : [element("p", { class: "lead" }, note)]),
    ...(rows.length === 0 ? [] : [element("dl", { class: "particulars" }, ...rows)]),
  ];
}

/** A speech of several is each one's. */
function speechesByKey(content: JoinedContent): Map<string, SpeechRecord[]> {
  const pairs = allSpeeches(content).flatMap((speech) =>
    [...new Set(speech.who)].map((key) => ({ key, speech })),
  );
  const groups = groupedBy(pairs, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ speech }) => speech)]));
}

function speaking(
  path: string,
  { key, name }: Entry,
  { shell, content, speeches }: Material,
): readonly Html[] {
  const own = speeches.get(key) ?? [];
  if (own.length === 0) return [];
  const count = own.reduce((sum, speech) => sum + speech.words, 0);
  const link = pageLink(path, speechesPage(content, own), words(shell, "nSpeeches", { n: own.length }));
  return [
    element("p", {}, words(shell, "speaks"), " ", link, `, ${words(shell, "nWords", { n: count })}.`),
    ...placesPicture(shell, content, name, "whereSpeaks", own),
  ];
}

function places(
  path: string,
  mentions: readonly MentionRecord[],
  { content, passages }: Material,
): readonly Html[] {
  return [...groupedBy(mentions, ({ document }) => document)].flatMap(([id, found]) => {
    const title = documentIn(content.documents, id)?.front.title ?? id;
    const lines = [...groupedBy(found, ({ url }) => url).values()].flatMap((here) =>
      linesFor(path, here, passages),
    );
    const list = element("ol", { class: "places", lang: languageOf(content, id) }, ...lines);
    return content.documents.length > 1 ? [element("h3", {}, title), list] : [list];
  });
}

/** Mentions in one passage, each with the words around it; where none can be shown, the name itself is the link. */
function linesFor(path: string, here: readonly MentionRecord[], passages: Passages): readonly HtmlElement[] {
  return here.map(({ url, text }, at) => {
    const nth = here.slice(0, at).filter((other) => other.text === text).length;
    const line = contextLine(passages.get(url), text, nth);
    if (line === null) return element("li", {}, pageLink(path, url, text));
    return element("li", {}, ...line, " ", pageLink(path, url, `→ ${url.split("#")[1] ?? "the text"}`));
  });
}
