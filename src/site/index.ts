export { type PageSetup, pageContext } from "./page-context.ts";
export type { SiteContent, SiteDocument, SiteEdition, SiteFile } from "./records.ts";
export { renderSite, THEME } from "./site.ts";
