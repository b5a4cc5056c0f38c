import { edtfInWords, element, type Html, type HtmlElement, yearsInWords } from "../render/index.ts";
import {
  type Entry,
  entriesNamedBy,
  entryOf,
  type Particular,
  pageOf,
  parseName,
  REGISTERS,
  type RegisterName,
  type Work,
  withoutLifeDates,
} from "../resolve/index.ts";
import type { Alphabet } from "./alphabet.ts";
import { listedByLetter } from "./by-letter.ts";
import { correspondence } from "./correspondence.ts";
import { eventsOf, inTime } from "./events-of.ts";
import { groupedBy } from "./grouping.ts";
import type { NamedIn, SpokenIn } from "./joined-records.ts";
import { drawMap, type MappedPlace } from "./map.ts";
import { namedPlaces } from "./named-places.ts";
import { makePage, pageLink, type Shell, titleHead, words } from "./page.ts";
import { placesPicture } from "./positions.ts";
import { alphabetOfEdition, documentIn, type Listing, type SiteFile } from "./records.ts";
import { isLong, siftField, siftScripts } from "./sift.ts";
import { speechesPage } from "./speaker-page.ts";

/** What the pages of a register are made from. */
interface Material {
  readonly shell: Shell;
  readonly register: RegisterName;
  readonly content: Listing;
}

/** An entry with where it is named, and what it speaks. */
interface FoundEntry {
  readonly entry: Entry;
  readonly named: readonly NamedIn[];
  readonly spoken: readonly SpokenIn[];
}

/** Makes the list of a register, and a page for each entry; nothing for an empty register. */
export function* makeRegisterPages(
  shell: Shell,
  register: RegisterName,
  content: Listing,
): Generator<SiteFile> {
  const registered = [...content.registers[register].values()];
  if (registered.length === 0) return;
  const alphabet = alphabetOfEdition(content);
  const entries = alphabet.sorted(registered, sortName);
  const material: Material = { shell, register, content };
  yield indexPage(material, entries, alphabet);
  for (const entry of byOnlyDocument(entries, content)) yield entryPage(material, entry);
}

/** Those of which one document alone says something stand together: its records, and its pages that are kept, are read once. */
function byOnlyDocument(entries: readonly Entry[], { joined }: Listing): readonly Entry[] {
  return [...groupedBy(entries, ({ key }) => joined.onlyDocumentOf(key)).values()].flat();
}

/** Makes the page of an entry. */
export function makeEntryPage(shell: Shell, content: Listing, entry: Entry): SiteFile {
  return entryPage({ shell, register: REGISTERS[entry.kind], content }, entry);
}

/**
 * The name as an index has it: “Bukharin, Nikolai Ivanovich”. Where the register does not mark the family name, it is
 * the last word of the name, if the register has a one-word form that begins like it.
 */
function sortName({ kind, name, names, family, given }: Entry): string {
  if (family !== null) return sortedFamily(family, given);
  const last = kind === "person" ? / (\S+)$/u.exec(name)?.[1] : undefined;
  const isFamily = names.some(
    (form) => last !== undefined && !form.includes(" ") && form.slice(0, 3) === last.slice(0, 3),
  );
  return last === undefined || !isFamily ? name : `${last}, ${name.slice(0, -last.length).trim()}`;
}

/** A family name is sought without the particles before it: “Hoesch, Leopold von”. */
function sortedFamily(family: string, given: string | null): string {
  if (given === null) return family;
  const { family: sought, particle } = parseName(`${family}, ${given}`);
  const isSought = sought !== null && particle !== null && /^\p{Lu}/u.test(sought);
  return isSought ? `${sought}, ${given} ${particle}` : `${family}, ${given}`;
}

function indexPage(material: Material, entries: readonly Entry[], alphabet: Alphabet): SiteFile {
  const { register, content } = material;
  const path = `${register}/index.html`;
  const make = (): SiteFile => makeIndex(path, material, entries, alphabet);
  const facts = entries.map((entry) => [
    entry.key,
    sortName(entry),
    entry.dates,
    content.joined.namedCount(entry.key),
    content.joined.letterCount(entry.key),
    documentIn(content.documents, entry.document)?.front.title,
    coordinatesOf(entry),
  ]);
  const origin = { documents: [], facts: [alphabet.language, facts] };
  return content.keep?.(path, origin, make) ?? make();
}

