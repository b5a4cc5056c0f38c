export { type Encoded, type EncodeOptions, encode } from "./encode.ts";
export { type EncodeKindOptions, encodeKind } from "./encode-kind.ts";
export { TEXT_KINDS, type TextKind } from "./kinds.ts";
export type { EncodeRegisters, NamedEntry } from "./names.ts";
export { PROFILES, type Profile } from "./profile.ts";
export { type ReviewItem, reviewTable } from "./review.ts";
export { wasEdited } from "./seal.ts";
