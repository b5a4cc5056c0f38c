import { element, type Html, type HtmlElement, isElement, nameOfHeading, textOf } from "../render/index.ts";
import { addressOfFile, pageOfDocument } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { isSurelyLess, PageWeight } from "./page-weight.ts";
import { shortened } from "./wording.ts";

/** Into what pages a text is cut. */
export interface Cutting {
  /** How deep divisions have pages of their own: 1 for the outermost; null where only size counts. */
  readonly depth: number | null;
  /** About how many bytes of text a page may have, before it is cut; null for any number. */
  readonly largestPage: number | null;
}

/** A part that is to have a page of its own. */
export interface Cut {
  readonly path: string;
  readonly title: string;
  readonly within: readonly string[];
  readonly html: readonly Html[];
}

/** How many letters of a division without a heading stand for its title. */
const FIRST_WORDS = 40;

/** How many letters of a word that a run begins or ends with. */
const HEADWORD = 24;

/** Divisions that come to less than this share of a page, and are more than {@link FEW}, do not get a page each. */
const SMALL = 0.05;
const FEW = 40;

/**
 * Cuts a text: its divisions, as deep as is asked, become parts, with links in their place; a division that has none as deep is
 * a part itself. What is too large for a page after that is cut by the divisions within it, and where there are none, into
 * runs of blocks that come to a page: the entries of a dictionary, the paragraphs of a novel without chapters.
 */
export class Cutter {
  readonly #id: string;
  readonly #cutting: Cutting;
  readonly #isTaken: (name: string) => boolean;
  readonly #weight = new PageWeight();
  readonly #cuts: Cut[] = [];

  /** Takes the id of a text, how it is to be cut, and who knows what pages of its parts cannot be called. */
  constructor(id: string, cutting: Cutting, isTaken: (name: string) => boolean) {
    this.#id = id;
    this.#cutting = cutting;
    this.#isTaken = isTaken;
  }

