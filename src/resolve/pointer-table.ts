/**
 * Which attributes are pointers in TEI P5 (datatype `teidata.pointer`), as its specifications declare them. Those of the
 * first list are pointers on every element that has them; those of the second are pointers on some elements and
 * something else on others. `tests/resolve/pointer-table.test.ts` holds both to the specifications.
 */
const EVERYWHERE: ReadonlySet<string> = new Set(
  (
    "adj adjFrom adjTo ana calendar change children code copyOf corresp datcat datingMethod datingPoint decls domains edRef " +
    "end exclude fVal facs feats filter follow fromUnit given hand inst lemmaRef mergedIn mutual next nymRef origin parent " +
    "parts perf period prev property ref rendition replyTo resp sameAs scribeRef scriptRef select since source spanTo synch " +
    "target targetDatcat targetEnd toUnit toWhom unitRef uri url valueDatcat who wit"
  ).split(" "),
);

const LEXICOGRAPHIC =
  "case colloc def entryFree etym form gen gram gramGrp hom hyph iType lang lbl mood number oRef orth pRef per pos pron re " +
  "sense subc syll tns usg xr";

const ON_SOME: Readonly<Record<string, ReadonlySet<string>>> = {
  active: on("relation"),
  class: on("msContents msItem msItemStruct msDesc msPart msFrag"),
  from: on("app arc rt span"),
  location: on(LEXICOGRAPHIC),
  new: on("handShift"),
  passive: on("relation"),
  require: on("lem rdg rdgGrp metamark"),
  scheme: on("catRef classCode keywords locus locusGrp occupation socecStatus"),
  start: on(
    "annotationBlock binaryObject ellipsis gap incident kinesic line media path pause post surface u vocal writing zone",
  ),
  to: on("app arc rt span"),
  value: on("eLeaf eTree iNode leaf node root triangle"),
  where: on("conversion event"),
};

/**
 * Whether an attribute is a pointer on a TEI element. `xml:base`, which says where pointers start from, is none to be
 * followed.
 */
export function isPointer(attribute: string, element: string): boolean {
  if (EVERYWHERE.has(attribute)) return true;
  return Object.hasOwn(ON_SOME, attribute) && ON_SOME[attribute]!.has(element);
}

function on(elements: string): ReadonlySet<string> {
  return new Set(elements.split(" "));
}
