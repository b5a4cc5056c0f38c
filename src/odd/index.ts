export type {
  Model,
  ModelGroup,
  ModelledSpecification,
  ModelNode,
  ModelOrigin,
  ModelParameter,
  ModelSequence,
  ModelSource,
  OutputRendition,
} from "./model.ts";
export { modelsOf, readModelSource, standingOn } from "./processing-model.ts";
export { readOdd } from "./read-odd.ts";
export { compileCompact, compileRelaxng } from "./relaxng.ts";
export { compileSchematron, hasRules } from "./schematron.ts";
export type { Odd, OddFiles } from "./specification.ts";
