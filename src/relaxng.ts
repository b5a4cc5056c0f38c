/**
 * A validator for RELAX NG on its own, without an edition around it: `compileSchema` a schema and `validateBytes` of a document;
 * or `readDocument` it, and `validate` its tree. Nothing is fetched, and nothing but the bytes that are handed over is read.
 */
export { readDocument, readString } from "./read/index.ts";
export type { Finding } from "./report/index.ts";
export type { Tree } from "./tree/index.ts";
export {
  type Compilation,
  compileSchema,
  deserializeSchema,
  type Schema,
  serializeSchema,
  validate,
  validateBytes,
} from "./validate/relaxng/index.ts";
