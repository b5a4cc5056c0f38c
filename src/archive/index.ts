export { ALGORITHMS, type Algorithm, algorithmOf } from "./algorithm.ts";
export { DECLARATION } from "./bag-declaration.ts";
export { manifestLine } from "./manifest.ts";
export { findClashes, unsafePathRule } from "./package-path.ts";
export {
  type DigestRequest,
  type DigestResult,
  LARGEST_TAG_FILE,
  type PackageEntry,
  type PackageReader,
} from "./package-reader.ts";
export { type TagElement, writeTagElements } from "./tag-file.ts";
export { type Progress, verifyBag } from "./verify-bag.ts";
