import { callsIntoBlocks } from "./call-between-blocks.ts";
import {
  type EndMatter,
  type EndMatterKind,
  element,
  type Html,
  type HtmlElement,
  holdsLink,
  isElement,
  isEndMatter,
  tidyText,
} from "./html.ts";
import { IN_ENGLISH, isSameLanguage, type Wording } from "./wording.ts";
import { say, type WordKey, type Words } from "./words.ts";

/** A text with the matter at its end. */
export interface Gathered {
  readonly html: readonly Html[];
  /** A section for each kind there is: notes, corrections, variant readings. */
  readonly sections: readonly HtmlElement[];
}

interface Gathering {
  readonly words: Words;
  /** The language of the words where the text around them is in another, so that headings can say so. */
  readonly language: string | null;
  readonly taken: Set<string>;
  /** The signs that the text's own notes have from their source. */
  readonly given: ReadonlySet<string>;
  /** How many notes without a sign from their source there were, where their numbers would be those of others; else null. */
  readonly secondRow: { count: number } | null;
  readonly entries: Record<EndMatterKind, HtmlElement[]>;
  /** The ids from the source that entries have already. */
  readonly led: Set<string>;
  /** What was told of what need not be told again. */
  readonly told: Set<string>;
  /** Whether it is gathered behind one of several pieces of a page: nothing in it can be linked to then. */
  readonly isPiece: boolean;
}

interface KindOfMatter {
  readonly id: string;
  readonly title: WordKey;
  readonly one: WordKey;
  readonly back: WordKey;
  readonly lead: WordKey | null;
  readonly sign: (count: number) => string;
}

const KINDS: Readonly<Record<EndMatterKind, KindOfMatter>> = {
  note: { id: "note", title: "notes", one: "note", back: "noteBack", lead: null, sign: String },
  correction: {
    id: "correction",
    title: "corrections",
    one: "correction",
    back: "correctionBack",
    lead: "correctionsLead",
    sign: String,
  },
  variant: {
    id: "variant",
    title: "variants",
    one: "variant",
    back: "variantBack",
    lead: null,
    sign: letters,
  },
};

/** Beyond this many, a list of corrections or variants is folded; nobody reads it from end to end. */
const FOLD_BEYOND = 40;

/**
 * Takes notes, corrections and variant readings out of a text, in the order in which they stand, numbers them, and gives
 * each its sign in the text and its entry behind it, linked both ways. Ids that occur twice are kept once, because a
 * link can lead to one place only. The headings are in the words of the wording; `around` is the language of the text. A piece
 * is one of several of a page, as the parts of a header are: their signs lead nowhere, and corrections are not listed.
 */
export function gatherEndMatter(
  html: readonly Html[],
  wording: Wording = IN_ENGLISH,
  around: string | null = null,
  isPiece = false,
): Gathered {
  const given = givenSigns(html);
  const gathering: Gathering = {
    words: wording.words,
    language: around === null || isSameLanguage(around, wording.language) ? null : wording.language,
    taken: idsOf(html),
    given,
    secondRow: meetsItself(html, given) ? { count: 0 } : null,
    entries: { note: [], correction: [], variant: [] },
    led: new Set(),
    told: new Set(),
    isPiece,
  };
  const settled = settle(html, gathering);
  const sections = (["note", "correction", "variant"] as const)
    .filter((kind) => gathering.entries[kind].length > 0)
    .map((kind) => section(kind, gathering));
  return { html: settled, sections };
}

/** Leaves out the second and later use of an id. */
export function uniqueIds(html: readonly Html[], seen: Set<string> = new Set()): readonly Html[] {
  let isSame = true;
  const unique = html.map((piece) => {
    if (!isElement(piece)) return piece;
    const { id } = piece.attributes;
    const isAgain = id !== undefined && seen.has(id);
    if (id !== undefined) seen.add(id);
    const children = uniqueIds(piece.children, seen);
    if (!isAgain && children === piece.children) return piece;
    isSame = false;
    return { ...piece, attributes: isAgain ? withoutId(piece.attributes) : piece.attributes, children };
  });
  return isSame ? html : unique;
}

