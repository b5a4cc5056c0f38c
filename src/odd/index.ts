export type {
  Model,
  ModelGroup,
  ModelNode,
  ModelParameter,
  ModelSequence,
  ModelTable,
  OutputRendition,
} from "./model.ts";
export { classesOf, modelsOf } from "./processing-model.ts";
export { readOdd } from "./read-odd.ts";
export { compileRelaxng } from "./relaxng.ts";
export { compileSchematron } from "./schematron.ts";
export type { ClassSpec, ContentSpec, ElementSpec, Odd } from "./specification.ts";
