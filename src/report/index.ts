export * as catalogue from "./catalogue/index.ts";
export { defineFinding, type FindingSpec, type FindingType, fingerprint } from "./define.ts";
export { allSpecs, explain, nearestCode } from "./explain.ts";
export {
  type Check,
  type Finding,
  placeIn,
  type Severity,
  type SourcePlace,
  type Span,
  type Where,
} from "./finding.ts";
export { type PrintOptions, printReportAs, REPORT_FORMATS, type ReportFormat } from "./format.ts";
export { editDistance, nearest } from "./nearest.ts";
export { collect, type DocumentReport, isValid, type Report, type Summary, summarize } from "./report.ts";
