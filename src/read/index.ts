export { DEFAULT_LIMITS, type Limits } from "./limits.ts";
export { type ReadResult, readDocument, readString } from "./read.ts";
export { readSource } from "./source.ts";