function withoutId({ id: _id, ...others }: HtmlElement["attributes"]): HtmlElement["attributes"] {
  return others;
}

function settle(html: readonly Html[], gathering: Gathering): readonly Html[] {
  const settled: Html[] = [];
  let isSame = true;
  for (const piece of html) {
    if (typeof piece === "string") settled.push(piece);
    else if (isElement(piece)) {
      const children = settle(piece.children, gathering);
      if (children !== piece.children) isSame = false;
      settled.push(children === piece.children ? piece : { ...piece, children });
    } else {
      isSame = false;
      if (isEndMatter(piece)) settled.push(...leaveSign(piece, gathering));
    }
  }
  const made = callsIntoBlocks(settled);
  return isSame && made === settled ? html : made;
}

function leaveSign(matter: EndMatter, gathering: Gathering): readonly Html[] {
  const kind = KINDS[matter.endMatter];
  const shown = settle(matter.shown, gathering);
  if (matter.isTakenOnce === true && isTold(matter, gathering)) return shown;
  if (gathering.isPiece && matter.endMatter === "correction") return correctionAlone(matter, shown);
  const entries = gathering.entries[matter.endMatter];
  const count = entries.length + 1;
  const id = ownId(matter, gathering) ?? freeId(`${kind.id}-${count}`, gathering.taken);
  const back = freeId(`${id}-sign`, gathering.taken);
  const label = signOf(matter, count, gathering);
  // The place is taken before the body is settled, since a note within the note comes after it.
  const at = entries.push(element("li", {})) - 1;
  const ends = { id, back, label, words: gathering.words, isLinked: !gathering.isPiece && !matter.inLink };
  entries[at] = entry(matter, ends, settle(matter.body, gathering), !gathering.isPiece);
  if (gathering.isPiece) return [...shown, element("sup", {}, label)];
  return sign(matter, ends, shown);
}

/** The id from the source; the second of two that have the same gets another. */
function ownId({ id }: EndMatter, { led }: Gathering): string | null {
  if (id === null || led.has(id)) return null;
  led.add(id);
  return id;
}

/** A correction in a piece, which has no list of them: what the source has is its title. */
function correctionAlone({ title }: EndMatter, shown: readonly Html[]): readonly Html[] {
  return [element("span", { class: "correction", title }, ...shown)];
}

function isTold({ body }: EndMatter, { told }: Gathering): boolean {
  const words = tidyText(body);
  const isAgain = told.has(words);
  told.add(words);
  return isAgain;
}

/**
 * The sign as the document gives it, or its number. No other note has the sign of one of the text's own: neither one that
 * stands apart and counts for itself, which has a roman number then, nor those without a sign, which are then a row of their own.
 */
function signOf(matter: EndMatter, count: number, { given, secondRow }: Gathering): string {
  const { endMatter, label, standsApart } = matter;
  if (label !== null && !(standsApart && given.has(label))) return label;
  if (isUnsigned(matter) && secondRow !== null) {
    do secondRow.count++;
    while (given.has(roman(secondRow.count)));
    return roman(secondRow.count);
  }
  const sign = KINDS[endMatter].sign(count);
  return endMatter === "note" && given.has(sign) ? roman(count) : sign;
}

function isUnsigned({ endMatter, label }: EndMatter): boolean {
  return endMatter === "note" && label === null;
}

/** Whether a note without a sign would have that of another as its number. */
function meetsItself(html: readonly Html[], given: ReadonlySet<string>): boolean {
  let count = 0;
  const meets = (pieces: readonly Html[]): boolean =>
    pieces.some((piece) => {
      if (!isEndMatter(piece)) return isElement(piece) && meets(piece.children);
      if (meets(piece.shown)) return true;
      if (piece.endMatter === "note") count++;
      return (isUnsigned(piece) && given.has(String(count))) || meets(piece.body);
    });
  return given.size > 0 && meets(html);
}

/** The signs of notes that stand in the text and have one from their source. */
function givenSigns(html: readonly Html[], signs: Set<string> = new Set()): ReadonlySet<string> {
  for (const piece of html) {
    if (isEndMatter(piece)) {
      if (piece.endMatter === "note" && piece.label !== null && !piece.standsApart) signs.add(piece.label);
      givenSigns(piece.shown, signs);
      givenSigns(piece.body, signs);
    } else if (isElement(piece)) givenSigns(piece.children, signs);
  }
  return signs;
}

