export { ByteScanner, type ScanReceiver, UNREPEATABLE } from "./byte-scanner.ts";
export { type DocumentBytes, isOversize } from "./document-size.ts";
export { type Included, type IncludedPart, includeParts } from "./include.ts";
export { XINCLUDE_NAMESPACE } from "./include-element.ts";
export { KnownTags } from "./known-tags.ts";
export { Library, type Opened, type OpenFile } from "./library.ts";
export { DEFAULT_LIMITS, type Limits, limitsWith } from "./limits.ts";
export { asTei } from "./older-tei.ts";
export { type ReadResult, readBytes, readDocument, readString, readText, refuseOversize } from "./read.ts";
