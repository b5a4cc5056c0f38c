export { type Encoded, type EncodeOptions, encode } from "./encode.ts";
export type { EncodeRegisters, NamedEntry } from "./names.ts";
export { PROFILES, type Profile } from "./profile.ts";
export { type ReviewItem, reviewTable } from "./review.ts";
export { wasEdited } from "./seal.ts";
