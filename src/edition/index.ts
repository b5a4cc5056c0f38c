export { checkOne, checkTogether } from "./check-document.ts";
export { type CheckSetup, checkEdition, schemalessNote, suppressionsOf } from "./check-edition.ts";
export { type CiteSetup, citeEdition, citeOne } from "./cite-edition.ts";
export {
  type Dress,
  indexesOf,
  indexFiles,
  type MadeEdition,
  type OutputFile,
  type OutputInput,
  reportFiles,
  siteFiles,
  textFiles,
  texts,
} from "./outputs.ts";
export { type Edition, type ReadSetup, readEdition, readOne } from "./read-edition.ts";
export type { DocumentSchemas, SchemasOf } from "./schema-check.ts";
export {
  type EditionDocument,
  hasText,
  leaveOutParts,
  type ReadSource,
  type Source,
  wholeParts,
} from "./source.ts";
export type { Stage, Watch } from "./watch.ts";