function makeIndex(
  path: string,
  material: Material,
  entries: readonly Entry[],
  alphabet: Alphabet,
): SiteFile {
  const { shell, register } = material;
  const named = groupedBy(entries, sortName);
  const item = (entry: Entry): HtmlElement => {
    const isAlone = named.get(sortName(entry))?.length === 1;
    const facts = factsOf(entry, material, isAlone).join(" · ");
    const link = pageLink(path, pageOf(entry.kind, entry.key), sortName(entry));
    return element("li", {}, link, " ", element("span", { class: "small" }, facts));
  };
  const title = words(shell, register);
  const listing = { alphabet, nameOf: sortName, itemOf: item, name: "columns-of-names" };
  const list =
    register === "events"
      ? [
          ...(isLong(entries) ? siftField(shell) : []),
          element("ul", { class: "columns-of-names" }, inTime(entries).map(item)),
        ]
      : listedByLetter(shell, entries, listing);
  const map = register === "places" ? mapOfPlaces(material, entries) : [];
  const main = [...titleHead(title, null, words(shell, `${register}Lead`)), ...map, ...list];
  return makePage(shell, { path, title, description: null, main, scripts: siftScripts(shell, entries) });
}

/** Where the places lie whose coordinates are known (`location/geo`), the larger the more often they are named. */
function mapOfPlaces(
  { shell, content: { joined } }: Material,
  entries: readonly Entry[],
): readonly HtmlElement[] {
  const mapped = entries.flatMap((entry): readonly MappedPlace[] => {
    const [latitude, longitude] = coordinatesOf(entry)?.split(", ").map(Number) ?? [];
    // Where nobody knew, some write two noughts.
    if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0)) return [];
    const count = joined.namedCount(entry.key) + joined.letterCount(entry.key);
    return [{ name: entry.name, latitude, longitude, count }];
  });
  const map = drawMap(mapped, (n) => words(shell, "mapOfPlaces", { n }));
  return map === null ? [] : [map];
}

function coordinatesOf({ particulars }: Entry): string | null {
  return particulars.find(({ of }) => of === "coordinates")?.text ?? null;
}

/** The years of an entry, or when an event was. */
function datesInWords({ settings }: Shell, { kind, name, dates }: Entry): string | null {
  if (dates === null || (kind !== "event" && saysYears(name, dates))) return null;
  return (kind === "event" ? edtfInWords : yearsInWords)(dates, settings.words);
}

/** Whether a name says its years already, as the headings of libraries do: “Bailey, James Anthony, 1847–1906”. */
function saysYears(name: string, dates: string): boolean {
  const years = dates.match(/\d{3,4}/gu) ?? [];
  return years.length > 0 && years.every((year) => new RegExp(`(?<!\\d)${year}(?!\\d)`, "u").test(name));
}

/** What tells an entry from others in the list: its years, the text that has it where two have one name, how often it is named. */
function factsOf(entry: Entry, material: Material, isAlone: boolean): readonly string[] {
  const { shell, content } = material;
  const { key, document } = entry;
  const count = content.joined.namedCount(key);
  const letters = content.joined.letterCount(key);
  const title = documentIn(content.documents, document)?.front.title ?? null;
  const facts = [
    datesInWords(shell, entry),
    isAlone ? null : title,
    letters === 0 ? null : words(shell, "nLetters", { n: letters }),
    count === 0 ? null : words(shell, "nPlaces", { n: count }),
  ];
  return facts.filter((each) => each !== null);
}

function entryPage(material: Material, entry: Entry): SiteFile {
  const { shell, content } = material;
  const { joined } = content;
  const { key } = entry;
  const path = pageOf(entry.kind, key);
  const spokenIn = joined.spokenIn(key);
  const letters = joined.correspondedIn(key);
  const documents = new Set([...joined.namedIn(key), ...spokenIn, ...letters]);
  const others = entriesNamedBy(entry, content.registers).map((other) => [
    other.kind,
    other.key,
    nameIn(other),
  ]);
  const events = eventsOf(entry, content.registers).map(({ key: event, name, dates }) => [
    event,
    name,
    dates,
  ]);
  const called = letters.map((id) => [id, documentIn(content.documents, id)?.front.title]);
  const facts = [entry, others, events, called, spokenIn.length === 0 ? null : speechesPage(shell, spokenIn)];
  const make = (): SiteFile =>
    writeEntry(path, material, { entry, named: joined.named(key), spoken: joined.spoken(key) });
  return content.keep?.(path, { documents, facts }, make) ?? make();
}

function writeEntry(path: string, material: Material, found: FoundEntry): SiteFile {
  const { shell, content } = material;
  const { entry, named } = found;
  const mentions = named.flatMap((each) => each.mentions);
  const letters = correspondence(path, entry, shell, content);
  const main = [
    titleBlock(shell, entry),
    ...particulars(path, material, entry),
    ...speaking(path, found, material),
    ...letters,
    ...namedHeading(mentions.length, found.spoken.length > 0 || letters.length > 0, shell),
    ...placesPicture(shell, content, entry.name, "whereNamed", mentions),
    ...namedPlaces(shell, content, path, named),
  ];
  return makePage(shell, { path, title: entry.name, description: entry.note, main });
}

