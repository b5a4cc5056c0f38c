// What checks need. Citing and the outputs are had from `edition.ts`, because a short check takes less time than loading them.
export { checkOne, checkTogether } from "./check-document.ts";
export { type CheckSetup, checkEdition, schemalessNote, suppressionsOf } from "./check-edition.ts";
export type { CiteSetup } from "./cite-edition.ts";
export { guarded } from "./guarded.ts";
export type { Dress, MadeEdition, OutputFile, OutputInput } from "./outputs.ts";
export { type Edition, type ReadSetup, readEdition, readOne } from "./read-edition.ts";
export type { DocumentSchemas, SchemasOf } from "./schema-check.ts";
export {
  type EditionDocument,
  hasText,
  type ReadSource,
  type Source,
  standingAlone,
  wholeParts,
} from "./source.ts";
export { type SoundDocument, SwiftCheck } from "./swift-check.ts";
export { type Stage, unwatched, type Watch } from "./watch.ts";
