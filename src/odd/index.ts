export type {
  Model,
  ModelGroup,
  ModelNode,
  ModelSequence,
  OutputRendition,
} from "./model.ts";
export { modelsOf } from "./processing-model.ts";
export { readOdd } from "./read-odd.ts";
export { compileRelaxng } from "./relaxng.ts";
export { compileSchematron } from "./schematron.ts";
export type { Odd } from "./specification.ts";
