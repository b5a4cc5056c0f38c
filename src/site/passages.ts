import { type Html, type HtmlElement, isElement, textOf } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { placed } from "./parts.ts";
import { partsWords, passageWords } from "./passage-words.ts";
import { isBare, type SiteDocument } from "./records.ts";

/** What kind of passage is found. */
export type PassageKind = "paragraph" | "speech" | "quotation" | "note";

/** A passage as the search knows it: where it stands, what it says, and whom and what it has to do with, by keys. */
export interface SearchPassage {
  /** Where it stands; of several at one id the second and later ones have their count behind a bar, since no two are one. */
  readonly url: string;
  readonly kind: PassageKind;
  readonly text: string;
  readonly language: string | null;
  /** Keys of those who speak; a label where no register knows the speaker. */
  readonly speakers: readonly string[];
  readonly people: readonly string[];
  readonly works: readonly string[];
}

/** The passages of one document. */
export interface DocumentPassages {
  readonly document: string;
  readonly title: string;
  readonly language: string | null;
  readonly passages: readonly SearchPassage[];
}

/** What is known of the passages at some ids. */
interface Known {
  readonly speakers: ReadonlyMap<string, readonly string[]>;
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly works: ReadonlyMap<string, readonly string[]>;
}

const KINDS: readonly (readonly [RegExp, PassageKind])[] = [
  [/(?:^|\s)tei-(?:sp|u|post)(?:\s|$)/u, "speech"],
  [/(?:^|\s)tei-(?:quote|q|said)(?:\s|$)/u, "quotation"],
  [/(?:^|\s)(?:entry|tei-note)(?:\s|$)/u, "note"],
  [/(?:^|\s)tei-(?:p|ab|lg|head)(?:\s|$)/u, "paragraph"],
];

const SIGNS: ReadonlySet<string> = new Set(["stands-for", "permalink", "sign", "back", "label", "break"]);

/** Reads the passages of a text for the search. */
export function searchPassages(
  document: SiteDocument,
  places: ReadonlyMap<string, string>,
): DocumentPassages {
  const { id, front, text } = document;
  const known = knownOf(document);
  const passages: SearchPassage[] = [];
  const page = pageOfDocument(id);
  const counts = new Map<string, number>();
  const counted = (url: string): string => {
    const count = (counts.get(url) ?? 0) + 1;
    counts.set(url, count);
    return count === 1 ? url : `${url}|${count}`;
  };
  const shown = isBare(document) ? front.source : [...text.html, ...text.notes];
  gather(shown, { language: front.language, inside: null, near: "" }, (html, kind, { language, near }) => {
    const words = passageWords(html, SIGNS);
    if (words === "") return;
    const ids = [...idsIn(html)];
    const all = (of: ReadonlyMap<string, readonly string[]>): readonly string[] => [
      ...new Set(ids.flatMap((each) => of.get(each) ?? [])),
    ];
    passages.push({
      url: counted(placed(`${page}#${html.attributes.id ?? near}`, page, places)),
      kind,
      text: words,
      language,
      speakers: all(known.speakers),
      people: all(known.people),
      works: all(known.works),
    });
  });
  return { document: id, title: front.title, language: front.language, passages };
}

function knownOf({ records }: SiteDocument): Known {
  const speakers = new Map(
    records.speeches.map(({ id, who, label }) => [
      id,
      who.length > 0 ? who : label === null ? [] : [label.replace(/[\s:.]+$/u, "")],
    ]),
  );
  const people = new Map<string, string[]>();
  for (const { url, key } of records.mentions) {
    const at = url.split("#")[1] ?? "";
    people.set(at, [...(people.get(at) ?? []), key]);
  }
  const works = new Map<string, string[]>();
  for (const { id, work } of [...records.citations, ...records.quotations])
    if (work !== null) works.set(id, [work]);
  return { speakers, people, works };
}

/** What is around a piece of a page. */
interface Around {
  readonly language: string | null;
  /** The kind of passage it stands in. */
  readonly inside: PassageKind | null;
  /** The nearest id around it: where a passage without one is looked for. */
  readonly near: string;
}

type Take = (html: HtmlElement, kind: PassageKind, around: Around) => void;

function gather(html: readonly Html[], around: Around, take: Take): void {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const { id, lang } = piece.attributes;
    const { inside } = around;
    const kind = kindOf(piece);
    // A paragraph of a speech or a note is found with the whole of it.
    const isOwn = kind !== null && !(kind === "paragraph" && inside !== null) && kind !== inside;
    const here = { ...around, language: lang ?? around.language, near: id ?? around.near };
    if (isOwn) take(piece, kind, here);
    else if (inside === null && isLoose(piece)) {
      take(piece, "paragraph", here);
      continue;
    }
    gather(piece.children, { ...here, inside: isOwn ? kind : inside }, take);
  }
}

function kindOf({ attributes: { id, class: name = "" } }: HtmlElement): PassageKind | null {
  return id === undefined ? null : (KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? null);
}

/** Of blocks that are no passages a shorter one, in letters, is found as a whole. */
const WHOLE = 300;

/** Whether a block is found by itself that is no passage: an item, a cell, an entry of a description. */
function isLoose(html: HtmlElement): boolean {
  if (!partsWords(html) || holdsPassage(html)) return false;
  return !html.children.some((child) => isElement(child) && holdsBlock(child)) || textOf(html).length < WHOLE;
}

function holdsPassage(html: HtmlElement): boolean {
  return html.children.some((child) => isElement(child) && (kindOf(child) !== null || holdsPassage(child)));
}

function holdsBlock(html: HtmlElement): boolean {
  return partsWords(html) || html.children.some((child) => isElement(child) && holdsBlock(child));
}

function* idsIn(html: HtmlElement): Generator<string, undefined> {
  if (html.attributes.id !== undefined) yield html.attributes.id;
  for (const child of html.children) if (isElement(child)) yield* idsIn(child);
}
