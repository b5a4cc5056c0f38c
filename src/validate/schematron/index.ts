export { readSchematron } from "./read-schema.ts";
export type { Schematron } from "./schema.ts";
export { type SchematronOptions, validateSchematron } from "./validate.ts";