/** Who speaks or writes letters need not be named as well; of all others it is said that they are not. */
function namedHeading(count: number, isPartOfTexts: boolean, shell: Shell): readonly Html[] {
  if (count > 0) return [element("h2", {}, words(shell, "namedIn", { n: count }))];
  return isPartOfTexts ? [] : [element("h2", {}, words(shell, "notNamed"))];
}

function titleBlock(shell: Shell, entry: Entry): HtmlElement {
  const { kind, name } = entry;
  const dates = datesInWords(shell, entry);
  const years = dates === null ? null : element("p", { class: "facts" }, dates);
  return element(
    "header",
    { class: "title-block" },
    element("p", { class: "by" }, words(shell, kind)),
    element("h1", {}, name),
    years,
  );
}

/**
 * The words of a name, in whatever order and without the years of a life: “Weil, Simone (1909–1943)” is what “Simone Weil” is
 * called otherwise in no way.
 */
function wordsOf(name: string): string {
  return (withoutLifeDates(name).match(/[^\s,]+/gu) ?? []).sort().join(" ");
}

/** What the register tells of an entry besides its name: each thing with its heading, several of one kind under one. */
function particulars(path: string, { shell, content }: Material, entry: Entry): readonly Html[] {
  const { name, names, note } = entry;
  const others = names.filter((form) => wordsOf(form) !== wordsOf(name));
  const also =
    others.length > 0
      ? [
          element("dt", {}, words(shell, "alsoCalled")),
          element("dd", {}, others.join(others.some((form) => form.includes(",")) ? "; " : ", ")),
        ]
      : [];
  const told = [...groupedBy([...entry.particulars, ...ownAddress(entry)], ({ of }) => of)].flatMap(
    ([of, all]) => [
      element("dt", {}, words(shell, of)),
      ...all.map((each) => element("dd", {}, ...particular(path, each, shell, content))),
    ],
  );
  const rows = [...also, ...told, ...events(path, entry, shell, content)];
  return [
    ...(note === null ? [] : [element("p", { class: "lead" }, note)]),
    ...(rows.length === 0 ? [] : [element("dl", { class: "particulars" }, ...rows)]),
  ];
}

/** The events that the entry had a part in, in the order of time. */
function events(path: string, entry: Entry, shell: Shell, { registers }: Listing): readonly HtmlElement[] {
  const all = eventsOf(entry, registers).map((event) => {
    const dates = datesInWords(shell, event);
    const link = pageLink(path, pageOf(event.kind, event.key), event.name);
    return element("dd", {}, ...(dates === null ? [] : [`${dates}, `]), link);
  });
  return all.length === 0 ? [] : [element("dt", {}, words(shell, "events")), ...all];
}

/** The address that an entry has in an attribute, where none of its parts gives it. */
function ownAddress({ ref, particulars }: Entry): readonly Particular[] {
  if (ref === null || !/^https?:/u.test(ref) || particulars.some(({ address }) => address === ref)) return [];
  return [{ of: "see", text: ref, when: null, key: null, address: ref }];
}

/** What an entry is called where another one leads to it. */
function nameIn(entry: Entry | Work): string {
  return entry.kind === "work" ? entry.title : entry.name;
}

function particular(
  path: string,
  { of, text, when, key, address, side }: Particular,
  { settings }: Shell,
  { registers }: Listing,
): readonly Html[] {
  const date = when === null ? [] : [edtfInWords(when, settings.words), text === "" ? "" : ", "];
  if (address !== null) return [element("a", { href: address }, text)];
  if (of === "coordinates") return [element("a", { href: mapOf(text) }, text)];
  const entry = key === null ? null : entryOf(registers, key);
  if (entry === null) return [...date, text];
  const called = nameIn(entry);
  const link = (called: string): Html => pageLink(path, pageOf(entry.kind, entry.key), called);
  if (side === undefined) return [...date, link(text || called)];
  // As a sentence of which the entry is the subject, or the object: “Ada – parent – Bob”.
  return side === "passive"
    ? [link(called), ` – ${text}`]
    : [`${text}${side === "active" ? " –" : ":"} `, link(called)];
}

/** A map of the world with a place marked: it is gone to, and nothing of it is loaded. */
function mapOf(point: string): string {
  const [latitude, longitude] = point.split(", ");
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=10/${latitude}/${longitude}`;
}

function speaking(
  path: string,
  { entry, spoken }: FoundEntry,
  { shell, content }: Material,
): readonly Html[] {
  if (spoken.length === 0) return [];
  const own = spoken.flatMap(({ document, at }) => at.map((each) => ({ document, at: each })));
  const count = spoken.reduce((sum, each) => sum + each.words, 0);
  const link = pageLink(
    path,
    speechesPage(shell, content.joined.spokenIn(entry.key)),
    words(shell, "nSpeeches", { n: own.length }),
  );
  return [
    element("p", {}, words(shell, "speaks"), " ", link, `, ${words(shell, "nWords", { n: count })}.`),
    ...placesPicture(shell, content, entry.name, "whereSpeaks", own),
  ];
}
