/** What a pointer may lead to, as far as an element's name tells. */
export type TargetKind =
  | "agent"
  | "place"
  | "work"
  | "witness"
  | "hand"
  | "image"
  | "passage"
  | "rendition"
  | "event"
  | "category"
  | "character";

const ELEMENTS: Readonly<Record<TargetKind, string>> = {
  agent:
    "person personGrp persona org role castItem castGroup listPerson listOrg name persName orgName rs respStmt editor author principal " +
    "sponsor funder actor",
  place: "place listPlace placeName settlement country region geogName",
  work: "bibl biblStruct biblFull listBibl",
  witness: "witness listWit msDesc msPart msFrag",
  hand: "handNote scriptNote handNotes",
  image: "surface zone surfaceGrp facsimile sourceDoc graphic media",
  passage: "p l lg ab div div1 div2 div3 head text body front back quote q said sp stage",
  rendition: "rendition",
  event: "event listEvent",
  category: "category taxonomy",
  character: "char glyph",
};

const KINDS: ReadonlyMap<string, TargetKind> = new Map(
  Object.entries(ELEMENTS).flatMap(([kind, names]) =>
    names.split(" ").map((name) => [name, kind as TargetKind] as const),
  ),
);

/** Gives the kind of thing an element is, or null where its name does not tell. */
export function targetKind(element: string): TargetKind | null {
  return KINDS.get(element) ?? null;
}

/** How an attribute points. */
export interface PointerAttribute {
  /** The elements it is a pointer on; null for all that have it. */
  readonly on: readonly string[] | null;
  /** The kinds of thing it may lead to, and their name in a message; null where it may lead to anything. */
  readonly kinds: readonly TargetKind[] | null;
  readonly expected: string;
  /** Whether it commonly names pages of the web, or codes, as well: a bare word is then no mistake. */
  readonly web: boolean;
}

const ANYTHING: PointerAttribute = { on: null, kinds: null, expected: "", web: false };

function only(expected: string, ...kinds: TargetKind[]): PointerAttribute {
  return { ...ANYTHING, kinds, expected };
}

function on(...elements: string[]): PointerAttribute {
  return { ...ANYTHING, on: elements };
}

const AGENT = "a person, a group or a role";
const NAME =
  "active adj adjFrom adjTo ana calendar change copyOf corresp datingMethod datingPoint decls exclude feats given inst lemmaRef mutual next nymRef origin passive period prev resp sameAs select since source synch spanTo targetEnd unitRef".split(
    " ",
  );

/** The attributes whose values are pointers in TEI P5 4.12 (datatype `teidata.pointer`), and what each is for. */
export const POINTER_ATTRIBUTES: Readonly<Record<string, PointerAttribute>> = {
  ...Object.fromEntries(NAME.map((name) => [name, ANYTHING])),
  who: only(AGENT, "agent"),
  toWhom: only(AGENT, "agent"),
  perf: only(AGENT, "agent"),
  scribeRef: only("a person", "agent"),
  resp: only("someone responsible", "agent", "work", "witness", "hand", "event", "category"),
  wit: only("a witness", "witness", "work", "hand", "passage"),
  edRef: only("an edition", "witness", "work"),
  hand: only("a hand", "hand", "agent"),
  new: { ...only("a hand", "hand", "agent"), on: ["handShift"] },
  facs: only("an image or a zone of one", "image"),
  rendition: only("a rendition", "rendition"),
  where: only("a place", "place"),
  scheme: on("catRef", "classCode", "keywords", "locus", "locusGrp", "occupation", "socecStatus"),
  target: { ...ANYTHING, web: true },
  ref: { ...ANYTHING, web: true },
  children: on("iNode", "root"),
  class: on("msDesc", "msPart", "msFrag"),
  code: { ...on("occupation", "socecStatus"), web: true },
  domains: on("linkGrp", "altGrp", "joinGrp"),
  follow: on("iNode", "leaf"),
  from: on("app", "arc", "rt", "span"),
  to: on("app", "arc", "rt", "span"),
  parent: on("iNode", "leaf"),
  parts: on("nym"),
  replyTo: on("post"),
  require: on("metamark"),
  start: on("u", "pause", "vocal", "kinesic", "incident", "writing", "annotationBlock", "line", "surface"),
  end: on("u", "pause", "vocal", "kinesic", "incident", "writing", "annotationBlock"),
};

/** `@ref` says what a name names, and so must lead to such a thing. */
const NAMES: Readonly<Record<string, PointerAttribute>> = {
  persName: only("a person or a group", "agent"),
  orgName: only("an organisation or a group", "agent"),
  author: only("a person or a group", "agent"),
  editor: only("a person or a group", "agent"),
  placeName: only("a place", "place"),
  geogName: only("a place", "place"),
  settlement: only("a place", "place"),
  country: only("a place", "place"),
  region: only("a place", "place"),
  pubPlace: only("a place", "place", "agent"),
  title: only("a work", "work", "witness", "passage", "category"),
  g: only("a character", "character"),
};

/** Gives what an attribute of an element points to, or null where it is no pointer there. */
export function pointerAttribute(attribute: string, element: string): PointerAttribute | null {
  if (!Object.hasOwn(POINTER_ATTRIBUTES, attribute)) return null;
  const found = POINTER_ATTRIBUTES[attribute]!;
  if (found.on !== null && !found.on.includes(element)) return null;
  if (attribute !== "ref" || !Object.hasOwn(NAMES, element)) return found;
  return NAMES[element]!;
}
