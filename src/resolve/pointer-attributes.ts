import type { XmlNode } from "../tree/index.ts";
import { isPointer } from "./pointer-table.ts";
import { type TargetKind, targetKind } from "./target-kind.ts";

/** What a pointer is for. */
export interface PointerUse {
  /** The kinds of thing it may lead to; null where it may lead to anything. */
  readonly kinds: readonly TargetKind[] | null;
  /** Their name in a message; empty where it may lead to anything. */
  readonly expected: string;
  /** Whether it commonly names pages of the web, or codes, as well: a bare word is then no mistake. */
  readonly web: boolean;
  /** Whether it names files: a bare word is then the name of one without its extension, whatever has it as its id. */
  readonly isFile?: boolean;
  /** Whether it names one of a few things, again and again: what is wrong with a name is told once. */
  readonly isVocabulary?: boolean;
}

/** Of an attribute that may point to anything. */
export const ANYTHING: PointerUse = { kinds: null, expected: "", web: false };
const WEB: PointerUse = { ...ANYTHING, web: true };

function only(expected: string, ...kinds: TargetKind[]): PointerUse {
  return { ...ANYTHING, kinds, expected };
}

const AGENT: readonly TargetKind[] = ["person", "organisation"];
const HAND = only("a hand (<handNote>)", "hand");
const PLACE = only("a place", "place");
const WORK = only("a work", "work", "witness", "text", "passage", "image");
const EVENT = only("an event", "event");
const OBJECT = only("an object", "witness");
const READING = only("a witness", "witness", "work", "text", "image");

/** What the Guidelines say of an attribute, wherever it stands. Attributes that are not here may point to anything. */
const BY_ATTRIBUTE: Readonly<Record<string, PointerUse>> = {
  // att.ascribed: “the person, or group of people, to whom the element content is ascribed”.
  who: only("a person, a group or a role", ...AGENT),
  toWhom: only("a person, a group or a role", ...AGENT),
  // att.handFeatures: “a full description of the scribe”; “of the script”.
  scribeRef: only("a person", ...AGENT),
  // att.global.responsibility: an agency; a conjecture is often that of a book, a correction that of a hand.
  resp: only(
    "someone responsible",
    ...AGENT,
    "work",
    "witness",
    "hand",
    "event",
    "category",
    "change",
    "text",
  ),
  // att.witnessed, att.rdgPart, witDetail: “the witnesses which attest to a given reading”.
  wit: READING,
  // att.edition: “the source edition”.
  edRef: only("an edition", "witness", "work", "text", "image"),
  // att.written: “a handNote element describing the hand”.
  hand: HAND,
  new: HAND,
  // att.global.facs: “images, portions of an image, or surfaces”.
  facs: only("an image or a zone of one", "image"),
  // att.global.rendition: “a description of the rendering”.
  rendition: { ...only("a rendition", "rendition"), isVocabulary: true },
  // att.locatable: “a place element or other canonical description”.
  where: only("a place", "place", "organisation", "event"),
  // att.global.analytic: “one or more elements containing interpretations”, which are those of a taxonomy.
  ana: { ...ANYTHING, isVocabulary: true },
  // att.global.source: “the source from which some aspect of this element is drawn”; an informant may be one.
  source: only("a source", ...AGENT, "work", "witness", "text", "passage", "image", "event", "category"),
  // att.global.change: “change elements documenting a state or revision campaign”.
  change: only("a change", "change"),
  // att.calendarSystem: “systems or calendars”.
  calendar: only("a calendar", "calendar", "category", "work"),
  // att.datable: “definitions of named periods of time (typically categorys, dates, or events)”.
  period: only("a period", "category", "event", "time", "work"),
  // move and tech: “performance elements”.
  perf: only("a performance", "event"),
  // att.measurement and conversion: “a unitDef element”.
  unitRef: only("a unit", "unit", "category"),
  fromUnit: only("a unit", "unit", "category"),
  toUnit: only("a unit", "unit", "category"),
  // catRef and its like: “for example by a taxonomy element, or by some other resource”.
  scheme: only("a taxonomy or another scheme", "category", "work"),
  // att.declaring: “declarable elements within the header”.
  decls: only("a declaration of the header", ...AGENT, "place", "work", "witness", "event", "category"),
  // att.canonical and att.pointing: “one or more URIs”.
  ref: WEB,
  target: WEB,
  code: WEB,
  datcat: WEB,
  valueDatcat: WEB,
  targetDatcat: WEB,
  lemmaRef: WEB,
  url: { ...WEB, isFile: true },
  uri: WEB,
  property: WEB,
  filter: WEB,
};

