export { addressOf } from "./address.ts";
export { alphabetOfTexts } from "./alphabet.ts";
export { contentId } from "./content-id.ts";
export {
  addressesOn,
  type IsLive,
  idsOn,
  isDraft,
  isLiveOn,
  liveFrontOf,
  makeDocumentFiles,
  movedOn,
  PASSAGES,
  recordsIn,
  summarize,
} from "./document-files.ts";
export { JoinedRecords } from "./joined-records.ts";
export type { Moved } from "./live-links.ts";
export { makeOwnPages, type OwnPages, ownPages } from "./own-pages.ts";
export type { Shell } from "./page.ts";
export { type PageSetup, pageContext } from "./page-context.ts";
export { partText, takenNames } from "./parts.ts";
export { writePassage } from "./passage-html.ts";
export type { DocumentPassages, PassageKind, SearchPassage } from "./passages.ts";
export { inReadingOrder, type ReadingOrder } from "./reading-order.ts";
export {
  briefRecords,
  type DocumentSummary,
  type JoinedContent,
  type KeepPage,
  type PageOrigin,
  type PlacedRecords,
  type SiteContent,
  type SiteDocument,
  type SiteEdition,
  type SiteFile,
} from "./records.ts";
export { fullReference, sortWords } from "./reference.ts";
export { SETTINGS, type SiteSettings } from "./settings.ts";
export { sharedTitle } from "./shared-title.ts";
export { isPage, makeJoinedFiles, makeShell, renderSite, SCRIPTS, THEME } from "./site.ts";
export { withTitlesApart } from "./titles-apart.ts";
