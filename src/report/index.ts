export * as catalogue from "./catalogue/index.ts";
export { defineFinding, type FindingSpec, type FindingType, fingerprint } from "./define.ts";
export {
  type Check,
  type Finding,
  placeIn,
  type Severity,
  type SourcePlace,
  type Span,
  type Where,
} from "./finding.ts";
export { editDistance, nearest } from "./nearest.ts";
