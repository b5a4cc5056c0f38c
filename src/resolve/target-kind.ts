/** What a pointer may lead to, as far as an element's name tells. */
export type TargetKind =
  | "person"
  | "organisation"
  | "place"
  | "work"
  | "witness"
  | "hand"
  | "image"
  | "text"
  | "passage"
  | "rendition"
  | "event"
  | "category"
  | "character"
  | "change"
  | "calendar"
  | "unit"
  | "time";

/**
 * Only elements that are one thing and no other are listed: a pointer to any other is never of the wrong kind. So `note`,
 * `item`, `date`, `interp` and elements of other namespaces may be pointed to by whatever an editor likes.
 */
const ELEMENTS: Readonly<Record<TargetKind, string>> = {
  person:
    "person personGrp persona listPerson particDesc persName role castItem castGroup castList actor respStmt editor " +
    "author principal sponsor funder",
  organisation: "org listOrg orgName",
  place: "place listPlace placeName settlement country region district geogName",
  work: "bibl biblStruct biblFull listBibl",
  witness: "witness listWit msDesc msPart msFrag object",
  hand: "handNote handNotes scriptNote typeNote",
  image: "surface zone surfaceGrp facsimile sourceDoc graphic media binaryObject",
  text: "TEI text group floatingText",
  passage: "p l lg ab div div1 div2 div3 div4 div5 div6 div7 head body front back quote q said sp stage",
  rendition: "rendition",
  event: "event listEvent performance",
  category: "category taxonomy",
  character: "char glyph",
  change: "change listChange",
  calendar: "calendar",
  unit: "unitDef",
  time: "when timeline",
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
