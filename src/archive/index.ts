export { type Algorithm, digestOf } from "./algorithm.ts";
export { DECLARATION } from "./bag-declaration.ts";
export { checkMetadata } from "./check-metadata.ts";
export { checkNames, type NamedFile } from "./check-names.ts";
export { citationFile } from "./citation-file.ts";
export { cratePreview } from "./crate-preview.ts";
export { dataciteRecord } from "./datacite.ts";
export type {
  FileRecord,
  Making,
  PackageDescription,
  PackedDocument,
  PackedFolder,
  PackedStage,
  RecordFile,
  Tool,
  Validation,
} from "./description.ts";
export {
  type DocumentChange,
  diffInWords,
  diffPackages,
  type FileChange,
  type Listing,
  type PackageDiff,
} from "./diff.ts";
export { type InvenioRecord, invenioRecord } from "./inveniordm.ts";
export { comparable, ListingError, type Listings, readListings } from "./listing.ts";
export { manifestLine } from "./manifest.ts";
export { isTextual } from "./media-type.ts";
export {
  type Agent,
  type Contributor,
  type EditionMetadata,
  isDay,
  type Licence,
  licenceNamed,
  packageName,
  spdxOf,
} from "./metadata.ts";
export { metsRecord } from "./mets.ts";
export { obstacles } from "./obstacles.ts";
export { nextVersion, OCFL_DECLARATION, type OcflStep, type OcflTelling } from "./ocfl.ts";
export { type OcflInventory, writeInventory } from "./ocfl-inventory.ts";
export { parseInventory } from "./ocfl-rules.ts";
export { unsafePathRule } from "./package-path.ts";
export {
  type DigestRequest,
  type DigestResult,
  LARGEST_TAG_FILE,
  type PackageEntry,
  type PackageReader,
} from "./package-reader.ts";
export { premisRecord } from "./premis.ts";
export { PRESET_SEVERITIES, PRESETS, type Preset } from "./preset.ts";
export { readme } from "./readme.ts";
export { crateMetadata } from "./ro-crate.ts";
export { directorySwhids, swhidTable } from "./swhid.ts";
export { type TagElement, writeTagElements } from "./tag-file.ts";
export { type Progress, verifyBag } from "./verify-bag.ts";
export { CRATE_FILE, verifyCrate } from "./verify-crate.ts";
export { isOcflObject, verifyOcfl } from "./verify-ocfl.ts";
