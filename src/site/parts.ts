import { element, type Html, type HtmlElement, isElement, textOf } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { addressOf, parted, relativeAddress } from "./address.ts";
import { idsIn } from "./live-links.ts";
import { mapElements } from "./map-elements.ts";
import type { SiteDocument } from "./records.ts";
import { shortened } from "./wording.ts";

/** A division of a text that has a page of its own. */
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

interface Cut {
  readonly path: string;
  readonly title: string;
  readonly within: readonly string[];
  readonly section: HtmlElement;
}

/** How many letters of a division without a heading stand for its title. */
const FIRST_WORDS = 40;

/**
 * Cuts a text into its divisions, as deep as is asked; a division that has none as deep is a part itself. Notes go with the
 * part that has their sign. A text of fewer than two divisions, or one that is not to be cut, is left whole.
 */
export function partText({ id, text }: SiteDocument, depth: number | null): PartedText {
  const whole = { html: text.html, notes: text.notes, parts: [], places: new Map<string, string>() };
  if (depth === null) return whole;
  const page = pageOfDocument(id);
  const cuts: Cut[] = [];
  const html = new Cutter(id, cuts).cut(text.html, depth, []);
  if (cuts.length < 2) return whole;
  const places = new Map<string, string>();
  for (const { path, section } of cuts) for (const each of idsIn([section])) places.set(each, path);
  const noted = notesByPage(text.notes, page, places);
  for (const [path, notes] of noted) {
    if (path !== page) for (const each of idsIn(notes)) places.set(each, path);
  }
  const parts = cuts.map(({ path, title, within, section }) => ({
    path,
    title,
    within,
    html: relocate([section], page, path, places),
    notes: relocate(noted.get(path) ?? [], page, path, places).filter(isElement),
  }));
  return {
    html: relocate(html, page, page, places),
    notes: relocate(noted.get(page) ?? [], page, page, places).filter(isElement),
    parts,
    places,
  };
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

/** Puts links in the place of divisions, and keeps those. */
class Cutter {
  readonly #id: string;
  readonly #cuts: Cut[];

  constructor(id: string, cuts: Cut[]) {
    this.#id = id;
    this.#cuts = cuts;
  }

  cut(html: readonly Html[], depth: number, within: readonly string[]): readonly Html[] {
    const kept: Html[] = [];
    for (const piece of html) {
      if (isElement(piece) && isDivision(piece) && (depth === 1 || !holdsDivision(piece)))
        kept.push(this.#take({ ...piece, children: [...takeBreaks(kept), ...piece.children] }, within));
      else kept.push(isElement(piece) ? this.#cutWithin(piece, depth, within) : piece);
    }
    return kept;
  }

  #cutWithin(piece: HtmlElement, depth: number, within: readonly string[]): HtmlElement {
    if (!isDivision(piece)) return { ...piece, children: this.cut(piece.children, depth, within) };
    const title = ownTitle(piece);
    const inner = title === null ? within : [...within, title];
    return { ...piece, children: this.cut(piece.children, depth - 1, inner) };
  }

  #take(section: HtmlElement, within: readonly string[]): HtmlElement {
    const count = this.#cuts.length + 1;
    const path = `texts/${this.#id}/${fileName(section.attributes.id, count)}.html`;
    const title = titleOf(section) ?? (firstWords(section) || String(count));
    this.#cuts.push({ path, title, within, section });
    const link = element("a", { href: relativeAddress(pageOfDocument(this.#id), path) }, title);
    return element("p", { class: "to-part" }, link);
  }
}

/** The breaks right before a division, which say on what page of the source it begins, go with it. */
function takeBreaks(kept: Html[]): readonly Html[] {
  const last = kept.findLastIndex((piece) => !isBreak(piece) && !isSpace(piece));
  const first = kept.findIndex((piece, at) => at > last && isBreak(piece));
  return first < 0 ? [] : kept.splice(first);
}

function isBreak(piece: Html): boolean {
  return isElement(piece) && /(?:^|\s)(?:break|tei-[pcg]b)(?:\s|$)/u.test(piece.attributes.class ?? "");
}

function isSpace(piece: Html): boolean {
  return typeof piece === "string" && !/\S/u.test(piece);
}

function firstWords(html: HtmlElement): string {
  return shortened(textOf(html).replace(/\s+/gu, " ").trim(), FIRST_WORDS);
}

function fileName(id: string | undefined, count: number): string {
  return id !== undefined && /^[A-Za-z0-9._-]+$/u.test(id) ? id : `part-${count}`;
}

function isDivision({ attributes }: HtmlElement): boolean {
  return /(?:^|\s)tei-div\d?(?:\s|$)/u.test(attributes.class ?? "");
}

function holdsDivision({ children }: HtmlElement): boolean {
  return children.some((child) => isElement(child) && (isDivision(child) || holdsDivision(child)));
}

/** The heading of a division itself, not of one within it. */
function ownTitle(html: HtmlElement): string | null {
  const own = html.children.filter(
    (child) => !isElement(child) || !(isDivision(child) || holdsDivision(child)),
  );
  return titleOf({ ...html, children: own });
}

function titleOf(html: HtmlElement): string | null {
  for (const child of html.children) {
    if (!isElement(child)) continue;
    if (/^h[1-6]$/u.test(child.tag) || child.attributes.role === "heading") {
      const text = textOf(child).replace(/\s+/gu, " ").trim();
      return text === "" ? null : text;
    }
    const below = titleOf(child);
    if (below !== null) return below;
  }
  return null;
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

function pageOfEntry(entry: HtmlElement, page: string, places: ReadonlyMap<string, string>): string {
  const back = backLink(entry);
  return back === null ? page : (places.get(decodeURIComponent(back.slice(1))) ?? page);
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
  const moved = (link: string): string => {
    const address = addressOf(from, link);
    return address === null ? link : relativeAddress(to, placed(address, from, places));
  };
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
