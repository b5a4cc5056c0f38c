import { createHash } from "node:crypto";

/** The checksums that manifests may carry, by the names in their file names (RFC 8493, section 2.4; OCFL, section 3.5.1). */
export const ALGORITHMS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Hexadecimal digits of a checksum. */
export const DIGEST_LENGTHS: Readonly<Record<Algorithm, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/** Gives the algorithm of a name as manifests write it (`sha512`, `SHA-512`), or null where it is not known. */
export function algorithmOf(name: string): Algorithm | null {
  const plain = name.toLowerCase().replaceAll("-", "");
  return ALGORITHMS.find((each) => each === plain) ?? null;
}

/** Gives the checksum of a file's pieces, in small letters. Throws where the algorithm is not one of Node's. */
export function digestOf(pieces: Iterable<Uint8Array>, algorithm: string): string {
  const hash = createHash(algorithm);
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}