  /** Gives what stays on the first page, and what has been cut out. */
  cut(html: readonly Html[]): { readonly html: readonly Html[]; readonly cuts: readonly Cut[] } {
    const { depth, largestPage } = this.#cutting;
    if (depth !== null) return { html: this.#byDepth(html, depth, []), cuts: this.#cuts };
    const isPage = largestPage === null || isSurelyLess(html, largestPage) || !this.#isTooLarge(html);
    return { html: isPage ? html : this.#bySize(html, []), cuts: this.#cuts };
  }

  #byDepth(html: readonly Html[], depth: number, within: readonly string[]): readonly Html[] {
    const kept: Html[] = [];
    for (const piece of html) {
      if (isElement(piece) && isDivision(piece) && (depth === 1 || !holdsDivision(piece)))
        kept.push(this.#division({ ...piece, children: [...takeBreaks(kept), ...piece.children] }, within));
      else kept.push(isElement(piece) ? this.#depthWithin(piece, depth, within) : piece);
    }
    return kept;
  }

  #depthWithin(piece: HtmlElement, depth: number, within: readonly string[]): HtmlElement {
    const inner = isDivision(piece) ? depth - 1 : depth;
    return { ...piece, children: this.#byDepth(piece.children, inner, below(piece, within)) };
  }

  /** Cuts out a division; one that is too large stays where it is, with what is in it cut out. */
  #division(section: HtmlElement, within: readonly string[]): HtmlElement {
    if (this.#isTooLarge([section])) {
      const before = this.#cuts.length;
      const children = this.#bySize(section.children, below(section, within));
      if (this.#cuts.length > before) return { ...section, children };
    }
    const title = titleOf(section) ?? (firstWords([section]) || null);
    return this.#take([section], section.attributes.id, title, within);
  }

  /** Cuts pieces that stand beside each other and come to more than a page. */
  #bySize(html: readonly Html[], within: readonly string[]): readonly Html[] {
    const kept: Html[] = [];
    const isByItself = this.#whatIsByItself(html);
    let loose: Html[] = [];
    const endRun = (): void => {
      kept.push(...(this.#isTooLarge(loose) ? this.#inRuns(loose, within) : loose));
      loose = [];
    };
    for (const piece of html) {
      if (!isElement(piece) || !isByItself(piece)) {
        loose.push(piece);
        continue;
      }
      const breaks = isPart(piece) ? takeBreaks(loose) : [];
      endRun();
      kept.push(
        isPart(piece)
          ? this.#division({ ...piece, children: [...breaks, ...piece.children] }, within)
          : { ...piece, children: this.#bySize(piece.children, within) },
      );
    }
    endRun();
    return kept;
  }

  /**
   * Which pieces are cut by themselves: a division, unless it is one of many small ones, and what is a page or more. Where none
   * is, as where a text has much before and behind its body, what holds divisions is, unless it is a small part of a page.
   */
  #whatIsByItself(html: readonly Html[]): (piece: HtmlElement) => boolean {
    const isWhole = this.#hasManySmall(html);
    const isByItself = (piece: HtmlElement): boolean =>
      (isPart(piece) && !isWhole) || (isHolder(piece) && this.#isTooLarge([piece]));
    if (isWhole || html.some((piece) => isElement(piece) && isByItself(piece))) return isByItself;
    const least = SMALL * this.#cutting.largestPage!;
    return (piece) => isHolder(piece) && holdsDivision(piece) && this.#weight.of([piece]) > least;
  }

  #hasManySmall(html: readonly Html[]): boolean {
    const divisions = html.filter((piece) => isElement(piece) && isPart(piece));
    const mean = this.#weight.of(divisions) / divisions.length;
    return divisions.length > FEW && mean < SMALL * (this.#cutting.largestPage ?? 0);
  }

  /**
   * Cuts blocks into runs of about the same size, none of which ends with a heading or begins behind the break that opens it.
   * The headings over all of them stay where they are.
   */
  #inRuns(all: readonly Html[], within: readonly string[]): readonly Html[] {
    if (all.some((piece) => typeof piece === "string" && !isSpace(piece))) return all;
    const start = all.findIndex((piece) => !isSpace(piece) && !isHeading(piece));
    if (start < 0) return all;
    const html = all.slice(start);
    const whole = this.#weight.of(html);
    const count = Math.ceil(whole / this.#cutting.largestPage!);
    const runs: Html[][] = [[]];
    let filled = 0;
    for (const piece of html) {
      const weight = this.#weight.of([piece]);
      const end = (whole * runs.length) / count;
      const isBegun = runs.at(-1)!.some(isElement);
      if (isBegun && runs.length < count && filled + weight / 2 > end && !isSpace(piece))
        runs.push(takeOpening(runs.at(-1)!));
      runs.at(-1)!.push(piece);
      filled += weight;
    }
    const links = runs.map((run) => this.#take(run, idOf(run), titleOfRun(run), within));
    return [...all.slice(0, start), ...links];
  }

  #take(
    html: readonly Html[],
    id: string | undefined,
    name: string | null,
    within: readonly string[],
  ): HtmlElement {
    const count = this.#cuts.length + 1;
    const path = this.#freePath(fileName(id, count));
    const title = name ?? String(count);
    this.#cuts.push({ path, title, within, html });
    const link = element("a", { href: relativeAddress(pageOfDocument(this.#id), path) }, title);
    return element("p", { class: "to-part" }, link);
  }

  /** The address of the page of a part, by its name; that of one without an id may be the id of another, or of another text. */
  #freePath(name: string): string {
    const at = (wanted: string): string => `texts/${addressOfFile(this.#id)}/${wanted}.html`;
    const isFree = (wanted: string): boolean =>
      !this.#isTaken(wanted) && this.#cuts.every(({ path }) => path !== at(wanted));
    let free = name;
    for (let nth = 2; !isFree(free); nth++) free = `${name}_${nth}`;
    return at(free);
  }

  #isTooLarge(html: readonly Html[]): boolean {
    const { largestPage } = this.#cutting;
    return largestPage !== null && this.#weight.of(html) > largestPage;
  }
}

/** The titles of the divisions that what stands in an element is in. */
function below(piece: HtmlElement, within: readonly string[]): readonly string[] {
  const title = isPart(piece) ? ownTitle(piece) : null;
  return title === null ? within : [...within, title];
}

/** The breaks right before a division, which say on what page of the source it begins, go with it. */
function takeBreaks(kept: Html[]): readonly Html[] {
  const last = kept.findLastIndex((piece) => !isBreak(piece) && !isSpace(piece));
  const first = kept.findIndex((piece, at) => at > last && isBreak(piece));
  return first < 0 ? [] : kept.splice(first);
}

/** Headings and breaks at the end of a run open the next. */
function takeOpening(run: Html[]): Html[] {
  const last = run.findLastIndex((piece) => !isBreak(piece) && !isSpace(piece) && !isHeading(piece));
  return last < 0 ? [] : run.splice(last + 1);
}

function isBreak(piece: Html): boolean {
  return isElement(piece) && /(?:^|\s)(?:break|tei-[pcg]b)(?:\s|$)/u.test(piece.attributes.class ?? "");
}

function isSpace(piece: Html): boolean {
  return typeof piece === "string" && !/\S/u.test(piece);
}

function isHeading(piece: Html): boolean {
  return isElement(piece) && (/^h[1-6]$/u.test(piece.tag) || piece.attributes.role === "heading");
}

/** Whether what stands in an element may stand on several pages as it is: not so the items of a list or the rows of a table. */
function isHolder({ tag }: HtmlElement): boolean {
  return tag === "div" || tag === "section" || tag === "article";
}

function idOf(run: readonly Html[]): string | undefined {
  return run.find(isElement)?.attributes.id;
}

function fileName(id: string | undefined, count: number): string {
  return id !== undefined && /^[A-Za-z0-9._-]{1,200}$/u.test(id) ? id : `part-${count}`;
}

/** Divisions, and the texts of a corpus. */
function isDivision({ attributes }: HtmlElement): boolean {
  return /(?:^|\s)tei-(?:div\d?|TEI)(?:\s|$)/u.test(attributes.class ?? "");
}

/** Divisions, and the texts of a group: a depth counts divisions alone. */
function isPart(html: HtmlElement): boolean {
  return isDivision(html) || /(?:^|\s)tei-text(?:\s|$)/u.test(html.attributes.class ?? "");
}

function holdsDivision({ children }: HtmlElement): boolean {
  return children.some((child) => isElement(child) && (isDivision(child) || holdsDivision(child)));
}

/** A run is called by what its first and its last block are called by: a dictionary's by headwords. */
function titleOfRun(run: readonly Html[]): string | null {
  const blocks = run.filter(isElement);
  const first = blocks.map(nameOf).find((name) => name !== null);
  const last = blocks.map(nameOf).findLast((name) => name !== null);
  if (first === undefined || last === undefined) return firstWords(run) || null;
  return first === last ? first : `${first} – ${last}`;
}

/** What a block is called by: the word it is the entry of, or its heading. */
function nameOf(block: HtmlElement): string | null {
  const word = headwordIn(block);
  return word === null ? titleOf(block) : shortened(wordsOf([word]), HEADWORD);
}

function headwordIn(html: HtmlElement): HtmlElement | null {
  for (const child of html.children) {
    if (!isElement(child)) continue;
    if (/(?:^|\s)tei-orth(?:\s|$)/u.test(child.attributes.class ?? "")) return child;
    const inner = headwordIn(child);
    if (inner !== null) return inner;
  }
  return null;
}

/** How a text begins; the numbers of its pages and what is noted beside it are not its words. */
function firstWords(html: readonly Html[]): string {
  return shortened(wordsOf(html.flatMap(ownWords)) || wordsOf(html), FIRST_WORDS);
}

function ownWords(html: Html): readonly Html[] {
  if (!isElement(html)) return [html];
  if (/(?:^|\s)(?:break|tei-note|tei-fw)(?:\s|$)/u.test(html.attributes.class ?? "")) return [];
  const own = { ...html, children: html.children.flatMap(ownWords) };
  return PHRASE.test(html.tag) ? [own] : [" ", own, " "];
}

/** The elements that part no words of a line. */
const PHRASE =
  /^(?:a|abbr|b|bdi|bdo|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)$/u;

function wordsOf(html: readonly Html[]): string {
  return textOf(html).replace(/\s+/gu, " ").trim();
}

/** The heading of a division itself, not of one within it. */
function ownTitle(html: HtmlElement): string | null {
  return titleOf(html, isPart);
}

function titleOf(
  html: HtmlElement,
  isPassedOver: (child: HtmlElement) => boolean = () => false,
): string | null {
  for (const child of html.children) {
    if (!isElement(child) || isPassedOver(child)) continue;
    if (isHeading(child)) return nameOfHeading(child) || null;
    const below = titleOf(child, isPassedOver);
    if (below !== null) return below;
  }
  return null;
}
