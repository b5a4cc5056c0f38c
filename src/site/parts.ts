import { type Html, type HtmlElement, isElement } from "../render/index.ts";
import { pageOfDocument, parted } from "../resolve/index.ts";
import { addressOf, relativeAddress } from "./address.ts";
import { Cutter, type Cutting } from "./cutter.ts";
import { idsIn } from "./live-links.ts";
import { mapElements } from "./map-elements.ts";
import type { SiteDocument } from "./records.ts";

/** A part of a text that has a page of its own: a division, or a run of what stands in one. */
export interface TextPart {
  readonly path: string;
  readonly title: string;
  /** The titles of the divisions it stands in, the outermost first: those of an act, for a scene. */
  readonly within: readonly string[];
  readonly html: readonly Html[];
  readonly notes: readonly HtmlElement[];
}

/** A text in parts: what stays on its first page, with links in the place of the parts, and where each id is now. */
export interface PartedText {
  readonly html: readonly Html[];
  readonly notes: readonly HtmlElement[];
  readonly parts: readonly TextPart[];
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Cuts a text as it is asked: into its divisions down to a depth, and what would still be too large a page into smaller ones.
 * Notes go with the part that has their sign. A text of which there would be fewer than two parts, or that is not to be cut,
 * is left whole.
 */
export function partText({ id, text, taken = [] }: SiteDocument, asked: Cutting): PartedText {
  const whole = { html: text.html, notes: text.notes, parts: [], places: new Map<string, string>() };
  const page = pageOfDocument(id);
  const { html, cuts } = new Cutter(id, asked, (name) => taken.includes(name)).cut(text.html);
  if (cuts.length < 2) return whole;
  const places = new Map<string, string>();
  for (const cut of cuts) for (const each of idsIn(cut.html)) places.set(each, cut.path);
  placeEntries(text.notes, page, places);
  const noted = notesByPage(text.notes, page, places);
  for (const [path, notes] of noted) {
    if (path !== page) for (const each of idsIn(notes)) places.set(each, path);
  }
  const parts = cuts.map(({ path, title, within, html: cut }) => ({
    path,
    title,
    within,
    html: relocate(cut, page, path, places),
    notes: relocate(noted.get(path) ?? [], page, path, places).filter(isElement),
  }));
  return {
    html: relocate(html, page, page, places),
    notes: relocate(noted.get(page) ?? [], page, page, places).filter(isElement),
    parts,
    places,
  };
}

/**
 * Gives what the parts of a text would be called, but for other texts that have these addresses: a division with the id `a` of
 * `tei/play.xml`, where there is `tei/play/a.xml`. `isText` says whether there is a text with an id.
 */
export function takenNames(
  { id, text }: Pick<SiteDocument, "id" | "text">,
  asked: Cutting,
  isText: (id: string) => boolean,
): readonly string[] {
  const taken = new Set<string>();
  const isTaken = (name: string): boolean => isText(`${id}/${name}`) && taken.add(name).has(name);
  new Cutter(id, asked, isTaken).cut(text.html);
  return [...taken];
}

/** Gives an address below the site's folder as it is where its text is in parts. */
export function placed(address: string, page: string, places: ReadonlyMap<string, string>): string {
  const [path, fragment] = parted(address);
  const now = path === page && fragment !== undefined ? places.get(fragment) : undefined;
  return now === undefined ? address : `${now}#${fragment}`;
}

/** The title of a part with those of the divisions it stands in: a play has as many first scenes as acts. */
export function fullTitle({ within, title }: Pick<TextPart, "within" | "title">): string {
  return [...within, title].map((each) => each.replace(/\.$/u, "")).join(", ");
}

/** What stands in an entry goes with it: the sign of a note on a note as well, and so that note. */
function placeEntries(notes: readonly HtmlElement[], page: string, places: Map<string, string>): void {
  for (const entry of notes.flatMap((section) => [...entriesOf(section)])) {
    const path = pageOfEntry(entry, page, places);
    if (path !== page) for (const id of idsIn([entry])) places.set(id, path);
  }
}

/** The notes of each page: an entry stands where the sign is that leads to it. */
function notesByPage(
  notes: readonly HtmlElement[],
  page: string,
  places: ReadonlyMap<string, string>,
): Map<string, HtmlElement[]> {
  const found = new Map<string, HtmlElement[]>();
  for (const section of notes) {
    const pages = new Set([...entriesOf(section)].map((entry) => pageOfEntry(entry, page, places)));
    for (const each of pages.size === 0 ? [page] : pages) {
      const kept = keepEntries(section, (entry) => pageOfEntry(entry, page, places) === each);
      found.set(each, [...(found.get(each) ?? []), kept]);
    }
  }
  return found;
}

function* entriesOf(html: HtmlElement): Generator<HtmlElement, undefined> {
  for (const child of html.children) {
    if (!isElement(child)) continue;
    if (child.attributes.class === "entry") yield child;
    else yield* entriesOf(child);
  }
}

function keepEntries(html: HtmlElement, isKept: (entry: HtmlElement) => boolean): HtmlElement {
  const children = html.children
    .filter((child) => !isElement(child) || child.attributes.class !== "entry" || isKept(child))
    .map((child) => (isElement(child) ? keepEntries(child, isKept) : child));
  return { ...html, children };
}

/** A link to what is on the page of a part may lead there already. */
function pageOfEntry(entry: HtmlElement, page: string, places: ReadonlyMap<string, string>): string {
  const back = addressOf(page, backLink(entry) ?? "#");
  const [, id] = parted(back ?? "");
  return (id === undefined ? undefined : places.get(id)) ?? page;
}

function backLink(html: HtmlElement): string | null {
  for (const child of html.children) {
    if (!isElement(child)) continue;
    if (child.attributes.class === "back") return child.attributes.href ?? null;
    const below = backLink(child);
    if (below !== null) return below;
  }
  return null;
}

/** Makes links fit for the page a passage is on now, and lead to where things are now. */
function relocate(
  html: readonly Html[],
  from: string,
  to: string,
  places: ReadonlyMap<string, string>,
): readonly Html[] {
  const known = new Map<string, string>();
  const move = (link: string): string => {
    const address = addressOf(from, link);
    const now = address === null ? link : relativeAddress(to, placed(address, from, places));
    known.set(link, now);
    return now;
  };
  // The speakers of a play are linked to thousands of times.
  const moved = (link: string): string => known.get(link) ?? move(link);
  return mapElements(html, (piece) => {
    const { href, src, cite } = piece.attributes;
    if (href === undefined && src === undefined && cite === undefined) return piece;
    const attributes = {
      ...piece.attributes,
      ...(href === undefined ? {} : { href: moved(href) }),
      ...(src === undefined ? {} : { src: moved(src) }),
      ...(cite === undefined ? {} : { cite: moved(cite) }),
    };
    return { ...piece, attributes };
  });
}
