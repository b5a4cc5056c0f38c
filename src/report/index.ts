export { acceptKnown, type BaselineScope, type Known, readBaseline, writeBaseline } from "./baseline.ts";
export * as catalogue from "./catalogue/index.ts";
export { CHECKS, checksFor, isAskedFor, isKnownPattern, nearestPattern } from "./code-pattern.ts";
export { defineFinding, type FindingType } from "./define.ts";
export { allSpecs, exampleOf, explain, findingsPage, nearestCode } from "./explain.ts";
export { isProgramFailure, programFailed } from "./failure.ts";
export {
  type Check,
  type DocumentCheck,
  type Finding,
  placeIn,
  type Severity,
  type SeveritySetting,
  type SourcePlace,
  type Span,
  type Where,
  wholeOf,
} from "./finding.ts";
export { printReportAs, REPORT_FORMATS, type ReportFormat } from "./format.ts";
export { jsonReport } from "./json.ts";
export { junitReport } from "./junit.ts";
export { nearest, nearestOnes } from "./nearest.ts";
export { quieted } from "./quiet.ts";
export {
  collect,
  collector,
  type DocumentReport,
  heldReport,
  isValid,
  type LongReport,
  type Report,
  retold,
  type Summary,
  SummaryCounter,
  summarize,
  summaryIs,
  type ToldDocuments,
} from "./report.ts";
export { sarifReport } from "./sarif.ts";
export { SUPPRESSION, type Suppression, suppress, suppressionsIn } from "./suppression.ts";
export { toldOnce } from "./told-once.ts";
