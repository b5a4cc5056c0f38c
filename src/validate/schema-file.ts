import { resolveReference as resolve } from "./relaxng/reference.ts";

/** A schema file as it was read. */
export interface SchemaFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Gives the bytes of a file that a schema takes in, or null where it is not here. The path is the reference resolved
 * against the path of the file it stands in; an absolute address comes as it is.
 */
export type LoadSchemaFile = (path: string, publicId?: string | null) => Uint8Array | null;

/** Whether a reference is an absolute address (RFC 3986, section 3.1); a single letter is a drive, not a scheme. */
export function isAddress(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/iu.test(reference);
}

/** Resolves a reference in a schema file against that file's path or address; a fragment is left out. */
export function resolveReference(reference: string, base: string): string {
  return resolve(base, reference.replace(/#.*$/su, ""));
}
