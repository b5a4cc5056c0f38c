/**
 * Elements of TEI in the order of how many projects use them, counted over thirty projects of all genres. Where the
 * document itself says nothing, those are named first that an editor is likely to want.
 */
const NAMES = `title p TEI teiHeader fileDesc titleStmt publicationStmt sourceDesc text body div availability idno publisher ref
  profileDesc date bibl author name licence revisionDesc change persName respStmt resp head encodingDesc langUsage language note
  pubPlace hi editor desc term pb placeName quote listPerson person extent item textClass edition forename surname editionStmt l
  orgName particDesc projectDesc lb list keywords listBibl graphic address seg label funder foreign gap msDesc msIdentifier
  measure biblScope rs front settlement addrLine editorialDecl del repository physDesc country add unclear handNote distributor
  back milestone taxonomy classDecl lg dateline signed birth standOff listEvent event listRelation relation sp speaker principal
  seriesStmt supplied origDate facsimile emph category catDesc teiCorpus correspDesc biblStruct imprint anchor death occupation
  listOrg org space handDesc ab ptr figure salute closer monogr listWit witness classCode location sex castList castItem castGroup
  roleDesc stage personGrp abstract w sic corr msContents objectDesc supportDesc support history origin q cit tagsDecl correction
  abbr expan orig reg correspAction surface opener choice subst postscript docTitle titlePart table row cell street postCode
  analytic geo listPlace place affiliation roleName nameLink cb fw authority collection app lem rdg group`;

/** Of each name its place in that order, from 1. */
export const FREQUENT_ELEMENTS: ReadonlyMap<string, number> = new Map(
  NAMES.split(/\s+/u).map((name, at) => [name, at + 1]),
);