/** What an attribute is for on an element, where that says more. `@ref` and `@key` say what a name names. */
const BY_ELEMENT: Readonly<Record<string, Readonly<Record<string, PointerUse>>>> = {
  ...named("persName author editor", only("a person or a group", ...AGENT)),
  ...named("orgName", only("an organisation or a group", ...AGENT)),
  ...named("placeName geogName settlement country region district bloc", PLACE),
  ...named("pubPlace", only("a place", "place", ...AGENT)),
  ...named("title", only("a work", "work", "witness", "text", "passage", "image", "category")),
  ...named("eventName", EVENT),
  ...named("objectName", OBJECT),
  g: { ref: only("a character", "character") },
  // @corresp may as well lead to the author of a book; what it cites is the matter of the check of citations.
  bibl: { ref: WORK, key: WORK, sameAs: WORK, copyOf: WORK },
  biblStruct: { sameAs: WORK, copyOf: WORK },
  relatedItem: { target: { ...WORK, web: true } },
  // “the source of the quotation”: nobody quotes a person without a work, a witness or a passage to quote from.
  quote: { source: WORK },
  q: { source: WORK },
  cit: { source: WORK },
  catRef: { target: { ...only("a category", "category"), web: true } },
};

/** `rs` and `name` stand for whatever their `@type` says. */
const BY_TYPE: Readonly<Record<string, PointerUse>> = {
  person: only("a person or a group", ...AGENT),
  org: only("an organisation or a group", ...AGENT),
  place: PLACE,
  work: WORK,
  event: EVENT,
};

/** Gives what an attribute of a TEI element points to, or null where it is no pointer there. */
export function pointerUse(attribute: string, element: XmlNode): PointerUse | null {
  const { local } = element;
  if (!isPointer(attribute, local)) return null;
  const typed = attribute === "ref" ? typedUse(element) : null;
  return typed ?? useOn(local, attribute) ?? useOf(attribute) ?? ANYTHING;
}

/** Gives what a name's `@key` is a key to; null for elements that name nothing a register lists. */
export function keyUse(element: XmlNode): PointerUse | null {
  return typedUse(element) ?? useOn(element.local, "key");
}

/** Whether the use of an attribute depends on its element's own attributes. */
export function isTyped(element: string): boolean {
  return element === "rs" || element === "name";
}

/** Whether an element, by its local name, is something that a pointer may lead to. */
export function isRightKind(element: string, { kinds }: PointerUse): boolean {
  const kind = targetKind(element);
  return kinds === null || kind === null || kinds.includes(kind);
}

function typedUse(element: XmlNode): PointerUse | null {
  const type = isTyped(element.local) ? element.get("type") : null;
  return type !== null && Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type]! : null;
}

function useOn(element: string, attribute: string): PointerUse | null {
  if (!Object.hasOwn(BY_ELEMENT, element)) return null;
  const uses = BY_ELEMENT[element]!;
  return Object.hasOwn(uses, attribute) ? uses[attribute]! : null;
}

function useOf(attribute: string): PointerUse | null {
  return Object.hasOwn(BY_ATTRIBUTE, attribute) ? BY_ATTRIBUTE[attribute]! : null;
}

/** A name may as well be one of those that a taxonomy of the header lists. */
function named(elements: string, use: PointerUse): Record<string, Record<string, PointerUse>> {
  const listed: PointerUse = use.kinds === null ? use : { ...use, kinds: [...use.kinds, "category"] };
  return Object.fromEntries(elements.split(" ").map((element) => [element, { ref: listed, key: listed }]));
}
