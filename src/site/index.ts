export {
  addressesOn,
  type IsLive,
  idsOn,
  isLiveOn,
  makeDocumentFiles,
  summarize,
} from "./document-files.ts";
export type { Shell } from "./page.ts";
export { type PageSetup, pageContext } from "./page-context.ts";
export type {
  DocumentSummary,
  JoinedContent,
  SiteContent,
  SiteDocument,
  SiteEdition,
  SiteFile,
} from "./records.ts";
export { isPage, makeJoinedFiles, makeShell, renderSite, THEME } from "./site.ts";
