export { declaresElements, externalEntities } from "./dtd.ts";
export {
  type CompiledGrammar,
  compileGrammar,
  deserializeGrammar,
  type Grammar,
  type GrammarLanguage,
  gatheredBy,
  serializeGrammar,
  validateGrammar,
} from "./grammar.ts";
export { type StreamingValidation, streamValidation } from "./relaxng/index.ts";
export { type SchemaDeclaration, type SchemaLanguage, schemaDeclarations } from "./schema-declaration.ts";
export {
  isAddress,
  type LoadSchemaFile,
  resolveReference,
  type SchemaFile,
} from "./schema-file.ts";
export {
  inPhase,
  readSchematron,
  readStorableSchematron,
  restoreSchematron,
  type Schematron,
  type SchematronOptions,
  validateSchematron,
} from "./schematron/index.ts";