interface Ends {
  readonly id: string;
  readonly back: string;
  readonly label: string;
  readonly words: Words;
  readonly isLinked: boolean;
}

function entry(
  matter: EndMatter,
  { id, back, label, words, isLinked }: Ends,
  body: readonly Html[],
  isNamed: boolean,
): HtmlElement {
  const isNote = matter.endMatter !== "correction";
  const link = !isLinked
    ? null
    : element(
        "a",
        {
          class: "back",
          href: `#${back}`,
          "aria-label": say(words, KINDS[matter.endMatter].back, { label }),
        },
        "↩",
      );
  const lead = isNote ? [element("span", { class: "label" }, label), " "] : [];
  return element(
    "li",
    { id: isNamed ? id : null, class: "entry" },
    ...lead,
    element("div", { class: "entry-body" }, ...body, " ", link),
  );
}

/** A correction is itself the link to its entry; a note, a variant and what holds nothing have a raised sign. */
function sign(matter: EndMatter, { id, back, label, words }: Ends, shown: readonly Html[]): readonly Html[] {
  const attributes = { id: back, title: matter.title };
  if (matter.inLink) return [element("span", { class: matter.endMatter, ...attributes }, ...shown)];
  const href = `#${encodeURIComponent(id)}`;
  if (matter.endMatter === "correction" && !holdsLink(shown) && shown.length > 0) {
    return [element("a", { class: "correction", href, ...attributes }, ...shown)];
  }
  const name = say(words, KINDS[matter.endMatter].one, { label });
  const link = element(
    "a",
    { class: "sign", href, ...attributes, "aria-label": name, role: "doc-noteref" },
    label,
  );
  return [...shown, element("sup", {}, link)];
}

function section(kind: EndMatterKind, gathering: Gathering): HtmlElement {
  const { entries, taken, words, language: lang, isPiece } = gathering;
  const { title, id, lead } = KINDS[kind];
  const heading = element("h2", { id: isPiece ? null : freeId(`${id}s`, taken), lang }, words[title]);
  const list = element("ol", { class: `${id}-list` }, ...entries[kind]);
  const folded = entries[kind].length > FOLD_BEYOND && kind !== "note";
  const body = folded
    ? element(
        "details",
        {},
        element("summary", { lang }, say(words, "allOfThem", { n: entries[kind].length })),
        list,
      )
    : list;
  return element(
    "section",
    {
      class: `end-matter ${id}s`,
      role: kind === "note" ? "doc-endnotes" : null,
      "aria-labelledby": heading.attributes.id,
      "aria-label": isPiece ? words[title] : null,
    },
    heading,
    lead === null ? null : element("p", { class: "lead", lang }, words[lead]),
    body,
  );
}

/** The ids of all elements in a text, and of the matter at its end. */
export function idsOf(html: readonly Html[], ids: Set<string> = new Set()): Set<string> {
  for (const piece of html) {
    if (typeof piece === "string") continue;
    if (isEndMatter(piece)) {
      if (piece.id !== null) ids.add(piece.id);
      idsOf(piece.shown, ids);
      idsOf(piece.body, ids);
    } else if (isElement(piece)) {
      if (piece.attributes.id !== undefined) ids.add(piece.attributes.id);
      idsOf(piece.children, ids);
    }
  }
  return ids;
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}_${count}`;
  taken.add(id);
  return id;
}

/** i, ii, iii, iv …: the signs of a second row of notes. */
function roman(count: number): string {
  let rest = count;
  return ROMAN.map(([value, sign]) => {
    const times = Math.floor(rest / value);
    rest %= value;
    return sign.repeat(times);
  }).join("");
}

const ROMAN: readonly (readonly [value: number, sign: string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

/** a … z, aa, ab …: the usual signs of an apparatus. */
function letters(count: number): string {
  const last = String.fromCharCode(97 + ((count - 1) % 26));
  return count > 26 ? letters(Math.floor((count - 1) / 26)) + last : last;
}
