export {
  addressesOn,
  type IsLive,
  idsOn,
  isDraft,
  isLiveOn,
  makeDocumentFiles,
  PASSAGES,
  summarize,
} from "./document-files.ts";
export type { Shell } from "./page.ts";
export { type PageSetup, pageContext } from "./page-context.ts";
export type { DocumentPassages, PassageKind, SearchPassage } from "./passages.ts";
export type {
  DocumentSummary,
  JoinedContent,
  SiteContent,
  SiteDocument,
  SiteEdition,
  SiteFile,
} from "./records.ts";
export { SETTINGS, type SiteSettings } from "./settings.ts";
export { isPage, makeJoinedFiles, makeShell, renderSite, SCRIPTS, THEME } from "./site.ts";
