export { DEFAULT_LIMITS, type Limits } from "./limits.ts";
export { type ReadOptions, type ReadResult, readDocument, readString } from "./read.ts";
export { readSource } from "./source.ts";
