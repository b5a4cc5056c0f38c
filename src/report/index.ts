export * as catalogue from "./catalogue/index.ts";
export { defineFinding, type FindingType } from "./define.ts";
export { allSpecs, explain, nearestCode } from "./explain.ts";
export {
  type Check,
  type Finding,
  placeIn,
  type Severity,
  type SourcePlace,
  type Span,
  type Where,
  wholeOf,
} from "./finding.ts";
export { printReportAs, REPORT_FORMATS, type ReportFormat } from "./format.ts";
export { editDistance, nearest } from "./nearest.ts";
export { collect, type DocumentReport, isValid, type Report, summarize } from "./report.ts";
