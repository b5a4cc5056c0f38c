export { relativeAddress } from "./address.ts";
export { entryPage, type RegisterKind, textPage } from "./addresses.ts";
export type {
  CslName,
  CslWork,
  SiteCitation,
  SiteContent,
  SiteDocument,
  SiteEdition,
  SiteEntry,
  SiteFile,
  SiteLocus,
  SiteMention,
  SiteQuotation,
  SiteSpeech,
} from "./records.ts";
export { renderSite, THEME } from "./site.ts";
