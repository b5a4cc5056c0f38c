export {
  type CompiledSchema,
  compileSchema,
  type RelaxngSchema,
  type SchemaFile,
  validateAll,
  validateRelaxng,
} from "./relaxng.ts";
export { type SchemaDeclaration, schemaDeclarations } from "./schema-declaration.ts";
export { validateSchematron } from "./schematron.ts";
export { readSchematron, type Schematron } from "./schematron-schema.ts";
