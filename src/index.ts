export type { ColophonConfig, StageConfig } from "./build/index.ts";
export {
  checkEdition,
  type Edition,
  type EditionDocument,
  readEdition,
  type Source,
} from "./edition/index.ts";
export { citeEdition, editionFiles, makeEdition } from "./edition.ts";
export { type Encoded, type EncodeOptions, encode } from "./encode/index.ts";
export { type ReadResult, readDocument, readString } from "./read/index.ts";
export { type Finding, printReportAs, type Report } from "./report/index.ts";
export type { Tree, XmlAttribute, XmlNode } from "./tree/index.ts";
