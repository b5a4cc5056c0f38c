export { readSchematron } from "./read-schema.ts";
export type { Schematron } from "./schema.ts";
export { readStorableSchematron, restoreSchematron } from "./stored.ts";
export { inPhase, type SchematronOptions, validateSchematron } from "./validate.ts";
